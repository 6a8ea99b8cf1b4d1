/// Which records ended and came back, to tell a restored record from a new one.
struct RemovedRecords {
  /// What a record is known by once it is gone: its id, or its path if it has none.
  private enum Name: Hashable {
    case id(String)
    case path(String)
  }

  private struct Turn {
    let commit: Int
    let isRemoval: Bool
  }

  private let graph: CommitGraph
  private var turns: [Name: [Turn]] = [:]

  init(_ graph: CommitGraph) {
    self.graph = graph
  }

  mutating func noteRemoval(id: String?, path: String, at commit: Int) {
    turns[Self.name(id, path), default: []].append(Turn(commit: commit, isRemoval: true))
  }

  /// Says whether a record that appears in a commit had been removed before it, and notes that it is back.
  mutating func isRestored(id: String?, path: String, at commit: Int) -> Bool {
    let name = Self.name(id, path)
    guard let last = turns[name]?.last(where: { graph.isAncestor($0.commit, of: commit) }), last.isRemoval else {
      return false
    }
    turns[name]?.append(Turn(commit: commit, isRemoval: false))
    return true
  }

  private static func name(_ id: String?, _ path: String) -> Name {
    id.map(Name.id) ?? .path(path)
  }
}
