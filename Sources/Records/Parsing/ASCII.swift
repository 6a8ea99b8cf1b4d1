#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The bytes that front matter and Markdown give a meaning to.
enum ASCII {
  static let tab = UInt8(ascii: "\t")
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let space = UInt8(ascii: " ")
  static let hyphen = UInt8(ascii: "-")
  static let hash = UInt8(ascii: "#")
  static let colon = UInt8(ascii: ":")
  static let comma = UInt8(ascii: ",")
  static let backtick = UInt8(ascii: "`")
  static let tilde = UInt8(ascii: "~")
  static let zero = UInt8(ascii: "0")

  /// Says whether a byte is a space or a tab.
  static func isBlank(_ byte: UInt8) -> Bool { byte == space || byte == tab }

  /// Says whether a byte ends a line.
  static func isLineEnding(_ byte: UInt8) -> Bool { byte == lineFeed || byte == carriageReturn }

  /// The offset of the first byte of a range that ends a line; the range's end if none does.
  static func lineEnd(in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int {
    // Piece by piece, so that a text with one kind of line ending isn't searched to its end for the other at each line.
    var start = range.lowerBound
    while start < range.upperBound {
      let piece = start..<min(start + 256, range.upperBound)
      let end = firstOffset(of: lineFeed, in: bytes, piece)
      if let found = firstOffset(of: carriageReturn, in: bytes, start..<(end ?? piece.upperBound)) ?? end {
        return found
      }
      start = piece.upperBound
    }
    return range.upperBound
  }

  /// The offset of a byte's first occurrence in a range; nil if it isn't there.
  static func firstOffset(of byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int? {
    guard !range.isEmpty, let base = bytes.baseAddress,
      let found = memchr(base + range.lowerBound, Int32(byte), range.count)
    else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  /// Says whether a byte is a digit.
  static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

  /// Says whether a byte is a lower-case letter.
  static func isLowercase(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") }
}

extension Collection<UInt8> where Index == Int, SubSequence: Collection<UInt8> {
  /// Narrows a range of offsets by the blanks at both ends.
  func trimmingBlanks(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, ASCII.isBlank(self[start]) { start += 1 }
    while end > start, ASCII.isBlank(self[end - 1]) { end -= 1 }
    return start..<end
  }
}
