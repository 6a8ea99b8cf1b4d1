import Git

/// One merge of three trees.
struct TreeMergePass {
  /// What the sides changed.
  var changes: SideChanges
  /// What the merge makes of each path that takes part; nil for no file.
  private(set) var merged: [TreePath: TreeFile?] = [:]
  /// The records with open questions, of those that were merged.
  private(set) var openRecords: [MergedTree.OpenRecord] = []
  /// What else to tell.
  private(set) var notices: [MergeNotice] = []
  /// The records that had to give way to another one that got the same name.
  let movedAside: [PathAssignment.MovedFile]

  /// Merges three trees.
  ///
  /// - Throws: `GitError`.
  init(
    base: TreeView,
    one: TreeView,
    other: TreeView,
    in repository: Repository,
    store: inout FileStore
  ) throws(GitError) {
    changes = try SideChanges(base: base, one: one, other: other, in: repository)
    let matching = try FileMatching(changes, base: base, in: repository, store: &store)
    var placed: [PlacedFile] = []
    for file in matching.files {
      let (files, notice) = try file.merged(in: &store)
      placed += files
      if let notice { notices.append(notice) }
    }
    let changes = changes
    let assignment = try PathAssignment(placed) { path throws(GitError) in
      try changes.holds(path) ? nil : one.entry(at: path, in: repository)
    }
    movedAside = assignment.movedAside
    for path in changes.paths { merged[path] = .some(nil) }
    for file in assignment.files {
      merged[file.path] = file.file
      if !file.openEntries.isEmpty { openRecords.append(.init(path: file.path.text, entries: file.openEntries)) }
      if let companion = file.companion {
        notices.append(.keptBeside(path: companion.path.text, beside: file.path.text, companion.reason))
      }
    }
    openRecords.sort { TreePath($0.path) < TreePath($1.path) }
    let aside = movedAside.map { MergeNotice.movedAside(from: $0.file.path.text, to: $0.place.text) }
    notices = Set(notices + matching.notices + aside).sorted(by: MergeNotice.precedes)
  }

  /// The merged files as a tree in memory.
  ///
  /// - Parameter one: The first side.
  func view(over one: TreeView) -> TreeView {
    TreeView(tree: one.tree, overlay: one.overlay.merging(merged) { _, merged in merged })
  }
}
