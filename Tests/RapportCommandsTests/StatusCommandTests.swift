import Git
import TestSupport
import Testing

struct StatusCommandTests {
  @Test(arguments: ["Active", "done"])
  func `a goal whose status is none stands among the goals as it is`(status: String) async throws {
    let space = try TestContext.new()
    try space.fixture.commit("by hand", files: ["goals/paper.md": "---\ntitle: Paper\nstatus: \(status)\n---\n"])
    #expect(await space.run("status").output.contains("  paper: \(status)"))
  }

  @Test func `a meeting that passed and is still planned is asked after`() async throws {
    let space = try TestContext.anaAndBen()
    #expect(await space.run("set", "last", "status=planned").status == 0)
    let status = await space.run("status")
    let line = "Last meeting: 2026-07-14, still recorded as planned. Was it held? rapport set 2026-07-14 status=held"
    #expect(status.output.split(separator: "\n").contains { $0 == line })
    #expect(await space.run("set", "2026-07-14", "status=held").status == 0)
    #expect(!(await space.run("status").output.contains("Last meeting")))
  }

  @Test func `status says what moved, what is next and what is due`() async throws {
    try await TestContext.anaAndBen().run("status").expect(golden: "status")
  }

  @Test func `signals say what is recorded, and on request the rule, the numbers and the records`() async throws {
    let space = try TestContext.anaAndBen()
    space.now += 45 * 86_400
    var transcript = await space.run("status")
    transcript += await space.run("status", "--signals")
    transcript += await space.run("status", "--signals", "--explain")
    transcript += await space.run("status", "--signals", "--at", "2026-03-02")
    transcript.expect(golden: "status-signals")
    let json = await space.run("status", "--signals", "--format", "json")
    json.expect(golden: "status-signals-json")
    #expect(
      json.output.contains(#""changesSinceLastMeeting":0"#),
      "what moved is counted since the last meeting all the same"
    )
  }

  @Test func `what a signal advises to do with a goal can be done as it stands`() async throws {
    let space = try TestContext.anaAndBen()
    space.now += 400 * 86_400
    let signals = await space.run("status", "--signals").output
    let advice = try #require(signals.firstMatch(of: /rapport set (\S+) status=paused --because TEXT/))
    #expect(await space.run("set", String(advice.1), "status=paused", "--because", "TEXT").status == 0)
  }

  @Test func `rapport alone is status`() async throws {
    let space = try TestContext.anaAndBen()
    let alone = await space.run()
    space.now = TestContext.start
    let status = await space.run("status")
    #expect(alone.output == status.output)
    #expect(alone.status == 0)
  }

  @Test func `status as JSON has the same counts`() async throws {
    try await TestContext.anaAndBen().run("status", "--format", "json").expect(golden: "status-json")
  }

  @Test func `status as of an earlier day leaves out what is of the present`() async throws {
    let space = try TestContext.anaAndBen()
    try space.fixture.write("goals/new-idea.md", "---\ntitle: New idea\nstatus: actve\n---\n")
    await space.run("status", "--at", "2026-07-13").expect(golden: "status-at-day")
    await space.run("status", "--at", "2026-03-02", "--format", "json").expect(golden: "status-at-json")
  }

  @Test func `status before the first commit says so`() async throws {
    try await TestContext.anaAndBen().run("status", "--at", "2026-03-01").expect(golden: "status-at-too-early")
  }

  @Test func `a new space shows the first steps`() async throws {
    try await TestContext.new().run("status").expect(golden: "status-new-space")
  }

  @Test func `a record that was moved by hand isn't missing`() async throws {
    let space = try TestContext.anaAndBen()
    let text = try space.fixture.read("goals/fellowship.md")
    try space.removeFile("goals/fellowship.md")
    #expect(await space.run("status").output.contains("Missing from the folder: goals/fellowship.md;"))
    try space.fixture.write("goals/fellow.md", text)
    let status = await space.run("status").output
    #expect(!status.contains("Missing from the folder"))
    #expect(status.contains("Not saved yet: goals/fellow.md; rapport save"))
  }

  @Test func `unsaved, missing and faulty records are named at the end`() async throws {
    let space = try TestContext.anaAndBen()
    try space.fixture.write(
      "goals/fellowship.md",
      space.fixture.read("goals/fellowship.md") + "- 2026-08-11 Wrote to two.\n"
    )
    try space.fixture.write("goals/new-idea.md", "---\ntitle: New idea\nstatus: actve\n---\n")
    try space.removeFile("questions/choose-journal.md")
    await space.run("status").expect(golden: "status-unsaved")
  }

  @Test func `an author nobody knows is named with what to do`() async throws {
    let space = try TestContext.anaAndBen()
    try space.fixture.commit(
      "Update toxicity-paper.md",
      files: ["goals/toxicity-paper.md": space.fixture.read("goals/toxicity-paper.md") + "- 2026-08-01 Draft read.\n"],
      by: Person(name: "Ben", email: "ben@home.example"),
      at: Story.time("08-01 20:00")
    )
    await space.run("status").expect(golden: "status-stranger")
  }

  @Test func `a repository that is no space is told how to become one`() async throws {
    let space = try TestContext.empty()
    try space.fixture.commit("notes", files: ["README.md": "hello\n"])
    await space.run("status").expect(golden: "status-no-space")
  }

  @Test func `a folder outside any repository is told so`() async throws {
    let space = try TestContext.empty()
    await space.run("-C", space.fixture.outsidePath("home"), "status").expect(golden: "status-no-repository")
  }
}
