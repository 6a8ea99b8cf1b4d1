package import Git

extension Space {
  /// Moves the branch to a commit that exists, with everything that differs in files and index, as a whole or not at all.
  ///
  /// The person's own edits stay: where one stands in a file that differs, nothing is done. A file that is missing from the
  /// folder comes back where its content differs: whoever removed it hasn't read that. It stays missing where git was told to
  /// leave it out.
  ///
  /// - Parameters:
  ///   - old: Where the branch has to be; nil before its first commit.
  ///   - new: The commit to move it to; its tree was checked.
  ///   - reflog: One line for git's own log of the branch.
  ///   - signature: Who moves the branch, and when.
  /// - Throws: `.unsavedEdits`, `.halfStaged` where the person's own work is in the way; `.changedMeanwhile` when a file is edited at the same moment;
  ///   `.git(.branchMoved)` when the branch isn't at `old`; what ``write(_:under:)`` throws for the rest.
  package func advance(from old: ObjectID?, to new: ObjectID, reflog: String, by signature: Signature)
    throws(SpaceError)
  {
    let transaction = try WriteTransaction(self)
    try transaction.advance(from: old, to: new, reflog: reflog, by: signature)
  }

  /// Looks whether the person's own work is in the way of moving the branch to a commit; nothing is written.
  ///
  /// - Throws: `.unsavedEdits` or `.halfStaged`, as ``advance(from:to:reflog:by:)``.
  func requireRoom(forAdvanceFrom old: ObjectID, to new: ObjectID) throws(SpaceError) {
    _ = try advanceTargets(from: old, to: try git { () throws(GitError) in try repository.commit(new).tree })
  }

  /// What there is to do with the files for a tree to take the place of a commit's.
  fileprivate func advanceTargets(from old: ObjectID?, to tree: ObjectID) throws(SpaceError) -> [WriteTarget] {
    let changes = try git { () throws(GitError) in
      try repository.changes(from: try old.map { id throws(GitError) in try repository.commit(id).tree }, to: tree)
    }
    let staged = try git { () throws(GitError) in try repository.indexEntries(at: changes.map(\.path)) }
    let leaving = Set(changes.filter { $0.new == nil }.map { TreePath($0.path) })
    var targets: [WriteTarget] = []
    var unsaved: [String] = []
    for change in changes {
      do throws(SpaceError) {
        targets.append(
          try WriteTarget(advancing: change, staged: staged[TreePath(change.path)], leaving: leaving, of: self)
        )
      } catch .unsavedEdits(let paths) {
        unsaved += paths
      }
    }
    guard unsaved.isEmpty else { throw .unsavedEdits(paths: unsaved) }
    // What goes makes room first, as where a file is in the place of a folder.
    return targets.filter { $0.planned == nil } + targets.filter { $0.planned != nil }
  }
}

extension WriteTransaction {
  fileprivate func advance(from old: ObjectID?, to new: ObjectID, reflog: String, by signature: Signature)
    throws(SpaceError)
  {
    let repository = space.repository
    guard case .branch(let branch, let tip) = try space.git({ () throws(GitError) in try repository.head() }) else {
      throw .detachedHead
    }
    guard tip == old else { throw .git(.branchMoved(name: branch)) }
    let tree = try space.git { () throws(GitError) in try repository.commit(new).tree }
    let targets = try space.advanceTargets(from: old, to: tree)
    var items: [Journal.Item] = []
    for (number, target) in targets.enumerated() { items.append(try item(of: target, number: number)) }
    let journal = Journal(branch: branch, oldTip: old, newTip: new, items: items)
    try publish(journal, targets: targets, reflog: reflog, by: signature)
    for target in targets where target.planned == nil { workTree.removeEmptyFolders(of: target.edit.path) }
  }
}

extension WriteTarget {
  /// What there is to do with a file that another commit has otherwise.
  ///
  /// - Parameter leaving: The files that the other commit hasn't.
  /// - Throws: `.unsavedEdits` where the file is neither what it was nor what it becomes, `.halfStaged` where the index is.
  fileprivate init(
    advancing change: FileChange,
    staged: IndexEntry?,
    leaving: Set<TreePath>,
    of space: Space
  ) throws(SpaceError) {
    let path = change.path
    guard let workTree = space.workTree else { throw .bareRepository }
    let file = try Self.file(of: change, leaving: leaving, in: workTree)
    let (old, new) = (change.old?.id, change.new?.id)
    let present = try space.git { () throws(GitError) -> ObjectID? in
      guard let file else { return nil }
      if let old, try ObjectID.blob(file.bytes) == old { return old }
      return try ObjectID.blob(try space.repository.repositoryBytes(of: file.bytes, path: path))
    }
    let isMissing = file == nil && old != nil
    guard isMissing || present == old || present == new else { throw .unsavedEdits(paths: [path]) }
    guard staged?.id == old || staged?.id == new else { throw .halfStaged(path: path) }
    let mode = change.new?.mode ?? .regular
    let isLeftOut = isMissing && (old == new || staged?.isSkippedInWorkTree == true)
    let after = isLeftOut || present == new ? file?.bytes : try space.committedBytes(change.new)
    self.init(
      edit: WritePlan.FileEdit(path: path, before: file?.bytes, after: after),
      permissions: Self.permissions(file?.permissions ?? 0o644, changingTo: mode),
      mode: mode,
      committed: old,
      unsaved: nil,
      planned: new,
      staged: staged?.id
    )
  }

  /// The file that a change is about; nil where there is none, or where a folder or a file in its place leaves with the same commit.
  ///
  /// - Throws: `.unsavedEdits` where the folder holds more than that.
  private static func file(
    of change: FileChange,
    leaving: Set<TreePath>,
    in workTree: WorkTree
  ) throws(SpaceError) -> WorkTree.File? {
    do throws(SpaceError) {
      return try workTree.read(change.path)
    } catch {
      guard case .notRegularFile(let place, _) = error, change.old == nil else { throw error }
      if place != change.path {
        guard leaving.contains(TreePath(place)) else { throw error }
        return nil
      }
      guard let files = workTree.files(below: place) else { throw error }
      let others = files.filter { !leaving.contains(TreePath($0)) }
      guard others.isEmpty else { throw .unsavedEdits(paths: others) }
      return nil
    }
  }
}
