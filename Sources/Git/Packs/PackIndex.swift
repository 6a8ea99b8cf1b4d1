#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// Where the objects of a pack begin, by their ids; the index of a pack, version 2.
///
/// [The layout](https://git-scm.com/docs/gitformat-pack) has a table of how many ids begin with no more than each byte, the ids in
/// their order, a checksum of each, and the offset of each. Nothing in the file is trusted: an object that it misplaces
/// isn't found, or isn't what it is taken for.
final class PackIndex {
  private let bytes: UnsafeRawBufferPointer
  private let count: Int

  private static let magic: UInt32 = 0xFF74_4F63
  private static let startOfCounts = 8
  private static let startOfIDs = startOfCounts + 256 * 4

  /// Maps an index; nil if that can't be done, or if it has another layout.
  init?(at path: String) {
    guard let descriptor = openRegularFile(path) else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_size > Self.startOfIDs,
      let start = mmap(nil, Int(status.st_size), PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED
    else { return nil }
    bytes = UnsafeRawBufferPointer(start: start, count: Int(status.st_size))
    let counts = (0..<256).map { [bytes] in Self.word(in: bytes, at: Self.startOfCounts + $0 * 4) }
    count = Int(counts[255])
    // Each object has an id, a checksum and an offset; two checksums end the file.
    guard Self.word(in: bytes, at: 0) == Self.magic, Self.word(in: bytes, at: 4) == 2,
      zip(counts, counts.dropFirst()).allSatisfy(<=),
      bytes.count >= Self.startOfIDs + count * (ObjectID.byteCount + 4 + 4) + 2 * ObjectID.byteCount
    else { return nil }
  }

  deinit { munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count) }

  /// Where an object begins in the pack, in bytes; nil if it isn't there, or more than 2 GiB after the start.
  func offset(of id: ObjectID) -> Int? {
    let byte = id.firstByte
    var low = byte == 0 ? 0 : Int(Self.word(in: bytes, at: Self.startOfCounts + (byte - 1) * 4))
    var high = Int(Self.word(in: bytes, at: Self.startOfCounts + byte * 4))
    while low < high {
      let middle = (low + high) / 2
      let start = Self.startOfIDs + middle * ObjectID.byteCount
      let found = ObjectID(bytes: UnsafeRawBufferPointer(rebasing: bytes[start..<start + ObjectID.byteCount]))
      if found == id { return offset(at: middle) }
      if found < id { low = middle + 1 } else { high = middle }
    }
    return nil
  }

  private func offset(at index: Int) -> Int? {
    let word = Self.word(in: bytes, at: Self.startOfIDs + count * (ObjectID.byteCount + 4) + index * 4)
    // The first bit says that the offset is in another table.
    return word >> 31 == 0 ? Int(word) : nil
  }

  private static func word(in bytes: UnsafeRawBufferPointer, at offset: Int) -> UInt32 {
    UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }
}
