import TestSupport
import Testing

struct UndoCommandTests {
  @Test func `what hasn't been shared can be erased`() async throws {
    let space = try TestContext.anaAndBen()
    let tip = try space.fixture.tip()
    _ = await space.run("set", "toxicity-paper", "status=achieved", "--because", "a name that must not stay")
    var story = await space.run("undo", "--erase", "--dry-run")
    story += await space.run("undo", "--erase")
    story.expect(golden: "undo-erase")
    #expect(try space.fixture.tip() == tip)
    #expect(try space.git("status", "--porcelain").output == "")
    #expect(try !space.git("log", "--all", "--format=%B").output.contains("a name that must not stay"))
  }

  @Test func `what was shared, or isn't one's own, can't be erased`() async throws {
    let clones = try await TwoClones.shared()
    await clones.ana("set", "paper", "status=achieved")
    await clones.ana("sync")
    var story = await clones.ana("undo", "--erase")
    await clones.ana("set", "paper", "status=active")
    try clones.context.git("branch", "other")
    story += await clones.ana("undo", "--erase")
    clones.context.person = .ben
    story += await clones.context.run("undo", "--erase")
    story.expect(golden: "undo-erase-refused")
  }

  @Test
  func `a tag on an earlier commit keeps nothing from being erased, and a stash on this one is not to be deleted`()
    async throws
  {
    let space = try TestContext.anaAndBen()
    let git = RealGit(in: space.fixture.path)
    try git("tag", "-a", "-m", "before summer", "summer")
    try git("tag", "text", "HEAD:relationship.md")
    let tip = try space.fixture.tip()
    _ = await space.run("set", "toxicity-paper", "confidence=on-track")
    try space.fixture.write("goals/toxicity-paper.md", space.fixture.read("goals/toxicity-paper.md") + "Text.\n")
    try git("stash", "--quiet")
    var story = await space.run("undo", "--erase")
    try git("stash", "drop", "--quiet")
    try git("tag", "-a", "-m", "now", "now")
    story += await space.run("undo", "--erase")
    story.expect(golden: "undo-erase-held")
    try git("tag", "-d", "now")
    #expect(await space.run("undo", "--erase").status == 0)
    #expect(try space.fixture.tip() == tip)
  }

  @Test func `your own last change is taken back by a new commit`() async throws {
    let space = try TestContext.anaAndBen()
    var transcript = await space.run("set", "toxicity-paper", "target=2026-10-15")
    transcript += await space.run("undo", "--because", "wrong goal")
    transcript += try space.lastCommit()
    transcript.expect(golden: "undo-own")
  }

  @Test func `a second undo goes one change further back`() async throws {
    let space = try TestContext.anaAndBen()
    let before = try space.fixture.tree(space.fixture.tip())
    var transcript = await space.run("set", "toxicity-paper", "target=2026-10-15")
    transcript += await space.run("set", "toxicity-paper", "status=achieved")
    transcript += await space.run("undo")
    transcript += await space.run("undo")
    transcript += await space.run("log", "toxicity-paper", "-n", "5")
    transcript.expect(golden: "undo-twice")
    #expect(try space.fixture.tree(space.fixture.tip()) == before)
  }

  @Test func `the other person's change on top is left alone`() async throws {
    let space = try TestContext.anaAndBen()
    var transcript = await space.run("set", "toxicity-paper", "target=2026-10-15")
    space.person = .ben
    transcript += await space.run("set", "fellowship", "target=2026-12-15")
    space.person = .ana
    transcript += await space.run("undo")
    transcript.expect(golden: "undo-below-other")
    #expect(try space.fixture.read("goals/fellowship.md").contains("target: 2026-12-15"))
    #expect(try space.fixture.read("goals/toxicity-paper.md").contains("target: 2026-09-30"))
  }

  @Test func `a change that was changed since is not taken back`() async throws {
    let space = try TestContext.anaAndBen()
    #expect(await space.run("set", "toxicity-paper", "target=2026-10-15").status == 0)
    space.person = .ben
    #expect(await space.run("set", "toxicity-paper", "target=2026-12-15").status == 0)
    space.person = .ana
    await space.run("undo").expect(golden: "undo-changed-since")
  }

  @Test func `unsaved edits are not overwritten`() async throws {
    let space = try TestContext.anaAndBen()
    #expect(await space.run("set", "toxicity-paper", "target=2026-10-15").status == 0)
    try space.edit("goals/toxicity-paper.md", "## Why", "## Why now")
    await space.run("undo").expect(golden: "undo-over-unsaved")
    #expect(try space.fixture.read("goals/toxicity-paper.md").contains("## Why now"))
  }

  @Test func `beside an unsaved edit nothing is erased, and nobody is told to save or send it`() async throws {
    let space = try TestContext.anaAndBen()
    let before = try space.fixture.tip()
    #expect(await space.run("set", "toxicity-paper", "target=2026-10-15").status == 0)
    try space.edit("goals/toxicity-paper.md", "## Why", "## Why now")
    let tip = try space.fixture.tip()
    let refusal = await space.run("undo", "--erase")
    refusal.expect(golden: "undo-erase-over-unsaved")
    let rehearsal = await space.run("undo", "--erase", "--dry-run")
    #expect(rehearsal.error == refusal.error)
    #expect(rehearsal.status == refusal.status)
    #expect(try space.fixture.tip() == tip)
    #expect(try space.fixture.read("goals/toxicity-paper.md").contains("## Why now"))
    // The way that the error names leads on.
    try space.git("restore", "goals/toxicity-paper.md")
    #expect(await space.run("undo", "--erase").status == 0)
    #expect(try space.fixture.tip() == before)
  }

  @Test func `a dry run shows the way back`() async throws {
    let space = try TestContext.anaAndBen()
    #expect(await space.run("set", "toxicity-paper", "target=2026-10-15").status == 0)
    await space.run("undo", "--dry-run").expect(golden: "undo-dry-run")
  }

  @Test func `the first commit and nobody's commits can't be undone`() async throws {
    let space = try TestContext.new()
    var transcript = await space.run("undo")
    space.person = .ben
    transcript += await space.run("undo")
    transcript.expect(golden: "undo-nothing")
  }
}
