import Git
import Records

/// Who brought each line of text into a history first.
///
/// It is the words that count: moving a line, ticking its box or putting it in quotes makes it nobody else's. A line that one
/// made out of the other's, with half of it or more in it still, is neither's.
package struct LineAuthors: Sendable {
  private var roles: [String: Role?] = [:]

  /// How many lines are compared with how many; where there are more, the new ones are nobody's.
  private static let mostComparisons = 1_000_000

  /// Whether a line was brought in by one of the two, and by nobody before; blank lines are everybody's.
  package func isLine(_ line: some StringProtocol, by role: Role) -> Bool {
    let line = LineWords(line)
    return line.key.isEmpty || roles[line.key] == .some(role)
  }

  /// Takes the lines of a file that are in no version before.
  ///
  /// - Parameter old: The bytes that the file had before; empty for a new one.
  fileprivate mutating func add(_ bytes: [UInt8], over old: [UInt8], by role: Role?) {
    let lines = Self.lines(of: bytes)
    let new = lines.filter { !$0.key.isEmpty && roles.index(forKey: $0.key) == nil }
    guard !new.isEmpty else { return }
    let kept = Set(lines.map(\.key))
    let replaced = Self.lines(of: old).filter { !kept.contains($0.key) && roles[$0.key] != .some(role) }
    let areTooMany = new.count * replaced.count > Self.mostComparisons
    for line in new {
      roles.updateValue(areTooMany || replaced.contains(where: line.keepsHalf) ? nil : role, forKey: line.key)
    }
  }

  private static func lines(of bytes: [UInt8]) -> [LineWords] {
    String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map(LineWords.init)
  }
}

/// The words of a line, without what is only written around them.
private struct LineWords {
  /// What is the same for all ways to write the line; empty for a blank one.
  let key: String
  private let words: [String]

  init(_ line: some StringProtocol) {
    let text = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let box = text.prefixMatch(of: #/[-*+] \[[ xX-]\] /#)
    let words = text[(box?.range.upperBound ?? text.startIndex)...].lowercased()
      .split { !$0.isLetter && !$0.isNumber }.map(String.init)
    key = words.isEmpty ? text : words.joined(separator: " ")
    // What a field is called says nothing of who wrote its value.
    let isField = text.split(separator: " ").first?.hasSuffix(":") ?? false
    self.words = isField ? Array(words.dropFirst()) : words
  }

  /// Whether half of another line's words or more are in this one, by their letters.
  func keepsHalf(of other: LineWords) -> Bool {
    let all = other.words.reduce(0) { $0 + $1.count }
    let kept = other.words.filter(words.contains).reduce(0) { $0 + $1.count }
    return all > 0 && kept * 2 >= all
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
      for change in changes {
        guard let new = change.new, new.isRegular, seen.insert(new.id).inserted,
          case .bytes(let bytes) = try BlobContent(new.id, in: repository)
        else { continue }
        let role = table.reference(to: try graph.commit(index, in: repository)).author.role
        authors.add(bytes, over: try bytesBefore(change), by: role)
      }
    }
    return authors
  }

  /// What a changed file held before, as far as it can be read.
  private func bytesBefore(_ change: FileChange) throws(GitError) -> [UInt8] {
    guard let old = change.old, case .bytes(let bytes) = try BlobContent(old.id, in: repository) else { return [] }
    return bytes
  }
}
