import Git
import History
import Records
import TestSupport
import Testing

/// Histories that lack something: told as far as they can be, with what is missing named.
struct HoleStoryTests {
  /// Four commits on one goal, and beside them a note.
  private func space() throws -> (fixture: FixtureRepository, commits: [ObjectID]) {
    let fixture = try FixtureRepository()
    let statuses = ["proposed", "active", "paused", "achieved"]
    let commits = try statuses.map { status in
      try fixture.commit(
        status,
        files: ["goals/x.md": record("id: abc123", "status: \(status)"), "notes/n.md": record("a: \(status)")]
      )
    }
    return (fixture, commits)
  }

  private let goal = HistoryQuery(selection: .record(path: "goals/x.md"))

  private func tell(_ fixture: FixtureRepository, _ query: HistoryQuery) async throws -> HistoryResult {
    try await History(repository: fixture.reopened()).events(query)
  }

  private func id(of path: String, in commit: ObjectID, of fixture: FixtureRepository) throws -> ObjectID {
    try #require(try fixture.repository.entry(at: path, in: fixture.tree(commit))).id
  }

  @Test func `a version that is missing is named, and the next one tells what it changed`() async throws {
    let (fixture, commits) = try space()
    try fixture.lose(id(of: "goals/x.md", in: commits[1], of: fixture))
    let expected = [
      "proposed: goals/x.md: created, id – → abc123, status – → proposed",
      "active: goals/x.md: unreadable missing-object",
      "paused: goals/x.md: readable, status proposed → paused",
      "achieved: goals/x.md: status paused → achieved",
    ]
    for query in [goal, HistoryQuery(selection: .paths(["goals"]))] {
      let result = try await tell(fixture, query)
      #expect(story(result.events) == expected)
      #expect(
        result.notices == [
          .unreadable(path: "goals/x.md", commit: commits[1], problem: VersionProblem(code: "missing-object"))
        ]
      )
    }
  }

  @Test(arguments: ["goals", ""])
  func `a folder that is missing is named, and the next commit tells what it changed`(folder: String) async throws {
    let (fixture, commits) = try space()
    let lost = folder.isEmpty ? try fixture.tree(commits[1]) : try id(of: folder, in: commits[1], of: fixture)
    try fixture.lose(lost)
    let expected = [
      "proposed: goals/x.md: created, id – → abc123, status – → proposed",
      "paused: goals/x.md: status proposed → paused",
      "achieved: goals/x.md: status paused → achieved",
    ]
    for query in [goal, HistoryQuery(selection: .paths(["goals"]))] {
      let result = try await tell(fixture, query)
      #expect(story(result.events) == expected)
      #expect(result.notices == [.missingFolder(lost, commit: commits[1])])
    }
  }

  @Test func `a first folder that is missing makes the next commit the first`() async throws {
    let (fixture, commits) = try space()
    let lost = try id(of: "goals", in: commits[0], of: fixture)
    try fixture.lose(lost)
    for query in [goal, HistoryQuery(selection: .paths(["goals"]))] {
      let result = try await tell(fixture, query)
      #expect(story(result.events).first == "active: goals/x.md: created, id – → abc123, status – → active")
      #expect(result.notices == [.missingFolder(lost, commit: commits[0])])
    }
  }

  @Test func `a commit that is missing is named, and history begins after it`() async throws {
    let (fixture, commits) = try space()
    try fixture.lose(commits[1])
    for query in [goal, HistoryQuery(selection: .paths(["goals"]))] {
      let result = try await tell(fixture, query)
      #expect(
        story(result.events) == [
          "paused: goals/x.md: created, id – → abc123, status – → paused",
          "achieved: goals/x.md: status paused → achieved",
        ]
      )
      #expect(result.notices == [.missingCommits([commits[1]])])
    }
  }

  // MARK: - Around merges

  /// A merge of two branches that both changed one goal: base, ours, theirs, merge.
  private func merged() throws -> (fixture: FixtureRepository, commits: [ObjectID]) {
    let goal = { (status: String, target: String) in record("id: abc123", "status: \(status)", "target: \(target)") }
    let fixture = try FixtureRepository()
    let first = try fixture.commit("first", files: ["notes/n.md": record("a: 1")])
    let base = try fixture.commit("base", files: ["goals/x.md": goal("proposed", "June")])
    try fixture.createBranch("side")
    let ours = try fixture.commit("ours", files: ["goals/x.md": goal("active", "June")])
    try fixture.switchTo("side")
    let theirs = try fixture.commit("theirs", files: ["goals/x.md": goal("proposed", "July")])
    try fixture.switchTo("main")
    let merge = try fixture.merge("side", message: "merge", files: ["goals/x.md": goal("active", "July")])
    return (fixture, [first, base, ours, theirs, merge])
  }

  @Test func `a merge whose base lacks a folder is told by what is left`() async throws {
    let (fixture, commits) = try merged()
    let lost = try fixture.tree(commits[1])
    try fixture.lose(lost)
    for query in [goal, HistoryQuery(selection: .paths(["goals"]))] {
      let result = try await tell(fixture, query)
      #expect(
        story(result.events) == [
          "ours: goals/x.md: created, id – → abc123, status – → active, target – → June",
          "theirs: goals/x.md: created, id – → abc123, status – → proposed, target – → July",
          "merge: goals/x.md: status proposed → active, target June → July",
        ]
      )
      #expect(result.notices == [.missingFolder(lost, commit: commits[1])])
    }
  }

  @Test func `a merge whose base is missing is told by what is left`() async throws {
    let (fixture, commits) = try merged()
    try fixture.lose(commits[1])
    for query in [goal, HistoryQuery(selection: .paths(["goals"]))] {
      let result = try await tell(fixture, query)
      #expect(story(result.events).last == "merge: goals/x.md: status proposed → active, target June → July")
      #expect(result.notices == [.missingCommits([commits[1]])])
    }
  }

  @Test func `a merge that lacks a side tells that side's changes and what is missing`() async throws {
    let (fixture, commits) = try merged()
    try fixture.lose(commits[3])
    for query in [goal, HistoryQuery(selection: .paths(["goals"]))] {
      let result = try await tell(fixture, query)
      #expect(
        story(result.events).suffix(2) == [
          "ours: goals/x.md: status proposed → active", "merge: goals/x.md: target June → July",
        ]
      )
      #expect(result.notices == [.missingCommits([commits[3]])])
    }
  }

  @Test func `a shallow clone of branches says where each of them is cut`() async throws {
    let (fixture, commits) = try merged()
    let clone = fixture.outsidePath("clone")
    try RealGit(in: "/")("clone", "--quiet", "--depth", "2", "file://" + fixture.path, clone)
    let shallow = try Repository(opening: clone, searchPaths: ConfigurationSearchPaths.isolated)
    for query in [goal, HistoryQuery(selection: .paths(["goals"]))] {
      let result = try await History(repository: shallow).events(query)
      #expect(
        story(result.events) == [
          "ours: goals/x.md: created, id – → abc123, status – → active, target – → June",
          "theirs: goals/x.md: created, id – → abc123, status – → proposed, target – → July",
          "merge: goals/x.md: status proposed → active, target June → July",
        ]
      )
      #expect(result.notices == [.shallow(commits: Array(commits[2...3]))])
    }
  }

  // MARK: - Versions that can't be read

  @Test func `a record in trouble for a while is told from before to after, wherever it moved`() async throws {
    let fixture = try FixtureRepository()
    let bad = { (status: String) in "---\nid: abc123\nstatus: [\(status)\n---\n" }
    try fixture.commit("good", files: ["goals/x.md": record("id: abc123", "status: proposed")])
    try fixture.commit("bad", files: ["goals/x.md": bad("active")])
    try fixture.commit("move", files: ["goals/x.md": nil, "notes/x.md": bad("active")])
    try fixture.commit("worse", files: ["notes/x.md": bad("paused")])
    try fixture.commit(
      "mend and move",
      files: ["notes/x.md": nil, "goals/y.md": record("id: abc123", "status: achieved")]
    )
    let expected = """
      good: goals/x.md: created, id – → abc123, status – → proposed
      bad: goals/x.md: unreadable unquoted-sentence
      move: notes/x.md: goals/x.md → notes/x.md, unreadable unquoted-sentence
      worse: notes/x.md: unreadable unquoted-sentence
      mend and move: goals/y.md: notes/x.md → goals/y.md, readable, status proposed → achieved
      """
    try await expect(fixture, tells: expected)
    try await expect(fixture, tells: expected, HistoryQuery(selection: .record(path: "goals/y.md")))
  }
}
