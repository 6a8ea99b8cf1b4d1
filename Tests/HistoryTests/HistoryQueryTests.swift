import Git
import History
import Records
import TestSupport
import Testing

struct HistoryQueryTests {
  /// Two people, two goals and a meeting, one commit a day.
  private func space() throws -> FixtureRepository {
    let fixture = try FixtureRepository()
    let people = record("mentor: Ben Osei <ben@example.org>", "mentee: [Ana Ruiz <ana@example.org>]")
    let goal = { (status: String, done: String) in
      record("title: X", "status: \(status)", body: "## Milestones\n- [\(done)] Draft\n")
    }
    try fixture.commit("start", files: ["relationship.md": people])
    try fixture.commit("x", files: ["goals/x.md": goal("proposed", " ")], at: .fixtureStart.adding(days: 1))
    try fixture.commit("meet", files: ["meetings/m.md": record("date: d")], by: .ben, at: .fixtureStart.adding(days: 2))
    try fixture.commit("agree", files: ["goals/x.md": goal("active", " ")], by: .ben, at: .fixtureStart.adding(days: 3))
    try fixture.commit("done", files: ["goals/x.md": goal("active", "x")], at: .fixtureStart.adding(days: 4))
    try fixture.commit("y", files: ["goals/x-y.md": record("status: active")], at: .fixtureStart.adding(days: 5))
    return fixture
  }

  private func subjects(_ fixture: FixtureRepository, _ query: HistoryQuery) async throws -> [String] {
    try await History(repository: fixture.repository).events(query).events.map(\.commit.subject)
  }

  @Test func `folders and files select the records in them and nothing of a similar name`() async throws {
    let fixture = try space()
    #expect(try await subjects(fixture, HistoryQuery(selection: .paths(["goals"]))) == ["x", "agree", "done", "y"])
    #expect(try await subjects(fixture, HistoryQuery(selection: .paths(["goals/x.md"]))) == ["x", "agree", "done"])
    #expect(try await subjects(fixture, HistoryQuery(selection: .paths(["goal"]))).isEmpty)
  }

