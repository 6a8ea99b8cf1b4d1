/// A table as comma-separated values, as [RFC 4180](https://www.rfc-editor.org/rfc/rfc4180) has them.
///
/// A cell that a spreadsheet would take for a formula gets an apostrophe in front of the sign that makes it one, also after a
/// semicolon or a line break inside the cell, where a spreadsheet of another country begins a new one. Control
/// characters are made visible. JSON is the form that loses nothing.
package enum CSV {
  /// One record of the table, with its line end.
  package static func line(_ cells: [String]) -> String {
    cells.map(cell).joined(separator: ",") + "\r\n"
  }

  private static func cell(_ text: String) -> String {
    let safe = guarded(visible(text))
    guard safe.utf8.contains(where: { [comma, quote, lineFeed].contains($0) || $0 == semicolon }) else { return safe }
    return "\"" + safe.replacing("\"", with: "\"\"") + "\""
  }

  /// The text with its line breaks as they are, and all other control characters made visible.
  private static func visible(_ text: String) -> String {
    text.utf8.split(separator: lineFeed, omittingEmptySubsequences: false).map { line in
      let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
      return VisibleText.escaping(String(Substring(line)))
    }.joined(separator: "\n")
  }

  /// The text with an apostrophe before each sign that begins a formula at the start of the text or of a part of it.
  private static func guarded(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var isStart = true
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\t", "\r", "\n", ";":
        if result.isEmpty, scalar != ";" { result.append("'") }
        isStart = true
      // Blanks and quotes before a formula don't keep it from being one.
      case " ", "\u{A0}", "\"", "'": break
      case "=", "+", "-", "@", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}":
        if isStart { result.append("'") }
        isStart = false
      default: isStart = false
      }
      result.append(scalar)
    }
    return String(result)
  }

  private static let comma = UInt8(ascii: ",")
  private static let quote = UInt8(ascii: "\"")
  private static let semicolon = UInt8(ascii: ";")
  private static let lineFeed = UInt8(ascii: "\n")
}
