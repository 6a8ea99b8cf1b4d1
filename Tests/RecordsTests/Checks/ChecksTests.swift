import Records
import Testing

struct ChecksTests {
  private func findings(_ content: String, at path: String = "goals/x.md", body: String = "") throws -> [Diagnostic] {
    let document = try document("---\n\(content)---\n\(body)")
    return Checks.diagnostics(for: document, at: path, kind: RecordKind(path: path))
  }

  private let sound = "title: x\nstatus: active\n"

  @Test func `a sound record has no findings`() throws {
    #expect(try findings(sound + "target: 2026-06-30  # moved\nown_key: [1, {a: b}]\nskills: [a]\n").isEmpty)
  }

  @Test func `a slip in a choice has a fix that works`() throws {
    let text = "---\ntitle: x\nstatus: actve\n---\n"
    let document = try document(text)
    let found = try #require(Checks.diagnostics(for: document, at: "goals/x.md", kind: .goal).first)
    #expect(found.help == "did you mean 'active'?")
    #expect(
      String(decoding: document.applying(found.fixes.flatMap(\.edits)), as: UTF8.self)
        == text.replacing("actve", with: "active")
    )
  }

  @Test func `a choice far from any lists them all`() throws {
    let found = try findings("title: x\nstatus: banana\n")
    #expect(found.map(\.fixes.isEmpty) == [true])
    #expect(found[0].help?.contains("proposed, active") == true)
  }

  @Test(arguments: ["cohort #2", "#1", "a b  #c"])
  func `a value cut at a number sign has a fix that holds what was typed`(_ typed: String) throws {
    let document = try document("---\ntitle: \(typed)\nstatus: active\n---\n")
    let found = Checks.diagnostics(for: document, at: "goals/x.md", kind: .goal)
    let cut = try #require(found.first { $0.code == .cutValue })
    #expect(cut.severity == .warning)
    let fixed = try Document.parse(document.applying(cut.fixes.flatMap(\.edits)))
    #expect(fixed.frontMatter.text("title") == typed)
  }

  @Test(arguments: [
    "target: 2026-06-30  # moved", "target: 2026-06-30  #moved", "reason: a # b", "reason: a#b", "area: # none",
    "reason: 'x' #y", "reason: [a] #y",
  ])
  func `an ordinary comment cuts nothing`(_ line: String) throws {
    #expect(try findings(sound + line + "\n").filter { $0.code == .cutValue }.isEmpty)
  }

  @Test(arguments: [
    ("2026-02-30", "February 2026 has 28 days"), ("2024-02-30", "February 2024 has 29 days"),
    ("2026-13-01", "there is no month 13; a date is written year-month-day"),
    ("30.6.2026", "this is not a date"), ("2026-06-00", "there is no day 0"),
  ])
  func `an impossible day says why`(_ day: String, summary: String) throws {
    let found = try findings(sound + "target: \(day)\n")
    #expect(found.map(\.summary) == [summary])
    #expect(found.map(\.severity) == [.error])
    #expect(found.map(\.start) == [Position(line: 4, column: 9)])
  }

  @Test func `all problems are reported in the order of their places`() throws {
    let found = try findings("status: x\ntarget: y\nprogress: 101\ntitel: z\n", body: "- [ ] a due:2026-02-31\n")
    #expect(
      found.map(\.code.rawValue) == [
        "goal-title", "goal-status", "goal-target", "goal-progress", "unknown-field", "task-due",
      ]
    )
    #expect(found.allSatisfy { $0.path == "goals/x.md" })
    #expect(found.last?.line == nil)
  }

  @Test func `unknown fields are nobody's business unless a letter is wrong`() throws {
    #expect(try findings(sound + "mood: fine\narea51: x\ntitles: y\nsuccesss: z\n").map(\.summary).count == 1)
  }

  @Test(arguments: ["Ben", "Ben <ben>", "<ben@x.org>", "Ben <ben@x.org> x", "Ben <a b@x.org>", "[x]", "Ben <@x>"])
  func `a person needs a name and an address`(_ person: String) throws {
    let mentee = "mentee: Ana Ruiz <ana@example.org>\nstatus: active\n"
    let found = try findings("mentor: \(person)\n" + mentee, at: "relationship.md")
    #expect(found.map(\.code.rawValue) == ["relationship-mentor"])
    #expect(try findings("mentor: [A <a@x>, B B <b@x>]\n" + mentee, at: "relationship.md").isEmpty)
  }

  @Test func `entries are checked by their own fields`() throws {
    let found = try findings(
      "signatures:\n  - {by: mentee, on: 2026-02-30}\n  - {by: nobody}\n  - x\n",
      at: "agreement.md"
    )
    #expect(found.map(\.code.rawValue) == Array(repeating: "agreement-signatures", count: 4))
    #expect(found.map(\.severity) == [.error, .warning, .error, .error])
  }

  @Test(arguments: [
    ("9:05", true), ("16:00", true), ("24:00", false), ("16:60", false), ("16", false), ("4pm", false), ("16:0", false),
  ])
  func `a time of day is hours and minutes`(_ time: String, isValid: Bool) throws {
    let found = try findings("date: 2026-03-10\nstatus: held\ntime: \(time)\n", at: "meetings/2026-03-10.md")
    #expect(found.isEmpty == isValid)
  }

  @Test func `text that YAML reads as a list is quoted by its fix`() throws {
    let document = try document("---\ntitle: [draft]\nstatus: active\n---\n")
    let found = Checks.diagnostics(for: document, at: "goals/x.md", kind: .goal)
    #expect(found.map(\.code.rawValue) == ["goal-title"])
    #expect(
      try Document.parse(document.applying(found.flatMap(\.fixes).flatMap(\.edits))).frontMatter.text("title")
        == "[draft]"
    )
  }

  @Test func `findings about the body show no line of it`() throws {
    let found = try findings(sound, body: "- [ ] secret due:2026-02-31\n")
    #expect(found.map(\.code) == [.taskDueDate])
    #expect(found.allSatisfy { !$0.text.contains("secret") })
  }
}

