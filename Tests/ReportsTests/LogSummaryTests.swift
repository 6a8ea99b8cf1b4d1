import Git
import History
import Records
import Reports
import Space
import TestSupport
import Testing

struct LogSummaryTests {
  private let status = Change.field(path: "status", old: .text("proposed"), new: .text("active"))
  private let meeting = CalendarDay("2026-03-01")

  private func summary(_ events: [Event], files: [RecordFile] = []) -> LogSummary {
    let period = LogPeriod(since: meeting?.adding(days: 1), meeting: meeting)
    return LogSummary(events, in: period, listing: RecordListing(files: files), commit: nil)
  }

  private func event(_ changes: Change..., path: String, id: String? = nil, commit: String = "1") throws -> Event {
    let hex = String(repeating: commit, count: 40)
    var reference = CommitReference.stub()
    reference.id = try #require(ObjectID(hex: hex))
    return Event(
      commit: reference,
      record: RecordReference(path: path, id: id, kind: RecordKind(path: path), title: nil),
      changes: changes
    )
  }

  @Test func `each record has its state and what happened to it, goals first`() throws {
    let file = RecordFile.stub("goals/x.md", "---\ntitle: X\nstatus: active\ntarget: 2026-09-30\n---\n")
    let events = [
      try event(.created, path: "agreement.md"), try event(status, path: "goals/x.md"),
      try event(.readable, path: "agreement.md", commit: "2"),
    ]
    #expect(
      summary(events, files: [file]).lines.plainText
        == """
        Since the meeting of 2026-03-01: 3 changes in 2 records

        X                                                                     goals/x.md
        active · target 2026-09-30
        2026-03-02  Ana Ruiz          status proposed → active

        agreement                                                             agreement.md
        2026-03-02  Ana Ruiz          created
        2026-03-02  Ana Ruiz          can be read again

        """
    )
  }

  @Test func `what is counted as changes are the lines that tell them`() throws {
    let target = Change.field(path: "target", old: nil, new: .text("2026-09-30"))
    let lines = try summary([event(status, target, path: "goals/x.md")]).lines.map(\.plainText)
    #expect(lines[0] == "Since the meeting of 2026-03-01: 2 changes in 1 record")
  }

  @Test func `a record that was moved after its last event is found by its id`() throws {
    let file = RecordFile.stub("goals/new.md", "---\nid: k7f3q2\ntitle: New\nstatus: paused\n---\n")
    let lines = try summary([event(status, path: "goals/old.md", id: "k7f3q2")], files: [file]).lines.map(\.plainText)
    #expect(lines[2].hasPrefix("New  ") && lines[2].hasSuffix("  goals/new.md"))
    #expect(lines[3] == "paused")
  }

  @Test func `a record that was removed is no longer there, another in its place isn't it`() throws {
    let file = RecordFile.stub("goals/x.md", "---\nid: second\ntitle: Second\nstatus: paused\n---\n")
    let removed = try summary([event(.removed, path: "goals/x.md", id: "first1")], files: [file])
    #expect(
      removed.lines.map(\.plainText)[2...3] == [
        "goal x                                                                goals/x.md", "no longer there",
      ]
    )
    let replaced = try summary([event(status, path: "goals/x.md", id: "first1")], files: [file])
    #expect(replaced.groups[0].file == nil)
    #expect(!replaced.lines.plainText.contains("no longer there"))
  }

  @Test func `the newest can come first within each record`() throws {
    let events = [try event(status, path: "goals/x.md"), try event(.readable, path: "goals/x.md", commit: "2")]
    let summary = LogSummary(events, in: LogPeriod(), newestFirst: true, listing: RecordListing(), commit: nil)
    #expect(summary.groups[0].events == events.reversed())
  }

  @Test func `where nothing changed it says so`() {
    #expect(summary([]).lines.plainText == "Since the meeting of 2026-03-01: nothing changed\n")
    #expect(summary([]).markdown.plainText == "## Since the meeting of 2026-03-01: nothing changed\n")
  }

  @Test func `a record is one through all its names`() throws {
    let byPath = try summary([
      event(status, path: "goals/a.md"),
      event(.renamed(from: "goals/a.md", to: "goals/b.md", similarity: nil), path: "goals/b.md", commit: "2"),
      event(.readable, path: "goals/b.md", commit: "3"),
    ])
    #expect(byPath.groups.map(\.events.count) == [3])
    #expect(byPath.groups[0].reference.path == "goals/b.md")
    let byID = try summary([
      event(status, path: "goals/a.md", id: "k7f3q2"), event(.readable, path: "goals/b.md", id: "k7f3q2", commit: "2"),
    ])
    #expect(byID.groups.map(\.events.count) == [2])
  }

  @Test func `two records that swap their names stay two`() throws {
    let swapped = try summary([
      event(status, path: "goals/a.md"), event(status, path: "goals/b.md"),
      event(.renamed(from: "goals/a.md", to: "goals/b.md", similarity: nil), path: "goals/b.md", commit: "2"),
      event(.renamed(from: "goals/b.md", to: "goals/a.md", similarity: nil), path: "goals/a.md", commit: "2"),
      event(.readable, path: "goals/a.md", commit: "3"),
    ])
    #expect(swapped.groups.map(\.events.count) == [3, 2])
  }

  @Test func `a new record in the place of another is another`() throws {
    let replaced = try summary([
      event(status, path: "goals/a.md", id: "first1"), event(.removed, path: "goals/a.md", id: "first1", commit: "2"),
      event(.created, path: "goals/a.md", id: "second", commit: "3"),
    ])
    #expect(replaced.groups.map(\.events.count) == [2, 1])
  }

  @Test func `as JSON each record has its events in the published form`() throws {
    let json = summary([try event(status, path: "goals/x.md")]).json.text
    #expect(
      json.hasPrefix(
        #"{"schema":"rapport/log-summary/1","at":null,"since":"2026-03-02","until":null,"records":[{"path":"goals/x.md","kind":"goal","#
      )
    )
    #expect(json.contains(#""events":[{"schema":"rapport/log-event/1""#))
  }

  @Test(arguments: [
    (LogPeriod(), "So far"), (LogPeriod(since: .first), "Since 0001-01-01"),
    (LogPeriod(since: .last, meeting: .first, until: .last), "Since the meeting of 0001-01-01, until 9999-12-31"),
    (LogPeriod(until: .first, viewed: .last), "Until 0001-01-01, as of 9999-12-31"),
  ])
  func `a period is named in words`(period: LogPeriod, words: String) {
    #expect(period.words == words)
  }
}
