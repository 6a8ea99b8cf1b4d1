import Git

/// The files of a root tree, or of one that exists only in memory.
struct TreeView: Hashable {
  /// The stored tree; nil for no files.
  let tree: ObjectID?

  /// What differs from the stored tree; nil where a file is removed.
  var overlay: [TreePath: TreeFile?] = [:]

  /// The file at a path; nil if there is none.
  ///
  /// - Throws: `GitError`.
  func file(at path: TreePath, in repository: Repository) throws(GitError) -> TreeFile? {
    if let changed = overlay[path] { return changed }
    guard let tree else { return nil }
    return try repository.file(at: path.text, in: tree)
  }

  /// The file or folder at a path; nil if there is none.
  ///
  /// - Throws: `GitError`.
  func entry(at path: TreePath, in repository: Repository) throws(GitError) -> TreeEntry? {
    if let changed = overlay[path] {
      return changed.map { TreeEntry(name: Array($0.path.utf8), mode: $0.mode, id: $0.id) }
    }
    guard let tree else { return nil }
    return try repository.entry(at: path.text, in: tree)
  }

  /// The Markdown files, among which all records are.
  ///
  /// - Throws: `GitError`.
  func markdownFiles(in repository: Repository) throws(GitError) -> [TreeFile] {
    var stored: [TreeFile] = []
    if let tree { stored = try repository.files(in: tree, under: PathFilter(suffix: ".md")) }
    return stored.filter { overlay[TreePath($0.path)] == nil }
      + overlay.values.compactMap(\.self).filter { $0.path.hasSuffix(".md") }
  }
}

/// What two sides changed of their base.
struct SideChanges {
  /// What one side changed, by path.
  let one: [TreePath: FileChange]
  /// What the other side changed, by path.
  let other: [TreePath: FileChange]

  /// Compares the three trees.
  ///
  /// - Throws: `GitError.unreadableName` where both sides changed something and a name can't be told; other `GitError`.
  init(base: TreeView, one: TreeView, other: TreeView, in repository: Repository) throws(GitError) {
    let isOneSided = one == base || other == base
    self.one = try Self.changes(from: base, to: one, mayLeaveOut: isOneSided, in: repository)
    self.other = try Self.changes(from: base, to: other, mayLeaveOut: isOneSided, in: repository)
  }

  /// The paths that at least one side changed.
  var paths: Set<TreePath> { Set(one.keys).union(other.keys) }

  /// The versions at a path that at least one side changed.
  func versions(at path: TreePath) -> MatchedFile {
    let base = one[path].map(\.old) ?? other[path].map(\.old) ?? nil
    return MatchedFile(base: base, one: one[path].map(\.new) ?? base, other: other[path].map(\.new) ?? base)
  }

  private static func changes(
    from old: TreeView,
    to new: TreeView,
    mayLeaveOut: Bool,
    in repository: Repository
  ) throws(GitError) -> [TreePath: FileChange] {
    let stored =
      try mayLeaveOut
      ? repository.changes(from: old.tree, to: new.tree) : repository.allChanges(from: old.tree, to: new.tree)
    var changes = Dictionary(stored.map { (TreePath($0.path), $0) }) { first, _ in first }
    for path in Set(old.overlay.keys).union(new.overlay.keys) {
      let versions = (try old.file(at: path, in: repository), try new.file(at: path, in: repository))
      changes[path] =
        versions.0 == versions.1 ? nil : FileChange(path: path.text, old: versions.0, new: versions.1)
    }
    return changes
  }
}

/// The versions of one file in the three trees; nil where it isn't there.
struct MatchedFile: Hashable {
  var base: TreeFile?
  var one: TreeFile?
  var other: TreeFile?
}
