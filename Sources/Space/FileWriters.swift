import CExchange

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension FileSystem {
  /// Waits until no program has a file open for writing.
  ///
  /// - Returns: false if one still has after that time; true also where there is no file, or the system can't tell.
  static func waitForWriters(of path: String, seconds: Double) -> Bool {
    let number = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard number >= 0 else { return true }
    let descriptor = FileDescriptor(owning: number)
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
