import Git
import History
import Practice
import Records
import Space
import TestSupport
import Testing

struct PreparationTests {
  private static func summer() throws -> AgendaCase {
    var agenda = AgendaCase()
    try agenda.goal("paper", "status: active\ntarget: 2026-09-01", changed: "2026-07-20")
    try agenda.record(
      "2026-07-21",
      "goals/paper.md",
      .task(text: "Step of paper", section: "Milestones", old: .open, new: .done)
    )
    agenda.meeting("2026-07-14", "held", actions: ["[ ] Send outline", "[x] Book a room"])
    try agenda.record(
      "2026-07-22",
      "meetings/2026-07-14.md",
      .task(text: "Book a room", section: "Actions", old: .open, new: .done)
    )
    return agenda
  }

  @Test func `both get a heading, and what was reached stands under Went well`() throws {
    let text = String(decoding: try Self.summer().preparation().text, as: UTF8.self)
    #expect(
      text == """
        ---
        date: 2026-08-18
        status: planned
        ---
        ## Prep (mentee)

        ## Prep (mentor)

        ## Went well
        - 2026-07-21 Step of paper (paper)
        - 2026-07-22 Book a room

        ## Agenda
        - [ ] Send outline (from 2026-07-14)
        - [ ] paper: target 2026-09-01 goal:paper

        ## Decisions

        ## Actions

        """
    )
  }

  @Test func `missing headings come to stand at their places`() throws {
    var agenda = AgendaCase()
    agenda.files["meetings/2026-08-18.md"] =
      "---\r\ndate: 2026-08-18\r\n---\r\nHello\r\n## Agenda\r\n- [ ] One\r\n## Notes\r\n"
    let text = String(decoding: try agenda.preparation().text, as: UTF8.self)
    #expect(
      text
        == "---\r\ndate: 2026-08-18\r\n---\r\nHello\r\n## Prep (mentee)\r\n\r\n## Prep (mentor)\r\n\r\n## Agenda\r\n- [ ] One\r\n## Notes\r\n"
    )
  }

  @Test func `lines of Went well that were taken away don't come back`() throws {
    var agenda = try Self.summer()
    try agenda.record(
      "2026-08-01",
      "meetings/2026-08-18.md",
      .line(section: "Went well", day: AgendaCase.day("2026-07-21"), who: nil, text: "Step of paper (paper)")
    )
    #expect(try agenda.preparation().achieved == ["2026-07-22 Book a room"])
    agenda.files["goals/paper.md"] = agenda.files["goals/paper.md"]?.replacing("[x]", with: "[ ]")
    agenda.events.removeLast()
    #expect(try agenda.preparation().achieved == ["2026-07-22 Book a room"])
  }

  @Test func `about five lines say what went well, and the rest is counted`() throws {
    var agenda = try Self.summer()
    agenda.meeting("2026-07-14", "held", actions: (1...7).map { "[x] Action \($0)" })
    for number in 1...7 {
      try agenda.record(
        "2026-07-2\(number)",
        "meetings/2026-07-14.md",
        .task(text: "Action \(number)", section: "Actions", old: .open, new: .done)
      )
    }
    let preparation = try agenda.preparation()
    #expect(preparation.achieved.count == 5)
    #expect(preparation.moreAchieved == 3)
  }

  @Test func `a tick on an agenda is taken over to the meeting where it was agreed`() throws {
    var agenda = AgendaCase()
    agenda.meeting("2026-06-16", "held", actions: ["[ ] Send outline @mentee", "[ ] Other"])
    agenda.meeting("2026-07-14", "held", agenda: ["[x] Send outline (from 2026-06-16)"])
    agenda.meeting("2026-08-18", "planned", agenda: ["[ ] Send outline (from 2026-06-16): do, drop or change?"])
    let preparation = try agenda.preparation()
    #expect(preparation.otherFiles.map(\.file.path) == ["meetings/2026-06-16.md"])
    #expect(
      String(decoding: preparation.otherFiles[0].text, as: UTF8.self).contains(
        "- [x] Send outline @mentee\n- [ ] Other"
      )
    )
    #expect(String(decoding: preparation.text, as: UTF8.self).contains("- [x] Send outline (from 2026-06-16): do"))
    #expect(preparation.topics.map(\.line) == ["Other (from 2026-06-16)"])
  }

  /// Takes the lines of a text that another holds in the same order, and says whether those are all.
  private func holds(_ text: [UInt8], allLinesOf original: [UInt8]) -> Bool {
    func lines(_ bytes: [UInt8]) -> [[UInt8]] {
      bytes.split(separator: 10, omittingEmptySubsequences: false).map { $0.filter { $0 != 13 } }
    }
    var rest = lines(text)[...]
    for line in lines(original) where !line.isEmpty {
      guard let index = rest.firstIndex(of: line) else { return false }
      rest = rest[(index + 1)...]
    }
    return true
  }

  @Test func `meetings edited by hand keep every word, and preparing twice changes nothing`() throws {
    let seed: UInt64 = 20_260_818
    var generator = SplitMix64(seed: seed)
    for round in 0..<LawLength.cases / 4 {
      var sketch = Sketch.random(using: &generator)
      sketch.fields.removeAll { ["status", "id", "signatures", "note", "links"].contains($0.name) }
      for heading in ["Agenda", "Prep (mentee)", "went well", "Prep (mentor)"].shuffled(using: &generator).prefix(2) {
        sketch.sections.append(.random(heading, using: &generator))
      }
      let hand = String(decoding: sketch.bytes, as: UTF8.self)
      guard (try? Document.parse(sketch.bytes)) != nil else { continue }
      var agenda = try Self.summer()
      agenda.files["meetings/2026-08-18.md"] = hand
      let once = try agenda.preparation().text
      #expect(holds(once, allLinesOf: sketch.bytes), "seed \(seed), round \(round)\n\(hand)")
      agenda.files["meetings/2026-08-18.md"] = String(decoding: once, as: UTF8.self)
      #expect(try agenda.preparation().text == once, "seed \(seed), round \(round)\n\(hand)")
    }
  }

  @Test func `what two people prepare apart merges without a disagreement, and no line is there twice`() throws {
    let seed: UInt64 = 99
    var generator = SplitMix64(seed: seed)
    for round in 0..<LawLength.cases / 4 {
      // Each knows some of the events, and the meeting may or may not be there.
      let all = try Self.summer()
      let base = Bool.random(using: &generator) ? String(decoding: AgendaCase.template.bytes, as: UTF8.self) : nil
      func side() throws -> [UInt8] {
        var agenda = all
        agenda.events = all.events.filter { _ in Bool.random(using: &generator) }
        if Bool.random(using: &generator) {
          agenda.meeting("2026-07-14", "held", actions: ["[ ] Send outline", "[ ] New action"])
        }
        if Bool.random(using: &generator) { agenda.files["goals/paper.md"] = nil }
        agenda.files["meetings/2026-08-18.md"] = base
        return try agenda.preparation().text
      }
      let (one, other) = (try side(), try side())
      let merge = try RecordMerge(base: base.map { Array($0.utf8) }, one: one, other: other, kind: .meeting)
      #expect(merge.openEntries == [], "seed \(seed), round \(round)")
      let merged = try #require(merge.bytes)
      for text in [one, other] {
        for line in String(decoding: text, as: UTF8.self).split(separator: "\n") {
          #expect(String(decoding: merged, as: UTF8.self).contains(line), "seed \(seed), round \(round)")
        }
      }
      let items = String(decoding: merged, as: UTF8.self).split(separator: "\n").filter {
        $0.hasPrefix("- ") || $0.hasPrefix("#")
      }
      #expect(Set(items).count == items.count, "seed \(seed), round \(round): \(items)")
    }
  }
}

