import Git
import History
import Records
import Reports
import Space
import TestSupport
import Testing

struct LogReportTests {
  private let goal = RecordFile.stub(
    "goals/x.md",
    "---\ntitle: Toxicity paper\nstatus: active\ntarget: 2026-09-30\n---\n## Milestones\n- [x] A\n- [ ] B\n- [-] C\n"
  )
  private let status = Change.field(path: "status", old: .text("proposed"), new: .text("active"))

  private func text(
    _ events: [Event],
    record: RecordFile? = nil,
    history: [Event]? = nil,
    meetings: [String] = []
  ) -> String {
    LogReport(
      events: events,
      record: record,
      history: history ?? events,
      meetingDays: Set(meetings.compactMap { CalendarDay($0) })
    ).lines.plainText
  }

  @Test func `the log of one record begins with its state`() {
    #expect(
      text([.stub(status)], record: goal)
        == """
        Toxicity paper                                                        goals/x.md
        active · target 2026-09-30 · milestones 1 of 2

        2026-03-02  Ana   status proposed → active

        """
    )
  }

  @Test(arguments: [(0, ""), (1, " · target moved once"), (2, " · target moved twice"), (3, " · target moved 3 times")])
  func `the head counts how often the target moved`(moves: Int, ending: String) {
    let move = Event.stub(.field(path: "target", old: .text("2026-06-30"), new: .text("2026-09-30")))
    let first = Event.stub(.field(path: "target", old: .text(""), new: .text("2026-06-30")))
    let head = text([.stub(status)], record: goal, history: [first] + Array(repeating: move, count: moves))
    #expect(head.split(separator: "\n")[1] == "active · target 2026-09-30 · milestones 1 of 2" + ending)
  }

  @Test func `a log of several names each record, aligned`() {
    #expect(
      text([.stub(status), .stub(status, path: "goals/a-longer-name.md", commit: .stub(by: .ben))])
        == """
        2026-03-02  Ana   goal x              status proposed → active
        2026-03-02  Ben   goal a-longer-name  status proposed → active

        """
    )
  }

  @Test func `people with the same first name are named in full`() {
    let other = Person(name: "Ana Lima", email: "lima@example.org")
    #expect(
      text(
        [.stub(status), .stub(status, commit: .stub(by: other)), .stub(status, commit: .stub(by: .ben))],
        record: goal
      )
      .split(separator: "\n").dropFirst(2)
        == [
          "2026-03-02  Ana Ruiz  status proposed → active", "2026-03-02  Ana Lima  status proposed → active",
          "2026-03-02  Ben       status proposed → active",
        ]
    )
  }

  @Test func `what was recorded later says when`() {
    let late = CommitReference.stub(committed: .fixtureStart.adding(days: 2))
    #expect(
      text([.stub(status, commit: late)], record: goal, meetings: ["2026-03-02"])
        .hasSuffix("2026-03-02  Ana   status proposed → active                            (recorded 2026-03-04)\n")
    )
  }

  @Test func `what was changed on the day of a meeting names it, the meeting itself doesn't`() {
    #expect(
      text([.stub(status)], record: goal, meetings: ["2026-03-02"])
        .hasSuffix("2026-03-02  Ana   status proposed → active                            [meeting 2026-03-02]\n")
    )
    let held = Event.stub(
      .field(path: "status", old: .text("planned"), new: .text("held")),
      path: "meetings/2026-03-02.md"
    )
    let meeting = RecordFile.stub("meetings/2026-03-02.md", "---\ndate: 2026-03-02\nstatus: held\n---\n")
    #expect(!text([held], record: meeting, meetings: ["2026-03-02"]).contains("["))
  }

  @Test func `a log of several leaves the meetings to themselves`() {
    #expect(!text([.stub(status)], meetings: ["2026-03-02"]).contains("["))
  }

  @Test func `the day is that of the author's own clock`() {
    // One in the morning in Berlin is still the day before in London.
    let night = CommitTime(secondsSince1970: CommitTime.fixtureStart.secondsSince1970 - 8 * 3600, offsetMinutes: 60)
    #expect(text([.stub(status, commit: .stub(authored: night))]).hasPrefix("2026-03-02"))
    let london = CommitTime(secondsSince1970: night.secondsSince1970, offsetMinutes: 0)
    #expect(text([.stub(status, commit: .stub(authored: london))]).hasPrefix("2026-03-02"))
    let boston = CommitTime(secondsSince1970: night.secondsSince1970, offsetMinutes: -300)
    #expect(text([.stub(status, commit: .stub(authored: boston))]).hasPrefix("2026-03-01"))
  }

  @Test func `reasons stand under the change, line by line`() {
    let commit = CommitReference.stub("goal x: status", body: "data office\nneeds 8 more weeks\n")
    #expect(
      text([.stub(status, .readable, commit: commit)], record: goal).split(separator: "\n").dropFirst(2)
        == [
          "2026-03-02  Ana   status proposed → active", "                  can be read again",
          "                  because: data office", "                           needs 8 more weeks",
        ]
    )
  }

  @Test func `nothing in an event steers the terminal`() {
    let commit = CommitReference.stub("\u{1b}[2J wiped", by: Person(name: "A\u{202e}na", email: "a@example.org"))
    let report = text([.stub(.renamed(from: "goals/\u{7}.md", to: "goals/x.md", similarity: nil), commit: commit)])
    #expect(!report.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x202e })
    #expect(report.contains("A<U+202E>na"))
  }

  @Test func `a clock beyond the calendar is no reason to fail`() {
    for seconds in [Int64.max / 2, Int64.min / 2, 253_402_300_800, -62_135_596_801] {
      let commit = CommitReference.stub(authored: CommitTime(secondsSince1970: seconds, offsetMinutes: 840))
      #expect(text([.stub(status, commit: commit)]).contains("status proposed → active"))
    }
  }

  @Test func `an empty history says only what there is`() {
    #expect(text([]) == "")
    #expect(text([], record: goal).hasPrefix("Toxicity paper"))
  }
}
