import Git
import History
import Records
import Reports
import Space
import TestSupport
import Testing

struct LogReportTests {
  private let status = Change.field(path: "status", old: .text("proposed"), new: .text("active"))

  private let names = ShortNames(["Ana Ruiz <ana@example.org>", "Ben Osei <ben@example.org>"])

  /// The log of one record, without its head.
  private func text(_ events: [Event], meetings: [String] = []) -> String {
    let report = LogReport(names: names, meetingDays: Set(meetings.compactMap { CalendarDay($0) }))
    return events.flatMap(report.lines).plainText
  }

  /// The log of several records, some of which are there now.
  private func text(_ events: [Event], of paths: [String]) -> String {
    events.flatMap(LogReport(names: names, paths: paths).lines).plainText
  }

  @Test func `a log of one record tells day, author and change`() {
    #expect(text([.stub(status)]) == "2026-03-02  Ana   status proposed → active\n")
  }

  @Test func `a log of several names each record, aligned to those that are there`() {
    #expect(
      text(
        [
          .stub(status), .stub(status, path: "goals/a-longer-name.md", commit: .stub(by: .ben)),
          .stub(.removed, path: "goals/a-name-that-is-longer-still.md"),
        ],
        of: ["goals/x.md", "goals/a-longer-name.md"]
      )
        == """
        2026-03-02  Ana   goal x              status proposed → active
        2026-03-02  Ben   goal a-longer-name  status proposed → active
        2026-03-02  Ana   goal a-name-that-is-longer-still  removed

        """
    )
  }

  @Test func `who isn't of the relationship is named in full`() {
    let other = Person(name: "Ana Lima", email: "lima@example.org")
    #expect(
      text([.stub(status), .stub(status, commit: .stub(by: other))])
        == """
        2026-03-02  Ana   status proposed → active
        2026-03-02  Ana Lima  status proposed → active

        """
    )
  }

  @Test func `what was recorded later says when`() {
    let late = CommitReference.stub(committed: .fixtureStart.adding(days: 2))
    #expect(
      text([.stub(status, commit: late)], meetings: ["2026-03-02"])
        .hasSuffix("2026-03-02  Ana   status proposed → active                            (recorded 2026-03-04)\n")
    )
  }

  @Test func `what was changed on the day of a meeting names it, the meeting itself doesn't`() {
    #expect(
      text([.stub(status)], meetings: ["2026-03-02"])
        .hasSuffix("2026-03-02  Ana   status proposed → active                            [meeting 2026-03-02]\n")
    )
    let held = Event.stub(
      .field(path: "status", old: .text("planned"), new: .text("held")),
      path: "meetings/2026-03-02.md"
    )
    #expect(!text([held], meetings: ["2026-03-02"]).contains("["))
  }

  @Test func `a log of several leaves the meetings to themselves`() {
    #expect(!text([.stub(status)], of: ["goals/x.md", "meetings/2026-03-02.md"]).contains("["))
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
      text([.stub(status, .readable, commit: commit)]).split(separator: "\n")
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
}