struct PreparationStateTests {
  private func state(_ today: String, _ body: String = "", terms: String = "reply_days: 5", status: String = "planned")
    throws
    -> PreparationState?
  {
    PreparationState(
      of: RecordFile(
        path: "meetings/2026-03-01.md",
        bytes: Array("---\ndate: 2026-03-01\nstatus: \(status)\n---\n\(body)".utf8),
        standing: .saved
      ),
      terms: Terms(agreement: try Document.parse(Array("---\n\(terms)\n---\n".utf8)), isSigned: false),
      today: try AgendaCase.day(today)
    )
  }

  @Test(arguments: [("2026-02-26", nil), ("2026-02-27", 2), ("2026-02-28", 1), ("2026-03-01", 0), ("2026-03-02", nil)])
  func `both parts are told from the day the agenda is to be ready on, and never after the meeting`(
    today: String,
    days: Int?
  ) throws {
    #expect(try state(today)?.daysToGo == days)
  }

  @Test(arguments: [("2026-02-21", nil), ("2026-02-22", 7)])
  func `the agreement may ask for more days`(today: String, days: Int?) throws {
    let state = try state(today, terms: "agenda_lead_days: 7")
    #expect(state?.daysToGo == days)
    #expect(state.map { $0.lead.origin == .unsigned } ?? true)
  }

