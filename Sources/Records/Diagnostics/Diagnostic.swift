/// How much a finding matters.
package enum Severity: String, Sendable, Hashable, CaseIterable {
  /// rapport can't understand what stands there.
  case error
  /// Probably not what was meant.
  case warning
  /// Worth a look; never changes an exit code.
  case hint
}

/// A change that removes a finding.
package struct Fix: Sendable, Hashable {
  /// What the change does, as an imperative without a final stop.
  package let summary: String
  /// The replacements, in UTF-8 offsets of the text that was checked.
  package let edits: [Edit]

  package init(summary: String, edits: [Edit]) {
    self.summary = summary
    self.edits = edits
  }
}

/// Something a person should know about a record: where, what, and what to do next.
package struct Diagnostic: Sendable, Hashable {
  package let code: DiagnosticCode
  package let severity: Severity
  /// The record's path in the repository; nil until the caller who knows it sets it.
  package var path: String?
  /// The place, in UTF-8 offsets from the file's start.
  package let range: Range<Int>?
  package let start: Position?
  package let end: Position?
  /// The person's own line that `start` stands in, never re-rendered; nil where it would show a note's body, and for
  /// lines too long to be looked at.
  package let line: String?
  /// What is wrong, in one line without a final stop.
  package let summary: String
  /// Why it matters, in sentences.
  package let explanation: String?
  /// The one thing to do next.
  package let help: String?
  package let fixes: [Fix]

  /// The most bytes of a line that is shown; a hostile line must not be copied into thousands of findings.
  private static let longestLine = 400

  package init(
    code: DiagnosticCode,
    severity: Severity,
    path: String? = nil,
    range: Range<Int>? = nil,
    start: Position? = nil,
    end: Position? = nil,
    line: String? = nil,
    summary: String,
    explanation: String? = nil,
    help: String? = nil,
    fixes: [Fix] = []
  ) {
    self.code = code
    self.severity = severity
    self.path = path
    self.range = range
    self.start = start
    self.end = end
    self.line = line
    self.summary = summary
    self.explanation = explanation
    self.help = help
    self.fixes = fixes
  }

  /// Makes a finding at a place of a text, with its position and the person's line.
  package init(
    code: DiagnosticCode,
    severity: Severity,
    at range: Range<Int>,
    in lines: LineTable,
    showingLine: Bool = true,
    summary: String,
    explanation: String? = nil,
    help: String? = nil,
    fixes: [Fix] = []
  ) {
    let start = lines.position(at: range.lowerBound)
    self.init(
      code: code,
      severity: severity,
      range: range,
      start: start,
      end: lines.position(at: range.upperBound),
      line: showingLine && lines.range(ofLine: start.line).count <= Self.longestLine
        ? lines.text(ofLine: start.line) : nil,
      summary: summary,
      explanation: explanation,
      help: help,
      fixes: fixes
    )
  }

  /// Returns the same finding in the record at a path.
  package func at(path: String) -> Diagnostic {
    var copy = self
    copy.path = path
    return copy
  }
}
