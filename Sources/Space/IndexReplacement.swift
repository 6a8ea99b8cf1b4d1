import Git

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A new version of git's index, written beside it and put in its place under git's own lock.
///
/// The lock file is a hard link to the new version, so that after a crash the lock is known to be ours by its inode.
struct IndexReplacement {
  let repository: Repository
  /// rapport's folder in the git directory.
  let folder: String

  private var indexPath: String { repository.gitDirectory + "/index" }
  private var lockPath: String { indexPath + ".lock" }
  private var newPath: String { folder + "/index.new" }

  /// Writes the new version and takes the lock, waiting at most `waitingSeconds` for git.
  ///
  /// - Throws: `.indexLocked` when the lock stays taken; `.git` when the index can't be read or written.
  func stage(_ updates: [IndexUpdate], waitingSeconds: Double) throws(SpaceError) {
    let pauseMicroseconds = 20_000.0
    var waited = 0.0
    while true {
      try discard()
      let before = FileSystem.status(ofPath: indexPath)
      do throws(GitError) {
        try repository.writeIndex(to: newPath, updating: updates)
      } catch {
        throw .git(error)
      }
      if link(newPath, lockPath) == 0 {
        // Between reading the index and taking the lock another git may have written it.
        let after = FileSystem.status(ofPath: indexPath)
        if before?.inode == after?.inode, before?.modifiedNanoseconds == after?.modifiedNanoseconds,
          before?.modifiedSeconds == after?.modifiedSeconds, before?.size == after?.size
        {
          return
        }
        try FileSystem.remove(lockPath)
        continue
      }
      guard errno == EEXIST else { throw FileSystem.error("lock", indexPath) }
      guard waited < waitingSeconds * 1_000_000 else {
        throw .indexLocked(path: lockPath, since: FileSystem.status(ofPath: lockPath)?.modifiedSeconds)
      }
      usleep(UInt32(pauseMicroseconds))
      waited += pauseMicroseconds
    }
  }

  /// Puts the staged version in the index's place and gives up the lock, in one rename.
  func place() throws(SpaceError) {
    guard rename(lockPath, indexPath) == 0 else { throw FileSystem.error("replace", indexPath) }
    try FileSystem.remove(newPath)
    try FileSystem.flushFolder(repository.gitDirectory)
  }

  /// Gives up the lock if it is ours, and drops the staged version.
  func abandon() throws(SpaceError) {
    if let lock = FileSystem.status(ofPath: lockPath), let new = FileSystem.status(ofPath: newPath),
      lock.inode == new.inode, lock.device == new.device
    {
      try FileSystem.remove(lockPath)
    }
    try discard()
  }

  /// Deletes the staged version, and the lock that libgit2 takes on it and leaves behind when it is killed.
  private func discard() throws(SpaceError) {
    for path in [newPath, newPath + ".lock"] { try FileSystem.remove(path) }
  }
}
