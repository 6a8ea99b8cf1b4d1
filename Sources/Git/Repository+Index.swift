import CLibgit2

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

extension Repository {
  /// The absolute path of the index file, which need not exist.
  package var indexPath: String { gitDirectory + "/index" }

  /// What the index says of some paths; a path that is not in it is left out.
  ///
  /// Of a path in conflict the entry with the lowest stage is taken.
  ///
  /// - Throws: `GitError.unsupported` for a split or sparse index; `.failed` if it can't be read.
  package func indexEntries(at paths: [String]) throws(GitError) -> [TreePath: IndexEntry] {
    guard access(indexPath, F_OK) == 0 else { return [:] }
    let index = try openIndex(at: indexPath)
    var entries: [TreePath: IndexEntry] = [:]
    for path in paths {
      for stage in Int32(0)...3 {
        guard let entry = git_index_get_bypath(index.pointer, path, stage) else { continue }
        entries[TreePath(path)] = IndexEntry(entry.pointee)
        break
      }
    }
    return entries
  }

  /// All entries of the index by path, each path once; of a path in conflict the entry with the lowest stage.
  ///
  /// - Throws: `GitError.unsupported` for a split or sparse index; `.failed` if it can't be read.
  package func indexEntries() throws(GitError) -> [(path: String, entry: IndexEntry)] {
    guard access(indexPath, F_OK) == 0 else { return [] }
    let index = try openIndex(at: indexPath)
    var entries: [(path: String, entry: IndexEntry)] = []
    for position in 0..<git_index_entrycount(index.pointer) {
      guard let entry = git_index_get_byindex(index.pointer, position), let name = entry.pointee.path else { continue }
      let path = String(cString: name)
      if entries.last.map({ TreePath($0.path) }) != TreePath(path) { entries.append((path, IndexEntry(entry.pointee))) }
    }
    return entries
  }

  /// Writes a copy of the index with some entries put or removed to another file, and flushes it to the disk.
  ///
  /// The index itself is only read. All other entries stay as they are, with their flags. The caller holds `index.lock`.
  ///
  /// - Parameters:
  ///   - temporaryPath: The file to write, in the place of any older one; best in the git directory.
  ///   - updates: The changes, in order; putting a path also ends a conflict there.
  /// - Throws: `GitError.unsupported` for a split or sparse index; `.failed` for anything else.
  package func writeIndex(to temporaryPath: String, updating updates: [IndexUpdate]) throws(GitError) {
    let original = try copyIndex(to: temporaryPath)
    let index = try openIndex(at: temporaryPath)
    if let original { try makeGitReadFiles(changedWith: original, in: index) }
    for update in updates { try apply(update, to: index) }
    let pointer = index.pointer
    try call("write the index") { git_index_write(pointer) }
    try flushFile(temporaryPath)
  }

  /// - Returns: When the index was last written; nil if there is none.
  private func copyIndex(to path: String) throws(GitError) -> FileStatus? {
    guard access(indexPath, F_OK) == 0 else {
      guard unlink(path) == 0 || errno == ENOENT else { throw .systemCall("replace \(path)") }
      return nil
    }
    let status = try FileStatus(path: indexPath)
    try writeFile(path, try readFile(indexPath))
    return status
  }

  private func openIndex(at path: String) throws(GitError) -> OwnedPointer {
    try namingForeignIndex { () throws(GitError) in
      try OwnedPointer("read the index", freedBy: git_index_free) { git_index_open(&$0, path) }
    }
  }

  /// Does something for which libgit2 reads the index, maybe only to find attributes.
  ///
  /// - Throws: `GitError.unsupported` for an index in a form that libgit2 doesn't know.
  func namingForeignIndex<Value: ~Copyable>(_ read: () throws(GitError) -> Value) throws(GitError) -> Value {
    do {
      return try read()
    } catch .failed(_, _, let message) where message.contains("unsupported mandatory extension: 'link'") {
      throw .unsupported(.splitIndex, path: indexPath)
    } catch .failed(_, _, let message) where message.contains("unsupported mandatory extension: 'sdir'") {
      throw .unsupported(.sparseIndex, path: indexPath)
    }
  }

  /// Forgets the size of files that changed as late as the index was written.
  ///
  /// Git reads such files to be sure, since they may have changed again within the same tick of the clock; after
  /// a later write of the index it would trust them. See https://git-scm.com/docs/racy-git.
  private func makeGitReadFiles(changedWith written: FileStatus, in index: borrowing OwnedPointer) throws(GitError) {
    let pointer = index.pointer
    for position in 0..<git_index_entrycount(pointer) {
      guard let entry = git_index_get_byindex(pointer, position) else { continue }
      let modified = (entry.pointee.mtime.seconds, entry.pointee.mtime.nanoseconds)
      guard modified >= (written.modifiedSeconds, written.modifiedNanoseconds), entry.pointee.file_size != 0 else {
        continue
      }
      var changed = entry.pointee
      changed.file_size = 0
      try call("write the index") { git_index_add(pointer, &changed) }
    }
  }

  private func apply(_ update: IndexUpdate, to index: borrowing OwnedPointer) throws(GitError) {
    let pointer = index.pointer
    switch update {
    case .remove(let path):
      try removeEntries(of: path, stages: 0...3, from: index)
    case .put(let path, let id, let mode, let status):
      try removeEntries(of: path, stages: 1...3, from: index)
      var entry = git_index_entry(id: id, mode: mode, status: status)
      try call("put \(path) into the index") {
        path.withCString { name in
          entry.path = name
          return git_index_add(pointer, &entry)
        }
      }
    }
  }

  private func removeEntries(of path: String, stages: ClosedRange<Int32>, from index: borrowing OwnedPointer)
    throws(GitError)
  {
    let pointer = index.pointer
    for stage in stages where git_index_get_bypath(pointer, path, stage) != nil {
      try call("remove \(path) from the index") { git_index_remove(pointer, path, stage) }
    }
  }
}

extension IndexEntry {
  fileprivate init(_ entry: git_index_entry) {
    self.init(
      id: ObjectID(entry.id),
      mode: FileMode(bits: entry.mode),
      stage: Int((entry.flags & RAPPORT_INDEX_STAGE_MASK) >> RAPPORT_INDEX_STAGE_SHIFT),
      isIntentToAdd: UInt32(entry.flags_extended) & GIT_INDEX_ENTRY_INTENT_TO_ADD.rawValue != 0,
      isSkippedInWorkTree: UInt32(entry.flags_extended) & GIT_INDEX_ENTRY_SKIP_WORKTREE.rawValue != 0
    )
  }
}

extension git_index_entry {
  fileprivate init(id: ObjectID, mode: FileMode, status: FileStatus?) {
    self.init()
    self.id = id.raw
    self.mode = mode.bits
    guard let status else { return }
    ctime = git_index_time(seconds: status.changedSeconds, nanoseconds: status.changedNanoseconds)
    mtime = git_index_time(seconds: status.modifiedSeconds, nanoseconds: status.modifiedNanoseconds)
    dev = status.device
    ino = status.inode
    uid = status.user
    gid = status.group
    file_size = status.size
  }
}
