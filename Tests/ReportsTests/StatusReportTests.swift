import Git
import History
import Records
import Reports
import Space
import TestSupport
import Testing

struct StatusReportTests {
  private static let relationship =
    "---\nmentor: Ben Osei <ben@example.org>\nmentee: Ana Ruiz <ana@example.org>\nstarted: 2026-03-02\nstatus: active\n---\n"

  /// The report of a space with these files, on 2026-08-12.
  private func text(
    _ files: [String: String?],
    moved: [Event] = [],
    findings: Int = 0,
    strangers: [String] = [],
    isPersonal: Bool = false
  ) throws -> [String] {
    let fixture = try FixtureRepository()
    try fixture.commit("begin", files: files)
    let listing = try Space(fixture.reopened()).records()
    return StatusReport(
      listing: listing,
      moved: moved,
      findings: findings,
      strangers: strangers,
      isPersonal: isPersonal,
      today: try #require(CalendarDay("2026-08-12"))
    ).lines.map(\.plainText)
  }

  @Test func `a first run says who, and what to do first`() throws {
    #expect(
      try text(["relationship.md": Self.relationship])
        == [
          "Ana Ruiz (mentee) and Ben Osei (mentor) · active since 2026-03-02",
          "Next meeting: none planned; rapport prep",
        ]
    )
  }

  @Test func `several mentors are all named`() throws {
    let relationship = Self.relationship.replacing(
      "mentor: Ben Osei <ben@example.org>",
      with: "mentor: [Ben Osei <ben@example.org>, Kim Lee <kim@example.org>]"
    )
    #expect(
      try text(["relationship.md": relationship])[0]
        == "Ana Ruiz (mentee) and Ben Osei, Kim Lee (mentor) · active since 2026-03-02"
    )
  }

  @Test func `what is more than three is counted`() throws {
    var files: [String: String?] = ["relationship.md": Self.relationship]
    for number in 1...7 {
      files["goals/g\(number).md"] =
        "---\ntitle: Goal \(number)\nstatus: active\n---\n## Milestones\n- [ ] Step \(number) due:2026-08-1\(number)\n"
    }
    let moved = (1...5).map { Event.stub(.readable, path: "goals/g\($0).md") }
    let lines = try text(files, moved: moved)
    #expect(
      lines.dropFirst()
        == [
          "Moved so far: 5 changes in 5 records",
          "  2026-03-02  goal g5: can be read again", "  2026-03-02  goal g4: can be read again",
          "  2026-03-02  goal g3: can be read again", "  and 2 more: rapport log",
          "Next meeting: none planned; rapport prep",
          "Goals", "  g1: active · milestones 0 of 1", "  g2: active · milestones 0 of 1",
          "  g3: active · milestones 0 of 1", "  and 4 more: rapport list goals",
          "Due", "  ☐ Step 1  due 2026-08-11, yesterday  goals/g1.md", "  ☐ Step 2  due 2026-08-12, today  goals/g2.md",
          "  ☐ Step 3  due 2026-08-13, tomorrow  goals/g3.md", "  and 4 more: rapport tasks",
        ]
    )
  }

  @Test func `exactly three need no counting`() throws {
    let files = Dictionary(
      uniqueKeysWithValues: (1...3).map { ("goals/g\($0).md", Optional("---\ntitle: G\nstatus: active\n---\n")) }
    )
    #expect(try !text(files).contains { $0.contains("more") })
  }

  @Test func `the next meeting says how far ahead it is and how long its agenda`() throws {
    let files: [String: String?] = [
      "relationship.md": Self.relationship,
      "meetings/2026-07-14.md": "---\ndate: 2026-07-14\nstatus: held\n---\n",
      "meetings/2026-08-13.md": "---\ndate: 2026-08-13\nstatus: planned\n---\n## Agenda\n- [ ] One\n- [x] Two\n",
      "meetings/2026-08-12.md": "---\ndate: 2026-08-12\nstatus: cancelled\n---\n",
    ]
    #expect(
      try text(files).dropFirst()
        == [
          "No changes since the meeting of 2026-07-14", "Next meeting: 2026-08-13, tomorrow · 1 on the agenda",
          "  Prep (mentee) is empty, Prep (mentor) is empty, 1 day to go; rapport edit next",
        ]
    )
  }

  @Test(arguments: [
    ("2026-08-15", nil), ("2026-08-14", "2 days to go; rapport edit next"),
    ("2026-08-12", "the meeting is today; rapport edit next"), ("2026-08-11", nil),
  ])
  func `both preparations are told alike when the agenda is due`(meeting: String, end: String?) throws {
    let files: [String: String?] = [
      "relationship.md": Self.relationship,
      "meetings/\(meeting).md": "---\ndate: \(meeting)\nstatus: planned\n---\n## Prep (mentor)\n- Narrow it\n",
    ]
    let lines = try text(files).filter { $0.contains("Prep (") }
    #expect(lines == (end.map { ["  Prep (mentee) is empty, Prep (mentor) is written, \($0)"] } ?? []))
  }

  @Test func `what is due in more than two weeks waits`() throws {
    let task =
      "---\ntitle: G\nstatus: paused\n---\n- [ ] Soon due:2026-08-26\n- [ ] Later due:2026-08-27\n- [x] Done due:2026-08-12\n"
    #expect(
      try text(["relationship.md": Self.relationship, "goals/g.md": task]).suffix(2)
        == ["Due", "  ☐ Soon  due 2026-08-26, in 14 days  goals/g.md"]
    )
  }

  @Test(arguments: ["achieved", "withdrawn", "superseded", "declined"])
  func `nothing of a goal that ended is due`(status: String) throws {
    let goal = "---\ntitle: G\nstatus: \(status)\n---\n## Milestones\n- [ ] Soon due:2026-08-12\n"
    #expect(try !text(["relationship.md": Self.relationship, "goals/g.md": goal]).contains("Due"))
  }

  @Test(arguments: [(1, "To mend: 1 finding; rapport check"), (2, "To mend: 2 findings; rapport check")])
  func `findings are counted`(count: Int, line: String) throws {
    #expect(try text(["relationship.md": Self.relationship], findings: count).last == line)
  }

  @Test func `unknown authors are named once`() throws {
    let advice = "; rapport doctor says how to name them"
    let relationship: [String: String?] = ["relationship.md": Self.relationship]
    #expect(try text(relationship, strangers: ["Kim <k@x>"]).last == "Unknown author: Kim <k@x>" + advice)
    #expect(
      try text(relationship, strangers: ["Kim <k@x>", "Lee <l@x>"]).last == "Unknown author: Kim <k@x> and 1 more"
        + advice
    )
  }

  @Test func `a private space has no meetings to plan`() throws {
    #expect(try text(["private.md": "---\nowner:\n---\n"], isPersonal: true) == ["Your private space"])
  }
}