struct ChecksAcrossRecordsTests {
  private func record(_ path: String, _ content: String) throws -> CheckedRecord {
    CheckedRecord(path: path, document: try document("---\n\(content)---\n"))
  }

  @Test func `the second record with an id is told where the first is`() throws {
    let records = [
      try record("goals/b.md", "id: k1\n"), try record("goals/a.md", "id: k1\n"), try record("goals/c.md", "id: k2\n"),
    ]
    let found = Checks.diagnostics(across: records)
    #expect(found.map(\.path) == ["goals/b.md"])
    #expect(found.map(\.code) == [.duplicateID])
    #expect(found[0].summary.contains("goals/a.md"))
  }

  @Test func `references go by file name, id or path`() throws {
    let records = [
      try record("goals/a.md", "skills: [grant-writing, p4m2xd, skills/grant-writing.md, statistic, welding]\n"),
      try record("skills/grant-writing.md", "id: p4m2xd\n"),
      try record("skills/statistics.md", "name: x\n"),
    ]
    let found = Checks.diagnostics(across: records)
    #expect(found.map(\.code) == [.unknownReference, .unknownReference])
    #expect(found.map(\.severity) == [.hint, .hint])
    #expect(found.map(\.help) == ["did you mean 'statistics'?", "see what is there: rapport list skills"])
  }

  @Test func `a task names records by goal, question and skill, and any other word is free`() throws {
    let meeting = try document(
      "---\ndate: 2026-03-10\n---\n## Actions\n- [ ] Draft goal:papr due:2026-04-01\n- [ ] Read goal:paper room:12 skill:p4m2xd\n"
    )
    let found = Checks.diagnostics(across: [
      CheckedRecord(path: "meetings/2026-03-10.md", document: meeting),
      CheckedRecord(path: "goals/paper.md", document: try document("---\ntitle: Paper\n---\n")),
      CheckedRecord(path: "skills/writing.md", document: try document("---\nid: p4m2xd\n---\n")),
    ])
    #expect(found.map(\.code) == [.unknownReference])
    #expect(found.first?.help == "did you mean 'paper'?")
    #expect(found.first?.range.map { String(decoding: meeting.bytes[$0], as: UTF8.self) } == "goal:papr")
  }

  @Test(arguments: [("2026-03-08", true), ("2026-03-09", false), ("2026-03-10", false), ("2026-03-11", false)])
  func `a meeting is held ahead of time only where its day has come nowhere on earth`(
    today: String,
    isFound: Bool
  ) throws {
    let meeting = try document("---\ndate: 2026-03-10\nstatus: held\n---\n")
    let day = try #require(CalendarDay(today))
    #expect((Checks.heldAhead(meeting, at: "meetings/2026-03-10.md", today: day) != nil) == isFound)
  }

  @Test(arguments: [
    ("agreement.md", "signatures:\n  - {by: mentor, on: 2026-03-10}\n", ""),
    ("questions/x.md", "title: x\nasked: 2026-03-10\n", ""),
    ("feedback/x.md", "requested_on: 2026-03-01\ngiven_on: 2026-03-10\n", ""),
    ("skills/x.md", "name: x\n", "## Assessments\n- 2026-03-10 mentee 3\n"),
  ])
  func `what happened on a day that has come nowhere on earth is found`(path: String, fields: String, body: String)
    throws
  {
    let record = try document("---\n\(fields)---\n\(body)")
    for (today, isFound) in [("2026-03-08", true), ("2026-03-09", false), ("2026-03-10", false)] {
      let day = try #require(CalendarDay(today))
      let found = Checks.daysAhead(record, at: path, kind: RecordKind(path: path), today: day)
      #expect(found.map(\.code) == (isFound ? [.dayAhead] : []), "\(today)")
    }
  }

  @Test func `what is due or planned on a day ahead is nothing to find`() throws {
    let day = try #require(CalendarDay("2026-03-08"))
    for (path, text) in [
      (
        "goals/x.md", "---\ntitle: x\nstatus: active\ntarget: 2026-06-30\n---\n## Progress\n- 2026-06-01 abstract due\n"
      ),
      ("agreement.md", "---\nreview_by: 2026-09-01\nends: 2027-01-01\n---\n"),
      ("relationship.md", "---\nstarted: 2026-04-01\npauses: [{from: 2026-08-01, to: 2026-08-31}]\n---\n"),
    ] {
      #expect(Checks.daysAhead(try document(text), at: path, kind: RecordKind(path: path), today: day).isEmpty)
    }
  }

  @Test func `private kinds don't belong into a space of two`() throws {
    let reflection = try record("reflections/2026-03-10.md", "date: 2026-03-10\n")
    #expect(Checks.diagnostics(across: [reflection]).isEmpty)
    let found = Checks.diagnostics(across: [reflection, try record("relationship.md", "")])
    #expect(found.map(\.code) == [.privateRecord])
  }
}
