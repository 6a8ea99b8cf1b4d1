import Git

/// The commits that take part in a merge, with their root trees.
struct MergeTrees {
  /// A commit of the graph and its tree, or what stands in for it; `nil` stands for no files.
  struct Root {
    let commit: Int
    let tree: ObjectID?
  }

  /// The merge bases; none where histories are unrelated.
  let bases: [Root]

  /// The base of the merge bases, where there are several.
  let root: Root?

  let parents: [Root]
  let merged: Root
}

/// The changed files of a merge commit by their paths.
struct MergeFiles {
  /// What each parent changed since each base: first by base, then by parent; the one base is no files where histories are unrelated.
  let sinceBases: [[[String: FileChange]]]

  /// What the merge has otherwise than each parent.
  let byMerge: [[String: FileChange]]

  /// The paths whose content isn't what the parents and their base make of it, in the order of their bytes.
  ///
  /// Where several bases differ at a path, a record may have moved between them, and only records tell.
  var unexpectedPaths: [String] {
    var unexpected = suspiciousPaths
    for path in Set(byMerge.flatMap(\.keys)) {
      let merged = byMerge.lazy.compactMap { $0[path] }.first?.new?.id
      let parents = byMerge.map { changes in
        if let change = changes[path] { change.old?.id } else { merged }
      }
      let bases = sinceBases.map { byParent in
        if let change = byParent.lazy.compactMap({ $0[path] }).first { change.old?.id } else { parents.first ?? nil }
      }
      let isOne = bases.dropFirst().allSatisfy { $0 == bases.first }
      if !isOne || ThreeWay(base: bases.first ?? nil, parents: parents) != .settled(merged) {
        unexpected.insert(path)
      }
    }
    return unexpected.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// What parents added that both removed one file: one may have moved what the other removed.
  private var suspiciousPaths: Set<String> {
    var paths: Set<String> = []
    for byParent in sinceBases {
      let removed = byParent.map { Set($0.values.lazy.filter { $0.new == nil }.map(\.path)) }
      for (parent, changes) in byParent.enumerated() {
        let others = removed.enumerated().filter { $0.offset != parent }.map(\.element)
        guard others.contains(where: { !$0.isDisjoint(with: removed[parent]) }) else { continue }
        paths.formUnion(changes.values.lazy.filter { $0.old == nil }.map(\.path))
      }
    }
    return paths
  }
}
