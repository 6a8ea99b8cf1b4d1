import History
import Records
import Reports
import TestSupport
import Testing

struct LogMarkdownTests {
  private let status = Change.field(path: "status", old: .text("proposed"), new: .text("active"))
  private let names = ShortNames(["Ana Ruiz <ana@example.org>"])

  private func text(_ event: Event, namesRecords: Bool = false, meetings: [String] = []) -> String {
    let days = Set(meetings.compactMap { CalendarDay($0) })
    return LogMarkdown(names: names, namesRecords: namesRecords, meetingDays: days).lines(for: event).plainText
  }

  @Test func `one change is one item`() {
    #expect(text(.stub(status)) == "- 2026-03-02 Ana: **status** proposed → active\n")
    #expect(text(.stub(status), namesRecords: true) == "- 2026-03-02 Ana, goal x: **status** proposed → active\n")
  }

  @Test func `several changes stand below, and why`() {
    let commit = CommitReference.stub(body: "data office\n*very* late")
    #expect(
      text(.stub(status, .readable, commit: commit))
        == #"""
        - 2026-03-02 Ana:
          - **status** proposed → active
          - can be read again
          - because: data office\
            \*very\* late

        """#
    )
  }

  @Test func `when it was recorded or which meeting it was stands at the end`() {
    let late = CommitReference.stub(committed: .fixtureStart.adding(days: 2))
    #expect(text(.stub(status, commit: late)).hasSuffix("active (recorded 2026-03-04)\n"))
    #expect(text(.stub(status), meetings: ["2026-03-02"]).hasSuffix("active (meeting 2026-03-02)\n"))
  }
}
