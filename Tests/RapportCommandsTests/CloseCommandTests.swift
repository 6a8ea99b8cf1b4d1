import TestSupport
import Testing

struct CloseCommandTests {
  @Test func `options say what becomes of goals and actions, in one commit`() async throws {
    let space = try TestContext.anaAndBen()
    var transcript = await space.run(
      "close",
      "--reason",
      "moved",
      "--goal",
      "toxicity=achieved",
      "--goal",
      "fellowship=withdrawn",
      "--done",
      "send results",
      "--drop",
      "fellowship letters",
      "--thanks",
      "For your patience.",
      "--keeps",
      "Each of us keeps a copy.",
      "--because",
      "Ana moves to Oslo"
    )
    transcript += try space.lastCommit()
    transcript += await space.run("status")
    transcript += await space.run("check")
    transcript += await space.run("close")
    transcript.expect(golden: "close-options")
  }

  @Test func `on a terminal each open goal and action is asked about`() async throws {
    let space = try TestContext.anaAndBen()
    space.environment = ["NO_COLOR": "1"]
    var transcript = await space.runInteractively(
      "close",
      answers: ["", "a", "d", "w", "", "Each of us keeps a copy.", "Thank you, Ben."]
    )
    transcript += await space.run("show", "closure")
    transcript.expect(golden: "close-questions")
  }

  @Test func `an answer that says nothing is asked for again, and only an empty line keeps what is open`() async throws
  {
    let space = try TestContext.anaAndBen()
    space.environment = ["NO_COLOR": "1"]
    let closed = await space.runInteractively(
      "close",
      answers: ["bogus", "A", "x", "", "dona", "Dropped", "dw", "want", "y", "k", "", ""]
    )
    #expect(closed.status == 0)
    #expect(closed.error.ranges(of: "Answer a, w or k; an empty line keeps it.\n").count == 2)
    #expect(closed.error.ranges(of: "Answer d, w or k; an empty line keeps it.\n").count == 3)
    #expect(try space.fixture.read("closure.md").contains("closed_on: 2026-08-12\n"))
  }

  @Test func `a status closed that somebody wrote by hand still finds its closure written`() async throws {
    let space = try TestContext.anaAndBen()
    try space.edit("relationship.md", "status: active", "status: closed")
    #expect(await space.run("save").status == 0)
    #expect(await space.run("close", "--thanks", "Thank you.").status == 0)
    #expect(await space.run("show", "closure").output.contains("Thank you."))
    let again = await space.run("close")
    #expect(again.status == 5)
    #expect(again.error.contains("rapport show closure"))
  }

  @Test func `a relationship is closed by close, not by its status alone`() async throws {
    let space = try TestContext.anaAndBen()
    let before = try space.fixture.read("relationship.md")
    let refused = await space.run("set", "relationship", "status=closed")
    #expect(refused.status == 5)
    #expect(refused.error.hasSuffix("  help: rapport close\n"))
    #expect(try space.fixture.read("relationship.md") == before)
    #expect(await space.run("close").status == 0)
    #expect(await space.run("set", "relationship", "status=closed").status == 0)
  }

  @Test func `what nobody says stays open, and is listed`() async throws {
    let space = try TestContext.anaAndBen()
    var transcript = await space.run("close", "--date", "2026-08-01", "--dry-run")
    #expect(try space.fixture.runGit(["status", "--porcelain"]).stdout == "")
    transcript += await space.run("close", "--date", "2026-08-01")
    transcript += await space.run("show", "closure")
    transcript.expect(golden: "close-open")
    #expect(try space.fixture.read("goals/fellowship.md").contains("status: active"))
  }

