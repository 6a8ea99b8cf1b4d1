#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// How much two stretches of bytes have in common at their starts, and at their ends besides that.
struct CommonBytes {
  let prefix: Int
  let suffix: Int

  /// Compares a stretch of one text with a stretch of another.
  init(_ old: [UInt8], _ oldRange: Range<Int>, _ new: [UInt8], _ newRange: Range<Int>) {
    let least = min(oldRange.count, newRange.count)
    (prefix, suffix) = old.withUnsafeBytes { old in
      new.withUnsafeBytes { new in
        let oldStretch = UnsafeRawBufferPointer(rebasing: old[oldRange])
        let newStretch = UnsafeRawBufferPointer(rebasing: new[newRange])
        let prefix = Self.prefix(oldStretch, newStretch, limit: least)
        return (prefix, Self.suffix(oldStretch, newStretch, limit: least - prefix))
      }
    }
  }

  /// How much is compared at once as long as it is the same, in bytes.
  private static let blockLength = 256

  private static func prefix(_ old: UnsafeRawBufferPointer, _ new: UnsafeRawBufferPointer, limit: Int) -> Int {
    guard let oldStart = old.baseAddress, let newStart = new.baseAddress else { return 0 }
    var count = 0
    while count + blockLength <= limit, memcmp(oldStart + count, newStart + count, blockLength) == 0 {
      count += blockLength
    }
    while count + 8 <= limit {
      let difference =
        old.loadUnaligned(fromByteOffset: count, as: UInt64.self)
        ^ new.loadUnaligned(fromByteOffset: count, as: UInt64.self)
      guard difference == 0 else { return count + UInt64(littleEndian: difference).trailingZeroBitCount / 8 }
      count += 8
    }
    while count < limit, old[count] == new[count] { count += 1 }
    return count
  }

  private static func suffix(_ old: UnsafeRawBufferPointer, _ new: UnsafeRawBufferPointer, limit: Int) -> Int {
    guard let oldStart = old.baseAddress, let newStart = new.baseAddress else { return 0 }
    let (oldEnd, newEnd) = (oldStart + old.count, newStart + new.count)
    var count = 0
    while count + blockLength <= limit,
      memcmp(oldEnd - count - blockLength, newEnd - count - blockLength, blockLength) == 0
    {
      count += blockLength
    }
    while count + 8 <= limit {
      let difference =
        old.loadUnaligned(fromByteOffset: old.count - count - 8, as: UInt64.self)
        ^ new.loadUnaligned(fromByteOffset: new.count - count - 8, as: UInt64.self)
      guard difference == 0 else { return count + UInt64(littleEndian: difference).leadingZeroBitCount / 8 }
      count += 8
    }
    while count < limit, old[old.count - 1 - count] == new[new.count - 1 - count] { count += 1 }
    return count
  }
}

/// Which of the parts that follow each other in a text another text has too, unbroken, at its start and at its end.
struct CommonParts {
  /// How many parts at the start are at the start of the other text.
  private(set) var front = 0

  /// How many parts at the end are at the end of the other text, besides those in front.
  private(set) var back = 0

  /// Counts the parts that the bytes in common hold whole.
  ///
  /// - Parameters:
  ///   - starts: Where the parts begin, from the start of the old stretch; the first begins with it.
  ///   - oldCount: The length of the old stretch.
  ///   - newCount: The length of the new stretch.
  ///   - canBegin: Says whether a part may begin at an offset of the new stretch.
  init(starts: [Int], oldCount: Int, newCount: Int, _ common: CommonBytes, canBegin: (Int) -> Bool) {
    func end(_ part: Int) -> Int { part + 1 < starts.count ? starts[part + 1] : oldCount }
    while front < starts.count, end(front) <= common.prefix { front += 1 }
    func newOffset(ofFront count: Int) -> Int { count == 0 ? 0 : end(count - 1) }
    while front > 0, newOffset(ofFront: front) < newCount, !canBegin(newOffset(ofFront: front)) { front -= 1 }
    while front + back < starts.count {
      let length = oldCount - starts[starts.count - 1 - back]
      let begin = newCount - length
      guard length <= common.suffix, begin >= newOffset(ofFront: front),
        begin == newOffset(ofFront: front) || canBegin(begin)
      else { break }
      back += 1
    }
  }
}

extension [UInt8] {
  /// Cuts a stretch before every line at whose start a part can begin.
  func segments(of range: Range<Int>, whereCanBegin canBegin: (Int) -> Bool) -> [Range<Int>] {
    guard !range.isEmpty else { return [] }
    var starts = [range.lowerBound]
    withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      var offset = range.lowerBound
      while let end = memchr(base + offset, Int32(UInt8(ascii: "\n")), range.upperBound - offset) {
        offset = UnsafeRawPointer(end) - base + 1
        if offset < range.upperBound, canBegin(offset) { starts.append(offset) }
      }
    }
    return zip(starts, starts.dropFirst() + [range.upperBound]).map { $0..<$1 }
  }

  /// Says whether a stretch of this text is the same as one of another.
  func isSame(_ range: Range<Int>, _ other: [UInt8], _ otherRange: Range<Int>) -> Bool {
    range.count == otherRange.count && CommonBytes(self, range, other, otherRange).prefix == range.count
  }
}
