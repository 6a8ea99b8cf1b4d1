import History
import Records
import Testing

struct ChangesTests {
  private typealias Section = RecordSnapshot.Section

  private func digests(_ lines: String...) -> [LineDigest] {
    lines.map { LineDigest($0.utf8) }
  }

  private func changes(_ old: [Section], _ new: [Section]) -> [Change] {
    RecordSnapshot.changes(from: RecordSnapshot(sections: old), to: RecordSnapshot(sections: new))
  }

  @Test func `a new record tells its fields, tasks and dated lines but counts no text`() throws {
    let day = try #require(CalendarDay("2026-03-02"))
    let section = Section(
      ["Plan"],
      tasks: [.init("Write", state: .open)],
      datedLines: [.init(day: day, text: "begun")],
      lines: digests("prose")
    )
    let new = RecordSnapshot(fields: [.init("title", .text("A"))], sections: [section])
    #expect(
      RecordSnapshot.changes(from: nil, to: new) == [
        .created,
        .field(path: "title", old: nil, new: .text("A")),
        .task(text: "Write", section: "Plan", old: nil, new: .open),
        .line(section: "Plan", day: day, who: nil, text: "begun"),
      ]
    )
  }

  @Test func `a removed record tells its fields only`() {
    let old = RecordSnapshot(
      fields: [.init("title", .text("A")), .init("tags", .list([]))],
      sections: [Section(["Plan"], tasks: [.init("Write", state: .open)], lines: digests("prose"))]
    )
    #expect(
      RecordSnapshot.changes(from: old, to: nil) == [
        .removed, .field(path: "title", old: .text("A"), new: nil), .field(path: "tags", old: .list([]), new: nil),
      ]
    )
  }

  @Test func `nothing to nothing, and a record to itself, is no change`() {
    let record = RecordSnapshot(fields: [.init("title", .text("A"))], sections: [Section([], lines: digests("x"))])
    #expect(RecordSnapshot.changes(from: nil, to: nil).isEmpty)
    #expect(RecordSnapshot.changes(from: record, to: record).isEmpty)
  }

  @Test func `absent, empty and an empty list are three different values`() {
    func change(_ old: RecordedValue?, _ new: RecordedValue?) -> [Change] {
      RecordSnapshot.changes(
        from: RecordSnapshot(fields: old.map { [.init("f", $0)] } ?? []),
        to: RecordSnapshot(fields: new.map { [.init("f", $0)] } ?? [])
      )
    }
    #expect(change(nil, .text("")) == [.field(path: "f", old: nil, new: .text(""))])
    #expect(change(.text(""), .list([])) == [.field(path: "f", old: .text(""), new: .list([]))])
    #expect(change(.list([]), nil) == [.field(path: "f", old: .list([]), new: nil)])
  }

  @Test func `changed and new fields come in the new order, then those that are gone`() {
    let old = RecordSnapshot(fields: [.init("gone", .text("1")), .init("a", .text("1")), .init("b", .text("1"))])
    let new = RecordSnapshot(fields: [.init("b", .text("2")), .init("new", .text("1")), .init("a", .text("1"))])
    #expect(
      RecordSnapshot.changes(from: old, to: new) == [
        .field(path: "b", old: .text("1"), new: .text("2")),
        .field(path: "new", old: nil, new: .text("1")),
        .field(path: "gone", old: .text("1"), new: nil),
      ]
    )
  }

  @Test func `reordered fields are no change`() {
    let old = RecordSnapshot(fields: [.init("a", .text("1")), .init("b", .text("2"))])
    let new = RecordSnapshot(fields: [.init("b", .text("2")), .init("a", .text("1"))])
    #expect(RecordSnapshot.changes(from: old, to: new).isEmpty)
  }

  @Test func `a task tells its old and new state, and the second of the same words is another`() {
    let old = [Section(["M"], tasks: [.init("x", state: .open), .init("x", occurrence: 2, state: .open)])]
    let new = [Section(["M"], tasks: [.init("x", state: .open), .init("x", occurrence: 2, state: .dropped)])]
    #expect(changes(old, new) == [.task(text: "x", section: "M", old: .open, new: .dropped)])
    #expect(
      changes(new, []) == [
        .task(text: "x", section: "M", old: .open, new: nil), .task(text: "x", section: "M", old: .dropped, new: nil),
      ]
    )
  }

  @Test func `another due date of a task is told, also beside a new state`() {
    let open = [Section(["M"], tasks: [.init("x", state: .open, marks: ["due:2026-01-01"])])]
    let later = [Section(["M"], tasks: [.init("x", state: .open, marks: ["due:2026-02-01"])])]
    let done = [Section(["M"], tasks: [.init("x", state: .done, marks: ["due:2026-02-01"])])]
    let moved = Change.taskWord(text: "x", section: "M", name: "due", old: "2026-01-01", new: "2026-02-01")
    #expect(changes(open, later) == [moved])
    #expect(changes(open, done) == [.task(text: "x", section: "M", old: .open, new: .done), moved])
  }

  @Test func `another person for a task is told, their order isn't`() {
    func section(_ marks: String...) -> [Section] { [Section(["M"], tasks: [.init("x", state: .open, marks: marks)])] }
    func told(_ old: String?, _ new: String?) -> Change {
      .taskWord(text: "x", section: "M", name: "@", old: old, new: new)
    }
    #expect(changes(section(), section("@mentee")) == [told(nil, "@mentee")])
    #expect(changes(section("@mentee"), section("@mentor", "@mentee")) == [told("@mentee", "@mentor @mentee")])
    #expect(changes(section("@mentee", "@mentor"), section("@mentor", "@mentee")).isEmpty)
    #expect(changes(section("@mentee", "due:2026-01-01"), section()).count == 2)
  }

  @Test func `a new dated line is told and a lost one counts as removed`() throws {
    let day = try #require(CalendarDay("2026-03-02"))
    let line = RecordSnapshot.DatedLine(day: day, who: "mentee", text: "3")
    let one = [Section(["A"], datedLines: [line])]
    let two = [Section(["A"], datedLines: [line, line])]
    #expect(changes(one, two) == [.line(section: "A", day: day, who: "mentee", text: "3")])
    #expect(changes(two, one) == [.section(heading: "A", added: 0, removed: 1)])
  }

  @Test func `lines are counted by section and a moved line is one added and one removed`() {
    let old = [Section([], lines: digests("a", "b", "c")), Section(["H"], lines: digests("d"))]
    let new = [Section([], lines: digests("c", "a", "b")), Section(["H"], lines: digests("d", "e", "f"))]
    #expect(
      changes(old, new) == [
        .section(heading: nil, added: 1, removed: 1), .section(heading: "H", added: 2, removed: 0),
      ]
    )
  }

  @Test func `sections of one name under different headings are different`() {
    let old = [Section(["A", "Notes"], lines: digests("x")), Section(["B", "Notes"], lines: digests("y"))]
    let new = [Section(["A", "Notes"], lines: digests("x")), Section(["B", "Notes"], lines: digests("z"))]
    #expect(changes(old, new) == [.section(heading: "Notes", added: 1, removed: 1)])
  }

  @Test func `a heading counts only where nothing else of its section is told`() {
    let heading = LineDigest("## H".utf8)
    let empty = [Section(["H"], headingLine: heading)]
    let filled = [Section(["H"], headingLine: heading, tasks: [.init("x", state: .open)])]
    #expect(changes([], empty) == [.section(heading: "H", added: 1, removed: 0)])
    #expect(changes(empty, []) == [.section(heading: "H", added: 0, removed: 1)])
    #expect(changes([], filled) == [.task(text: "x", section: "H", old: nil, new: .open)])
    let deeper = [Section(["H"], headingLine: LineDigest("### H".utf8))]
    #expect(changes(empty, deeper) == [.section(heading: "H", added: 1, removed: 1)])
  }

  @Test(.timeLimit(.minutes(10)))
  func `two large texts without a common line are counted without delay`() {
    let old = [Section([], lines: (0..<50_000).map { LineDigest("old \($0)".utf8) })]
    let new = [Section([], lines: (0..<50_000).map { LineDigest("new \($0)".utf8) })]
    #expect(changes(old, new) == [.section(heading: nil, added: 50_000, removed: 50_000)])
  }
}
