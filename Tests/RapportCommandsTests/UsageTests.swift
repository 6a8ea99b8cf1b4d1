import Git
import TestSupport
import Testing

struct UsageTests {
  @Test func `help for a word that is no verb is a mistake, and names the nearest`() async throws {
    let space = try TestContext.new()
    let refused = await space.run("help", "lgo")
    #expect(refused.status == 2 && refused.output == "")
    #expect(refused.error == "error: 'lgo' is not a rapport command\n  help: did you mean rapport log?\n")
    #expect(await space.run("help", "merge-driver").status == 0)
    #expect(await space.run("help").output == space.run("--help").output)
  }

  @Test(arguments: [
    ("stat", "did you mean rapport status?"), ("statsu", "did you mean rapport status?"),
    ("nope", "see rapport --help"),
    ("don", "did you mean rapport done?"), ("xyz", "see rapport --help"),
  ])
  func `only a verb that is near is suggested`(word: String, help: String) async throws {
    #expect(try await TestContext.new().run("help", word).error.contains("help: \(help)\n"))
  }

  @Test(arguments: [
    ("unknown-verb", ["stauts"]),
    ("far-verb", ["frobnicate"]),
    ("unknown-option", ["log", "--sicne", "2026-05-01"]),
    ("missing-value", ["log", "--since"]),
    ("bad-choice", ["status", "--format", "yaml"]),
    ("bad-color", ["status", "--color", "blue"]),
    ("extra-word", ["status", "now"]),
    ("bad-number", ["log", "-n", "many"]),
  ])
  func `a mistyped command line says what is wrong`(name: String, arguments: [String]) async throws {
    try await TestContext.anaAndBen().run(arguments: arguments).expect(golden: "usage-" + name)
  }

  @Test func `a name that fits several records lists them`() async throws {
    let space = try TestContext.anaAndBen()
    try space.fixture.commit(
      "Add files via upload",
      files: ["goals/toxicity-review.md": "---\nid: k7f9zz\ntitle: Toxicity review\nstatus: proposed\n---\n"]
    )
    var transcript = await space.run("show", "tox")
    transcript += await space.run("show", "k7f")
    transcript += await space.run("show", "TOXICITY")
    transcript += await space.run("show", "k7f3")
    transcript.expect(golden: "usage-ambiguous-names")
  }

  @Test func `a misspelt name gets a suggestion`() async throws {
    let space = try TestContext.anaAndBen()
    var transcript = await space.run("show", "grant-writting")
    transcript += await space.run("show", "goals/toxicity.md")
    transcript += await space.run("show", "zzz")
    transcript += await space.run("set", "grant-writing", "next_reviw=2026-12-01")
    transcript.expect(golden: "usage-suggestions")
  }

  @Test func `colour is a matter of the options`() async throws {
    let space = try TestContext.anaAndBen()
    var transcript = await space.run("list", "skills", "--color", "always")
    transcript += await space.run("list", "skills", "--color", "never")
    #expect(transcript.entries[0].output.contains("\u{1b}[1m"))
    #expect(!transcript.entries[1].output.contains("\u{1b}"))
    space.environment = ["CLICOLOR_FORCE": "1"]
    #expect(await space.run("list", "skills").output == transcript.entries[0].output)
    space.environment = ["CLICOLOR_FORCE": "1", "NO_COLOR": "1"]
    #expect(await space.run("list", "skills").output == transcript.entries[1].output)
  }

  @Test func `quiet leaves out hints and keeps errors`() async throws {
    let space = try TestContext.anaAndBen()
    #expect(await space.run("list", "goals", "status=declined", "--quiet").error == "")
    #expect(await space.run("show", "nowhere", "--quiet").error.contains("no record is called 'nowhere'"))
  }

  @Test func `an unfinished merge of git is left alone`() async throws {
    let space = try TestContext.anaAndBen()
    try space.fixture.write(".git/MERGE_HEAD", space.fixture.tip().hex + "\n")
    await space.run("set", "toxicity-paper", "status=achieved").expect(golden: "usage-unfinished-merge")
  }

  @Test func `a half-staged file is left alone`() async throws {
    let space = try TestContext.anaAndBen()
    try space.edit("agreement.md", "cadence_days: 30", "cadence_days: 14")
    try space.fixture.runGit(["add", "agreement.md"])
    try space.edit("agreement.md", "cadence_days: 14", "cadence_days: 7")
    await space.run("set", "agreement", "reply_days=3").expect(golden: "usage-half-staged")
  }

  @Test func `no branch, no commit`() async throws {
    let space = try TestContext.anaAndBen()
    try space.fixture.runGit(["checkout", "--quiet", "--detach"])
    await space.run("set", "toxicity-paper", "status=achieved").expect(golden: "usage-detached-head")
  }
}
