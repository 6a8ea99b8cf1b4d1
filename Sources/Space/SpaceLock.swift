#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The lock that keeps two rapport processes from writing at once; it dies with its process.
struct SpaceLock: ~Copyable {
  private let descriptor: FileDescriptor

  /// Takes the lock, waiting for another process at most `waitingSeconds`.
  ///
  /// - Throws: `.busy` when it stays taken, `.system` when the file can't be made.
  static func take(in folder: String, waitingSeconds: Double) throws(SpaceError) -> SpaceLock {
    let path = folder + "/lock"
    let number = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard number >= 0 else { throw FileSystem.error("open", path) }
    let descriptor = FileDescriptor(owning: number)
    let pauseMicroseconds = 20_000.0
    var waited = 0.0
    while flock(number, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR else { throw FileSystem.error("lock", path) }
      guard waited < waitingSeconds * 1_000_000 else { throw .busy(lockPath: path) }
      usleep(UInt32(pauseMicroseconds))
      waited += pauseMicroseconds
    }
    return SpaceLock(descriptor: descriptor)
  }

  /// Whether another process has the lock at this moment; nothing is made or changed.
  static func isHeld(in folder: String) -> Bool {
    let number = open(folder + "/lock", O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard number >= 0 else { return false }
    let descriptor = FileDescriptor(owning: number)
    var isHeld = true
    // A program that is being started shares for a moment what its parent had open, a lock just given back among it.
    for attempt in 1...25 where isHeld {
      isHeld = flock(descriptor.number, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
      if isHeld, attempt < 25 { usleep(20_000) }
    }
    _ = consume descriptor
    return isHeld
  }
}
