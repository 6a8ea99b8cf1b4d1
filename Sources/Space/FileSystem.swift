#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// An open file descriptor with one owner, closed when it goes out of scope.
struct FileDescriptor: ~Copyable {
  let number: Int32

  init(owning number: Int32) {
    self.number = number
  }

  deinit {
    close(number)
  }
}

/// The system calls that reading and writing records need, each with its error as a ``SpaceError``.
enum FileSystem {
  /// Which file a descriptor or a name stands for, and what git compares of it.
  struct Status {
    let device: UInt64
    let inode: UInt64
    let mode: UInt32
    let size: Int
    let modifiedSeconds: Int64
    let modifiedNanoseconds: Int64
    let links: Int

    init(_ status: stat) {
      device = UInt64(truncatingIfNeeded: status.st_dev)
      inode = UInt64(truncatingIfNeeded: status.st_ino)
      mode = UInt32(truncatingIfNeeded: status.st_mode)
      size = Int(status.st_size)
      #if canImport(Darwin)
        modifiedSeconds = Int64(status.st_mtimespec.tv_sec)
        modifiedNanoseconds = Int64(status.st_mtimespec.tv_nsec)
      #else
        modifiedSeconds = Int64(status.st_mtim.tv_sec)
        modifiedNanoseconds = Int64(status.st_mtim.tv_nsec)
      #endif
      links = Int(status.st_nlink)
    }

    var isRegular: Bool { mode & UInt32(S_IFMT) == UInt32(S_IFREG) }
    var isDirectory: Bool { mode & UInt32(S_IFMT) == UInt32(S_IFDIR) }
    var isSymbolicLink: Bool { mode & UInt32(S_IFMT) == UInt32(S_IFLNK) }

    /// What the file is, in words for a message.
    var kindInWords: String {
      switch mode & UInt32(S_IFMT) {
      case UInt32(S_IFREG): "a regular file"
      case UInt32(S_IFDIR): "a folder"
      case UInt32(S_IFLNK): "a symbolic link"
      case UInt32(S_IFIFO): "a named pipe"
      case UInt32(S_IFSOCK): "a socket"
      default: "a device"
      }
    }
  }

  /// Turns the present `errno` into an error that names the operation and the path.
  static func error(_ operation: String, _ path: String, code: Int32 = errno) -> SpaceError {
    switch code {
    case ENOSPC, EDQUOT: .diskFull(path: path)
    default: .system(operation: operation, path: path, reason: String(cString: strerror(code)))
    }
  }

  /// Opens a folder by its absolute path.
  static func openDirectory(_ path: String) throws(SpaceError) -> FileDescriptor {
    let number = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard number >= 0 else { throw error("open the folder", path) }
    return FileDescriptor(owning: number)
  }

  /// Status of a descriptor.
  static func status(of descriptor: borrowing FileDescriptor, path: String) throws(SpaceError) -> Status {
    var buffer = stat()
    guard fstat(descriptor.number, &buffer) == 0 else { throw error("look at", path) }
    return Status(buffer)
  }

  /// Status of a name below an open directory, itself and not what it points to; nil where there is none.
  static func status(
    of name: String,
    in directory: borrowing FileDescriptor,
    path: String
  ) throws(SpaceError) -> Status? {
    var buffer = stat()
    if fstatat(directory.number, name, &buffer, AT_SYMLINK_NOFOLLOW) == 0 { return Status(buffer) }
    if errno == ENOENT || errno == ENOTDIR { return nil }
    throw error("look at", path)
  }

  /// Status of a path, itself and not what it points to; nil where there is none.
  static func status(ofPath path: String) -> Status? {
    var buffer = stat()
    return lstat(path, &buffer) == 0 ? Status(buffer) : nil
  }

  /// Reads a descriptor to its end, at most `limit` bytes.
  ///
  /// - Throws: `.tooLarge` beyond the limit, `.system` when reading fails.
  static func readAll(
    _ descriptor: borrowing FileDescriptor,
    path: String,
    limit: Int
  ) throws(SpaceError) -> [UInt8] {
    try readAll(descriptor, ofSize: try status(of: descriptor, path: path).size, path: path, limit: limit)
  }

