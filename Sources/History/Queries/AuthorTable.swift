import Git
import Records

/// Who made the commits of a history, by the tip's mailmap and every version of `relationship.md`.
struct AuthorTable {
  private static let mailmapPath = ".mailmap"
  private static let largestMailmap = 1 << 20

  private let mailmap: Mailmap?
  private var roles = RoleTable()

  /// Whether roles count that only an earlier version of `relationship.md` gives.
  private(set) var isWhole = true

  /// Takes everyone for somebody without a role.
  init(_ graph: CommitGraph, in repository: Repository) throws(GitError) {
    mailmap = try graph.nodes.last.flatMap { tip throws(GitError) in try Self.mailmap(in: tip.tree, of: repository) }
  }

  /// Takes the roles that the tip gives; whoever has none there may have one by an earlier version.
  init(tipOf graph: CommitGraph, versions: inout VersionStore) throws(GitError) {
    try self.init(graph, in: versions.repository)
    isWhole = graph.nodes.count < 2
    do throws(GitError) {
      guard let tip = graph.nodes.last, let file = try versions.repository.file(at: RoleTable.path, in: tip.tree),
        let relationship = try versions.version(of: file)?.text?.snapshot
      else { return }
      roles.add(relationship, mailmap: mailmap)
    } catch {
      guard case .missingObject = error else { throw error }
    }
  }

  /// - Parameter files: What stands at `RoleTable.path`.
  init(_ graph: CommitGraph, files: FilesByCommit, versions: inout VersionStore) throws(GitError) {
    try self.init(graph, in: versions.repository)
    roles = try RoleTable(graph, files: files, versions: &versions, mailmap: mailmap)
  }

  /// The commit as events name it.
  func reference(to commit: Commit) -> CommitReference {
    CommitReference(
      id: commit.id,
      author: author(commit.author.person),
      authored: commit.author.time,
      committed: commit.committer.time,
      subject: commit.subject,
      body: commit.body
    )
  }

  /// The person as the mailmap names them, with their part in the relationship.
  func author(_ person: Person) -> Author {
    let person = mailmap?.resolve(person) ?? person
    return Author(person: person, role: roles.role(of: person))
  }

  /// Reads the mailmap of a tree; one that is missing from the repository or unreasonably large is none.
  static func mailmap(in tree: ObjectID, of repository: Repository) throws(GitError) -> Mailmap? {
    do throws(GitError) {
      guard let file = try repository.file(at: mailmapPath, in: tree), file.mode != .gitlink else { return nil }
      return Mailmap(try repository.blob(file.id, limit: largestMailmap))
    } catch {
      switch error {
      case .missingObject, .objectTooLarge: return nil
      default: throw error
      }
    }
  }
}