  @Test func `what was before a commit that can't be read is told before that is said`() async throws {
    let fixture = try FixtureRepository()
    for day in 0..<150 { try fixture.commit("\(day)", files: ["goals/x.md": record("status: \(day)")]) }
    let tree = try fixture.git(
      "hash-object",
      "-t",
      "tree",
      "--literally",
      "-w",
      "--stdin",
      input: Array("damaged".utf8)
    )
    let damaged = try fixture.git("commit-tree", "-p", "HEAD", "-m", "damaged", String(tree.prefix(40)))
    let mended = try fixture.git("commit-tree", "-p", String(damaged.prefix(40)), "-m", "mended", "HEAD^{tree}")
    let tip = try #require(ObjectID(hex: mended.prefix(40)))
    var reading = try History(repository: fixture.reopened(), tip: tip).reading(HistoryQuery())
    var told: [String] = []
    await #expect(throws: HistoryError.self) {
      while let events = try await reading.next() { told += events.map(\.commit.subject) }
    }
    #expect(told == (0..<150).map(String.init))
  }

  @Test func `a period holds its first and its last instant`() async throws {
    let fixture = try space()
    let start = CommitTime.fixtureStart.secondsSince1970
    let period = DateBounds(since: start + 2 * 86_400, until: start + 4 * 86_400)
    #expect(try await subjects(fixture, HistoryQuery(period: period)) == ["meet", "agree", "done"])
    #expect(try await subjects(fixture, HistoryQuery(period: DateBounds(since: start + 4 * 86_400 + 1))) == ["y"])
  }

  @Test(arguments: ["ben", "OSEI", "mentor", "ben@example.org"])
  func `an author is found by part of name, address or role`(author: String) async throws {
    #expect(try await subjects(space(), HistoryQuery(author: author)) == ["meet", "agree"])
  }

  @Test func `a field reduces events to its changes`() async throws {
    let fixture = try space()
    #expect(
      try await story(of: fixture, HistoryQuery(selection: .paths(["goals/x.md"]), field: "status")) == [
        "x: goals/x.md: status – → proposed", "agree: goals/x.md: status proposed → active",
      ]
    )
    for name in ["tasks", "milestones"] {
      #expect(
        try await story(of: fixture, HistoryQuery(field: name)) == [
          "x: goals/x.md: “Draft” – → open", "done: goals/x.md: “Draft” open → done",
        ]
      )
    }
    #expect(try await story(of: fixture, HistoryQuery(field: "stat")).isEmpty)
  }

  @Test func `a word of a task is found by its key, and so is the question about it`() async throws {
    let fixture = try FixtureRepository()
    let question = "unmerged: [{task: Draft, heading: M, field: due, shown: null, values: [2026-05-01, 2026-06-01]}]"
    try fixture.commit("new", files: ["goals/x.md": record("status: active", body: "## M\n- [ ] Draft\n")])
    try fixture.commit("open", files: ["goals/x.md": record(question, "status: done", body: "## M\n- [ ] Draft\n")])
    try fixture.commit(
      "settle",
      files: ["goals/x.md": record("status: done", body: "## M\n- [ ] Draft due:2026-06-01\n")]
    )
    #expect(
      try await story(of: fixture, HistoryQuery(field: "due")) == [
        "open: goals/x.md: Draft: due open: 2026-05-01 or 2026-06-01",
        "settle: goals/x.md: Draft: due settled: –, “Draft” due – → 2026-06-01",
      ]
    )
  }

  @Test func `a kind selects its records`() async throws {
    #expect(try await subjects(space(), HistoryQuery(kind: .meeting)) == ["meet"])
  }

  @Test func `a limit keeps the newest events in either order`() async throws {
    let fixture = try space()
    #expect(try await subjects(fixture, HistoryQuery(limit: 2)) == ["done", "y"])
    #expect(try await subjects(fixture, HistoryQuery(limit: 2, order: .newestFirst)) == ["y", "done"])
    #expect(try await subjects(fixture, HistoryQuery(limit: 0)).isEmpty)
    #expect(try await subjects(fixture, HistoryQuery(order: .newestFirst)).first == "y")
  }

  @Test func `events come in parts, and none after the reading is cancelled`() async throws {
    let fixture = try FixtureRepository()
    for number in 0..<150 { try fixture.commit("\(number)", files: ["x.md": record("a: \(number)")]) }
    var reading = try History(repository: fixture.repository).reading(HistoryQuery())
    let first = try #require(try await reading.next())
    #expect(first.count < 150)
    var rest: [Event] = []
    while let more = try await reading.next() { rest += more }
    #expect((first + rest).map(\.commit.subject) == (0..<150).map(String.init))

    var cancelled = try History(repository: fixture.repository).reading(HistoryQuery())
    _ = try await cancelled.next()
    cancelled.cancel()
    #expect(try await cancelled.next() == nil)
  }

  @Test(arguments: [nil, 0, 1, 3, 40, 1000])
  func `the newest events are the same whether or not the whole is folded for them`(limit: Int?) async throws {
    let fixture = try FixtureRepository()
    try fixture.commit("first", files: ["x.md": record("a: 1"), "y.md": record("a: 1")])
    for number in 0..<20 { try fixture.commit("x \(number)", files: ["x.md": record("a: 1\(number)")]) }
    try fixture.commit("new", files: ["z.md": record("a: 1"), "y.md": record("a: 2")])
    for number in 0..<20 {
      try fixture.commit("y \(number)", files: ["y.md": record("b: 1\(number)"), "x.md": record("a: 2\(number)")])
    }
    try fixture.commit("gone", files: ["y.md": nil])
    try fixture.commit("broken", files: ["x.md": record("a: 1", "a: 1")])
    try fixture.commit("mended", files: ["x.md": record("a: 3")])
    for number in 0..<12 { try fixture.commit("z \(number)", files: ["z.md": record("a: 1\(number)")]) }
    let history = try History(repository: fixture.repository)
    let whole = try await history.events(HistoryQuery()).events.suffix(limit ?? .max)
    for includesRoles in [false, true] {
      let newest = HistoryQuery(limit: limit, order: .newestFirst, includesRoles: includesRoles)
      let recent = try await history.events(newest).events
      #expect(story(recent) == story(whole.reversed()))
      #expect(recent.map(\.commit.id) == whole.reversed().map(\.commit.id))
      let turned = try await history.events(HistoryQuery(limit: limit, includesRoles: includesRoles)).events
      #expect(story(turned) == story(Array(whole)))
      #expect(turned.map(\.commit.id) == whole.map(\.commit.id))
    }
    var reading = try history.reading(HistoryQuery(limit: limit, order: .newestFirst, includesRoles: false))
    let first = try await reading.next() ?? []
    #expect(first.count == min(limit ?? 8, 8))
  }

  @Test(arguments: [HistoryQuery.Order.oldestFirst, .newestFirst])
  func `who changed what lately is told with their parts, also those that only an earlier relationship names`(
    order: HistoryQuery.Order
  ) async throws {
    let fixture = try FixtureRepository()
    let before = record("mentor: Cem <cem@example.org>", "mentee: Ana <ana@example.org>")
    try fixture.commit("first", files: ["x.md": record("a: 1"), "relationship.md": before])
    let now = record("mentor: Ben <ben@example.org>", "mentee: Ana <ana@example.org>")
    try fixture.commit("new mentor", files: ["relationship.md": now])
    let people: [Person] = [.ana, Person(name: "Cem", email: "cem@example.org"), .ben, .ana, .ben, .ana]
    for (number, person) in people.enumerated() {
      try fixture.commit("x \(number)", files: ["x.md": record("a: 1\(number)")], by: person)
    }
    let history = try History(repository: fixture.repository)
    for limit in 1...8 {
      let events = try await history.events(HistoryQuery(limit: limit, order: order)).events
      let told = order == .oldestFirst ? events : events.reversed()
      let parts: [Role?] = [.mentee, .mentee, .mentee, .mentor, .mentor, .mentee, .mentor, .mentee]
      #expect(told.map(\.commit.author.role) == parts.suffix(limit))
      #expect(told.map(\.commit.subject) == (["first", "new mentor"] + (0..<6).map { "x \($0)" }).suffix(limit))
    }
  }

  @Test(arguments: [1, 3, 12])
  func `the newest events are told oldest first without a look at what is before them`(limit: Int) async throws {
    let fixture = try FixtureRepository()
    let lost = try fixture.commit("first", files: ["x.md": record("a: 1")])
    for number in 0..<40 { try fixture.commit("x \(number)", files: ["x.md": record("a: 1\(number)")]) }
    try fixture.lose(lost)
    let history = try History(repository: fixture.reopened())
    let result = try await history.events(HistoryQuery(limit: limit, includesRoles: false))
    #expect(result.events.map(\.commit.subject) == (40 - limit..<40).map { "x \($0)" })
    #expect(result.notices.isEmpty)
  }

  @Test func `a shallow clone says where its history is cut, and begins there`() async throws {
    let fixture = try space()
    let clone = fixture.outsidePath("clone")
    try RealGit(in: "/")("clone", "--quiet", "--depth", "2", "file://" + fixture.path, clone)
    let result = try await History(repository: Repository(opening: clone)).events(
      HistoryQuery(selection: .paths(["goals"]))
    )
    #expect(result.events.map(\.commit.subject) == ["done", "y"])
    #expect(result.events.first?.changes.first == .created)
    #expect(result.notices == [.shallow(commits: result.events.prefix(1).map(\.commit.id))])
  }

  @Test func `a history without commits is empty`() async throws {
    #expect(try await story(of: FixtureRepository()).isEmpty)
  }

  // MARK: - Roles

  @Test func `roles come from every address that the relationship ever held`() async throws {
    let fixture = try space()
    let later = record("mentor: Cem <cem@example.org>", "mentee: Ana Ruiz <ana@work.example>")
    try fixture.commit("change", files: ["relationship.md": later], by: Person(name: "Eve", email: "eve@example.org"))
    let authors = try await History(repository: fixture.repository).events(HistoryQuery()).events.map(\.commit.author)
    #expect(Set(authors.filter { $0.person == .ben }.map(\.role)) == [.mentor])
    #expect(Set(authors.filter { $0.person == .ana }.map(\.role)) == [.mentee])
    #expect(authors.last?.role == nil)
  }

  @Test func `the tip's mailmap joins addresses and gives names`() async throws {
    let fixture = try space()
    let web = Person(name: "bosei", email: "123+bosei@users.noreply.github.com")
    try fixture.commit("web", files: ["goals/z.md": record("a: 1")], by: web)
    try fixture.commit("map", files: [".mailmap": "Ben Osei <ben@example.org> <\(web.email)>\n"])
    let event = try await History(repository: fixture.repository).events(HistoryQuery(author: "ben")).events.last
    #expect(event?.commit.subject == "web")
    #expect(event?.commit.author == Author(person: .ben, role: .mentor))
  }

  // MARK: - One record

  @Test func `one record is followed through its renames, and nothing else`() async throws {
    let fixture = try FixtureRepository()
    try fixture.commit("add", files: ["goals/a.md": record("id: abc123", "s: 1"), "goals/o.md": record("s: 1")])
    try fixture.commit("edit", files: ["goals/a.md": record("id: abc123", "s: 2"), "goals/o.md": record("s: 2")])
    try fixture.commit("move", files: ["goals/a.md": nil, "goals/b.md": record("id: abc123", "s: 2")])
    try fixture.commit("reuse", files: ["goals/a.md": record("id: zzz999", "s: 1")])
    try fixture.commit("last", files: ["goals/b.md": record("id: abc123", "s: 3")])
    #expect(
      try await story(of: fixture, HistoryQuery(selection: .record(path: "goals/b.md"))) == [
        "add: goals/a.md: created, id – → abc123, s – → 1", "edit: goals/a.md: s 1 → 2",
        "move: goals/b.md: goals/a.md → goals/b.md", "last: goals/b.md: s 2 → 3",
      ]
    )
    #expect(
      try await story(of: fixture, HistoryQuery(selection: .record(path: "goals/a.md"))) == [
        "reuse: goals/a.md: created, id – → zzz999, s – → 1"
      ]
    )
  }

  @Test func `one record is followed through its removal and both sides of a merge`() async throws {
    let fixture = try FixtureRepository()
    try fixture.commit("add", files: ["a.md": record("s: 1", "t: 1")])
    try fixture.commit("drop", files: ["a.md": nil])
    try fixture.commit("back", files: ["a.md": record("s: 1", "t: 1")])
    try fixture.createBranch("side")
    try fixture.commit("ours", files: ["a.md": record("s: 2", "t: 1")])
    try fixture.switchTo("side")
    try fixture.commit("theirs", files: ["a.md": record("s: 1", "t: 2"), "b.md": record("s: 1")])
    try fixture.switchTo("main")
    try fixture.merge("side", message: "merge", files: ["a.md": record("s: 2", "t: 3")])
    let query = HistoryQuery(selection: .record(path: "a.md"))
    #expect(
      try await story(of: fixture, query) == [
        "add: a.md: created, s – → 1, t – → 1", "drop: a.md: removed, s 1 → –, t 1 → –",
        "back: a.md: restored, s – → 1, t – → 1", "ours: a.md: s 1 → 2", "theirs: a.md: t 1 → 2",
        "merge: a.md: t 2 → 3",
      ]
    )
  }

  @Test func `the log of one record has nothing of another that was at its path and couldn't be read`() async throws {
    let fixture = try FixtureRepository()
    try fixture.commit("begin", files: ["notes/n.md": record("a: 1")])
    try fixture.createBranch("side")
    try fixture.commit("other", files: ["goals/x.md": record("id: zzz999", "s: 1")])
    try fixture.commit("break", files: ["goals/x.md": record("s: 1", "s: 1")])
    try fixture.commit("drop", files: ["goals/x.md": nil])
    try fixture.switchTo("side")
    try fixture.commit("write", files: ["goals/y.md": record("id: abc123", "s: 1")])
    try fixture.switchTo("main")
    try fixture.merge(
      "side",
      message: "merge",
      files: ["goals/x.md": record("id: abc123", "s: 1"), "goals/y.md": nil]
    )
    try await expect(
      fixture,
      tells: """
        write: goals/y.md: created, id – → abc123, s – → 1
        merge: goals/x.md: goals/y.md → goals/x.md
        """,
      HistoryQuery(selection: .record(path: "goals/x.md"))
    )
  }

  @Test func `a record that is gone is found by its last path`() async throws {
    let fixture = try FixtureRepository()
    try fixture.commit("add", files: ["a.md": record("s: 1"), "b.md": record("s: 1")])
    try fixture.commit("drop", files: ["a.md": nil])
    let query = HistoryQuery(selection: .record(path: "a.md"))
    #expect(try await story(of: fixture, query) == ["add: a.md: created, s – → 1", "drop: a.md: removed, s 1 → –"])
  }

  // MARK: - Time

  @Test func `a skewed clock never puts an effect before its cause`() async throws {
    let fixture = try FixtureRepository()
    let start = CommitTime.fixtureStart
    try fixture.commit("one", files: ["x.md": record("a: 1")], at: start.adding(days: 10))
    try fixture.commit("two", files: ["x.md": record("a: 2")], at: start)
    try fixture.commit("three", files: ["x.md": record("a: 3")], at: start.adding(days: 11))
    #expect(try await subjects(fixture, HistoryQuery()) == ["one", "two", "three"])
    let early = DateBounds(until: start.adding(days: 9).secondsSince1970)
    #expect(try await subjects(fixture, HistoryQuery(period: early)).isEmpty)
    let late = DateBounds(
      since: start.adding(days: 10).secondsSince1970,
      until: start.adding(days: 10).secondsSince1970
    )
    #expect(try await subjects(fixture, HistoryQuery(period: late)) == ["one", "two"])
  }

  @Test func `the state at an instant is the newest commit by then, with those beside it`() throws {
    let fixture = try FixtureRepository()
    let start = CommitTime.fixtureStart
    try fixture.commit("base", at: start)
    try fixture.createBranch("side")
    let ours = try fixture.commit("ours", files: ["x.md": record("a: 1")], at: start.adding(days: 1))
    try fixture.switchTo("side")
    let theirs = try fixture.commit("theirs", files: ["y.md": record("a: 1")], at: start.adding(days: 2))
    try fixture.switchTo("main")
    let merge = try fixture.merge("side", at: start.adding(days: 3))
    let history = try History(repository: fixture.repository)
    func state(_ days: Int) throws -> HistoryState? {
      try history.state(at: start.adding(days: days).secondsSince1970)
    }
    #expect(try state(-1) == nil)
    #expect(try state(1)?.commit == ours)
    #expect(try state(1)?.beside == [])
    #expect(try state(2)?.commit == theirs)
    #expect(try state(2)?.beside == [ours])
    #expect(try state(4)?.commit == merge)
    #expect(try state(4)?.beside == [])
    #expect(try history.state(at: "side").commit == theirs)
    #expect(throws: HistoryError.git(.unknownRevision("nothing"))) { try history.state(at: "nothing") }
  }
}
