extension Diagnostic {
  /// Returns the finding as a compiler would print it: place and summary, the person's line with carets, the help.
  ///
  /// Control characters of the line are kept as they are; whoever prints to a terminal makes them visible. Ends without
  /// a newline.
  package var text: String {
    var place = path ?? ""
    if let start { place += (place.isEmpty ? "" : ":") + "\(start.line):\(start.column)" }
    var rows = [(place.isEmpty ? "" : place + ": ") + "\(severity): \(summary) [\(code.rawValue)]"]
    if let line, let start {
      rows.append("    " + line)
      rows.append("    " + carets(under: line, from: start))
    }
    if let explanation { rows.append(explanation) }
    if let help { rows.append("help: " + help) }
    return rows.joined(separator: "\n")
  }

  private func carets(under line: String, from start: Position) -> String {
    let scalars = Array(line.unicodeScalars.drop { $0 == "\u{FEFF}" })
    let first = min(start.column - 1, scalars.count)
    let last = end.map { $0.line == start.line ? min($0.column - 1, scalars.count) : scalars.count } ?? first
    let padding = text(of: scalars[..<first]).map { $0 == "\t" ? Character("\t") : Character(" ") }
    let width = max(1, text(of: scalars[first..<max(first, last)]).count)
    return String(padding) + String(repeating: "^", count: width)
  }

  private func text(of scalars: ArraySlice<Unicode.Scalar>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }
}
