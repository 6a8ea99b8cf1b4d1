import History
import Records
import Testing

struct RecordSnapshotTests {
  private func snapshot(_ text: String, kind: RecordKind = .note) throws -> RecordSnapshot {
    RecordSnapshot(try Document.parse(Array(text.utf8)), kind: kind)
  }

  @Test func `a mapping's leaves are named by their keys, in the order of the file`() throws {
    let fields = try snapshot("---\nb: 1\na:\n  y: no\n  x: {z: 1:30}\n---\n").fields
    #expect(fields == [.init("b", .text("1")), .init("a.y", .text("no")), .init("a.x.z", .text("1:30"))])
  }

  @Test func `an empty value is a field and an empty mapping is an empty list`() throws {
    let fields = try snapshot("---\ntarget:\ntags: []\npauses: {}\n---\n").fields
    #expect(fields == [.init("target", .text("")), .init("tags", .list([])), .init("pauses", .list([]))])
  }

  @Test func `a key that could be mistaken for a path is quoted`() throws {
    let fields = try snapshot("---\na.b: 1\na:\n  b: 2\n---\n").fields
    #expect(fields == [.init(#""a.b""#, .text("1")), .init("a.b", .text("2"))])
  }

  @Test func `a list of scalars is a list and its mappings are compact JSON of texts`() throws {
    let fields = try snapshot("---\ntags: [a, 'b c']\nreleases:\n  - {cycle: 1.0, eol: false}\n  - plain\n---\n").fields
    #expect(
      fields == [
        .init("tags", .list(["a", "b c"])),
        .init("releases", .list([#"{"cycle":"1.0","eol":"false"}"#, "plain"])),
      ]
    )
  }

  @Test func `items that the kind's table can tell apart are named by their identity`() throws {
    let text = "---\nsignatures:\n  - {by: mentor, on: 2026-03-02}\n  - {by: mentee}\n---\n"
    #expect(
      try snapshot(text, kind: .agreement).fields == [
        .init("signatures[by=mentor].on", .text("2026-03-02")),
        .init("signatures[by=mentee]", .list([])),
      ]
    )
    #expect(try snapshot(text).fields.map(\.path) == ["signatures"])
  }

  @Test func `two items of one identity make the list a plain one`() throws {
    let text = "---\nsignatures:\n  - {by: mentor, on: 2026-03-02}\n  - {by: mentor, on: 2026-03-03}\n---\n"
    #expect(try snapshot(text, kind: .agreement).fields.map(\.path) == ["signatures"])
  }

  @Test func `an alias is told as it is written and never expanded`() throws {
    #expect(try snapshot("---\na: &x 1\nb: *x\n---\n").fields.last == .init("b", .text("*x")))
  }

  @Test func `comments, quotes, blank lines and line endings make no difference`() throws {
    let plain = try snapshot("---\nid: k7f3q2\ntitle: A\n---\n\n# H\n\ntext\n- [ ] do\n", kind: .goal)
    let other = try snapshot(
      "---\r\nid: \"k7f3q2\" # x\r\n\r\ntitle: 'A'\r\n---\r\n# H\r\ntext  \r\n\r\n- [ ] do\r\n",
      kind: .goal
    )
    #expect(plain == other)
    #expect(plain.id == "k7f3q2")
    #expect(plain.title == "A")
  }

  @Test func `tasks and dated lines are apart from the other lines of their section`() throws {
    let text = """
      ---
      title: A
      ---
      ## Milestones
      - [x] Abstract @mentee due:2026-04-24
      a note
      ## Progress
      - 2026-08-20 accepted
      """
    let sections = try snapshot(text, kind: .goal).sections
    #expect(sections.map(\.heading) == ["Milestones", "Progress"])
    #expect(sections.first?.tasks == [.init("Abstract", state: .done, marks: ["@mentee", "due:2026-04-24"])])
    #expect(sections.first?.lines == [LineDigest("a note".utf8)])
    #expect(sections.last?.datedLines == [.init(day: try #require(CalendarDay("2026-08-20")), text: "accepted")])
    #expect(sections.last?.lines.isEmpty == true)
  }

  @Test func `an assessment's role is who it is by`() throws {
    let text = "---\nname: Writing\n---\n## Assessments\n- 2026-08-20 mentee 3 alone\n"
    let lines = try snapshot(text, kind: .skill).sections.flatMap(\.datedLines)
    #expect(lines == [.init(day: try #require(CalendarDay("2026-08-20")), who: "mentee", text: "3 alone")])
  }
}
