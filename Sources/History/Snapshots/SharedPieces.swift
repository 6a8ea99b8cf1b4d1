/// What a text has in common with an earlier one that was cut into pieces: whole pieces at its start and at its end.
struct SharedPieces {
  /// How many pieces at the start of the earlier text are at the start of this one.
  private(set) var front = 0

  /// How many pieces at the end of the earlier text are at the end of this one, besides those in front.
  private(set) var back = 0

  /// The rest of this text.
  private(set) var changed: Range<Int>

  /// Compares two texts.
  ///
  /// - Parameters:
  ///   - lengths: The pieces' lengths in bytes, which make up the earlier text.
  ///   - canBegin: Says whether a piece may begin at an offset of this text.
  init(
    lengths: [Int],
    from start: Int,
    of earlier: [UInt8],
    in range: Range<Int>,
    of bytes: [UInt8],
    canBegin: (Int) -> Bool
  ) {
    changed = range
    var position = start
    while front < lengths.count {
      let length = lengths[front]
      guard changed.count >= length, bytes.hasSameBytes(at: changed.lowerBound, as: earlier, at: position, length)
      else { break }
      position += length
      front += 1
      changed = changed.lowerBound + length..<changed.upperBound
    }
    while front > 0, !changed.isEmpty, !canBegin(changed.lowerBound) {
      front -= 1
      changed = changed.lowerBound - lengths[front]..<changed.upperBound
    }
    position = start + lengths.reduce(0, +)
    while front + back < lengths.count {
      let length = lengths[lengths.count - 1 - back]
      let begin = changed.upperBound - length
      guard begin >= changed.lowerBound, begin == changed.lowerBound || canBegin(begin) else { break }
      position -= length
      guard bytes.hasSameBytes(at: begin, as: earlier, at: position, length) else { break }
      back += 1
      changed = changed.lowerBound..<begin
    }
  }
}

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

extension [UInt8] {
  /// Says whether a stretch of bytes is the same here and in another text; both must hold as many.
  func hasSameBytes(at start: Int, as other: [UInt8], at otherStart: Int, _ length: Int) -> Bool {
    withUnsafeBytes { bytes in
      other.withUnsafeBytes { others in
        guard length > 0 else { return true }
        let stretch = UnsafeRawBufferPointer(rebasing: bytes[start..<start + length])
        let otherStretch = UnsafeRawBufferPointer(rebasing: others[otherStart..<otherStart + length])
        guard let base = stretch.baseAddress, let otherBase = otherStretch.baseAddress else { return false }
        return memcmp(base, otherBase, length) == 0
      }
    }
  }
}
