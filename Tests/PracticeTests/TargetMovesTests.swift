import Git
import History
import Practice
import Records
import Testing

@Suite
struct TargetMovesTests {
  private func event(_ changes: Change...) throws -> Event {
    let time = CommitTime(secondsSince1970: 0, offsetMinutes: 0)
    let author = Author(person: Person(name: "Ana Ruiz", email: "ana@hosp.org"), role: .mentee)
    return Event(
      commit: CommitReference(
        id: try #require(ObjectID(hex: String(repeating: "a", count: 40))),
        author: author,
        authored: time,
        committed: time,
        subject: "",
        body: ""
      ),
      record: RecordReference(path: "goals/x.md", id: nil, kind: .goal, title: nil),
      changes: changes
    )
  }

  private func target(_ old: String?, _ new: String?) -> Change {
    .field(path: "target", old: old.map(RecordedValue.text), new: new.map(RecordedValue.text))
  }

  @Test func `a first target, a target given up and another field are no moves`() throws {
    let history = [
      try event(.created, target(nil, "2026-06-30")), try event(target("2026-06-30", "")),
      try event(target("", "2026-07-01")),
      try event(target("2026-07-01", nil)), try event(.field(path: "status", old: .text("a"), new: .text("b"))),
    ]
    #expect(TargetMoves(in: history, to: nil).count == 0)
  }

  @Test func `each change from one day to another is a move`() throws {
    let history = [try event(target("2026-06-30", "2026-09-30")), try event(target("2026-09-30", "2026-06-30"))]
    #expect(TargetMoves(in: history, to: "2026-06-30").count == 2)
  }

  @Test func `of two lines of work only the one that the merge kept counts`() throws {
    let apart = [
      try event(target("2026-06-30", "2026-07-31")), try event(target("2026-07-31", "2026-08-31")),
      try event(target("2026-06-30", "2026-09-30")),
    ]
    #expect(TargetMoves(in: apart, to: "2026-09-30").targets == ["2026-06-30", "2026-09-30"])
    #expect(TargetMoves(in: apart, to: "2026-08-31").targets == ["2026-06-30", "2026-07-31", "2026-08-31"])
  }

  @Test func `moves from before the goal had no target for a while count`() throws {
    let history = [
      try event(target("2026-06-30", "2026-07-31")), try event(target("2026-07-31", nil)),
      try event(target(nil, "2026-09-30")), try event(target("2026-09-30", "2026-10-31")),
    ]
    #expect(TargetMoves(in: history, to: "2026-10-31").count == 3)
    #expect(TargetMoves(in: Array(history.prefix(2)), to: nil).count == 1)
    #expect(TargetMoves(in: Array(history.prefix(1)), to: "2027-01-01").count == 1)
  }

  @Test func `what both wrote down alike is one move`() throws {
    let move = try event(target("2026-06-30", "2026-09-30"))
    #expect(TargetMoves(in: [move, move], to: "2026-09-30").targets == ["2026-06-30", "2026-09-30"])
    let back = try event(target("2026-09-30", "2026-06-30"))
    #expect(TargetMoves(in: [move, move, back, move], to: "2026-09-30").count == 3)
  }

  @Test func `what each wanted before they agreed is no move; what they agreed on is one`() throws {
    let wanted = [try event(target("2026-06-30", "2026-09-30")), try event(target("2026-06-30", "2026-10-15"))]
    let open = try event(.disputed(field: "target", values: ["2026-09-30", "2026-10-15"]))
    #expect(TargetMoves(in: wanted + [open], to: "2026-06-30").count == 0)
    let settled = try event(target("2026-06-30", "2026-10-15"), .settled(field: "target", value: .text("2026-10-15")))
    #expect(TargetMoves(in: wanted + [open, settled], to: "2026-10-15").count == 1)
    let unchanged = try event(.settled(field: "target", value: .text("2026-06-30")))
    #expect(TargetMoves(in: wanted + [open, unchanged], to: "2026-06-30").count == 0)
  }
}
