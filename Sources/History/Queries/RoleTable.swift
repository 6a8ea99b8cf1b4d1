import Git
import Records

/// Who is mentor and who is mentee, by every address that `relationship.md` ever held.
struct RoleTable {
  /// Where the roles are written down.
  static let path = "relationship.md"

  private var roles: [String: Role] = [:]

  init() {}

  /// Reads every version of the file that a graph holds; where two versions differ, the later one counts.
  ///
  /// Versions that the repository lacks are left out; whoever folds the graph tells what is missing.
  ///
  /// - Parameter mailmap: The tip's; a person keeps the role under every address it joins.
  init(_ graph: CommitGraph, files: FilesByCommit, versions: inout VersionStore, mailmap: Mailmap?) throws(GitError) {
    var last: ObjectID?
    for commit in graph.nodes.indices {
      guard case .some(let file?) = files.file(at: Self.path, asOf: commit), file.id != last else { continue }
      last = file.id
      guard let snapshot = try versions.version(of: file)?.text?.snapshot else { continue }
      add(snapshot, mailmap: mailmap)
    }
  }

  /// The part that a person, already resolved through the mailmap, has in the relationship.
  func role(of person: Person) -> Role? {
    roles[person.email.lowercased()]
  }

  mutating func add(_ relationship: RecordSnapshot, mailmap: Mailmap?) {
    for role in Role.allCases {
      let people: [String] =
        switch relationship.fields.first(where: { $0.path == role.rawValue })?.value {
        case .text(let text): [text]
        case .list(let items): items.texts
        case nil: []
        }
      for person in people.compactMap(Self.person) {
        roles[person.email.lowercased()] = role
        if let resolved = mailmap?.resolve(person) { roles[resolved.email.lowercased()] = role }
      }
    }
  }

  /// Reads `Ben Osei <ben@example.org>`, or an address alone.
  private static func person(_ text: String) -> Person? {
    guard let open = text.lastIndex(of: "<"), let close = text[open...].firstIndex(of: ">") else {
      let address = text.filter { !$0.isWhitespace }
      return address.contains("@") ? Person(name: "", email: address) : nil
    }
    var name = text[..<open]
    while name.last?.isWhitespace == true { name.removeLast() }
    let address = text[text.index(after: open)..<close]
    return address.isEmpty ? nil : Person(name: String(name), email: String(address))
  }
}
