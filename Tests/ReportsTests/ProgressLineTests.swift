import Git
import History
import Records
import Reports
import Space
import TestSupport
import Testing

struct ProgressLineTests {
  /// The line of a goal that began on 2026-03-02, with milestones that became done, one after the other, so many days later, and of which
  /// the last one became open again.
  private func line(
    _ steps: [(days: Int, new: TaskState)],
    fields: String = "status: active\ntarget: 2026-09-30",
    today: String = "2026-06-15",
    kind folder: String = "goals"
  ) throws -> String? {
    let path = folder + "/x.md"
    let begin = Event.stub(
      .created,
      .task(text: "0", section: "Milestones", old: nil, new: .open),
      .task(text: "Not counted", section: "Progress", old: nil, new: .done),
      path: path
    )
    var number = 0
    let events = steps.map { step in
      if step.new == .done { number += 1 }
      return Event.stub(
        .task(text: "\(number)", section: "Milestones", old: step.new == .done ? .open : .done, new: step.new),
        path: path,
        commit: .stub(authored: .fixtureStart.adding(days: step.days))
      )
    }
    let record = RecordFile.stub(path, "---\ntitle: X\n\(fields)\n---\n")
    let day = try #require(CalendarDay(today))
    return ProgressLine(of: record, history: events.reversed() + [begin], today: day)?.line.plainText
  }

  @Test func `each number stands where so many were done, and time that is left is dashed`() throws {
    #expect(
      try line([(43, .done), (62, .done)])
        == "milestones done  2026-03-02 ──────1──2──────╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌ target 2026-09-30"
    )
  }

  @Test func `where nothing is done yet only time passes`() throws {
    #expect(
      try line([]) == "milestones done  2026-03-02 ────────────────╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌ target 2026-09-30"
    )
  }

  @Test func `a target that has passed is marked and named`() throws {
    #expect(
      try line([(43, .done)], fields: "status: active\ntarget: 2026-05-01")
        == "milestones done  2026-03-02 ────────────1────┼────────────── 2026-06-15 (┼ target 2026-05-01)"
    )
  }

  @Test func `a target that has passed on the day of a milestone leaves the place to the number`() throws {
    #expect(
      try line([(60, .done)], fields: "status: active\ntarget: 2026-05-01")
        == "milestones done  2026-03-02 ─────────────────1────────────── 2026-06-15 (target 2026-05-01)"
    )
  }

  @Test(arguments: ["achieved", "withdrawn", "superseded", "declined"])
  func `a goal that is over ends with its last change`(status: String) throws {
    #expect(
      try line([(43, .done), (62, .done)], fields: "status: \(status)\ntarget: 2026-09-30", today: "2027-01-01")
        == "milestones done  2026-03-02 ─────────────────────1─────────2 2026-05-03"
    )
  }

  @Test func `without a target the line ends today`() throws {
    #expect(
      try line([(43, .done)], fields: "status: active\ntarget:")
        == "milestones done  2026-03-02 ────────────1─────────────────── 2026-06-15"
    )
  }

  @Test func `what is open again counts no more`() throws {
    #expect(
      try line([(20, .done), (40, .open)], fields: "status: active")
        == "milestones done  2026-03-02 ─────1─────0──────────────────── 2026-06-15"
    )
  }

  @Test func `what both ticked apart is done once, but for milestones in the same words`() throws {
    func line(_ text: String) throws -> String? {
      let events = [20, 40].map { days in
        Event.stub(
          .task(text: "Draft", section: "Milestones", old: .open, new: .done),
          commit: .stub(authored: .fixtureStart.adding(days: days))
        )
      }
      let record = RecordFile.stub("goals/x.md", "---\ntitle: X\n---\n## Milestones\n\(text)")
      let today = try #require(CalendarDay("2026-06-15"))
      return ProgressLine(of: record, history: [.stub(.created)] + events, today: today)?.line.plainText
    }
    #expect(try line("- [x] Draft\n") == "milestones done  2026-03-02 ─────1────────────────────────── 2026-06-15")
    #expect(
      try line("- [x] Draft\n- [x] Draft\n")
        == "milestones done  2026-03-02 ─────1─────2──────────────────── 2026-06-15"
    )
  }

  @Test func `of numbers that would touch the newer one stands`() throws {
    let steps = (1...12).map { (days: 40 + $0, new: TaskState.done) }
    #expect(
      try line(steps, fields: "status: active")
        == "milestones done  2026-03-02 ─────────────7─12─────────────── 2026-06-15"
    )
    #expect(
      try line((0..<12).map { (days: $0, new: TaskState.done) }, fields: "status: active", today: "2026-03-13")
        == "milestones done  2026-03-02 1─2──3──4──5──6─7──8──9──10───12 2026-03-13"
    )
  }

  @Test func `there is no line without milestones, without time, or for other records`() throws {
    #expect(try line([], fields: "status: active", today: "2026-03-02") == nil)
    #expect(try line([(43, .done)], kind: "commitments") == nil)
    let record = RecordFile.stub("goals/x.md", "---\ntitle: X\n---\n")
    let today = try #require(CalendarDay("2026-06-15"))
    #expect(ProgressLine(of: record, history: [], today: today) == nil)
    #expect(ProgressLine(of: record, history: [.stub(.created)], today: today) == nil)
  }

  @Test func `clocks beyond the calendar are no reason to fail`() throws {
    for seconds in [Int64.max / 2, Int64.min / 2] {
      let odd = Event.stub(
        .task(text: "A", section: "Milestones", old: nil, new: .done),
        commit: .stub(authored: CommitTime(secondsSince1970: seconds, offsetMinutes: 840))
      )
      let record = RecordFile.stub("goals/x.md", "---\ntitle: X\ntarget: 9999-12-31\n---\n")
      let line = ProgressLine(of: record, history: [odd, .stub(.created)], today: .first)
      #expect(line?.line.plainText.contains("1") ?? true)
    }
  }
}
