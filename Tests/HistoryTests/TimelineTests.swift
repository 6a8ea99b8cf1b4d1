import Git
import History
import Records
import TestSupport
import Testing

struct TimelineTests {
  @Test func `the first commit creates everything, later ones tell what changed`() async throws {
    let fixture = try FixtureRepository()
    try fixture.commit(
      "one",
      files: [
        "goals/x.md": record("title: X", "status: proposed"),
        "README.md": "no record\n",
        "templates/goal.md": record("title:"),
        "goals/x.unmerged-01234567.md": record("title: X"),
      ]
    )
    try fixture.commit("two", files: ["goals/x.md": record("title: X", "status: active"), "README.md": "changed\n"])
    try fixture.commit("three", files: ["goals/x.md": record("title: X # comment", "status: 'active'")])
    #expect(
      try await story(of: fixture) == [
        "one: goals/x.md: created, title – → X, status – → proposed",
        "two: goals/x.md: status proposed → active",
      ]
    )
  }

  @Test func `a message of any length is told`() async throws {
    let fixture = try FixtureRepository()
    let body = String(repeating: "for a reason. ", count: 1_000) + "That is all."
    try fixture.commit("add x\n\n\(body)", files: ["goals/x.md": record("title: X")])
    let event = try #require(try await History(repository: fixture.repository).events(HistoryQuery()).events.first)
    #expect(event.commit.subject == "add x")
    #expect(event.commit.body == body)
  }

  @Test func `an event carries the commit, its author and the record as it is after it`() async throws {
    let fixture = try FixtureRepository()
    let commit = try fixture.commit(
      "add x\n\nbecause",
      files: ["goals/x.md": record("id: k7f3q2", "title: X")],
      by: .ben
    )
    let event = try #require(try await History(repository: fixture.repository).events(HistoryQuery()).events.first)
    #expect(
      event.commit
        == CommitReference(
          id: commit,
          author: Author(person: .ben, role: nil),
          authored: .fixtureStart,
          committed: .fixtureStart,
          subject: "add x",
          body: "because"
        )
    )
    #expect(event.record == RecordReference(path: "goals/x.md", id: "k7f3q2", kind: .goal, title: "X"))
  }

  @Test func `a file that gains front matter is created and one that loses it is removed`() async throws {
    let fixture = try FixtureRepository()
    try fixture.commit("plain", files: ["x.md": "# X\n"])
    try fixture.commit("gain", files: ["x.md": record("a: 1", body: "# X\n")])
    try fixture.commit("lose", files: ["x.md": "# X\n"])
    #expect(try await story(of: fixture) == ["gain: x.md: created, a – → 1", "lose: x.md: removed, a 1 → –"])
  }

  @Test func `a removed record comes back as restored, by its id or else by its path`() async throws {
    let fixture = try FixtureRepository()
    try fixture.commit("add", files: ["x.md": record("id: abc123"), "y.md": record("a: 1")])
    try fixture.commit("drop", files: ["x.md": nil, "y.md": nil])
    try fixture.commit("back", files: ["z.md": record("id: abc123"), "y.md": record("a: 2")])
    try fixture.commit("new", files: ["x.md": record("id: other1")])
    #expect(
      try await story(of: fixture).dropFirst(2) == [
        "drop: x.md: removed, id abc123 → –",
        "drop: y.md: removed, a 1 → –",
        "back: y.md: restored, a – → 2",
        "back: z.md: restored, id – → abc123",
        "new: x.md: created, id – → other1",
      ]
    )
  }

  @Test func `a copy of a restored record is created`() async throws {
    let fixture = try FixtureRepository()
    try fixture.commit("add", files: ["x.md": record("id: abc123")])
    try fixture.commit("drop", files: ["x.md": nil])
    try fixture.commit("back", files: ["x.md": record("id: abc123")])
    try fixture.commit("copy", files: ["y.md": record("id: abc123")])
    #expect(
      try await story(of: fixture).suffix(2) == [
        "back: x.md: restored, id – → abc123", "copy: y.md: created, id – → abc123",
      ]
    )
  }

  // MARK: - Unreadable versions

  @Test func `what changed across unreadable versions belongs to the commit that made the record readable`()
    async throws
  {
    let fixture = try FixtureRepository()
    try fixture.commit("good", files: ["x.md": record("a: 1", "b: 1")])
    try fixture.commit("bad", files: ["x.md": record("a: 2", "a: 2")])
    try fixture.commit("worse", files: ["x.md": record("a: 3", "a: 3")])
    try fixture.commit("other", files: ["y.md": record("c: 1")])
    try fixture.commit("mended", files: ["x.md": record("a: 3", "b: 1")])
    let result = try await History(repository: fixture.repository).events(HistoryQuery(selection: .paths(["x.md"])))
    #expect(
      story(result.events).dropFirst() == [
        "bad: x.md: unreadable duplicate-key",
        "worse: x.md: unreadable duplicate-key",
        "mended: x.md: readable, a 1 → 3",
      ]
    )
    let problem = VersionProblem(code: "duplicate-key", line: 3, column: 1)
    #expect(
      result.notices
        == result.events[1...2].map { .unreadable(path: "x.md", commit: $0.commit.id, problem: problem) }
    )
  }

  @Test func `a record that begins unreadable has its fields from nothing once it can be read`() async throws {
    let fixture = try FixtureRepository()
    try fixture.commit("bad", files: ["x.md": "---\na: 1\n"])
    try fixture.commit("mended", files: ["x.md": record("a: 1")])
    #expect(
      try await story(of: fixture) == [
        "bad: x.md: created, unreadable front-matter-not-closed", "mended: x.md: readable, a – → 1",
      ]
    )
  }

  @Test func `a record removed while unreadable loses the fields that could be read last`() async throws {
    let fixture = try FixtureRepository()
    try fixture.commit("good", files: ["x.md": record("title: X")])
    try fixture.commit("bad", files: ["x.md": record("title: Y", "title: Y")])
    try fixture.commit("drop", files: ["x.md": nil])
    try fixture.commit("again", files: ["x.md": record("title: X", "title: X")])
    try fixture.commit("mended", files: ["x.md": record("title: X")])
    #expect(
      try await story(of: fixture).dropFirst() == [
        "bad: x.md: unreadable duplicate-key", "drop: x.md: removed, title X → –",
        "again: x.md: restored, unreadable duplicate-key", "mended: x.md: readable, title – → X",
      ]
    )
  }

  @Test func `a record renamed while unreadable keeps what could be read last`() async throws {
    let fixture = try FixtureRepository()
    try fixture.commit("good", files: ["x.md": record("a: 1")])
    try fixture.commit("bad", files: ["x.md": record("a: 2", "a: 2")])
    try fixture.commit("move", files: ["x.md": nil, "y.md": record("a: 2", "a: 2")])
    try fixture.commit("mended", files: ["y.md": record("a: 2")])
    #expect(
      try await story(of: fixture).suffix(2) == [
        "move: y.md: x.md → y.md, unreadable duplicate-key", "mended: y.md: readable, a 1 → 2",
      ]
    )
  }

  @Test func `what could be read last is known on each branch by itself`() async throws {
    let fixture = try FixtureRepository()
    try fixture.commit("good", files: ["x.md": record("a: 1")])
    try fixture.createBranch("side")
    try fixture.commit("two", files: ["x.md": record("a: 2")])
    try fixture.commit("bad", files: ["x.md": record("a: 3", "a: 3")])
    try fixture.switchTo("side")
    try fixture.commit("ill", files: ["x.md": record("a: 4", "a: 4")])
    try fixture.commit("well", files: ["x.md": record("a: 5")])
    try fixture.switchTo("main")
    try fixture.commit("mended", files: ["x.md": record("a: 3")])
    let side = try await History(repository: fixture.repository, tip: fixture.tip(of: "side")).events(HistoryQuery())
    #expect(story(side.events).last == "well: x.md: readable, a 1 → 5")
    #expect(try await story(of: fixture).last == "mended: x.md: readable, a 2 → 3")
  }

  // MARK: - Renames

  @Test func `a record is followed to another path by its id, its content or its likeness`() async throws {
    let fixture = try FixtureRepository()
    let lines = (1...9).map { "line \($0)\n" }.joined()
    try fixture.commit(
      "add",
      files: [
        "goals/id.md": record("id: abc123", "status: active"),
        "goals/same.md": record("a: 1"),
        "goals/alike.md": record("a: 2", body: lines),
      ]
    )
    try fixture.commit(
      "move",
      files: [
        "goals/id.md": nil, "notes/id.md": record("id: abc123", "status: achieved"),
        "goals/same.md": nil, "goals/same2.md": record("a: 1"),
        "goals/alike.md": nil, "goals/alike2.md": record("a: 3", body: lines),
      ]
    )
    #expect(
      try await story(of: fixture).suffix(3) == [
        "move: goals/alike2.md: goals/alike.md → goals/alike2.md 93 %, a 2 → 3",
        "move: goals/same2.md: goals/same.md → goals/same2.md",
        "move: notes/id.md: goals/id.md → notes/id.md, status active → achieved",
      ]
    )
  }

  @Test func `a file with an id is never taken for another by likeness`() async throws {
    let fixture = try FixtureRepository()
    let lines = (1...9).map { "line \($0)\n" }.joined()
    try fixture.commit("add", files: ["x.md": record("id: abc123", body: lines)])
    try fixture.commit("swap", files: ["x.md": nil, "y.md": record("id: def456", body: lines)])
    #expect(
      try await story(of: fixture).dropFirst() == [
        "swap: x.md: removed, id abc123 → –", "swap: y.md: created, id – → def456",
      ]
    )
  }

  @Test func `names that were swapped are two renames`() async throws {
    let fixture = try FixtureRepository()
    try fixture.commit("add", files: ["x.md": record("id: abc123"), "y.md": record("id: def456")])
    try fixture.commit("swap", files: ["y.md": record("id: abc123"), "x.md": record("id: def456")])
    #expect(try await story(of: fixture).dropFirst(2) == ["swap: x.md: y.md → x.md", "swap: y.md: x.md → y.md"])
  }

  @Test func `an id gained or edited in place is a change of a field`() async throws {
    let fixture = try FixtureRepository()
    try fixture.commit("add", files: ["x.md": record("a: 1")])
    try fixture.commit("gain", files: ["x.md": record("id: abc123", "a: 1")])
    try fixture.commit("edit", files: ["x.md": record("id: def456", "a: 1")])
    #expect(
      try await story(of: fixture).dropFirst() == ["gain: x.md: id – → abc123", "edit: x.md: id abc123 → def456"]
    )
  }
}
