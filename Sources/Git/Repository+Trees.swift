extension Repository {
  /// The entries of one tree, in stored order.
  ///
  /// - Throws: `GitError.missingObject`; `.corrupt` if it is damaged or no tree.
  package func tree(_ id: ObjectID) throws(GitError) -> [TreeEntry] {
    let tree = try RawTree(id, in: self)
    var entries: [TreeEntry] = []
    var offset = 0
    while let entry = try tree.entry(at: offset) {
      entries.append(entry.value)
      offset = entry.end
    }
    return entries
  }

  /// What is at a path below a tree, be it a file or a folder; nil if there is nothing.
  ///
  /// - Parameter path: Separated by "/", without one at either end.
  /// - Throws: `GitError.missingObject` or `.corrupt`.
  package func entry(at path: String, in tree: ObjectID) throws(GitError) -> TreeEntry? {
    var found: TreeEntry?
    for name in path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      let folder: ObjectID
      switch found {
      case nil: folder = tree
      case let entry? where entry.mode == .tree: folder = entry.id
      case _?: return nil
      }
      found = try entry(named: Array(name), in: folder)
      if found == nil { return nil }
    }
    return found
  }

  /// The file at a path below a tree; nil if there is nothing or a folder.
  ///
  /// - Parameter path: Separated by "/", without one at either end.
  /// - Throws: `GitError.missingObject` or `.corrupt`.
  package func file(at path: String, in tree: ObjectID) throws(GitError) -> TreeFile? {
    guard let entry = try entry(at: path, in: tree), entry.mode != .tree else { return nil }
    return TreeFile(path: path, mode: entry.mode, id: entry.id)
  }

  /// All files below a tree in the order of their paths' bytes; see `unreadableNames` for those left out.
  ///
  /// - Throws: `GitError.missingObject`, `.corrupt` or `.treeTooLarge`.
  package func files(in tree: ObjectID, under filter: PathFilter? = nil) throws(GitError) -> [TreeFile] {
    try changes(from: nil, to: tree, under: filter).compactMap(\.new)
  }

  /// The raw bytes of the paths below a tree whose names are not UTF-8, are `.` or `..`, or contain "/".
  ///
  /// A folder with such a name stands for everything in it.
  ///
  /// - Throws: `GitError.missingObject`, `.corrupt` or `.treeTooLarge`.
  package func unreadableNames(in tree: ObjectID) throws(GitError) -> [[UInt8]] {
    var comparison = TreeComparison(in: self, filter: nil)
    try comparison.compare(nil, tree)
    return comparison.unreadablePaths
  }

  /// What differs between two trees, in the order of the paths' bytes.
  ///
  /// A file that became a folder is a deletion and additions. Files that `unreadableNames` names are left out.
  ///
  /// - Parameters:
  ///   - old: The root tree before; nil for no files at all.
  ///   - new: The root tree after; nil for no files at all.
  ///   - filter: The paths of interest; nil for all.
  ///   - followed: What makes it faster where pair after pair is compared; nil for a single one.
  /// - Throws: `GitError.missingObject`, `.corrupt` or `.treeTooLarge`.
  package func changes(
    from old: ObjectID?,
    to new: ObjectID?,
    under filter: PathFilter? = nil,
    following followed: FollowedTrees? = nil
  ) throws(GitError) -> [FileChange] {
    var comparison = TreeComparison(in: self, filter: filter, following: followed)
    try comparison.compare(old, new)
    return comparison.changes
  }

  /// As ``changes(from:to:under:)``, for whoever may leave out none.
  ///
  /// - Throws: `GitError.unreadableName` for a difference that can't be told; `.missingObject`, `.corrupt` or
  ///   `.treeTooLarge`.
  package func allChanges(from old: ObjectID?, to new: ObjectID?) throws(GitError) -> [FileChange] {
    var comparison = TreeComparison(in: self, filter: nil)
    try comparison.compare(old, new)
    if let path = comparison.unreadablePaths.first { throw .unreadableName(path) }
    return comparison.changes
  }

  /// What has a name in one tree; nil if there is nothing.
  ///
  /// - Throws: `GitError.missingObject` or `.corrupt`.
  package func entry(named name: [UInt8], in id: ObjectID) throws(GitError) -> TreeEntry? {
    let tree = try RawTree(id, in: self)
    // The bytes of an entry are those of its tree.
    return try withExtendedLifetime(tree) { () throws(GitError) in try tree.entry(named: name)?.value }
  }
}
