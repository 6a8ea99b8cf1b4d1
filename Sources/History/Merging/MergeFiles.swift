import Git

/// The changed files of a merge commit, by path, for one merge base.
struct MergeFiles {
  /// What each parent changed since the base.
  let sinceBase: [[String: FileChange]]

  /// What the merge has otherwise than each parent.
  let byMerge: [[String: FileChange]]

  /// The paths whose content isn't what the parents and the base make of it, in the order of their bytes.
  var unexpectedPaths: [String] {
    Set(byMerge.flatMap(\.keys)).filter { path in
      let merged = byMerge.lazy.compactMap { $0[path] }.first?.new?.id
      let parents = byMerge.map { changes in
        if let change = changes[path] { change.old?.id } else { merged }
      }
      let sinceBase = sinceBase.lazy.compactMap { $0[path] }.first
      let base = if let sinceBase { sinceBase.old?.id } else { parents.first ?? nil }
      return ThreeWay(base: base, parents: parents) != .settled(merged)
    }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}

/// Where the records of a merge base are in something that came of it.
struct RecordMoves {
  private var homes: [String: String] = [:]
  private var origins: [String: String] = [:]
  private var ended: Set<String> = []
  private var begun: Set<String> = []

  init(_ pairs: [RecordPairing.Pair]) {
    for pair in pairs {
      switch (pair.old, pair.new) {
      case (let old?, let new?):
        homes[old] = new
        origins[new] = old
      case (let old?, nil): ended.insert(old)
      case (nil, let new?): begun.insert(new)
      case (nil, nil): break
      }
    }
  }

  /// The path now of a record at a path of the base; `nil` if it ended.
  func home(of path: String) -> String? {
    homes[path] ?? (ended.contains(path) || origins[path] != nil || begun.contains(path) ? nil : path)
  }

  /// The path in the base of a record that is at a path now; `nil` if it wasn't there.
  func origin(of path: String) -> String? {
    origins[path] ?? (begun.contains(path) || homes[path] != nil || ended.contains(path) ? nil : path)
  }
}

/// One record across a merge.
struct MergedRecord: Hashable {
  /// The path in the merge base; `nil` if the record wasn't there.
  var base: String?

  /// The path in each parent; `nil` where the record wasn't there.
  var parents: [String?]

  /// The path in the merge; `nil` if the record isn't there.
  var merged: String?
}
