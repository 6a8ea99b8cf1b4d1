/// Finds the first byte that no text may hold.
enum TextValidation {
  /// What is wrong at an offset.
  enum Problem: Equatable {
    case nulByte(at: Int)
    case invalidUTF8(at: Int)
  }

  /// Returns the first NUL byte or invalid UTF-8 sequence, nil for a sound text.
  static func firstProblem(in text: UnsafeBufferPointer<UInt8>) -> Problem? {
    let bytes = UnsafeRawBufferPointer(text)
    var offset = 0
    while offset < text.count {
      // Nearly every text is ASCII, and a history has many.
      if offset + 32 <= text.count, isPlain(bytes, at: offset) {
        offset += 32
        continue
      }
      let byte = text[offset]
      if byte < 0x80 {
        if byte == 0 { return .nulByte(at: offset) }
        offset += 1
        continue
      }
      guard let length = sequenceLength(in: text, at: offset) else { return .invalidUTF8(at: offset) }
      offset += length
    }
    return nil
  }

  /// Says whether the 32 bytes at an offset are all ASCII and none is NUL.
  private static func isPlain(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> Bool {
    let first = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    let second = bytes.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self)
    let third = bytes.loadUnaligned(fromByteOffset: offset + 16, as: UInt64.self)
    let fourth = bytes.loadUnaligned(fromByteOffset: offset + 24, as: UInt64.self)
    // Taking 1 from each byte reaches its high bit only if it was 0, as long as no byte has that bit already.
    let ones: UInt64 = 0x0101_0101_0101_0101
    let borrows = (first &- ones) | (second &- ones) | (third &- ones) | (fourth &- ones)
    return (first | second | third | fourth | borrows) & (ones << 7) == 0
  }

  /// Returns the length of the well-formed sequence that starts with a byte ≥ 0x80 (Unicode 16, table 3-7).
  private static func sequenceLength(in text: UnsafeBufferPointer<UInt8>, at offset: Int) -> Int? {
    let lead = text[offset]
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch lead {
    case 0xC2...0xDF: length = 2
    case 0xE0...0xEF:
      length = 3
      if lead == 0xE0 { second = 0xA0...0xBF }
      if lead == 0xED { second = 0x80...0x9F }
    case 0xF0...0xF4:
      length = 4
      if lead == 0xF0 { second = 0x90...0xBF }
      if lead == 0xF4 { second = 0x80...0x8F }
    default: return nil
    }
    guard offset + length <= text.count, second.contains(text[offset + 1]) else { return nil }
    for follower in 2..<max(length, 2) where text[offset + follower] & 0xC0 != 0x80 { return nil }
    return length
  }
}
