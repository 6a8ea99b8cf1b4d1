package import History
package import Records

/// What `rapport check` found.
package struct CheckReport: Sendable {
  /// All findings, by path and place.
  package let diagnostics: [Diagnostic]
  /// How many records were looked at.
  package let checked: Int

  package init(_ diagnostics: [Diagnostic], checked: Int) {
    self.diagnostics = diagnostics.sorted { left, right in
      (left.path ?? "", left.range?.lowerBound ?? 0, left.code.rawValue)
        < (right.path ?? "", right.range?.lowerBound ?? 0, right.code.rawValue)
    }
    self.checked = checked
  }

  /// Whether something is more than a hint.
  package var hasFindings: Bool {
    diagnostics.contains { $0.severity != .hint }
  }

  /// The findings one after the other, and a line that counts them.
  package var lines: [StyledText] {
    guard !diagnostics.isEmpty else { return [] }
    var lines: [StyledText] = []
    for diagnostic in diagnostics { lines += DiagnosticText.lines(for: diagnostic) + [""] }
    lines.append(StyledText(summary, .heading))
    return lines
  }

  /// One line: how many findings of which severity in how many records.
  package var summary: String {
    let records = "\(checked) \(checked == 1 ? "record" : "records")"
    guard !diagnostics.isEmpty else { return "\(records), nothing to mend" }
    let counts = Severity.allCases.compactMap { severity -> String? in
      let count = diagnostics.count { $0.severity == severity }
      return count == 0 ? nil : "\(count) \(severity.rawValue)\(count == 1 ? "" : "s")"
    }
    return "\(records): " + counts.joined(separator: ", ")
  }

  package var json: JSONValue {
    .object([
      .init("schema", .string("rapport/check/1")),
      .init("records", .integer(checked)),
      .init("findings", .array(diagnostics.map(DiagnosticText.json))),
    ])
  }
}
