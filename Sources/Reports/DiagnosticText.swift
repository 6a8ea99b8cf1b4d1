package import History
package import Records

/// How a finding in a record is shown: place and summary, the person's own line with a caret, and what to do.
package enum DiagnosticText {
  /// The lines for one finding: `goals/x.md:4:9: error: unknown status 'actve' [goal-status]` and what explains it.
  package static func lines(for diagnostic: Diagnostic) -> [StyledText] {
    let place = [diagnostic.path, diagnostic.start.map { "\($0.line)" }, diagnostic.start.map { "\($0.column)" }]
      .compactMap(\.self).joined(separator: ":")
    var lines = [
      StyledText(place.isEmpty ? "" : place + ": ", .heading)
        + StyledText("\(diagnostic.severity.rawValue): ", style(of: diagnostic.severity))
        + StyledText("\(diagnostic.summary) ") + StyledText("[\(diagnostic.code.rawValue)]", .faint)
    ]
    if let line = diagnostic.line, let start = diagnostic.start {
      lines.append("  " + StyledText(line))
      lines.append(
        "  " + StyledText(caret(under: line, from: start, to: diagnostic.end), style(of: diagnostic.severity))
      )
    }
    if let explanation = diagnostic.explanation { lines.append("  " + StyledText(explanation)) }
    if let help = diagnostic.help { lines.append(StyledText("  help: ", .good) + StyledText(help)) }
    return lines
  }

  /// The finding as JSON; lines and columns count from 1, columns in Unicode scalars.
  package static func json(for diagnostic: Diagnostic) -> JSONValue {
    func position(_ position: Position?) -> JSONValue {
      guard let position else { return .null }
      return .object([.init("line", .integer(position.line)), .init("column", .integer(position.column))])
    }
    return .object([
      .init("path", .optional(diagnostic.path)),
      .init("start", position(diagnostic.start)),
      .init("end", position(diagnostic.end)),
      .init("severity", .string(diagnostic.severity.rawValue)),
      .init("code", .string(diagnostic.code.rawValue)),
      .init("summary", .string(diagnostic.summary)),
      .init("explanation", .optional(diagnostic.explanation)),
      .init("help", .optional(diagnostic.help)),
      .init("fixes", .array(diagnostic.fixes.map { .string($0.summary) })),
    ])
  }

  /// A line of carets under the place; what is escaped above takes its escaped width here.
  private static func caret(under line: String, from start: Position, to end: Position?) -> String {
    let scalars = Array(line.unicodeScalars)
    func width(_ part: ArraySlice<Unicode.Scalar>) -> Int {
      var text = String.UnicodeScalarView()
      text.append(contentsOf: part)
      return VisibleText.escaping(String(text)).count
    }
    let first = min(max(0, start.column - 1), scalars.count)
    let last =
      end.map { $0.line == start.line ? min(max(first, $0.column - 1), scalars.count) : scalars.count } ?? first
    return String(repeating: " ", count: width(scalars[..<first]))
      + String(repeating: "^", count: max(1, width(scalars[first..<last])))
  }

  private static func style(of severity: Severity) -> StyledText.Style {
    switch severity {
    case .error: .bad
    case .warning: .warning
    case .hint: .faint
    }
  }
}
