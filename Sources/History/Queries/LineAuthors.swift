import Git
import Records

/// Who brought each line of text into a history first.
///
/// Blanks around a line and the box of a task don't count, so that moving a line or ticking it makes it nobody else's.
package struct LineAuthors: Sendable {
  private var roles: [String: Role?] = [:]

  /// Whether a line was brought in by one of the two, and by nobody before; blank lines are everybody's.
  package func isLine(_ line: some StringProtocol, by role: Role) -> Bool {
    let key = Self.key(of: line)
    return key.isEmpty || roles[key] == .some(role)
  }

  /// Takes the lines of a file that are in no version before.
  fileprivate mutating func add(_ bytes: [UInt8], by role: Role?) {
    for line in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
      let key = Self.key(of: line)
      if !key.isEmpty, roles.index(forKey: key) == nil { roles.updateValue(role, forKey: key) }
    }
  }

  private static func key(of line: some StringProtocol) -> String {
    var text = Substring(line)
    while text.first?.isWhitespace ?? false { text.removeFirst() }
    while text.last?.isWhitespace ?? false { text.removeLast() }
    guard let box = text.prefixMatch(of: #/[-*+] \[[ xX-]\] /#) else { return String(text) }
    return "- [ ] " + text[box.range.upperBound...]
  }
}

extension History {
  /// Tells who brought in each line of all files of the history, by the roles that its relationship ever gave to people.
  ///
  /// - Throws: `HistoryError.git`, also where a part of the history is missing: who wrote what can't be told then.
  package func lineAuthors() async throws(HistoryError) -> LineAuthors {
    do throws(GitError) {
      guard let graph = try await graphOfAll() else { return LineAuthors() }
      if let missing = (graph.boundary + graph.missing).first { throw GitError.missingObject(missing) }
      return try await lineAuthors(graph)
    } catch {
      throw .git(error)
    }
  }

  private func lineAuthors(_ graph: CommitGraph) async throws(GitError) -> LineAuthors {
    var versions = VersionStore(repository)
    let files = try await FilesByCommit.read(nil, [RoleTable.path], in: graph, of: repository)
    let table = try AuthorTable(graph, files: files, versions: &versions)
    var authors = LineAuthors()
    var seen: Set<ObjectID> = []
    for (index, node) in graph.nodes.enumerated() {
      // What a merge has from another parent was brought in before it.
      let changes = try repository.changes(from: node.parents.first.map { graph.nodes[$0].tree }, to: node.tree)
      let blobs = changes.compactMap(\.new).filter { $0.mode == .regular || $0.mode == .executable }.map(\.id)
      for blob in blobs where seen.insert(blob).inserted {
        guard case .bytes(let bytes) = try BlobContent(blob, in: repository) else { continue }
        authors.add(bytes, by: table.reference(to: try graph.commit(index, in: repository)).author.role)
      }
    }
    return authors
  }
}
