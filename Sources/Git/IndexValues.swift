#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// What the index says of one path.
package struct IndexEntry: Sendable, Hashable {
  package let id: ObjectID
  package let mode: FileMode

  /// 0, or 1 to 3 for the base, our and their side of a conflict.
  package let stage: Int

  /// Whether the path was only announced with `git add --intent-to-add`.
  package let isIntentToAdd: Bool

  /// Whether git leaves the path out of the work tree, as in a sparse checkout.
  package let isSkippedInWorkTree: Bool

  package init(
    id: ObjectID,
    mode: FileMode,
    stage: Int = 0,
    isIntentToAdd: Bool = false,
    isSkippedInWorkTree: Bool = false
  ) {
    self.id = id
    self.mode = mode
    self.stage = stage
    self.isIntentToAdd = isIntentToAdd
    self.isSkippedInWorkTree = isSkippedInWorkTree
  }
}

/// One change of the index.
package enum IndexUpdate: Sendable, Hashable {
  /// Sets the path's one entry; a status of nil makes git read the file at its next look.
  case put(path: String, id: ObjectID, mode: FileMode, status: FileStatus?)

  /// Removes all entries of the path; nothing happens if there is none.
  case remove(path: String)

  /// The path relative to the work tree, separated by "/".
  package var path: String {
    switch self {
    case .put(let path, _, _, _), .remove(let path): path
    }
  }
}

/// What the index remembers of a file, by which git sees that it did not change.
package struct FileStatus: Sendable, Hashable {
  let changedSeconds: Int32
  let changedNanoseconds: UInt32
  let modifiedSeconds: Int32
  let modifiedNanoseconds: UInt32
  let device: UInt32
  let inode: UInt32
  let user: UInt32
  let group: UInt32
  let size: UInt32

  /// Takes the status of an open file.
  ///
  /// - Throws: `GitError.failed`.
  package init(fileDescriptor: Int32) throws(GitError) {
    var status = stat()
    guard fstat(fileDescriptor, &status) == 0 else { throw .systemCall("look at a file") }
    self.init(status)
  }

  /// Takes the status of the file at a path, or of a symbolic link itself.
  ///
  /// - Throws: `GitError.failed`.
  package init(path: String) throws(GitError) {
    var status = stat()
    guard lstat(path, &status) == 0 else { throw .systemCall("look at \(path)") }
    self.init(status)
  }

  // The index keeps the low 32 bits of everything, as git does.
  private init(_ status: stat) {
    #if canImport(Darwin)
      let (changed, modified) = (status.st_ctimespec, status.st_mtimespec)
    #else
      let (changed, modified) = (status.st_ctim, status.st_mtim)
    #endif
    changedSeconds = Int32(truncatingIfNeeded: changed.tv_sec)
    changedNanoseconds = UInt32(truncatingIfNeeded: changed.tv_nsec)
    modifiedSeconds = Int32(truncatingIfNeeded: modified.tv_sec)
    modifiedNanoseconds = UInt32(truncatingIfNeeded: modified.tv_nsec)
    device = UInt32(truncatingIfNeeded: status.st_dev)
    inode = UInt32(truncatingIfNeeded: status.st_ino)
    user = status.st_uid
    group = status.st_gid
    size = UInt32(truncatingIfNeeded: status.st_size)
  }
}
