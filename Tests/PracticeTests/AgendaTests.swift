import Git
import History
import Practice
import Records
import TestSupport
import Testing

struct AgendaTests {
  @Test func `a goal that moved says from what to what, who and why`() throws {
    var agenda = AgendaCase()
    try agenda.goal("paper", "status: active\ntarget: 2026-12-01", changed: "2026-07-20")
    try agenda.record(
      "2026-07-20",
      "goals/paper.md",
      .field(path: "target", old: .text("2026-09-30"), new: .text("2026-11-01"))
    )
    try agenda.record(
      "2026-07-30",
      "goals/paper.md",
      by: .ben,
      because: "data office needs 8 more weeks\n\nand so on",
      .field(path: "target", old: .text("2026-11-01"), new: .text("2026-12-01")),
      .field(path: "success", old: .text("One"), new: .text("Two")),
      .field(path: "area", old: nil, new: .text("skill"))
    )
    #expect(
      try agenda.lines() == [
        "paper: target moved 2026-09-30 to 2026-12-01 (Ben: data office needs 8 more weeks and so on) goal:paper",
        "paper: success criterion changed (Ben: data office needs 8 more weeks and so on) goal:paper",
      ]
    )
  }

  @Test func `what was changed and changed back, and what was recorded on the day of the last meeting, is not told`()
    throws
  {
    var agenda = AgendaCase()
    try agenda.goal("paper", changed: "2026-07-20")
    try agenda.record("2026-07-14", "goals/paper.md", .field(path: "target", old: nil, new: .text("2027-09-30")))
    try agenda.record(
      "2026-07-15",
      "goals/paper.md",
      .field(path: "status", old: .text("active"), new: .text("paused"))
    )
    try agenda.record(
      "2026-07-16",
      "goals/paper.md",
      .field(path: "status", old: .text("paused"), new: .text("active"))
    )
    #expect(try agenda.lines() == [])
  }

  @Test func `a goal that began is told once, under the name it has now`() throws {
    var agenda = AgendaCase()
    agenda.files["goals/new.md"] = "---\ntitle: Teach a course\nstatus: proposed\nproposed_by: mentee\n---\n"
    try agenda.record("2026-07-15", "goals/old.md", .created, .field(path: "status", old: nil, new: .text("proposed")))
    try agenda.record("2026-07-16", "goals/old.md", .field(path: "target", old: nil, new: .text("2026-08-20")))
    try agenda.record("2026-07-17", "goals/new.md", .renamed(from: "goals/old.md", to: "goals/new.md", similarity: nil))
    #expect(try agenda.lines() == ["New goal proposed by the mentee: Teach a course goal:new"])
    agenda.files["goals/new.md"] = "---\ntitle: Teach a course\nstatus: declined\n---\n"
    #expect(try agenda.lines() == [])
  }

  @Test(arguments: [
    ("cadence_days: 30", "2026-06-28", false), ("cadence_days: 30", "2026-06-27", true),
    ("cadence_days: 7", "2026-08-02", false), ("cadence_days: 7", "2026-08-01", true),
    ("max_active_goals: 3", "2026-06-28", false), ("max_active_goals: 3", "2026-06-27", true),
  ])
  func `a goal is untouched after more than one and a half cadences`(terms: String, last: String, isTold: Bool) throws {
    var agenda = AgendaCase(lastMeeting: "2026-08-12", cadence: terms)
    try agenda.goal("paper", changed: last)
    #expect(try agenda.lines() == (isTold ? ["paper: no recorded change since \(last) goal:paper"] : []))
  }

  @Test func `a pause stops the clock of a goal, and only active goals have one`() throws {
    var agenda = AgendaCase(lastMeeting: "2026-08-12", pauses: "{from: 2026-08-01, to: 2026-08-01}")
    try agenda.goal("paper", changed: "2026-06-27")
    #expect(try agenda.lines() == [])
    agenda.pauses = ""
    try agenda.goal("letters", "status: paused", changed: "2026-01-01")
    #expect(try agenda.lines() == ["paper: no recorded change since 2026-06-27 goal:paper"])
  }

  @Test func `a cadence that the two change half way counts from then on`() throws {
    var agenda = AgendaCase(lastMeeting: "2026-08-12", cadence: "cadence_days: 30")
    try agenda.goal("paper", changed: "2026-06-20")
    #expect(try agenda.lines() == ["paper: no recorded change since 2026-06-20 goal:paper"])
    #expect(try agenda.agenda().topics.added[0].ground.contains("1.5 times the 30 days between meetings (agreed)"))
    agenda.cadence = "cadence_days: 60"
    #expect(try agenda.lines() == [])
    #expect(try agenda.agenda().followingMeeting?.description == "2026-10-17")
  }

  @Test func `a leap day counts as a day`() throws {
    var agenda = AgendaCase(today: "2028-03-15", meeting: "2028-03-20", lastMeeting: "2028-03-14")
    try agenda.goal("paper", changed: "2028-01-30")
    #expect(try agenda.lines() == [])
    agenda.today = "2028-03-16"
    #expect(try agenda.lines() == ["paper: no recorded change since 2028-01-30 goal:paper"])
  }

  @Test(arguments: [
    ("2026-09-16", ["paper: target 2026-09-16 goal:paper"]), ("2026-09-17", []), ("2026-09-18", []),
    ("2026-08-18", ["paper: target 2026-08-18 goal:paper"]),
    ("2026-08-17", ["paper: target 2026-08-17 has passed goal:paper"]),
  ])
  func `a target is told if it comes before the following meeting`(target: String, lines: [String]) throws {
    var agenda = AgendaCase()
    try agenda.goal("paper", "status: active\ntarget: \(target)", changed: "2026-08-01")
    #expect(try agenda.lines() == lines)
  }

  @Test func `the following meeting is the one planned next, else a cadence later without pauses`() throws {
    var agenda = AgendaCase()
    #expect(try agenda.agenda().followingMeeting?.description == "2026-09-17")
    agenda.pauses = "{from: 2026-09-01, to: 2026-09-10}"
    #expect(try agenda.agenda().followingMeeting?.description == "2026-09-27")
    agenda.pauses = "{from: 2026-09-01}"
    #expect(try agenda.agenda().followingMeeting == nil)
    agenda.meeting("2026-10-20", "planned")
    agenda.meeting("2026-08-25", "cancelled")
    #expect(try agenda.agenda().followingMeeting?.description == "2026-10-20")
  }

  @Test(arguments: [("2026-09-16", true), ("2026-09-17", false)])
  func `reviews are told before the following meeting`(day: String, isTold: Bool) throws {
    var agenda = AgendaCase()
    agenda.files["agreement.md"] = "---\nreview_by: \(day)\n---\n"
    agenda.files["skills/writing.md"] = "---\nname: Writing\nnext_review: \(day)\n---\n"
    let lines = [
      "Look at the agreement again (review by \(day))", "Look at Writing again (review on \(day)) skill:writing",
    ]
    #expect(try agenda.lines() == (isTold ? lines : []))
  }

  @Test func `a question without an answer is told until it stood on any agenda`() throws {
    var agenda = AgendaCase()
    agenda.files["questions/journal.md"] = "---\ntitle: Which journal?\n---\n## Answer\n\n<!-- later -->\n"
    agenda.files["questions/parked.md"] = "---\ntitle: Later?\nstatus: parked\n---\n"
    agenda.files["questions/known.md"] = "---\ntitle: Known?\n---\n## Answer\nYes.\n"
    #expect(try agenda.lines() == ["Which journal? question:journal"])
    agenda.meeting("2026-07-14", "held", agenda: ["[x] Journals question:journal"])
    #expect(try agenda.lines() == [])
  }

  @Test func `an action is carried until it is done, and the third time a decision is asked for`() throws {
    var agenda = AgendaCase()
    agenda.meeting("2026-05-12", "held", actions: ["[ ] Send outline @mentee due:2026-05-20 goal:paper", "[-] Rest"])
    agenda.meeting("2026-06-16", "held", agenda: ["[ ] Send outline (from 2026-05-12)"])
    #expect(try agenda.lines() == ["Send outline (from 2026-05-12)"])
    agenda.meeting("2026-07-14", "held", agenda: ["[ ] Send outline (from 2026-05-12)"])
    #expect(try agenda.lines() == ["Send outline (from 2026-05-12): do, drop or change?"])
    agenda.meeting("2026-07-14", "cancelled", agenda: ["[ ] Send outline (from 2026-05-12)"])
    #expect(try agenda.lines() == ["Send outline (from 2026-05-12)"])
    agenda.meeting("2026-08-18", "planned", agenda: ["[ ] Send outline (from 2026-05-12): do, drop or change?"])
    #expect(try agenda.lines() == [])
    agenda.meeting("2026-08-18", "planned")
    agenda.meeting("2026-06-16", "held", agenda: ["[-] Send outline (from 2026-05-12)"])
    #expect(try agenda.lines() == [])
  }

  @Test func `a carried item keeps the people and records that its sentence names`() throws {
    var agenda = AgendaCase()
    agenda.meeting(
      "2026-07-14",
      "held",
      agenda: ["[ ] @mentee Ask @Kim about goal:paper and letters @mentor goal:paper"],
      actions: ["[ ] Write to @kim and @ben by due:2026-08-01 about it @mentee due:2026-08-20"]
    )
    let carried = [
      "Ask @Kim about goal:paper and letters (from 2026-07-14)",
      "Write to @kim and @ben by due:2026-08-01 about it (from 2026-07-14)",
    ]
    #expect(try agenda.lines() == carried)
    agenda.meeting("2026-08-18", "planned", agenda: carried.map { "[ ] \($0)" })
    #expect(try agenda.lines() == [])
  }

  @Test func `what stands here in the same words already isn't carried besides`() throws {
    var agenda = AgendaCase()
    agenda.meeting(
      "2026-07-14",
      "held",
      agenda: ["[ ] New goal proposed by the mentee: Idea goal:idea", "[ ] Letters"]
    )
    agenda.meeting("2026-08-18", "planned", agenda: ["[ ] New goal proposed by the mentee: Idea goal:idea"])
    #expect(try agenda.lines() == ["Letters (from 2026-07-14)"])
  }

  @Test func `a topic isn't lost where the two met in between without an agenda`() throws {
    var agenda = AgendaCase()
    agenda.meeting("2026-07-14", "held", agenda: ["[ ] Letters: who writes?"])
    agenda.meeting("2026-07-28", "held")
    #expect(try agenda.lines() == ["Letters: who writes? (from 2026-07-14)"])
    agenda.meeting("2026-07-28", "held", agenda: ["[x] Something else"])
    #expect(try agenda.lines() == [])
  }

  @Test func `a topic that wasn't reached is carried once, unless it was taken off`() throws {
    var agenda = AgendaCase()
    agenda.meeting("2026-06-16", "held", agenda: ["[ ] Old topic"])
    agenda.meeting("2026-07-14", "held", agenda: ["[ ] Topic goal:paper", "[x] Talked about"])
    #expect(try agenda.lines() == ["Topic (from 2026-07-14) goal:paper"])
    agenda.meeting("2026-07-28", "cancelled", agenda: ["[ ] Topic (from 2026-07-14) goal:paper", "[ ] Fresh"])
    #expect(try agenda.lines() == ["Topic (from 2026-07-14) goal:paper", "Fresh (from 2026-07-28)"])
    agenda.meeting("2026-07-28", "cancelled", agenda: [])
    try agenda.record(
      "2026-07-27",
      "meetings/2026-07-28.md",
      .task(text: "Topic (from 2026-07-14)", section: "Agenda", old: nil, new: .open)
    )
    #expect(try agenda.lines() == [])
  }

  @Test func `words of a title that mean something in a task stay words`() throws {
    var agenda = AgendaCase()
    agenda.files["questions/when.md"] = "---\ntitle: Is due:friday fine with @mentor for goal:x, at 10:30?\n---\n"
    agenda.files["questions/day.md"] = "---\ntitle: Is due:2026-09-01 fine?\n---\n"
    #expect(
      try agenda.lines() == [
        "Is due:2026-09-01 fine? question:day",
        "Is due: friday fine with mentor for goal: x, at 10:30? question:when",
      ]
    )
  }

  @Test func `a question that is asked again in the same words is one of its own`() throws {
    var agenda = AgendaCase()
    agenda.files["questions/journal.md"] = "---\ntitle: Which journal?\n---\n## Answer\nThe first.\n"
    agenda.files["questions/journal-2.md"] = "---\ntitle: Which journal?\nfollows: journal\n---\n## Answer\n"
    agenda.meeting("2026-07-14", "held", agenda: ["[x] Which journal? question:journal"])
    try agenda.record(
      "2026-07-10",
      "meetings/2026-07-14.md",
      .task(text: "Which journal?", section: "Agenda", old: nil, new: .open)
    )
    #expect(try agenda.lines() == ["Which journal? question:journal-2"])
    agenda.meeting("2026-08-18", "planned", agenda: ["[ ] Which journal? question:journal-2"])
    #expect(try agenda.lines() == [])
  }

  @Test func `a question that was taken off the agenda doesn't come back`() throws {
    var agenda = AgendaCase()
    agenda.files["questions/journal.md"] = "---\ntitle: Which journal?\n---\n## Answer\n"
    agenda.meeting("2026-07-14", "held")
    try agenda.record(
      "2026-07-10",
      "meetings/2026-07-14.md",
      .task(text: "Which journal?", section: "Agenda", old: nil, new: .open)
    )
    #expect(try agenda.lines() == [])
  }

  @Test func `a question that was answered meanwhile isn't left over`() throws {
    var agenda = AgendaCase()
    agenda.files["questions/q.md"] = "---\ntitle: Q?\n---\n## Answer\n"
    agenda.meeting("2026-07-14", "held", agenda: ["[ ] Q? question:q", "[ ] Gone? question:gone"])
    #expect(
      try agenda.lines() == ["Q? (from 2026-07-14) question:q", "Gone? (from 2026-07-14) question:gone"]
    )
    agenda.files["questions/q.md"] = "---\ntitle: Q?\n---\n## Answer\nYes.\n"
    #expect(try agenda.lines() == ["Gone? (from 2026-07-14) question:gone"])
    agenda.files["questions/q-2.md"] = "---\ntitle: Q?\n---\n## Answer\n"
    agenda.meeting("2026-07-14", "held", agenda: ["[ ] Q? question:q", "[ ] Q? question:q-2"])
    #expect(try agenda.lines() == ["Q? (from 2026-07-14) question:q-2"])
  }

  @Test func `what is planned for a day ahead isn't left over`() throws {
    var agenda = AgendaCase(meeting: "2026-09-15")
    agenda.meeting("2026-08-18", "planned", agenda: ["[ ] Topic"])
    agenda.meeting("2026-08-04", "planned", agenda: ["[ ] Forgotten"])
    #expect(try agenda.lines() == ["Forgotten (from 2026-08-04)"])
  }

  @Test func `two tasks of one meeting with the same words are two`() throws {
    var agenda = AgendaCase()
    agenda.meeting("2026-07-14", "held", actions: ["[x] Read the draft @mentor", "[ ] Read the draft @mentee"])
    #expect(try agenda.lines() == ["Read the draft (from 2026-07-14)"])
    #expect(try agenda.preparation().otherFiles.isEmpty)
  }

  @Test func `what once stood on the agenda doesn't come back, here or, but for what is carried, elsewhere`() throws {
    var agenda = AgendaCase()
    try agenda.goal("paper", "status: active\ntarget: 2026-09-01", changed: "2026-08-01")
    agenda.meeting("2026-07-14", "held", actions: ["[ ] Send outline"])
    for (text, path) in [("paper: target 2026-09-01", "2026-07-14"), ("Send outline (from 2026-07-14)", "2026-08-18")] {
      try agenda.record("2026-07-13", "meetings/\(path).md", .task(text: text, section: "Agenda", old: nil, new: .open))
    }
    #expect(try agenda.lines() == [])
    agenda.meeting = "2026-09-15"
    #expect(try agenda.lines() == ["Send outline (from 2026-07-14)", "paper: target 2026-09-01 has passed goal:paper"])
  }

  @Test func `an unsaved line may have been edited, so its goal isn't told again`() throws {
    var agenda = AgendaCase()
    try agenda.goal("paper", "status: active\ntarget: 2026-09-01", changed: "2026-08-01")
    agenda.meeting("2026-08-18", "planned", agenda: ["[ ] The paper is due soon goal:paper"])
    #expect(try agenda.lines() == [])
  }

  @Test(arguments: [(9, 1, 11), (10, 0, 12), (11, 0, 12)])
  func `an agenda gets about ten lines`(there: Int, added: Int, left: Int) throws {
    var agenda = AgendaCase()
    agenda.meeting("2026-08-18", "planned", agenda: (1...there).map { "[ ] Topic \($0)" })
    agenda.meeting("2026-07-14", "held", actions: (1...12).map { "[ ] Action \($0)" })
    let topics = try agenda.agenda().topics
    #expect(topics.added.count == added)
    #expect(topics.left.count == left)
  }

  @Test func `every source gets a line before any gets two`() throws {
    var agenda = AgendaCase()
    agenda.meeting("2026-07-14", "held", actions: (1...12).map { "[ ] Action \($0)" })
    for number in 1...3 { agenda.files["questions/q\(number).md"] = "---\ntitle: Question \(number)?\n---\n" }
    agenda.files["agreement.md"] = "---\nreview_by: 2026-08-20\n---\n"
    let topics = try agenda.agenda().topics
    #expect(
      topics.added.map(\.source) == [.question, .question, .question]
        + [AgendaTopic.Source](repeating: .carried, count: 6) + [.review]
    )
    #expect(topics.left.count == 6)
  }

  @Test func `what people wrote elsewhere stays one line`() throws {
    var agenda = AgendaCase()
    agenda.files["goals/paper.md"] = "---\ntitle: \"A\\n## B\\0 \\e[31m x\"\nstatus: active\ntarget: 2026-08-20\n---\n"
    agenda.files["questions/q.md"] = "---\ntitle: \"[x] @ana due:soon\\n- [ ] two\"\n---\n"
    let preparation = try agenda.preparation()
    let agendaTasks = try Document.parse(preparation.text).body.section(named: "Agenda")?.tasks ?? []
    #expect(agendaTasks.count == 2)
    #expect(!preparation.text.contains(0) && !preparation.text.contains(0x1B))
  }
}
