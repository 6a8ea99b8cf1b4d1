/// Where the objects of a pack begin, by their ids; the index of a pack.
///
/// [The layout](https://git-scm.com/docs/gitformat-pack) of version 2 has a table of how many ids begin with no more than each byte,
/// the ids in their order, a checksum of each, and the offset of each; in version 1 each offset stands before its id. Nothing
/// in the file is trusted: an object that it misplaces isn't found, or isn't what it is taken for.
final class PackIndex {
  private let file: MappedFile
  private let bytes: UnsafeRawBufferPointer
  private let count: Int
  private let ids: SortedIDs
  private let layout: Layout

  private static let magic: UInt32 = 0xFF74_4F63

  /// Where the tables of a version begin, and how far apart their entries are, in bytes.
  private struct Layout {
    let counts: Int
    let ids: Int
    let idStride: Int
    let offsets: Int
    let offsetStride: Int
    /// Offsets of eight bytes, which those of four bytes can name by their number; nil in version 1.
    let largeOffsets: Int?

    static func version1() -> Layout {
      let start = 256 * 4
      let stride = 4 + ObjectID.byteCount
      return Layout(
        counts: 0,
        ids: start + 4,
        idStride: stride,
        offsets: start,
        offsetStride: stride,
        largeOffsets: nil
      )
    }

    static func version2(count: Int) -> Layout {
      let ids = 8 + 256 * 4
      let offsets = ids + count * (ObjectID.byteCount + 4)
      return Layout(
        counts: 8,
        ids: ids,
        idStride: ObjectID.byteCount,
        offsets: offsets,
        offsetStride: 4,
        largeOffsets: offsets + count * 4
      )
    }
  }

  /// Maps an index; nil if that can't be done.
  ///
  /// - Throws: ``Damage`` if it isn't laid out as git does it.
  init?(at path: String) throws(Damage) {
    guard let file = MappedFile(at: path) else { return nil }
    let bytes = file.bytes
    guard bytes.count >= 8 + 256 * 4 + 2 * ObjectID.byteCount else { throw Damage() }
    let isVersion1 = bytes.word(at: 0) != Self.magic
    guard isVersion1 || bytes.word(at: 4) == 2 else { throw Damage() }
    count = Int(bytes.word(at: (isVersion1 ? 0 : 8) + 255 * 4))
    layout = isVersion1 ? .version1() : .version2(count: count)
    // Two checksums end the file.
    let end = isVersion1 ? layout.offsets + count * layout.offsetStride : layout.offsets + count * 4
    guard bytes.count >= end + 2 * ObjectID.byteCount,
      let ids = SortedIDs(bytes, counts: layout.counts, from: layout.ids, stride: layout.idStride)
    else { throw Damage() }
    self.file = file
    self.bytes = bytes
    self.ids = ids
  }

  /// An index is not what git writes.
  struct Damage: Error {}

  /// Where an object begins in the pack, in bytes; nil if it isn't there, or more than 2 GiB after the start.
  func offset(of id: ObjectID) -> Int? {
    guard let position = ids.position(of: id) else { return nil }
    let offset = bytes.word(at: layout.offsets + position * layout.offsetStride)
    return offset < Self.largeOffset ? Int(offset) : nil
  }

  /// Tells whether each object begins within a pack of so many bytes, before the checksum that ends it.
  func isWithin(packOf size: Int) -> Bool {
    let end = size - ObjectID.byteCount
    return (0..<count).allSatisfy { index in
      let offset = bytes.word(at: layout.offsets + index * layout.offsetStride)
      guard offset >= Self.largeOffset, let largeOffsets = layout.largeOffsets else { return Int(offset) < end }
      let entry = largeOffsets + Int(offset - Self.largeOffset) * 8
      return entry + 8 <= bytes.count - 2 * ObjectID.byteCount && bytes.longWord(at: entry) < UInt64(max(0, end))
    }
  }

  /// From here on an offset of version 2 is the number of one that has eight bytes.
  private static let largeOffset: UInt32 = 1 << 31
}
