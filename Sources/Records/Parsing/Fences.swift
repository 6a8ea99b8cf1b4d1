/// Where the front matter of a file begins and ends.
struct Fences {
  /// The bytes between the two fence lines.
  let content: Range<Int>
  /// The closing fence line without its line ending.
  let closing: Range<Int>
  /// The first byte after the closing fence line.
  let bodyStart: Int

  /// Returns the offset after the opening fence line, nil if the text doesn't start with one.
  static func endOfOpening(in text: some Collection<UInt8>) -> Int? {
    var index = text.startIndex
    var offset = 0
    func peek() -> UInt8? { index == text.endIndex ? nil : text[index] }
    func advance() {
      index = text.index(after: index)
      offset += 1
    }
    if peek() == 0xEF {
      for byte: UInt8 in [0xEF, 0xBB, 0xBF] {
        guard peek() == byte else { return nil }
        advance()
      }
    }
    for _ in 0..<3 {
      guard peek() == ASCII.hyphen else { return nil }
      advance()
    }
    while let byte = peek(), ASCII.isBlank(byte) { advance() }
    guard let ending = peek() else { return offset }
    guard ASCII.isLineEnding(ending) else { return nil }
    advance()
    if ending == ASCII.carriageReturn, peek() == ASCII.lineFeed { advance() }
    return offset
  }

  /// Finds the closing fence after the opening one, nil if there is none.
  init?(in text: UnsafeBufferPointer<UInt8>, after start: Int) {
    // Hardly any text has one, and then each line is searched once.
    let hasCarriageReturn = ASCII.firstOffset(of: ASCII.carriageReturn, in: text, start..<text.count) != nil
    var lineStart = start
    while lineStart < text.count {
      let fence = text[lineStart] == ASCII.hyphen ? Self.fence(in: text, at: lineStart) : nil
      if let fence {
        content = start..<lineStart
        closing = lineStart..<fence
        bodyStart = Self.nextLine(in: text, from: fence)
        return
      }
      guard hasCarriageReturn else {
        guard let end = ASCII.firstOffset(of: ASCII.lineFeed, in: text, lineStart..<text.count) else { return nil }
        lineStart = end + 1
        continue
      }
      lineStart = Self.nextLine(in: text, from: lineStart)
    }
    return nil
  }

  /// Returns the end of the fence line that starts here, without its line ending, nil if it is none.
  private static func fence(in text: UnsafeBufferPointer<UInt8>, at start: Int) -> Int? {
    guard start + 3 <= text.count, text[start..<start + 3].allSatisfy({ $0 == ASCII.hyphen }) else { return nil }
    var end = start + 3
    while end < text.count, ASCII.isBlank(text[end]) { end += 1 }
    return end == text.count || ASCII.isLineEnding(text[end]) ? end : nil
  }

  private static func nextLine(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let end = ASCII.lineEnd(in: text, start..<text.count)
    guard end < text.count else { return end }
    let isPair = text[end] == ASCII.carriageReturn && end + 1 < text.count && text[end + 1] == ASCII.lineFeed
    return end + (isPair ? 2 : 1)
  }
}
