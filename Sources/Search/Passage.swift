import Records

/// A part of a record's text that is read as one: a field, a heading, an item of a list, a paragraph.
struct Passage {
  /// The UTF-8 offsets, without the line ending.
  let range: Range<Int>
  /// The 1-based line it begins in.
  let line: Int

  /// Divides a text into its passages; blank lines and fences of front matter are none.
  static func all(in bytes: [UInt8]) -> [Passage] {
    bytes.withUnsafeBufferPointer { text in
      var passages: [Passage] = []
      var isParagraph = false
      var isFrontMatter = false
      var number = 0
      var start = bytes.starts(with: byteOrderMark) ? byteOrderMark.count : 0
      while start < text.count {
        var end = start
        while end < text.count, text[end] != lineFeed { end += 1 }
        number += 1
        var content = start..<end
        if content.last.map({ text[$0] == UInt8(ascii: "\r") }) ?? false { content = start..<end - 1 }
        start = end + 1
        let indented = content.first { text[$0] != UInt8(ascii: " ") && text[$0] != UInt8(ascii: "\t") }
        if isFence(text, content), number == 1 || isFrontMatter {
          isFrontMatter = number == 1
          isParagraph = false
        } else if let indented {
          if isParagraph, !isFrontMatter, !beginsAnew(text, indented..<content.upperBound),
            let last = passages.popLast()
          {
            passages.append(Passage(range: last.range.lowerBound..<content.upperBound, line: last.line))
          } else {
            passages.append(Passage(range: indented..<content.upperBound, line: number))
            isParagraph = text[indented] != UInt8(ascii: "#")
          }
        } else {
          isParagraph = false
        }
      }
      return passages
    }
  }

  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
  private static let lineFeed = UInt8(ascii: "\n")

  private static func isFence(_ text: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) -> Bool {
    line.count >= 3 && line.prefix(3).allSatisfy { text[$0] == UInt8(ascii: "-") }
      && line.dropFirst(3).allSatisfy { text[$0] == UInt8(ascii: " ") }
  }

  /// Whether a line is a heading or an item, which doesn't go on with the line before.
  private static func beginsAnew(_ text: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) -> Bool {
    switch text[line.lowerBound] {
    case UInt8(ascii: "#"), UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }
}
