import Git
import TestSupport
import Testing

struct AskCommandTests {
  @Test(arguments: [
    ("new", ["Who pays for the open access fee?", "--tried", "asked two peers"]),
    ("earlier", ["How should I choose between two journals?"]),
    (
      "follows",
      ["Which journal is read more?", "--follows", "choose-journal", "--goal", "toxicity-paper", "--no-agenda"]
    ),
    ("json", ["How do I choose a journal?", "--format", "json"]),
  ])
  func `a question becomes a record, after what was asked before is shown`(name: String, arguments: [String])
    async throws
  {
    let space = try TestContext.anaAndBen()
    var transcript = await space.run(arguments: ["ask"] + arguments)
    transcript += try space.lastCommit()
    transcript.expect(golden: "ask-" + name)
  }

  @Test(arguments: [
    ("dry-run", ["How do I choose a journal?", "--dry-run"]),
    ("unknown-goal", ["What now?", "--goal", "toxcity-paper"]),
    ("unknown-question", ["What now?", "--follows", "nothing"]),
    ("empty", [" "]),
  ])
  func `nothing is asked`(name: String, arguments: [String]) async throws {
    let space = try TestContext.anaAndBen()
    let tip = try space.fixture.tip()
    await space.run(arguments: ["ask"] + arguments).expect(golden: "ask-" + name)
    #expect(try space.fixture.tip() == tip)
    #expect(try space.fixture.runGit(["status", "--porcelain"]).stdout == "")
  }

  @Test func `at a terminal the asker may leave it, or go on from what was found`() async throws {
    let space = try TestContext.anaAndBen()
    let question = "How do I choose a journal for the second paper?"
    var story = await space.runInteractively("ask", question, answers: ["n"])
    #expect(try space.fixture.runGit(["status", "--porcelain"]).stdout == "")
    story += await space.runInteractively("ask", question, answers: ["1"])
    story += try space.git("show", "--format=%s")
    story.expect(golden: "ask-at-terminal")
  }

  @Test func `without a planned meeting prep puts the question on the next agenda, once`() async throws {
    let space = try TestContext.anaAndBen()
    #expect(await space.run("set", "next", "status=cancelled").status == 0)
    let ask = await space.run("ask", "Who pays for open access?")
    #expect(ask.error.contains("No meeting is planned; prep puts it on the next agenda."))
    for _ in 1...2 { #expect(await space.run("prep", "--date", "2026-09-01").status == 0) }
    let lines = try space.fixture.read("meetings/2026-09-01.md").split(separator: "\n")
    #expect(lines.count { $0.contains("question:") } == 1)
    #expect(lines.contains("- [ ] Who pays for open access? question:who-pays-for-open-access"))
  }

  @Test func `an answer closes the question, and ticks it on agendas ahead`() async throws {
    let space = try TestContext.anaAndBen()
    #expect(await space.run("ask", "Who pays for open access?").status == 0)
    space.person = .ben
    var story = await space.run("answer", "open access", "The library:\n\n1. ask\n2. then submit")
    story += try space.lastCommit()
    story += await space.run("answer", "who-pays-for-open-access", "# Not before October.")
    story += try space.lastCommit()
    story.expect(golden: "answer")
  }

  @Test func `a state that somebody set goes along with the answer`() async throws {
    let space = try TestContext.anaAndBen()
    #expect(await space.run("set", "choose-journal", "status=parked").status == 0)
    #expect(await space.run("answer", "choose-journal", "Or the one that is quicker.").status == 0)
    let text = try space.fixture.read("questions/choose-journal.md")
    #expect(text.contains("status: answered\n"))
    #expect(text.hasSuffix("\n\nOr the one that is quicker.\n"))
  }

  @Test(arguments: [
    ("unknown", ["nothing", "Text"]), ("no-question", ["toxicity-paper", "Text"]), ("no-text", ["choose-journal"]),
    ("empty", ["choose-journal", ""]),
  ])
  func `nothing is answered`(name: String, arguments: [String]) async throws {
    let space = try TestContext.anaAndBen()
    let tip = try space.fixture.tip()
    await space.run(arguments: ["answer"] + arguments).expect(golden: "answer-" + name)
    #expect(try space.fixture.tip() == tip)
  }
}
