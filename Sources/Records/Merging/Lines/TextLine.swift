/// One line of a text, compared byte by byte.
struct TextLine: Hashable {
  /// The line; whether its line ending belongs to it depends on who cut it.
  let bytes: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
  }

  /// Whether nothing but blanks stands here.
  var isBlank: Bool { bytes.allSatisfy { ASCII.isBlank($0) || ASCII.isLineEnding($0) } }

  /// Cuts a text after each LF, which stays with its line; the last line may have none.
  static func lines(of text: ArraySlice<UInt8>) -> [TextLine] {
    var lines: [TextLine] = []
    var start = text.startIndex
    while start < text.endIndex {
      let end = text[start...].firstIndex(of: ASCII.lineFeed).map { $0 + 1 } ?? text.endIndex
      lines.append(TextLine(text[start..<end]))
      start = end
    }
    return lines
  }

  static func == (left: TextLine, right: TextLine) -> Bool {
    left.bytes.elementsEqual(right.bytes)
  }

  func hash(into hasher: inout Hasher) {
    bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
  }
}

extension Sequence<TextLine> {
  /// The lines as one text.
  var text: [UInt8] { flatMap(\.bytes) }
}

/// Small numbers for things that are compared often.
struct Tokens<Element: Hashable> {
  private var numbers: [Element: Int] = [:]

  /// The numbers of some elements: equal numbers for equal elements.
  mutating func numbers(of elements: [Element]) -> [Int] {
    elements.map { element in
      if let number = numbers[element] { return number }
      numbers[element] = numbers.count
      return numbers.count - 1
    }
  }
}
