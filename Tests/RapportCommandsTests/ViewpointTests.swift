import Git
import TestSupport
import Testing

/// The moments from which the reading commands look.
struct ViewpointTests {
  @Test(arguments: [
    ("day", ["toxicity-paper", "--at", "2026-05-04"]),
    ("beside", ["--at", "2026-06-09", "--since", "2026-06-01"]),
    ("json", ["goals", "--at", "2026-03-02", "--format", "json"]),
    ("too-early", ["--at", "2026-03-01"]),
    ("md", ["toxicity-paper", "--at", "2026-05-02", "--format", "md"]),
    ("not-there-then", ["choose-journal", "--at", "2026-04-01"]),
    ("nothing", ["toxicity-paper", "--at", "soonish"]),
  ])
  func `a history can be told as of an earlier moment`(name: String, arguments: [String]) async throws {
    try await TestContext.anaAndBen().run(arguments: ["log"] + arguments).expect(golden: "log-at-" + name)
  }

  @Test(arguments: [
    ["list", "goals", "--at", "2026-05-01"], ["show", "toxicity-paper", "--at", "2026-05-01"],
    ["status", "--at", "2026-07-13"], ["log", "toxicity-paper", "--at", "2026-05-04", "--patch"],
    ["log", "goals", "--format", "csv"], ["log", "--since", "last-meeting", "--summary"],
  ])
  func `a bare repository tells the same`(arguments: [String]) async throws {
    let space = try TestContext.anaAndBen()
    try space.git("clone", "--quiet", "--bare", ".", space.fixture.outsidePath("bare"))
    let here = await space.run(arguments: arguments)
    let bare = await space.run(arguments: ["-C", "../bare"] + arguments)
    #expect(here.output == bare.output && !here.output.isEmpty)
    #expect(here.error == bare.error)
    #expect(bare.status == 0)
  }

  @Test func `a shallow clone says that older days are missing`() async throws {
    let space = try TestContext.anaAndBen()
    let clone = space.fixture.outsidePath("shallow")
    try space.git("clone", "--quiet", "--depth", "2", "file://" + space.fixture.path, clone)
    await space.run("-C", "../shallow", "show", "relationship", "--at", "2026-05-01").expect(golden: "show-at-shallow")
  }

  @Test func `a commit's own day counts as today`() async throws {
    let space = try TestContext.anaAndBen()
    let commit = try space.git("log", "-1", "--format=%H", "--until=2026-07-02T00:00:00Z").output.dropLast()
    let byCommit = await space.run("status", "--at", String(commit))
    #expect(byCommit.output == (await space.run("status", "--at", "2026-07-01").output))
    #expect(byCommit.output.contains("as of 2026-07-01"))
  }

  @Test(arguments: [("-9223372036854775808 +0000", "0001-01-01"), ("9223372036854775807 -1400", "9999-12-31")])
  func `a commit may claim any instant`(time: String, day: String) async throws {
    let space = try TestContext.anaAndBen()
    let parent = try space.fixture.tip()
    let commit = """
      tree \(try space.fixture.tree(parent).hex)
      parent \(parent.hex)
      author Ana Ruiz <ana@example.org> \(time)
      committer Ana Ruiz <ana@example.org> \(time)

      a broken clock

      """
    let id = try space.fixture.git(
      "hash-object",
      "-t",
      "commit",
      "--literally",
      "-w",
      "--stdin",
      input: Array(commit.utf8)
    )
    try space.git("reset", "--quiet", "--soft", String(id.prefix(40)))
    let status = await space.run("status", "--at", String(id.prefix(40)))
    #expect(status.status == 0 && status.output.contains("as of \(day)"))
    #expect(await space.run("status", "--at", "today").status == 0)
    #expect(await space.run("log", "toxicity-paper", "--at", String(id.prefix(10))).status == 0)
    #expect(await space.run("show", "toxicity-paper", "--at", String(id.prefix(10))).status == 0)
  }

  @Test func `the last meeting is a moment, where there was one`() async throws {
    let space = try TestContext.anaAndBen()
    let byWord = await space.run("list", "--at", "last-meeting")
    #expect(byWord.output == (await space.run("list", "--at", "2026-07-14").output))
    await (try TestContext.new()).run("show", "relationship", "--at", "last-meeting").expect(
      golden: "show-no-meeting-yet"
    )
  }

  @Test func `every commit that stood beside is named, up to a few`() async throws {
    let space = try TestContext.new()
    let text = "---\ntitle: X\nstatus: active\n---\n"
    for side in 1...7 {
      try space.fixture.createBranch("side\(side)")
      try space.fixture.switchTo("side\(side)")
      try space.fixture.commit("side", files: ["goals/x\(side).md": text], at: Story.time("03-03 10:00"))
      try space.fixture.switchTo("main")
    }
    for side in 1...7 { try space.fixture.merge("side\(side)", at: Story.time("03-0\(side + 2) 12:00")) }
    let notes = await space.run("list", "--at", "2026-03-03").error.split(separator: "\n")
    #expect(notes.count { $0.contains("stood beside it, not merged yet") } == 5)
    #expect(notes.last == "note: and 1 more stood beside it")
  }
}
