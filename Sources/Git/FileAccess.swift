#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

extension GitError {
  /// Describes the failure of a system call by `errno`, which must be read at once.
  static func systemCall(_ operation: String, _ number: Int32 = errno) -> GitError {
    .failed(operation: operation, code: -number, message: String(cString: strerror(number)))
  }
}

/// Reads a whole file.
///
/// - Throws: `GitError.notFound` if there is none; `.failed` for anything else.
func readFile(_ path: String) throws(GitError) -> [UInt8] {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else {
    if errno == ENOENT { throw .notFound(path) }
    throw .systemCall("read \(path)")
  }
  defer { close(descriptor) }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 65_536)
  while true {
    let count = read(descriptor, &chunk, chunk.count)
    if count == 0 { return bytes }
    if count > 0 {
      bytes += chunk[..<count]
    } else if errno != EINTR {
      throw .systemCall("read \(path)")
    }
  }
}

/// Opens a regular file for reading, whose descriptor the caller closes; nil if it can't be opened, or is anything else.
func openRegularFile(_ path: String) -> Int32? {
  // Without waiting, as one would for the other end of a pipe.
  let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
  guard descriptor >= 0 else { return nil }
  var status = stat()
  if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG { return descriptor }
  close(descriptor)
  return nil
}

/// Writes a new file in the place of any older one; it is not flushed to the disk.
///
/// - Throws: `GitError.failed`.
func writeFile(_ path: String, _ bytes: [UInt8]) throws(GitError) {
  let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o666)
  guard descriptor >= 0 else { throw .systemCall("write \(path)") }
  defer { close(descriptor) }
  var rest = bytes[...]
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    if count >= 0 {
      rest = rest.dropFirst(count)
    } else if errno != EINTR {
      throw .systemCall("write \(path)")
    }
  }
}

/// Flushes a file to the disk, as far as the system can.
///
/// - Throws: `GitError.failed`.
func flushFile(_ path: String) throws(GitError) {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { throw .systemCall("flush \(path)") }
  defer { close(descriptor) }
  #if canImport(Darwin)
    // On macOS fsync only hands the bytes to the drive.
    if fcntl(descriptor, F_FULLFSYNC) == 0 { return }
  #endif
  guard fsync(descriptor) == 0 else { throw .systemCall("flush \(path)") }
}
