/// Where the objects of several packs begin, by their ids; a
/// [multi-pack-index](https://git-scm.com/docs/gitformat-pack#_multi_pack_index_midx_files_have_the_following_format), version 1.
struct MultiPackIndex {
  private let file: MappedFile

  /// Where the parts that matter here are, in bytes.
  private let names: Range<Int>
  private let offsets: Range<Int>
  private let largeOffsets: Range<Int>

  /// How many packs it is of.
  private let packCount: Int

  private static let magic: UInt32 = 0x4D49_4458
  private static let headerSize = 12
  // PNAM, OOFF and LOFF.
  private static let namesID: UInt32 = 0x504E_414D
  private static let offsetsID: UInt32 = 0x4F4F_4646
  private static let largeOffsetsID: UInt32 = 0x4C4F_4646

  /// Maps an index; nil if there is none, or if it is laid out so that libgit2 doesn't use it either.
  init?(at path: String) {
    guard let file = MappedFile(at: path) else { return nil }
    let bytes = file.bytes
    guard bytes.count > Self.headerSize + ObjectID.byteCount, bytes.word(at: 0) == Self.magic else { return nil }
    guard let parts = bytes.parts(from: Self.headerSize, count: Int(bytes[6])), let names = parts[Self.namesID],
      let offsets = parts[Self.offsetsID]
    else { return nil }
    self.file = file
    self.names = names
    self.offsets = offsets
    largeOffsets = parts[Self.largeOffsetsID] ?? 0..<0
    packCount = Int(bytes.word(at: 8))
  }

  /// Tells whether each object begins within its pack, before the checksum that ends it.
  ///
  /// - Parameter size: The length of a pack in bytes by its name; nil for one that isn't there, which libgit2 then doesn't read.
  func isWithin(packsOf size: (String) -> Int?) -> Bool {
    let bytes = file.bytes
    let packNames = bytes[names].split(separator: 0, maxSplits: packCount).prefix(packCount)
    let ends = packNames.map { name in
      (size(String(decoding: name.dropLast(".idx".utf8.count), as: UTF8.self) + ".pack") ?? 0) - ObjectID.byteCount
    }
    return stride(from: offsets.lowerBound, to: offsets.upperBound - 7, by: 8).allSatisfy { entry in
      let pack = Int(bytes.word(at: entry))
      guard pack < ends.count, ends[pack] > 0 else { return true }
      let offset = bytes.word(at: entry + 4)
      guard offset >> 31 == 1, !largeOffsets.isEmpty else { return Int(offset) < ends[pack] }
      let largeOffset = largeOffsets.lowerBound + Int(offset & 0x7FFF_FFFF) * 8
      return largeOffset + 8 > largeOffsets.upperBound || bytes.longWord(at: largeOffset) < UInt64(ends[pack])
    }
  }
}