  @Test func `closing again lists only what is still open, and leaves the people's own lines`() async throws {
    let space = try TestContext.anaAndBen()
    #expect(await space.run("close", "--goal", "toxicity=kept").status == 0)
    let first = try space.fixture.read("closure.md")
    try space.edit("closure.md", "## What stays open\n", "## What stays open\n- The garden (from spring)\n")
    #expect(await space.run("save").status == 0)
    #expect(await space.run("set", "relationship", "status=active").status == 0)
    #expect(await space.run("set", "fellowship", "status=achieved").status == 0)
    #expect(await space.run("done", "send results").status == 0)
    #expect(await space.run("close").status == 0)
    let lines = Set(try space.fixture.read("closure.md").split(separator: "\n"))
    let gone = Set(first.split(separator: "\n")).subtracting(lines)
    #expect(gone.count == 2)
    #expect(gone.allSatisfy { $0.hasPrefix("- Goal: ") || $0.lowercased().contains("send results") })
    #expect(lines.contains("- The garden (from spring)"))
  }

  @Test(arguments: [
    ("reason", ["--reason", "bored"]), ("outcome", ["--goal", "toxicity=done"]), ("goal", ["--goal", "nothing=kept"]),
    ("task", ["--done", "nothing"]),
  ])
  func `a name that fits nothing closes nothing`(name: String, arguments: [String]) async throws {
    let space = try TestContext.anaAndBen()
    let tip = try space.fixture.tip()
    await space.run(arguments: ["close"] + arguments).expect(golden: "close-no-" + name)
    #expect(try space.fixture.tip() == tip)
    #expect(try space.fixture.runGit(["status", "--porcelain"]).stdout == "")
  }

  @Test func `after the end nothing is asked of anybody any more, and what begins all the same is told so`()
    async throws
  {
    let space = try TestContext.anaAndBen()
    #expect(await space.run("close").status == 0)
    space.now += 300 * 86_400
    var transcript = await space.run("assess", "grant-writing", "4")
    transcript += await space.run("tasks")
    transcript += await space.run("ask", "Who comes next?")
    transcript += await space.run("new", "goal", "Another paper")
    transcript.expect(golden: "close-afterwards")
  }

  @Test func `after the end no next step is proposed for what is still written down`() async throws {
    let space = try TestContext.anaAndBen()
    #expect(await space.run("close").status == 0)
    try space.edit("agreement.md", "cadence_days: 30", "cadence_days: 14")
    #expect(await space.run("save").status == 0)
    space.now += 7 * 86_400
    for change in [["last", "status=held"], ["toxicity-paper", "status=achieved"]] {
      let set = await space.run(arguments: ["set"] + change)
      #expect(set.status == 0, "\(change)")
      #expect(set.error == "", "\(change)")
    }
    let agree = await space.run("agree")
    #expect(agree.output.contains("signed by mentee"))
    #expect(agree.error == "")
    space.person = .ben
    #expect(await space.run("agree").error == "Both have signed the present text.\n")
  }

  @Test func `closing ends a pause, and takes a closure that was begun by hand as it is`() async throws {
    let space = try TestContext.anaAndBen()
    #expect(await space.run("set", "relationship", "status=paused").status == 0)
    try space.fixture.write(
      "closure.md",
      "---\nclosed_on: 2026-08-12\n---\n## What we learned\nTo ask early.\n\n## Thanks\n"
    )
    space.now += 86_400 * 3
    #expect(await space.run("close", "--thanks", "Ever so much.").status == 0)
    let closure = try space.fixture.read("closure.md")
    #expect(closure.contains("closed_on: 2026-08-15\n"))
    #expect(closure.contains("To ask early.\n"))
    #expect(closure.contains("## Thanks\n- Ever so much.\n"))
    #expect(try space.fixture.read("relationship.md").contains("pauses:\n  - {from: 2026-08-12, to: 2026-08-14}\n"))
  }

  @Test func `who closes a second time finds what stays open listed once`() async throws {
    let space = try TestContext.anaAndBen()
    #expect(await space.run("close", "--keeps", "Each of us.").status == 0)
    let closure = try space.fixture.read("closure.md")
    #expect(await space.run("set", "relationship", "status=active").status == 0)
    #expect(await space.run("close", "--keeps", "Each of us.").status == 0)
    #expect(try space.fixture.read("closure.md") == closure)
  }