  @Test func `a part is empty without text, whatever headings and comments there are`() throws {
    let body = "## Prep (mentee)\n\n<!--\nwrite here\n-->\n## Prep (mentor)\n- Narrow it\n"
    #expect(try state("2026-02-28", body)?.parts.map(\.isEmpty) == [true, false])
    #expect(try state("2026-02-28", "")?.parts.map(\.isEmpty) == [true, true])
    #expect(try state("2026-02-28", body, status: "cancelled") == nil)
  }
}

struct MeetingChoiceTests {
  private func choice(_ meetings: [String], today: String, pauses: String = "") throws -> MeetingChoice {
    MeetingChoice(
      among: meetings.map { text in
        let parts = text.split(separator: " ")
        return RecordFile(
          path: "meetings/\(parts[0]).md",
          bytes: Array("---\ndate: \(parts[0])\nstatus: \(parts[1])\n---\n".utf8),
          standing: .saved
        )
      },
      terms: Terms(agreement: nil, isSigned: false),
      pauses: Pauses(relationship: try Document.parse(Array("---\npauses: [\(pauses)]\n---\n".utf8))),
      today: try AgendaCase.day(today)
    )
  }

  @Test(arguments: [
    ("2026-08-12", "2026-08-13", "30 days after the last meeting (default)"),
    ("2026-08-13", "2026-08-15", "2 days from now, to prepare (default)"),
    ("2026-08-14", "2026-08-16", "2 days from now, to prepare (default)"),
  ])
  func `a day is proposed by the cadence while that is ahead`(today: String, day: String, ground: String) throws {
    let choice = try choice(["2026-07-14 held", "2026-08-01 cancelled"], today: today)
    #expect(choice.next == nil)
    #expect(choice.proposal?.description == day)
    #expect(choice.ground == ground)
  }

  @Test func `a pause moves the proposal, and one without an end leaves none`() throws {
    let meetings = ["2026-07-14 held"]
    let pause = "{from: 2026-07-20, to: 2026-07-29}"
    let later = try choice(meetings, today: "2026-07-15", pauses: pause)
    #expect(later.proposal?.description == "2026-08-23")
    #expect(later.ground == "30 days after the last meeting (default, not counting the pause)")
    let behind = try choice(meetings, today: "2026-08-20", pauses: "{from: 2026-08-20, to: 2026-09-18}")
    #expect(behind.ground == "2 days from now, to prepare (default, not counting the pause)")
    #expect(try choice(meetings, today: "2026-07-21", pauses: "{from: 2026-07-20}").proposal == nil)
    #expect(try choice([], today: "2026-07-15").proposal?.description == "2026-07-17")
  }

  @Test func `the nearest planned meeting is next, today's too; the others are named`() throws {
    let choice = try choice(
      ["2026-08-01 planned", "2026-08-12 planned", "2026-09-01 planned", "2026-10-01 cancelled"],
      today: "2026-08-12"
    )
    #expect(choice.next?.stem == "2026-08-12")
    #expect(choice.alsoPlanned.map(\.description) == ["2026-09-01"])
    #expect(choice.forgotten.map(\.description) == ["2026-08-01"])
  }
}

struct PausedDaysTests {
  @Test(arguments: [
    (3, "2026-03-06"), (2, "2026-03-03"), (1, "2026-03-02"), (0, "2026-03-01"), (8, "2026-03-13"),
  ])
  func `paused days don't count towards a day ahead`(count: Int, day: String) throws {
    let pauses = Pauses(
      relationship: try Document.parse(
        Array("---\npauses: [{from: 2026-03-04, to: 2026-03-05}, {from: 2026-03-11, to: 2026-03-12}]\n---\n".utf8)
      )
    )
    let start = try AgendaCase.day("2026-03-01")
    let found = try #require(pauses.day(count, after: start))
    #expect(found.description == day)
    #expect(count == 0 || pauses.days(after: start, through: found) == count)
  }
}
