import Git
import History
import Records
import TestSupport
import Testing

/// What is told of the newest commits alone is what the whole history tells of them.
struct NewestPartTests {
  private let begin = 40

  /// A relationship and a goal that changes once a day, up to the day on which the newest part begins.
  private func space(_ before: [(day: Int, files: [String: String?])] = []) throws -> FixtureRepository {
    let fixture = try FixtureRepository()
    for day in 0..<begin {
      var files: [String: String?] = ["goals/x.md": record("title: X", "progress: \(day)")]
      if day == 0 {
        files["relationship.md"] = record("mentor: Ben <ben@example.org>", "mentee: Ana <ana@example.org>")
      }
      for known in before where known.day == day { files.merge(known.files) { $1 } }
      try fixture.commit("day \(day)", files: files, at: .fixtureStart.adding(days: day))
    }
    return fixture
  }

  /// The events since a day, by the newest part alone if that is enough; and those of the whole history that are as new.
  private func events(_ fixture: FixtureRepository, sinceDay day: Int) async throws -> (part: [Event], whole: [Event]) {
    let since = CommitTime.fixtureStart.adding(days: day).secondsSince1970
    let history = try History(repository: fixture.repository)
    let whole = try await history.events(HistoryQuery()).events.filter { $0.commit.committed.secondsSince1970 >= since }
    return (try await history.events(HistoryQuery(period: DateBounds(since: since))).events, whole)
  }

  @Test func `a record that was removed before comes back, at its path or by its id at another`() async throws {
    let fixture = try space([
      (2, ["meetings/m.md": record("date: d"), "goals/y.md": record("id: y7f3q2", "title: Y")]),
      (4, ["meetings/m.md": nil, "goals/y.md": nil]),
    ])
    try fixture.commit(
      "back",
      files: ["meetings/m.md": record("date: d"), "skills/z.md": record("id: y7f3q2", "name: Z")],
      at: .fixtureStart.adding(days: begin)
    )
    let (part, whole) = try await events(fixture, sinceDay: begin)
    #expect(part == whole)
    #expect(part.map { $0.changes.first } == [.restored, .restored])
  }

  @Test func `a record that is new is told as new`() async throws {
    let fixture = try space()
    try fixture.commit("new", files: ["meetings/m.md": record("date: d")], at: .fixtureStart.adding(days: begin))
    try fixture.commit(
      "newer",
      files: ["goals/y.md": record("id: y7f3q2", "title: Y")],
      at: .fixtureStart.adding(days: begin + 1)
    )
    let (part, whole) = try await events(fixture, sinceDay: begin)
    #expect(part == whole)
    #expect(part.map { $0.changes.first } == [.created, .created])
  }

  @Test func `a record that couldn't be read before is told against what could be read last`() async throws {
    let fixture = try space([(5, ["goals/y.md": record("title: Y")]), (6, ["goals/y.md": record("title: [Y")])])
    try fixture.commit("mended", files: ["goals/y.md": record("title: Z")], at: .fixtureStart.adding(days: begin))
    let (part, whole) = try await events(fixture, sinceDay: begin)
    #expect(part == whole)
    #expect(part.first?.changes == [.readable, .field(path: "title", old: .text("Y"), new: .text("Z"))])
  }

  @Test func `whoever had a part once keeps it`() async throws {
    let fixture = try space([
      (9, ["relationship.md": record("mentor: Cy <cy@example.org>", "mentee: Ana <ana@example.org>")])
    ])
    for (day, person) in [Person.ben, .ana].enumerated() {
      let files = ["goals/x.md": record("title: X", "progress: \(60 + day)")]
      try fixture.commit("late", files: files, by: person, at: .fixtureStart.adding(days: begin + day))
    }
    let (part, whole) = try await events(fixture, sinceDay: begin)
    #expect(part == whole)
    #expect(part.map(\.commit.author.role) == [.mentor, .mentee])
  }

  @Test func `only so many of the newest events are told, in both orders`() async throws {
    let fixture = try space()
    for day in begin..<300 {
      let file = record("title: X", "progress: \(day % 100)")
      try fixture.commit("day \(day)", files: ["goals/x.md": file], at: .fixtureStart.adding(days: day))
    }
    let history = try History(repository: fixture.repository)
    let all = try await history.events(HistoryQuery()).events
    for limit in [0, 1, 16, 17, 299, 1_000] {
      let newest = Array(all.suffix(limit))
      #expect(try await history.events(HistoryQuery(limit: limit)).events == newest, "\(limit)")
      let query = HistoryQuery(limit: limit, order: .newestFirst)
      #expect(try await history.events(query).events == newest.reversed(), "\(limit)")
    }
  }

  @Test func `a kind of which there are only old events is found all the same`() async throws {
    let fixture = try space([(3, ["meetings/m.md": record("date: d")])])
    for day in begin..<270 {
      let file = record("title: X", "progress: \(day % 100)")
      try fixture.commit("day \(day)", files: ["goals/x.md": file], at: .fixtureStart.adding(days: day))
    }
    let query = HistoryQuery(kind: .meeting, limit: 1)
    #expect(try await History(repository: fixture.repository).events(query).events.count == 1)
  }
}
