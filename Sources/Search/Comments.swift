/// Comments of a record, such as the hints of templates: nobody said them, so nobody looks for them.
enum Comments {
  /// The text with blanks in the place of its comments, so that places stay what they are.
  ///
  /// A comment begins its line, outside a block of code.
  ///
  /// Source: <https://spec.commonmark.org/0.31.2/#html-blocks>, the second kind
  static func blanked(_ bytes: [UInt8]) -> [UInt8] {
    guard find(opening, in: bytes, from: 0) != nil else { return bytes }
    var result = bytes
    var fence: UInt8?
    var start = 0
    while start < bytes.count {
      var end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      let indented = bytes[start..<end].firstIndex { $0 != UInt8(ascii: " ") } ?? end
      if indented - start <= 3 {
        let line = bytes[indented..<end]
        if let mark = line.first, line.count >= 3, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~"),
          line.prefix(3).allSatisfy({ $0 == mark })
        {
          fence = fence == nil ? mark : fence == mark ? nil : fence
        } else if fence == nil, line.starts(with: opening) {
          end = find(closing, in: bytes, from: indented).map { $0 + closing.count } ?? bytes.count
          for place in indented..<end where !isLineEnding(bytes[place]) { result[place] = UInt8(ascii: " ") }
          end = bytes[end...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        }
      }
      start = end + 1
    }
    return result
  }

  private static let opening = Array("<!--".utf8)
  private static let closing = Array("-->".utf8)

  private static func isLineEnding(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }

  private static func find(_ part: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    guard bytes.count - start >= part.count else { return nil }
    return (start...bytes.count - part.count).first { bytes[$0] == part[0] && bytes[$0...].starts(with: part) }
  }
}
