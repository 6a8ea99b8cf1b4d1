import Git
import History
import Records
import Reports
import TestSupport
import Testing

struct LogTableTests {
  private func rows(_ changes: Change..., commit: CommitReference = .stub()) -> [[String]] {
    LogTable.rows(of: Event(commit: commit, record: .stub, changes: changes)).map { Array($0.dropFirst(10)) }
  }

  @Test func `each change has a row as wide as the header`() throws {
    let event = Event.stub(.created, .field(path: "status", old: nil, new: .text("active")))
    let rows = LogTable.rows(of: event)
    #expect(rows.map(\.count) == [LogTable.columns.count, LogTable.columns.count])
    #expect(LogTable.header.hasPrefix("commit,date,recorded,author,"))
    #expect(
      rows[1][1...] == [
        "2026-03-02", "2026-03-02", "Ana Ruiz", "ana@example.org", "", "goals/x.md", "goal", "", "", "field", "",
        "status",
        "", "active", "",
      ]
    )
  }

  @Test func `each kind of change fills its own cells`() throws {
    #expect(
      rows(
        .removed,
        .restored,
        .readable,
        .unreadable(VersionProblem(code: "duplicate-key", line: 3)),
        .renamed(from: "goals/y.md", to: "goals/x.md", similarity: 80),
        .field(path: "skills", old: .list(["a"]), new: .list(["a", "b"])),
        .task(text: "Abstract", section: "Milestones", old: .open, new: nil),
        .taskWord(text: "Abstract", section: "Milestones", name: "due", old: nil, new: "2026-05-03"),
        .line(section: "Assessments", day: try #require(.init("2026-05-03")), who: "mentor", text: "3 good"),
        .section(heading: nil, added: 2, removed: 1)
      ) == [
        ["removed", "", "", "", "", ""], ["restored", "", "", "", "", ""], ["readable", "", "", "", "", ""],
        ["unreadable", "", "duplicate-key", "", "", ""], ["renamed", "", "", "goals/y.md", "goals/x.md", ""],
        ["field", "", "skills", "a", "a; b", ""], ["task", "Milestones", "Abstract", "open", "", ""],
        ["task-word", "Milestones", "Abstract due", "", "2026-05-03", ""],
        ["line", "Assessments", "2026-05-03 mentor", "", "3 good", ""], ["section", "", "lines", "1", "2", ""],
      ]
    )
  }

  @Test func `the reason stands in each row`() {
    #expect(rows(.readable, commit: .stub(body: "on call")).map(\.last) == ["on call"])
  }

  @Test func `when it was recorded has its own column`() {
    let late = CommitReference.stub(committed: .fixtureStart.adding(days: 2))
    #expect(LogTable.rows(of: .stub(.readable, commit: late))[0][1...2] == ["2026-03-02", "2026-03-04"])
  }
}

extension RecordReference {
  fileprivate static let stub = RecordReference(path: "goals/x.md", id: nil, kind: .goal, title: nil)
}
