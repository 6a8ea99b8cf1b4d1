/// Writes text as YAML.
package enum YAMLText {
  /// Where a scalar stands: on lines of its own, or between brackets.
  package enum Place: Sendable, Hashable {
    case block
    case flow
  }

  /// Returns text as a plain scalar where that is safe, else in double quotes.
  package static func scalar(_ text: String, in place: Place) -> String {
    needsQuotes(text, in: place) ? doubleQuoted(text) : text
  }

  /// Returns a list between brackets.
  package static func flowList(_ items: [String]) -> String {
    "[" + items.map { scalar($0, in: .flow) }.joined(separator: ", ") + "]"
  }

  /// Says whether text would be misread, or refused, as a plain scalar.
  ///
  /// Stricter than YAML: a colon or `#` in places that are hard to tell apart is quoted too.
  package static func needsQuotes(_ text: String, in place: Place) -> Bool {
    let bytes = Array(text.utf8)
    guard let first = bytes.first, let last = bytes.last else { return true }
    if "-?:,[]{}#&*!|>'\"%@`=<~".utf8.contains(first) && !isSafeStart(bytes, in: place) { return true }
    if ASCII.isBlank(first) || ASCII.isBlank(last) || last == ASCII.colon { return true }
    if text.hasPrefix("---") || text.hasPrefix("...") { return true }
    for (index, byte) in bytes.enumerated() {
      let next = index + 1 < bytes.count ? bytes[index + 1] : ASCII.space
      if byte == ASCII.colon, ASCII.isBlank(next) || (place == .flow && ",[]{}".utf8.contains(next)) { return true }
      if byte == ASCII.hash, index > 0, ASCII.isBlank(bytes[index - 1]) { return true }
      if place == .flow, ",[]{}?".utf8.contains(byte) { return true }
    }
    return text.unicodeScalars.contains { !isPlain($0) }
  }

  /// Returns text in double quotes; what YAML can't hold raw is escaped.
  package static func doubleQuoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case "\u{0}": result += "\\0"
      case "\u{1B}": result += "\\e"
      default:
        if isPlain(scalar) {
          result.unicodeScalars.append(scalar)
        } else {
          result += escape(scalar)
        }
      }
    }
    return result + "\""
  }

  /// Returns text in single quotes; nil if it holds what only double quotes can hold.
  package static func singleQuoted(_ text: String) -> String? {
    guard text.unicodeScalars.allSatisfy(isPlain) else { return nil }
    return "'" + text.replacing("'", with: "''") + "'"
  }

  /// Says whether a minus or similar sign begins a number or word rather than YAML syntax.
  private static func isSafeStart(_ bytes: [UInt8], in place: Place) -> Bool {
    bytes[0] == ASCII.hyphen && bytes.count > 1 && ASCII.isDigit(bytes[1])
  }

  /// Says whether a character may stand unescaped: printable, on one line, and visible.
  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E, 0xA0...0x2027, 0x202F...0x2065, 0x206A...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD: true
    case 0x10000...0x10FFFF: true
    default: false
    }
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    func padded(_ width: Int) -> String { String(repeating: "0", count: max(0, width - digits.count)) + digits }
    return scalar.value <= 0xFF ? "\\x" + padded(2) : scalar.value <= 0xFFFF ? "\\u" + padded(4) : "\\U" + padded(8)
  }
}
