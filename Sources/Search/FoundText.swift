package import Git

/// A place in a record where words were found, in the person's own words.
package struct FoundText: Sendable, Hashable {
  /// The path of the record.
  package let path: String
  /// The 1-based line.
  package let line: Int
  /// The words around what was found, in one line.
  package let text: String
  /// Where the found words are in the text, in UTF-8 offsets.
  package let places: [Range<Int>]
  /// How many more lines or paragraphs of the same record hold found words.
  package let more: Int
  /// The first commit that held the text; nil for the present.
  package let commit: ObjectID?
  /// Whether the record at that path has the text now.
  package let isPresent: Bool

  /// The most bytes of text that are shown.
  private static let longest = 160

  /// Takes a part of a file around found words.
  ///
  /// - Parameters:
  ///   - range: The lines, in UTF-8 offsets of the file.
  ///   - places: Where words were found in the file, at least one of them in `range`.
  init(
    path: String,
    bytes: [UInt8],
    range: Range<Int>,
    line: Int,
    places: [Range<Int>],
    more: Int = 0,
    commit: ObjectID? = nil,
    isPresent: Bool = true
  ) {
    self.path = path
    self.line = line
    self.more = more
    self.commit = commit
    self.isPresent = isPresent
    let inside = places.filter { range.contains($0.lowerBound) && $0.upperBound <= range.upperBound }
    var start = range.lowerBound
    var end = range.upperBound
    if range.count > Self.longest {
      // What was found may go on in the next line; then the line's beginning is shown.
      let first = inside.first ?? start..<start
      start = max(start, min(first.lowerBound - Self.longest / 4, end - Self.longest))
      end = min(end, start + Self.longest)
      // Whole characters, and whole words where there are any nearby.
      start = Self.wordStart(at: start, in: bytes, from: range.lowerBound, to: first.lowerBound)
      while end > start, end < range.upperBound, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    }
    let before = start > range.lowerBound ? "… " : ""
    let after = end < range.upperBound ? " …" : ""
    // Line ends within a paragraph read as blanks, which have as many bytes.
    let shown = bytes[start..<end].map { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") ? UInt8(ascii: " ") : $0 }
    text = before + String(decoding: shown, as: UTF8.self) + after
    let offset = before.utf8.count - start
    self.places = inside.filter { $0.lowerBound >= start && $0.upperBound <= end }.map {
      $0.lowerBound + offset..<$0.upperBound + offset
    }
  }

  private static func wordStart(at start: Int, in bytes: [UInt8], from lower: Int, to upper: Int) -> Int {
    guard start > lower else { return start }
    if let blank = bytes[start..<upper].firstIndex(of: UInt8(ascii: " ")) { return blank + 1 }
    return bytes[start...upper].firstIndex { $0 & 0xC0 != 0x80 } ?? upper
  }
}
