import History
import Practice
import Records
import Testing

struct MeetingSignalTests {
  private func met(_ day: String, cadence: String? = nil) -> SignalCase {
    var story = SignalCase()
    story.meeting(day)
    if let cadence { story.files["agreement.md"] = "---\ncadence_days: \(cadence)\n---\n" }
    return story
  }

  @Test(arguments: [("2026-04-13", false), ("2026-04-14", false), ("2026-04-15", true)])
  func `S5: a gap is told after one and a half times the default cadence`(today: String, isTold: Bool) throws {
    // 45 days after 28 February are over on 14 April.
    let signals = try met("2026-02-28").signals(.meetingGap, on: today)
    #expect(signals.isEmpty != isTold)
  }

  @Test(arguments: [("2026-04-16", false), ("2026-04-17", true)])
  func `S5: a meeting that was held on the other side of the date line ends the gap`(next: String, isTold: Bool) throws
  {
    var story = met("2026-02-28")
    story.meeting(next)
    #expect(try story.signals(.meetingGap, on: "2026-04-15").isEmpty != isTold)
  }

  @Test func `S5: the gap says its numbers and where the cadence comes from`() throws {
    var story = met("2026-03-01", cadence: "20")
    let signal = try #require(try story.signals(.meetingGap, on: "2026-04-01").first)
    #expect(
      signal.observation
        == "31 days since the last meeting recorded as held (2026-03-01); one every 20, not signed by both"
    )
    #expect(signal.numbers == [.init("days", 31), .init("cadence in days", 20, .unsigned)])
    #expect(signal.records == ["meetings/2026-03-01.md"])
    #expect(signal.nextStep.hasPrefix("This may be independence: change the cadence, or close."))
    story.isSigned = true
    #expect(try story.signals(.meetingGap, on: "2026-04-01").first?.numbers.last?.origin == .agreed)
    story.files["agreement.md"] = nil
    #expect(try story.signals(.meetingGap, on: "2026-05-01").first?.numbers.last?.origin == .byDefault)
  }

  @Test(arguments: [("7", 10, false), ("7", 11, true), ("20", 29, false), ("20", 30, false), ("20", 31, true)])
  func `S5: the border is exact for odd and even cadences`(cadence: String, days: Int, isTold: Bool) throws {
    let start = try #require(CalendarDay("2026-03-01"))
    let signals = try met("2026-03-01", cadence: cadence).signals(.meetingGap, on: start.adding(days: days).description)
    #expect(signals.isEmpty != isTold)
  }

  @Test(arguments: [(60, false), (61, true)])
  func `S5: beyond twice the cadence the question is another one`(days: Int, isOther: Bool) throws {
    let start = try #require(CalendarDay("2026-03-01"))
    let signal = try #require(
      try met("2026-03-01").signals(.meetingGap, on: start.adding(days: days).description).first
    )
    #expect(signal.nextStep.hasPrefix("Is it still wanted") == isOther)
  }

  @Test func `S5: after the cadence changed half way the present one counts`() throws {
    #expect(try met("2026-03-01", cadence: "30").signals(.meetingGap, on: "2026-04-20").count == 1)
    #expect(try met("2026-03-01", cadence: "60").signals(.meetingGap, on: "2026-04-20").isEmpty)
    #expect(try met("2026-03-01", cadence: "14").signals(.meetingGap, on: "2026-03-23").count == 1)
  }

  @Test func `S5: pauses stop the clock, and a leap day counts`() throws {
    var story = met("2028-02-01")
    #expect(try story.signals(.meetingGap, on: "2028-03-17").isEmpty)
    #expect(try story.signals(.meetingGap, on: "2028-03-18").count == 1)
    story.relationship("status: active\npauses: [{from: 2028-02-28, to: 2028-03-01}]")
    #expect(try story.signals(.meetingGap, on: "2028-03-20").isEmpty)
    #expect(try story.signals(.meetingGap, on: "2028-03-21").first?.numbers.first?.value == 46)
  }

  @Test func `S5: without a meeting the clock runs from the beginning`() throws {
    #expect(try SignalCase().signals(.meetingGap, on: "2026-02-15").isEmpty)
    let signal = try #require(try SignalCase().signals(.meetingGap, on: "2026-02-16").first)
    #expect(signal.observation.hasPrefix("No meeting recorded as held in the 46 days since the beginning"))
  }

  @Test func `S5: a meeting that nobody settled is asked about first`() throws {
    var story = met("2026-03-01")
    story.meeting("2026-04-01", "planned")
    story.meeting("2026-04-02", "cancelled")
    let signal = try #require(try story.signals(.meetingGap, on: "2026-04-20").first)
    #expect(signal.nextStep == "Was the meeting of 2026-04-01 held? rapport set 2026-04-01 status=held")
  }

  @Test(arguments: [("2026-04-19", 1), ("2026-04-20", 0), ("2026-04-21", 0)])
  func `S6: a meeting of today or later is a planned one`(day: String, count: Int) throws {
    var story = SignalCase()
    story.meeting(day, "planned")
    #expect(try story.signals(.nothingPlanned, on: "2026-04-20").count == count)
  }

  @Test func `nothing is told while the relationship is paused, nor once it has ended`() throws {
    var story = met("2026-01-02")
    story.goal("g", "status: active\ntarget: 2026-02-01")
    #expect(try !Signals.all(in: story.circumstances(on: "2026-08-01")).isEmpty)
    for fields in ["status: paused", "status: closed", "status: active\npauses: [{from: 2026-07-30, to: 2026-08-01}]"] {
      story.relationship(fields)
      #expect(try Signals.all(in: story.circumstances(on: "2026-08-01")).isEmpty, "\(fields)")
      #expect(try Signals.atFirstSight(of: story.circumstances(on: "2026-08-01")).isEmpty, "\(fields)")
    }
    #expect(try !Signals.all(in: story.circumstances(on: "2026-08-02")).isEmpty)
  }

  @Test(arguments: [("2026-03-09", true), ("2026-03-10", true), ("2026-03-11", false)])
  func `S7: preparation counts through the day of the meeting`(written: String, isPrepared: Bool) throws {
    var story = SignalCase()
    story.meeting("2026-03-10", "held", "## Prep (mentee)\n- One\n\n## Prep (mentor)\n")
    try story.change("meetings/2026-03-10.md", on: "2026-03-01", .created)
    try story.change("meetings/2026-03-10.md", on: written, .section(heading: "Prep (mentee)", added: 1, removed: 0))
    let signal = try #require(try story.signals(.preparation, on: "2026-03-20").first)
    #expect(signal.observation.contains("mentee: \(isPrepared ? "2026-03-10" : "none recorded")"))
    #expect(signal.observation.contains("mentor: none recorded"))
  }

  @Test func `S7: what stood there from the first is seen, and both are told in the same words`() throws {
    var story = SignalCase()
    for day in ["2026-01-10", "2026-02-10", "2026-03-10", "2026-04-10"] {
      story.meeting(day, "held", "## Prep (mentee)\n- One\n\n## Prep (mentor)\n- [ ] Two\n")
      try story.change("meetings/\(day).md", on: "2026-01-05", .created)
    }
    try story.change(
      "meetings/2026-04-10.md",
      on: "2026-04-11",
      by: .mentor,
      .task(text: "Two", section: "Prep (mentor)", old: nil, new: .open)
    )
    let signal = try #require(try story.signals(.preparation, on: "2026-04-20").first)
    #expect(
      signal.observation
        == "Prepared by the day of the meeting, of the last 3: mentee: 2026-02-10, 2026-03-10, 2026-04-10;"
        + " mentor: 2026-02-10, 2026-03-10"
    )
  }
}