  @Test func `a goal that waited and is achieved at the end no longer says why it waited`() async throws {
    let space = try TestContext.anaAndBen()
    #expect(await space.run("set", "toxicity-paper", "status=paused", "--because", "no funds").status == 0)
    #expect(await space.run("close", "--goal", "toxicity-paper=achieved").status == 0)
    #expect(try !space.fixture.read("goals/toxicity-paper.md").contains("reason:"))
  }

  @Test func `nothing ends before it began`() async throws {
    let space = try TestContext.anaAndBen()
    let refused = await space.run("close", "--date", "2025-01-01")
    #expect(refused.status == 2)
    #expect(refused.error.contains("2025-01-01 is before the two of you began"))
    #expect(try !space.fixture.read("relationship.md").contains("closed"))
  }

  @Test func `a private space and a plain repository have nothing to close`() async throws {
    let space = try TestContext.empty()
    try space.fixture.commit("private space: new", files: ["private.md": "---\nowner:\n---\n"])
    var transcript = await space.run("close")
    space.folder = "../home"
    transcript += await space.run("close")
    transcript.expect(golden: "close-nothing")
  }
}

struct PauseCommandTests {
  @Test func `a pause is typed as its days, or comes and goes with the status`() async throws {
    let space = try TestContext.anaAndBen()
    var transcript = await space.run("set", "relationship", "pauses+=2026-09-01..2026-09-30")
    transcript += await space.run("set", "relationship", "status=paused")
    transcript += await space.run("status")
    transcript += await space.run("status", "--signals")
    space.now += 86_400 * 5
    transcript += await space.run("set", "relationship", "status=active")
    transcript += await space.run("show", "relationship")
    transcript += await space.run("set", "relationship", "pauses+=2026-10-02..2026-10-01")
    transcript += await space.run("set", "relationship", "pauses+=soon")
    transcript += await space.run("set", "relationship", "pauses=2026-10-02")
    transcript += await space.run("check")
    transcript.expect(golden: "set-pauses")
  }

  @Test(arguments: [(0, false), (1, true)])
  func `a pause taken back on the day it began stops no clock, one of a day is kept`(days: Int64, isKept: Bool)
    async throws
  {
    let space = try TestContext.anaAndBen()
    let before = try space.fixture.read("relationship.md")
    let signals = await space.run("status", "--signals").output
    #expect(signals != "")
    #expect(await space.run("set", "relationship", "status=paused").status == 0)
    #expect(await space.run("status", "--signals").output == "")
    space.now += days * 86_400
    #expect(await space.run("set", "relationship", "status=active").status == 0)
    #expect(try (space.fixture.read("relationship.md") != before) == isKept)
    #expect(try space.fixture.read("relationship.md").contains("{from: 2026-08-12, to: 2026-08-12}") == isKept)
    if !isKept { #expect(await space.run("status", "--signals").output == signals) }
  }

  @Test(arguments: ["2026-09-01..2026-09-30", "today", "+2w..+4w", "2026-09-01"])
  func `a pause is taken out again by the words that put it in`(words: String) async throws {
    let space = try TestContext.anaAndBen()
    #expect(await space.run("set", "relationship", "pauses+=2026-12-01..2026-12-31").status == 0)
    let before = try space.fixture.read("relationship.md")
    #expect(await space.run("set", "relationship", "pauses+=\(words)").status == 0)
    #expect(await space.run("set", "relationship", "pauses-=\(words)").status == 0)
    #expect(try space.fixture.read("relationship.md") == before)
    let again = await space.run("set", "relationship", "pauses-=\(words)")
    #expect(again.status == 2)
    #expect(again.error.contains("'pauses' has no such item"))
    #expect(
      await space.run("set", "relationship", "pauses-=soon").error
        .contains("rapport set relationship pauses-=2026-08-01..2026-08-31")
    )
  }

  @Test func `a new stage asks for a look at the map, then and in the status`() async throws {
    let space = try TestContext.anaAndBen()
    #expect(await space.run("set", "relationship", "stage=resident").error == "")
    var transcript = await space.run("set", "relationship", "stage=fellow")
    transcript += await space.run("status")
    transcript.expect(golden: "set-stage")
  }
}
