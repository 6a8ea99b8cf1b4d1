import Git
import TestSupport
import Testing

/// A history with holes is told as far as it can be, and never as if it were whole.
struct LogHoleTests {
  /// A goal of four commits, the second of which will lose something.
  private func space() throws -> (space: TestContext, commits: [ObjectID]) {
    let space = try TestContext.new()
    let commits = try ["proposed", "active", "paused", "achieved"].enumerated().map { day, status in
      try space.fixture.commit(
        "Update paper.md",
        files: ["goals/paper.md": "---\ntitle: Paper\nstatus: \(status)\n---\n"],
        by: day.isMultiple(of: 2) ? .ana : .ben,
        at: .fixtureStart.adding(days: day + 1)
      )
    }
    return (space, commits)
  }

  /// Runs `log` of one goal and of everything, in words and for programs.
  private func logs(_ space: TestContext, _ place: String...) async -> Transcript {
    var transcript = await space.run(arguments: place + ["log", "paper"])
    transcript += await space.run(arguments: place + ["log", "--since", "2026-03-05", "goals"])
    transcript += await space.run(arguments: place + ["log", "paper", "--format", "ndjson", "-n", "1"])
    return transcript
  }

  @Test func `a shallow clone says where its history is cut`() async throws {
    let (space, _) = try space()
    let clone = space.fixture.outsidePath("clone")
    try RealGit(in: "/")("clone", "--quiet", "--depth", "3", "file://" + space.fixture.path, clone)
    await logs(space, "-C", clone).expect(golden: "log-shallow")
  }

  @Test func `a version that is missing is named`() async throws {
    let (space, commits) = try space()
    let entry = try space.fixture.repository.entry(at: "goals/paper.md", in: space.fixture.tree(commits[1]))
    try space.fixture.lose(#require(entry).id)
    await logs(space).expect(golden: "log-missing-version")
  }

  @Test(arguments: ["folder", "root-folder"])
  func `a folder that is missing is named`(name: String) async throws {
    let (space, commits) = try space()
    let tree = try space.fixture.tree(commits[1])
    let entry = try space.fixture.repository.entry(at: "goals", in: tree)
    try space.fixture.lose(name == "folder" ? #require(entry).id : tree)
    await logs(space).expect(golden: "log-missing-" + name)
  }

  @Test func `a commit that is missing is named`() async throws {
    let (space, commits) = try space()
    try space.fixture.lose(commits[1])
    await logs(space).expect(golden: "log-missing-commit")
  }

  @Test func `what was before a damaged folder is told, then what is damaged`() async throws {
    let (space, commits) = try space()
    let entry = try #require(try space.fixture.repository.entry(at: "goals", in: space.fixture.tree(commits[2])))
    try space.fixture.lose(entry.id)
    let other = try space.fixture.lose(space.fixture.repository.writeBlob(Array("no folder".utf8)))
    try space.fixture.find(entry.id, other)
    var transcript = await space.run(arguments: ["log", "--format", "ndjson"])
    transcript += await space.run(arguments: ["log"])
    transcript.expect(golden: "log-damaged")
  }
}
