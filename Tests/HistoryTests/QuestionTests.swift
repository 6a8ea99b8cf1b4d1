import Git
import History
import Records
import TestSupport
import Testing

/// How history tells of what a merge left open.
struct QuestionTests {
  private let entry =
    "unmerged:\n  - {field: target, shown: \"2026-06-30\", values: [null, \"2026-09-30\", \"\\\"2026-10-15\\\"\"]}"

  private func snapshot(_ fields: String...) throws -> RecordSnapshot {
    let text = "---\n" + fields.joined(separator: "\n") + "\n---\n"
    return RecordSnapshot(try Document.parse(Array(text.utf8)), kind: .goal)
  }

  @Test func `a question is told as disputed, with the values as they are read`() throws {
    let changes = RecordSnapshot.changes(
      from: try snapshot("title: A", "target: 2026-06-30"),
      to: try snapshot("title: A", "target: 2026-06-30", entry)
    )
    #expect(changes == [.disputed(field: "target", values: [nil, "2026-10-15", "2026-09-30"])])
  }

  @Test func `a question that is gone is told as settled, with what the field has now`() throws {
    let changes = RecordSnapshot.changes(
      from: try snapshot("title: A", "target: 2026-06-30", entry),
      to: try snapshot("title: A", "target: 2026-09-30")
    )
    #expect(
      changes == [
        .field(path: "target", old: .text("2026-06-30"), new: .text("2026-09-30")),
        .settled(field: "target", value: .text("2026-09-30")),
      ]
    )
  }

  @Test func `a record that is gone takes its questions with it`() throws {
    let changes = RecordSnapshot.changes(from: try snapshot("title: A", entry), to: nil)
    #expect(changes == [.removed, .field(path: "title", old: .text("A"), new: nil)])
  }

  @Test func `a merge that leaves a field open tells that, and not the value it shows meanwhile`() async throws {
    let fixture = try FixtureRepository()
    try fixture.commit("base", files: ["x.md": record("target: 2026-06-30")])
    try fixture.createBranch("side")
    try fixture.commit("ours", files: ["x.md": record("target: 2026-09-30")])
    try fixture.switchTo("side")
    try fixture.commit("theirs", files: ["x.md": record("target: 2026-10-15")], by: .ben)
    try fixture.switchTo("main")
    let entry = "unmerged:\n  - {field: target, shown: \"2026-06-30\", values: [\"2026-09-30\", \"2026-10-15\"]}"
    try fixture.merge("side", message: "merge", files: ["x.md": record("target: 2026-06-30", entry)])
    try fixture.commit("settle", files: ["x.md": record("target: 2026-09-30")])
    let history = try await History(repository: fixture.repository).events(HistoryQuery())
    let told = history.events.suffix(2).map(\.changes)
    #expect(told.first == [.disputed(field: "target", values: ["2026-09-30", "2026-10-15"])])
    #expect(told.last?.contains(.settled(field: "target", value: .text("2026-09-30"))) == true)
  }
}
