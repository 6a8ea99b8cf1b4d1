/// The rest of a line after `name: ` or `- `, as someone typed it who had no YAML in mind.
struct Sentence: Hashable {
  /// The UTF-8 offsets from the file's start, without blanks and a comment at the end.
  let range: Range<Int>
  let text: String

  /// The replacement that puts the sentence in double quotes.
  var edit: Edit { Edit(range: range, replacement: Array(YAMLText.doubleQuoted(text).utf8)) }

  /// Returns what may be a sentence in a line, the likeliest first.
  static func candidates(inLine line: Range<Int>, of bytes: [UInt8]) -> [Sentence] {
    var start = line.lowerBound
    while start < line.upperBound, ASCII.isBlank(bytes[start]) { start += 1 }
    var item: Int?
    while start + 1 < line.upperBound, bytes[start] == ASCII.hyphen, ASCII.isBlank(bytes[start + 1]) {
      start += 1
      while start < line.upperBound, ASCII.isBlank(bytes[start]) { start += 1 }
      item = start
    }
    var candidates: [Sentence?] = []
    if let colon = keyEnd(in: start..<line.upperBound, of: bytes) {
      let value = sentence(from: colon + 1, to: line.upperBound, of: bytes)
      let isFieldName = bytes[start..<colon].allSatisfy { ASCII.isLowercase($0) || $0 == UInt8(ascii: "_") }
      if item == nil || isFieldName { candidates.append(value) }
    }
    if let item { candidates.append(sentence(from: item, to: line.upperBound, of: bytes)) }
    return candidates.compactMap { $0 }
  }

  /// Returns the sentence between two offsets, nil if nothing but blanks and a comment stands there.
  static func sentence(from start: Int, to end: Int, of bytes: [UInt8]) -> Sentence? {
    var range = bytes.trimmingBlanks(start..<end)
    var offset = range.lowerBound
    while offset < range.upperBound {
      // `#` with blanks on both sides begins a comment; `#2` is what people write for a number.
      let isSeparated = offset == range.lowerBound || ASCII.isBlank(bytes[offset - 1])
      let isAlone = offset + 1 == range.upperBound || ASCII.isBlank(bytes[min(offset + 1, bytes.count - 1)])
      if bytes[offset] == ASCII.hash, isSeparated, isAlone {
        range = bytes.trimmingBlanks(range.lowerBound..<offset)
        break
      }
      offset += 1
    }
    guard !range.isEmpty else { return nil }
    return Sentence(range: range, text: String(decoding: bytes[range], as: UTF8.self))
  }

  /// Returns the offset of the colon after a plain key, nil if the line doesn't begin with one.
  private static func keyEnd(in line: Range<Int>, of bytes: [UInt8]) -> Int? {
    for offset in line {
      let byte = bytes[offset]
      if byte == ASCII.colon {
        guard offset > line.lowerBound, offset + 1 < line.upperBound, ASCII.isBlank(bytes[offset + 1]) else {
          return nil
        }
        return offset
      }
      if "\"'[]{}#&*!|>%@`,".utf8.contains(byte) { return nil }
    }
    return nil
  }
}
