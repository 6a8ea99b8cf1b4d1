import Foundation
import Git
import History
import Records
import TestSupport
import Testing

/// Of records of which not everything matters it is told what does, and what has to be known.
struct RecordInterestsTests {
  private let brief = HistoryQuery(interests: RecordInterests(["goals/a.md": .beginning]))

  @Test func `what changed in a record of which it matters when it began isn't told, and what changed in others is`()
    async throws
  {
    let fixture = try FixtureRepository()
    try fixture.commit("new", files: ["goals/a.md": record("status: a1"), "goals/b.md": record("status: b1")])
    try fixture.commit("a", files: ["goals/a.md": record("status: a2")])
    try fixture.commit("b", files: ["goals/b.md": record("status: b2")])
    try fixture.commit("gone", files: ["goals/a.md": nil])
    try await expect(
      fixture,
      tells: """
        new: goals/a.md: created
        new: goals/b.md: created, status – → b1
        b: goals/b.md: status b1 → b2
        gone: goals/a.md: removed
        """,
      brief
    )
  }

  @Test func `a record that moved away from such a path is told whole`() async throws {
    let fixture = try FixtureRepository()
    try fixture.commit("new", files: ["goals/a.md": record("id: a7f3q2", "status: a1")])
    try fixture.commit("a", files: ["goals/a.md": record("id: a7f3q2", "status: a2")])
    try fixture.commit("move", files: ["goals/a.md": nil, "goals/c.md": record("id: a7f3q2", "status: a2")])
    try fixture.commit("other", files: ["goals/a.md": record("status: o1")])
    #expect(try await story(of: fixture, brief) == story(of: fixture))
  }

  @Test func `a version that is passed by and can't be read is looked up where it matters`() async throws {
    let fixture = try FixtureRepository()
    let readable = record("id: a7f3q2", "status: a1")
    try fixture.commit("new", files: ["goals/a.md": readable])
    try fixture.commit("broken", files: ["goals/a.md": "---\n- no: [fields\n---\n"])
    try fixture.commit(
      "move",
      files: ["goals/a.md": nil, "goals/c.md": record("id: a7f3q2", "status: a2"), "goals/b.md": record("status: b1")]
    )
    try await expect(
      fixture,
      tells: """
        new: goals/a.md: created
        move: goals/b.md: created, status – → b1
        move: goals/c.md: goals/a.md → goals/c.md, readable
        """,
      HistoryQuery(interests: RecordInterests(["goals/a.md": .beginning, "goals/c.md": .beginning]))
    )
  }

  @Test func `the last change is told whatever it was, and none before it`() async throws {
    let fixture = try FixtureRepository()
    try fixture.commit("new", files: ["goals/a.md": record("status: a1"), "goals/b.md": record("status: b1")])
    try fixture.commit("a", files: ["goals/a.md": record("status: a2")])
    try fixture.commit("b", files: ["goals/b.md": record("status: b1", body: "## Why\nSo.\n")])
    try fixture.commit("last", files: ["goals/a.md": record("status: a3")])
    try fixture.commit("other", files: ["questions/q.md": record("title: q")])
    try await expect(
      fixture,
      tells: """
        b: goals/b.md: Why +1 −0
        last: goals/a.md: status a2 → a3
        other: questions/q.md: created, title – → q
        """,
      HistoryQuery(interests: RecordInterests(["goals/a.md": .lastChange, "goals/b.md": .lastChange]))
    )
  }

  @Test func `a commit that changed nothing that counts isn't the last change`() async throws {
    let fixture = try FixtureRepository()
    try fixture.commit("new", files: ["goals/a.md": record("status: a1")])
    try fixture.commit("a", files: ["goals/a.md": record("status: a2")])
    try fixture.commit("blank", files: ["goals/a.md": record("status: a2", body: "\n")])
    try await expect(
      fixture,
      tells: "a: goals/a.md: status a1 → a2",
      HistoryQuery(interests: RecordInterests(["goals/a.md": .lastChange]))
    )
  }

  @Test func `where the last change is the beginning, that is told`() async throws {
    let fixture = try FixtureRepository()
    try fixture.commit("new", files: ["goals/a.md": record("status: a1"), "goals/b.md": record("status: b1")])
    try await expect(
      fixture,
      tells: "new: goals/a.md: created",
      HistoryQuery(interests: RecordInterests(["goals/a.md": .lastChange, "goals/b.md": []]))
    )
  }

  @Test func `of the front matter alone it is told what changed in it, and nothing of the rest`() async throws {
    let fixture = try FixtureRepository()
    try fixture.commit("new", files: ["goals/a.md": record("status: a1", body: "## Milestones\n- [ ] One\n")])
    try fixture.commit("done", files: ["goals/a.md": record("status: a1", body: "## Milestones\n- [x] One\n")])
    try fixture.commit("both", files: ["goals/a.md": record("status: a2", body: "## Milestones\n- [ ] One\n")])
    try await expect(
      fixture,
      tells: """
        new: goals/a.md: created, status – → a1
        both: goals/a.md: status a1 → a2
        """,
      HistoryQuery(interests: RecordInterests(["goals/a.md": [.beginning, .fields]]))
    )
  }

  @Test(arguments: [-1, 0, 1] as [Int64])
  func `the latest is told whole from the instant on`(seconds: Int64) async throws {
    let fixture = try FixtureRepository()
    let (start, second) = (CommitTime.fixtureStart, CommitTime.fixtureStart.adding(minutes: 10))
    try fixture.commit("new", files: ["goals/a.md": record("status: a1")], at: start)
    try fixture.commit("a", files: ["goals/a.md": record("status: a2")], at: second)
    let interests = RecordInterests(["goals/a.md": .latest], latestSince: second.secondsSince1970 + seconds)
    let told = seconds > 0 ? [] : ["a: goals/a.md: status a1 → a2"]
    #expect(try await story(of: fixture, HistoryQuery(interests: interests)) == told)
  }

  @Test func `where the last change can't be read, everything is told`() async throws {
    let fixture = try FixtureRepository()
    try fixture.commit("new", files: ["goals/a.md": record("status: a1")])
    try fixture.commit("broken", files: ["goals/a.md": "---\n- no: [fields\n---\n"])
    let query = HistoryQuery(interests: RecordInterests(["goals/a.md": .lastChange]))
    #expect(try await story(of: fixture, query) == story(of: fixture))
  }

  @Test func `a record that was a link meanwhile ended and came back`() async throws {
    let fixture = try FixtureRepository()
    try fixture.commit("new", files: ["goals/a.md": record("id: a7f3q2")])
    try FileManager.default.removeItem(atPath: fixture.path + "/goals/a.md")
    try FileManager.default.createSymbolicLink(atPath: fixture.path + "/goals/a.md", withDestinationPath: "b.md")
    try fixture.git("-c", "user.name=Ana", "-c", "user.email=ana@example.org", "commit", "-aqm", "link")
    try fixture.commit("back", files: ["goals/a.md": record("id: a7f3q2")])
    let query = HistoryQuery(interests: RecordInterests(["goals/a.md": []]))
    #expect(try await story(of: fixture, query) == ["link: goals/a.md: removed", "back: goals/a.md: restored"])
  }
}
