#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The bytes of a file, mapped for as long as this lives.
final class MappedFile {
  let bytes: UnsafeRawBufferPointer

  /// Maps a file; nil if it is empty, no regular file, or can't be opened.
  init?(at path: String) {
    guard let descriptor = openRegularFile(path) else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_size > 0,
      let start = mmap(nil, Int(status.st_size), PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED
    else { return nil }
    bytes = UnsafeRawBufferPointer(start: start, count: Int(status.st_size))
  }

  deinit { munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count) }
}

extension UnsafeRawBufferPointer {
  /// The number of four bytes, the highest first, as git's indexes hold them.
  func word(at offset: Int) -> UInt32 { UInt32(bigEndian: loadUnaligned(fromByteOffset: offset, as: UInt32.self)) }

  /// The number of eight bytes, the highest first.
  func longWord(at offset: Int) -> UInt64 { UInt64(bigEndian: loadUnaligned(fromByteOffset: offset, as: UInt64.self)) }

  /// The parts of a file of git's by their names, as the
  /// [table](https://git-scm.com/docs/gitformat-chunk) at an offset has them; nil if they aren't one after the other, before the checksum.
  func parts(from table: Int, count partCount: Int) -> [UInt32: Range<Int>]? {
    let end = count - ObjectID.byteCount
    guard table + (partCount + 1) * 12 <= end else { return nil }
    var parts: [UInt32: Range<Int>] = [:]
    var part: (id: UInt32, start: Int) = (0, 0)
    for entry in 0...partCount {
      let position = table + entry * 12
      let start = entry == partCount ? UInt64(end) : longWord(at: position + 4)
      guard start <= UInt64(end), Int(start) >= part.start else { return nil }
      parts[part.id] = part.start..<Int(start)
      part = (word(at: position), Int(start))
    }
    return parts
  }
}
