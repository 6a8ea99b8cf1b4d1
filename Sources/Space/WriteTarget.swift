import Git

/// A file of a plan with all that git needs to know of it.
struct WriteTarget {
  let edit: WritePlan.FileEdit
  /// Permission bits of the file; those of a new file where there is none.
  let permissions: UInt32
  let mode: FileMode
  /// Blob of the last commit; nil where it has none.
  let committed: ObjectID?
  /// Blob of the person's unsaved bytes, where the plan would bury them under its own change.
  let unsaved: ObjectID?
  /// Blob of the planned bytes; nil for a removal.
  let planned: ObjectID?
  /// The index's blob; nil where it has none.
  let staged: ObjectID?

  init(
    edit: WritePlan.FileEdit,
    permissions: UInt32,
    mode: FileMode,
    committed: ObjectID?,
    unsaved: ObjectID?,
    planned: ObjectID?,
    staged: ObjectID?
  ) {
    self.edit = edit
    self.permissions = permissions
    self.mode = mode
    self.committed = committed
    self.unsaved = unsaved
    self.planned = planned
    self.staged = staged
  }

  /// Reads the file, compares it with the plan, and stores both versions as git would.
  ///
  /// - Throws: `.changedMeanwhile` when the file isn't what the plan was computed from, `.halfStaged` when the index
  ///   holds a third version, `.outsideWorkTree` for a name that git or a terminal would choke on.
  init(_ edit: WritePlan.FileEdit, in tree: ObjectID?, of space: Space) throws(SpaceError) {
    let path = edit.path
    guard let workTree = space.workTree else { throw .bareRepository }
    guard !path.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
      throw .outsideWorkTree(path: path)
    }
    let file = try workTree.read(path)
    guard file?.bytes == edit.before else { throw .changedMeanwhile(path: path) }
    let repository = space.repository
    let committed = try space.git { () throws(GitError) -> TreeFile? in
      guard let tree else { return nil }
      return try repository.file(at: path, in: tree)
    }
    let present = try space.storedBlob(of: file?.bytes, path: path)
    let planned = edit.after == edit.before ? present : try space.storedBlob(of: edit.after, path: path)
    self.edit = edit
    self.committed = committed?.id
    self.planned = planned
    mode = edit.mode ?? (committed?.mode == .executable ? .executable : .regular)
    permissions = Self.permissions(file?.permissions ?? 0o644, changingTo: edit.mode)
    unsaved = present != committed?.id && planned != present && !edit.takesUnsavedWork ? present : nil
    staged = try Self.staged(at: path, committed: committed?.id, present: present, in: space)
  }

  /// The mode bits that let a file be run.
  private static let executeBits: UInt32 = 0o111

  /// Permission bits of a file that becomes one to run, or one that isn't; the same ones where the mode is nil.
  static func permissions(_ present: UInt32, changingTo mode: FileMode?) -> UInt32 {
    switch mode {
    case nil: present
    case .executable?: present | executeBits
    default: present & ~executeBits
    }
  }

  /// The index's version of a path, if it is one that may be replaced: the last commit's or the file's.
  private static func staged(
    at path: String,
    committed: ObjectID?,
    present: ObjectID?,
    in space: Space
  ) throws(SpaceError) -> ObjectID? {
    let entries = try space.git { () throws(GitError) in try space.repository.indexEntries(at: [path]) }
    guard let entry = entries[TreePath(path)] else {
      // Taken out of the index although the last commit and the folder have it: staged for removal.
      if committed != nil, present != nil { throw .halfStaged(path: path) }
      return nil
    }
    let isIntentToAdd = try Space.hash(of: []) == entry.id && committed == nil
    guard entry.id == committed || entry.id == present || isIntentToAdd else { throw .halfStaged(path: path) }
    return entry.id
  }
}

extension Space {
  /// Stores bytes of the work tree as a blob, with the line endings git would store; nil for no file.
  func storedBlob(of bytes: [UInt8]?, path: String) throws(SpaceError) -> ObjectID? {
    guard let bytes else { return nil }
    return try git { () throws(GitError) in
      try repository.writeBlob(try repository.repositoryBytes(of: bytes, path: path))
    }
  }
}
