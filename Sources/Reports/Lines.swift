/// The lines of a text, whatever ends them.
package enum Lines {
  /// Splits at LF and CRLF; what follows the last line end is a line only where it isn't empty.
  ///
  /// Splitting at the character "\n" would miss CRLF, which Swift takes for one character of its own.
  package static func of(_ text: String) -> [String] {
    var lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty ?? false { lines.removeLast() }
    return lines.map { line in
      String(Substring(line.last == UInt8(ascii: "\r") ? line.dropLast() : line))
    }
  }
}