  /// Reads a descriptor to its end, at most `limit` bytes.
  ///
  /// - Parameter size: How many bytes there were a moment ago.
  /// - Throws: `.tooLarge` beyond the limit, `.system` when reading fails.
  static func readAll(
    _ descriptor: borrowing FileDescriptor,
    ofSize size: Int,
    path: String,
    limit: Int
  ) throws(SpaceError) -> [UInt8] {
    guard size <= limit else { throw .tooLarge(path: path, bytes: size) }
    var bytes = [UInt8](repeating: 0, count: size + 1)
    var filled = 0
    while true {
      if filled == bytes.count {
        guard filled <= limit else { throw .tooLarge(path: path, bytes: filled) }
        bytes.append(contentsOf: repeatElement(0, count: max(4096, filled)))
      }
      let count = bytes.withUnsafeMutableBytes { buffer in
        read(descriptor.number, buffer.baseAddress?.advanced(by: filled), buffer.count - filled)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw error("read", path)
      }
      if count == 0 { break }
      filled += count
      // There was room for more than there should be, so that this was the end.
      if filled == size { break }
    }
    guard filled <= limit else { throw .tooLarge(path: path, bytes: filled) }
    bytes.removeLast(bytes.count - filled)
    return bytes
  }

  /// Reads a regular file, at most `limit` bytes; what is put in its place never makes this wait.
  static func contents(of path: String, limit: Int) throws(SpaceError) -> [UInt8] {
    let number = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard number >= 0 else { throw error("open", path) }
    let file = FileDescriptor(owning: number)
    guard try status(of: file, path: path).isRegular else {
      errno = EINVAL
      throw error("read", path)
    }
    return try readAll(file, path: path, limit: limit)
  }

  /// Writes all bytes and flushes them to the disk.
  static func writeAll(_ bytes: [UInt8], to descriptor: borrowing FileDescriptor, path: String) throws(SpaceError) {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        write(descriptor.number, buffer.baseAddress?.advanced(by: written), buffer.count - written)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw error("write", path)
      }
      written += count
    }
    try flush(descriptor, path: path)
  }

  /// Flushes a file or a directory to the disk, through the drive's cache where the system can.
  static func flush(_ descriptor: borrowing FileDescriptor, path: String) throws(SpaceError) {
    #if canImport(Darwin)
      if fcntl(descriptor.number, F_FULLFSYNC) == 0 { return }
    #endif
    // EINVAL: a file system that has no notion of flushing a folder.
    guard fsync(descriptor.number) == 0 || errno == EINVAL else { throw error("flush", path) }
  }

  /// Creates a new file that only its owner can read, with these bytes, flushed.
  static func create(
    _ path: String,
    bytes: [UInt8],
    mode: UInt32 = 0o600
  ) throws(SpaceError) {
    let number = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode_t(mode))
    guard number >= 0 else { throw error("create", path) }
    let descriptor = FileDescriptor(owning: number)
    do throws(SpaceError) {
      try writeAll(bytes, to: descriptor, path: path)
    } catch {
      unlink(path)
      throw error
    }
  }

  /// Makes a folder where there is none.
  static func createFolder(_ path: String) throws(SpaceError) {
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw error("create the folder", path) }
  }

  /// Deletes a file; a file that is already gone is no error.
  static func remove(_ path: String) throws(SpaceError) {
    guard unlink(path) == 0 || errno == ENOENT else { throw error("delete", path) }
  }

  /// Gives a file another name on the same file system, in place of what has that name.
  static func rename(_ path: String, to newPath: String) throws(SpaceError) {
    guard renameat(AT_FDCWD, path, AT_FDCWD, newPath) == 0 else { throw error("rename", path) }
  }

  /// Flushes the folder that holds a path.
  static func flushFolder(_ path: String) throws(SpaceError) {
    try flush(try openDirectory(path), path: path)
  }
}
