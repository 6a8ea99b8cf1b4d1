/// Which records ended and came back, to tell a restored record from a new one.
struct RemovedRecords {
  /// What a record is known by once it is gone: its id, or its path if it has none.
  enum Name: Hashable {
    case id(String)
    case path(String)
  }

  private struct Turn {
    let commit: Int
    let isRemoval: Bool
  }

  private let graph: CommitGraph
  private var turns: [Name: [Turn]] = [:]

  /// Whether what came before the commits that are folded is known.
  private let isWhole: Bool

  /// The records that came up and may have been removed before the commits that are folded.
  private(set) var unknown: Set<Name> = []

  /// Whether nothing ended, so that all that begins is new.
  var isEmpty: Bool { isWhole && turns.isEmpty }

  init(_ graph: CommitGraph, isWhole: Bool = true) {
    self.graph = graph
    self.isWhole = isWhole
  }

  mutating func noteRemoval(id: String?, path: String, at commit: Int) {
    turns[Self.name(id, path), default: []].append(Turn(commit: commit, isRemoval: true))
  }

  /// Says whether a record that appears in a commit had been removed before it, and notes that it is back.
  mutating func isRestored(id: String?, path: String, at commit: Int) -> Bool {
    let name = Self.name(id, path)
    let before = (turns[name] ?? []).filter { graph.isAncestor($0.commit, of: commit) }
    let returns = before.filter { !$0.isRemoval }
    let isGone = before.contains { removal in
      // A return undoes what it comes after, not what another line of work removed beside it.
      removal.isRemoval && !returns.contains { graph.isAncestor(removal.commit, of: $0.commit) }
    }
    guard isGone else {
      if !isWhole { unknown.insert(name) }
      return false
    }
    turns[name]?.append(Turn(commit: commit, isRemoval: false))
    return true
  }

  private static func name(_ id: String?, _ path: String) -> Name {
    id.map(Name.id) ?? .path(path)
  }
}
