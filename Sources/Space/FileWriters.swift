import CExchange

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension FileSystem {
  /// Whether a file is on a file system that no other computer uses; false also where that can't be told.
  static func isLocal(_ path: String) -> Bool {
    let number = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard number >= 0 else { return false }
    let descriptor = FileDescriptor(owning: number)
    let isLocal = rapport_is_local(descriptor.number) == 1
    _ = consume descriptor
    return isLocal
  }

  /// Waits until no program has a file open for writing.
  ///
  /// - Returns: false if one still has after that time; true also where there is no file, or the system can't tell.
  static func waitForWriters(of path: String, seconds: Double) -> Bool {
    let number = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard number >= 0 else { return true }
    return waitForWriters(of: FileDescriptor(owning: number), seconds: seconds)
  }

  /// Waits until no other program has a file open for writing that is open for reading here.
  ///
  /// - Returns: As ``waitForWriters(of:seconds:)``.
  static func waitForWriters(of descriptor: borrowing FileDescriptor, seconds: Double) -> Bool {
    let pauseMicroseconds = 1_000.0
    var waited = 0.0
    while rapport_has_writer(descriptor.number) == 1 {
      guard waited < seconds * 1_000_000 else { return false }
      usleep(UInt32(pauseMicroseconds))
      waited += pauseMicroseconds
    }
    return true
  }
}
