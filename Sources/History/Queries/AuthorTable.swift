import Git
import Records

/// Who made the commits of a history, by the tip's mailmap and every version of `relationship.md`.
struct AuthorTable {
  private static let mailmapPath = ".mailmap"
  private static let largestMailmap = 1 << 20

  private let mailmap: Mailmap?
  private let roles: RoleTable

  /// - Parameter files: What stands at `RoleTable.path`; without it, nobody has a role.
  init(_ graph: CommitGraph, files: FilesByCommit?, versions: inout VersionStore) throws(GitError) {
    mailmap = try graph.nodes.last.flatMap { tip throws(GitError) in
      try Self.mailmap(in: tip.tree, of: versions.repository)
    }
    roles =
      if let files {
        try RoleTable(graph, files: files, versions: &versions, mailmap: mailmap)
      } else {
        RoleTable()
      }
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
  private static func mailmap(in tree: ObjectID, of repository: Repository) throws(GitError) -> Mailmap? {
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
