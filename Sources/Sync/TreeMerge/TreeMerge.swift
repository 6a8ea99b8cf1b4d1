package import Git

/// Merges the files of two commits by what they mean, in memory.
///
/// Swapping the commits gives the same tree. Lines of work that were merged crosswise have several merge bases, which are
/// merged first in the same way.
package struct TreeMerge {
  private let repository: Repository
  private var store: FileStore
  /// The merges of several merge bases, by their sorted ids.
  private var mergedBases: [[ObjectID]: TreeView] = [:]

  /// How often bases of bases are merged; below that, the smallest id is taken for all.
  private static let mostLevels = 64

  private init(in repository: Repository) {
    self.repository = repository
    store = FileStore(repository)
  }

  /// Merges two commits over what they have in common; nothing is written.
  ///
  /// - Throws: `GitError.unreadableName` where both sides changed files and one has a name that can't be told; other
  ///   `GitError`.
  package static func merge(
    one: ObjectID,
    other: ObjectID,
    in repository: Repository
  ) throws(GitError) -> MergedTree {
    var merge = TreeMerge(in: repository)
    let base = try merge.base(of: [one, other], level: 0)
    let trees = (one: try repository.commitLinks(one).tree, other: try repository.commitLinks(other).tree)
    return try merge.merged(base: base, one: trees.one, other: trees.other)
  }

  /// Merges two root trees over a third; nothing is written.
  ///
  /// - Parameter base: The tree that both came of; nil for no files.
  /// - Throws: As ``merge(one:other:in:)``.
  package static func merge(
    base: ObjectID?,
    oneTree: ObjectID,
    otherTree: ObjectID,
    in repository: Repository
  ) throws(GitError) -> MergedTree {
    var merge = TreeMerge(in: repository)
    return try merge.merged(base: TreeView(tree: base), one: oneTree, other: otherTree)
  }

  private mutating func merged(base: TreeView, one: ObjectID, other: ObjectID) throws(GitError) -> MergedTree {
    let views = (one: TreeView(tree: one), other: TreeView(tree: other))
    // What both have alike is no matter of the base.
    let base = one == other ? views.one : base
    let pass = try pass(base: base, one: views.one, other: views.other)
    let settled: ObjectID? = base == views.one ? other : base == views.other ? one : nil
    return MergedTree(pass, one: one, other: other, settled: settled, newBlobs: store.newBlobs)
  }

  /// Merges three trees, once more where a record had to give way: what its own side wrote of it by name means it still.
  private mutating func pass(base: TreeView, one: TreeView, other: TreeView) throws(GitError) -> TreeMergePass {
    let pass = try TreeMergePass(base: base, one: one, other: other, in: repository, store: &store)
    let renamed = try RenamedMentions(in: pass, base: base, of: repository, store: &store)
    guard !renamed.isEmpty else { return pass }
    var again = try TreeMergePass(
      base: base,
      one: renamed.applied(to: one, side: .one),
      other: renamed.applied(to: other, side: .other),
      in: repository,
      store: &store
    )
    again.changes = pass.changes
    return again
  }

  /// What some commits have in common: the first of them, and the others taken together.
  private mutating func base(of commits: [ObjectID], level: Int) throws(GitError) -> TreeView {
    let bases = try repository.mergeBases(commits).sorted()
    guard let first = bases.first else { return TreeView(tree: nil) }
    let start = TreeView(tree: try repository.commitLinks(first).tree)
    if bases.count == 1 || level == Self.mostLevels { return start }
    if let known = mergedBases[bases] { return known }
    var merged = start
    for (index, next) in bases.enumerated().dropFirst() {
      let base = try base(of: [next] + bases[..<index], level: level + 1)
      let other = TreeView(tree: try repository.commitLinks(next).tree)
      merged = try pass(base: base, one: merged, other: other).view(over: merged)
    }
    mergedBases[bases] = merged
    return merged
  }
}

extension MergedTree {
  /// Takes what a merge came to.
  fileprivate init(
    _ pass: TreeMergePass,
    one: ObjectID,
    other: ObjectID,
    settled: ObjectID?,
    newBlobs: [ObjectID: [UInt8]]
  ) {
    files = pass.merged.sorted { $0.key < $1.key }.compactMap { path, merged in
      let versions = pass.changes.versions(at: path)
      guard merged != versions.one || merged != versions.other else { return nil }
      return File(path: path.text, one: versions.one, other: versions.other, merged: merged)
    }
    openRecords = pass.openRecords
    notices = pass.notices
    let used = Set(files.compactMap(\.merged?.id))
    self.newBlobs = newBlobs.filter { used.contains($0.key) }
    oneTree = one
    otherTree = other
    settledTree = settled
  }
}
