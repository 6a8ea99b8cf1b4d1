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
      if offset + 8 <= text.count, isPlain(bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) {
        offset += 8
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

  /// Says whether eight bytes are all ASCII and none is NUL.
  private static func isPlain(_ word: UInt64) -> Bool {
    // Taking 1 from each byte reaches its high bit only if it was 0, as long as no byte has that bit already.
    word & 0x8080_8080_8080_8080 == 0 && (word &- 0x0101_0101_0101_0101) & 0x8080_8080_8080_8080 == 0
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
