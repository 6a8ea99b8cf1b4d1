import Records
import Reports
import Testing

struct CheckReportTests {
  private func report(_ severities: [Severity], checked: Int = 3) -> CheckReport {
    CheckReport(
      severities.map { Diagnostic(code: .unknownField, severity: $0, path: "x.md", summary: "s") },
      checked: checked
    )
  }

  @Test(
    arguments: [
      ([], 1, "1 record, nothing to mend"), ([], 0, "0 records, nothing to mend"), ([.error], 3, "3 records: 1 error"),
      ([.hint, .error, .warning, .error], 1, "1 record: 2 errors, 1 warning, 1 hint"),
    ] as [([Severity], Int, String)]
  )
  func `findings are counted by severity`(severities: [Severity], checked: Int, summary: String) {
    #expect(report(severities, checked: checked).summary == summary)
  }

  @Test func `hints alone are no findings`() {
    #expect(!report([.hint, .hint]).hasFindings)
    #expect(report([.hint, .warning]).hasFindings)
  }

  @Test func `findings come in the order of their places`() {
    let table = LineTable(Array("---\na: b\nc: d\n---\n".utf8))
    let later = Diagnostic(code: .unknownField, severity: .hint, at: 9..<10, in: table, summary: "later").at(
      path: "a.md"
    )
    let earlier = Diagnostic(code: .unknownField, severity: .error, at: 4..<5, in: table, summary: "earlier").at(
      path: "a.md"
    )
    let other = Diagnostic(code: .fileTooLarge, severity: .error, path: "b.md", summary: "other")
    #expect(
      CheckReport([other, later, earlier], checked: 2).diagnostics.map(\.summary) == ["earlier", "later", "other"]
    )
  }
}
