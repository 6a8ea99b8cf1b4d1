import Git

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension Space {
  /// Removes the locks that killed programs left on references of rapport's own, so that the next command needs no help.
  ///
  /// Whoever lives holds such a lock only while writing a line; one that stays for a second was left behind. Without a lock this costs a look.
  ///
  /// - Parameter names: References below `refs/rapport/`, which no other program keeps.
  /// - Throws: `.busy` when another rapport is writing for long, `.system` if a lock can't be removed.
  package func clearStaleLocks(on names: [String]) throws(SpaceError) {
    let paths = names.filter { $0.hasPrefix("refs/rapport/") }.map { repository.commonDirectory + "/" + $0 + ".lock" }
    guard paths.contains(where: { FileSystem.status(ofPath: $0) != nil }) else { return }
    let folder = repository.gitDirectory + "/rapport"
    try FileSystem.createFolder(folder)
    let lock = try SpaceLock.take(in: folder, waitingSeconds: patienceSeconds)
    for path in paths { try removeIfStale(path) }
    _ = consume lock
  }

  private func removeIfStale(_ path: String) throws(SpaceError) {
    let pauses = 50
    let pauseMicroseconds: UInt32 = 20_000
    guard let first = FileSystem.status(ofPath: path) else { return }
    for _ in 0..<pauses {
      usleep(pauseMicroseconds)
      guard let now = FileSystem.status(ofPath: path), now.inode == first.inode else { return }
    }
    try FileSystem.remove(path)
  }
}
