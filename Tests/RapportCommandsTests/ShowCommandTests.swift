import TestSupport
import Testing

struct ShowCommandTests {
  @Test(arguments: [
    ("now", ["toxicity-paper"]),
    ("id", ["k7f3"]),
    ("last", ["last"]),
    ("next", ["next"]),
    ("at-day", ["toxicity-paper", "--at", "2026-05-01"]),
    ("json", ["agreement", "--format", "json"]),
    ("too-early", ["toxicity-paper", "--at", "2026-01-01"]),
    ("not-there-then", ["choose-journal", "--at", "2026-04-01"]),
    ("at-last-meeting", ["fellowship", "--at", "last-meeting"]),
    ("at-json", ["fellowship-letters", "--at", "2026-03-02", "--format", "json"]),
    ("at-ahead", ["toxicity-paper", "--at", "2026-08-13"]),
    ("at-beside", ["grant-writing", "--at", "2026-06-09"]),
    ("no-such-commit", ["toxicity-paper", "--at", "0123456"]),
    ("unknown", ["toxicity-papre"]),
    ("ambiguous", ["2026"]),
  ])
  func `a record is shown as it is or was`(name: String, arguments: [String]) async throws {
    try await TestContext.anaAndBen().run(arguments: ["show"] + arguments).expect(golden: "show-" + name)
  }

  @Test(arguments: [
    ["show"], ["check"], ["set", "target=2027-01-01", "--because", "later", "--dry-run"], ["save", "--dry-run"],
    ["add", "Abstract sent.", "--dry-run"], ["log"],
  ])
  func `a record is found by the path that leads to it from the person's folder`(arguments: [String]) async throws {
    let space = try TestContext.anaAndBen()
    func run(_ name: String) async -> (String, Int32) {
      let transcript = await space.run(arguments: [arguments[0], name] + arguments.dropFirst())
      return (transcript.output, transcript.status)
    }
    let known = await run("goals/toxicity-paper.md")
    #expect(known.1 == 0)
    space.folder = "meetings"
    for name in [
      "../goals/toxicity-paper.md", "./../goals/toxicity-paper", space.fixture.path + "/goals/toxicity-paper.md",
    ] {
      #expect(await run(name) == known, "\(name)")
    }
    #expect(await run("../../elsewhere/toxicity-paper.md").1 == 3)
    #expect(await run("/elsewhere/goals/toxicity-paper.md").1 == 3)
  }

  @Test(arguments: [
    ("questions/choose-journal", ["answer", "NAME", "The one that reviews fastest.", "--dry-run"]),
    ("skills/grant-writing.md", ["assess", "NAME", "2", "--dry-run"]),
    ("questions/choose-journal.md", ["ask", "Which one next?", "--follows", "NAME", "--dry-run"]),
    ("goals/toxicity-paper", ["ask", "Which one next?", "--goal", "NAME", "--dry-run"]),
  ])
  func `so is a question, a skill or a goal by the commands that are about one`(
    path: String,
    arguments: [String]
  ) async throws {
    let space = try TestContext.anaAndBen()
    func run(_ name: String) async -> (String, Int32) {
      let transcript = await space.run(arguments: arguments.map { $0 == "NAME" ? name : $0 })
      return (transcript.output, transcript.status)
    }
    let known = await run(path)
    #expect(known.1 == 0)
    space.folder = "meetings"
    #expect(await run("../" + path) == known)
    #expect(await run("../../" + path).1 == 3)
  }

  @Test func `a commit's id shows the record of that commit`() async throws {
    let space = try TestContext.anaAndBen()
    let commit = try space.git("log", "-1", "--format=%H", "--until=2026-05-01T00:00:00Z").output.dropLast()
    let byCommit = await space.run("show", "toxicity-paper", "--at", String(commit))
    #expect(byCommit.status == 0)
    #expect(byCommit.output == (await space.run("show", "toxicity-paper", "--at", "2026-04-30").output))
    #expect(byCommit.output.contains("target: 2026-06-30"))
  }

  @Test func `unsaved changes are shown and said`() async throws {
    let space = try TestContext.anaAndBen()
    try space.fixture.write("agreement.md", "---\ncadence_days: 14\n---\n")
    await space.run("show", "agreement").expect(golden: "show-unsaved")
  }

  @Test func `a record that can't be read is told with its line`() async throws {
    let space = try TestContext.anaAndBen()
    try space.fixture.write("goals/torn.md", "---\ntitle: [torn\nstatus: active\n---\nOur talk of Tuesday.\n")
    await space.run("show", "torn").expect(golden: "show-unreadable")
  }

  @Test func `control characters of a record reach no terminal`() async throws {
    let space = try TestContext.anaAndBen()
    try space.fixture.write(
      "goals/odd.md",
      "---\ntitle: odd\nstatus: active\n---\n\u{1b}[2J\u{202e}gnp.exe\u{7}\nשלום\nمرحبا\n👩‍⚕️\n"
    )
    await space.run("show", "odd").expect(golden: "show-control-characters")
  }
}
