import Git
import Records

/// What names a record that has to give way in a merge, since the other side gave its name to another record, and is to
/// name it still.
///
/// Only the side that made the record can mean it, and its place has to be told by its id: the place of one without an id
/// follows from its content, which may itself hold such names.
struct RenamedMentions {
  /// The records of each side with the new names.
  private var files: [MergedTree.Side: [TreePath: TreeFile]] = [:]

  var isEmpty: Bool { files.isEmpty }

  /// Looks for the names in all that a side changed.
  ///
  /// - Parameters:
  ///   - pass: The merge in which records had to give way.
  ///   - base: The tree that both sides came of.
  /// - Throws: `GitError`.
  init(
    in pass: TreeMergePass,
    base: TreeView,
    of repository: Repository,
    store: inout FileStore
  ) throws(GitError) {
    for moved in pass.movedAside {
      guard let id = moved.file.id, moved.file.sides.count == 1, let side = moved.file.sides.first else { continue }
      let (path, ending) = (moved.file.path, "-" + id)
      guard moved.place == path.inserting(ending), try base.file(at: path, in: repository) == nil else { continue }
      let changes = side == .one ? pass.changes.one : pass.changes.other
      for change in changes.values {
        guard let file = files[side]?[TreePath(change.path)] ?? change.new, file.isRegular,
          RecordPath.mayHoldRecord(file.path), let bytes = try store.bytes(of: file),
          let document = try? Document.parse(bytes)
        else { continue }
        let edits = document.lengtheningMentions(toFileAt: path.text, by: ending, as: RecordKind(path: file.path))
        guard !edits.isEmpty else { continue }
        let renamed = TreeFile(path: file.path, mode: file.mode, id: try store.add(document.applying(edits)))
        files[side, default: [:]][TreePath(file.path)] = renamed
      }
    }
  }

  /// A side's files with the new names.
  func applied(to view: TreeView, side: MergedTree.Side) -> TreeView {
    TreeView(tree: view.tree, overlay: view.overlay.merging(files[side] ?? [:]) { _, renamed in renamed })
  }
}
