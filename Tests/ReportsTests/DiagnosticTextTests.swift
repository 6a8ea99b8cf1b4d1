import Records
import Reports
import Testing

struct DiagnosticTextTests {
  /// The lines for a finding at the first place of `marked` in a one-line text.
  private func lines(_ line: String, marking part: String, explanation: String? = nil, help: String? = nil) throws
    -> [String]
  {
    let place = try #require(line.firstRange(of: part))
    let start = line.utf8.distance(from: line.startIndex, to: place.lowerBound)
    let end = line.utf8.distance(from: line.startIndex, to: place.upperBound)
    let table = LineTable(Array(line.utf8))
    let diagnostic = Diagnostic(
      code: .unknownField,
      severity: .error,
      at: start..<end,
      in: table,
      summary: "something is wrong",
      explanation: explanation,
      help: help
    )
    return DiagnosticText.lines(for: diagnostic.at(path: "goals/x.md")).map(\.plainText)
  }

  @Test(arguments: [
    ("status: actve", "actve", 9, "        ^^^^^"),
    ("títle: é", "é", 8, "       ^"),
    ("title: 你好 world", "world", 11, "          ^^^^^"),
    ("title: 😀 world", "world", 10, "         ^^^^^"),
    ("title: 👩‍⚕️ world", "world", 13, "         ^^^^^"),
    ("a\u{7}b: c", "c", 6, "        ^"),
  ])
  func `a caret stands under the place, whatever stands before`(
    line: String,
    part: String,
    column: Int,
    caret: String
  ) throws {
    let shown = try lines(line, marking: part)
    #expect(shown[0] == "goals/x.md:1:\(column): error: something is wrong [unknown-field]")
    #expect(shown[1] == "  " + VisibleText.escaping(line))
    #expect(shown[2] == "  " + caret)
  }

  @Test func `an empty place still gets one caret`() {
    let diagnostic = Diagnostic(
      code: .unknownField,
      severity: .warning,
      at: 7..<7,
      in: LineTable(Array("title:\n".utf8)),
      summary: "is empty"
    )
    #expect(DiagnosticText.lines(for: diagnostic).map(\.plainText).last?.hasSuffix("^") ?? false)
  }

  @Test func `explanation and help follow`() throws {
    #expect(
      try lines("a: b", marking: "b", explanation: "Because.", help: "do this").suffix(2) == [
        "  Because.", "  help: do this",
      ]
    )
  }

  @Test func `a finding without a place has neither line nor caret`() {
    let diagnostic = Diagnostic(code: .fileTooLarge, severity: .hint, path: "x.md", summary: "too large")
    #expect(DiagnosticText.lines(for: diagnostic).map(\.plainText) == ["x.md: hint: too large [file-too-large]"])
  }
}
