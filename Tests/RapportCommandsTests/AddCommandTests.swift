import RapportCommands
import TestSupport
import Testing

struct AddCommandTests {
  @Test func `an action for a goal that isn't there is refused with the word and what was probably meant`() async throws
  {
    let space = try TestContext.anaAndBen()
    let before = try space.fixture.git("rev-parse", "HEAD")
    var transcript = await space.run("add", "last", "--action", "Send outline goal:toxicty-paper due:2026-09-01")
    transcript += await space.run("add", "last", "--action", "Send outline question:none")
    transcript.expect(golden: "add-unknown-goal")
    #expect(try space.fixture.git("rev-parse", "HEAD") == before)
  }

  @Test func `an action goes to the meeting that was held where it is tomorrow already`() async throws {
    let space = try TestContext.anaAndBen()
    // 06:00 of 18 August in Auckland, 11:00 of 17 August in Los Angeles.
    space.now = TestContext.start + (5 * 24 + 11) * 3600
    (space.person, space.zone) = (.ben, .fixed(offsetMinutes: 12 * 60))
    #expect(await space.run("set", "next", "status=held").status == 0)
    (space.person, space.zone) = (.ana, .fixed(offsetMinutes: -7 * 60))
    #expect(await space.run("add", "last", "Send the tables", "--action").status == 0)
    #expect(try space.fixture.read("meetings/2026-08-18.md").contains("- [ ] Send the tables\n"))
    #expect(await !space.run("check").output.contains("[held-ahead]"))
  }

  @Test func `days may be typed as words, also behind due, and back from today`() async throws {
    let space = try TestContext.anaAndBen()
    #expect(await space.run("add", "last", "--action", "Send outline due:+2w @mentee").status == 0)
    #expect(try space.fixture.read("meetings/2026-07-14.md").contains("- [ ] Send outline due:2026-08-26 @mentee\n"))
    #expect(await space.run("add", "toxicity-paper", "Asked due:fri about it", "--date", "-3d").status == 0)
    #expect(try space.fixture.read("goals/toxicity-paper.md").contains("- 2026-08-09 Asked due:fri about it\n"))
    let refused = await space.run("add", "toxicity-paper", "--action", "Tables due:soon")
    #expect(refused.status != 0 && refused.error.contains("[task-due]"))
  }

  @Test func `a text that begins like an option is taken behind the dashes, and the error says so`() async throws {
    let space = try TestContext.anaAndBen()
    var transcript = await space.run("add", "next", "- 5 kg less")
    transcript += await space.run("add", "next", "--", "-5 kg")
    transcript.expect(golden: "add-dash")
  }

  @Test(arguments: [
    ("progress", ["toxicity-paper", "Tables done."]),
    ("progress-of-a-day", ["toxicity-paper", "Tables done.", "--date", "yesterday", "--because", "said on the phone"]),
    ("milestone", ["toxicity-paper", "Cover letter due:2026-09-15", "--action"]),
    ("agenda", ["next", "How do I choose a journal?"]),
    ("action", ["last", "Send outline @mentee due:2026-08-24 goal:toxicity-paper", "--action"]),
    ("under-heading", ["last", "Ask about the poster", "--under", "Prep (mentor)"]),
    ("under-milestones", ["toxicity-paper", "Abstract agreed", "--under", "milestones"]),
    ("under-new-heading", ["agreement", "By mail, not by phone.", "--under", "Reaching each other"]),
    ("several-lines", ["toxicity-paper", "One\nTwo"]),
  ])
  func `a line comes to stand at its place`(name: String, arguments: [String]) async throws {
    let space = try TestContext.anaAndBen()
    var transcript = await space.run(arguments: ["add"] + arguments)
    transcript += try space.lastCommit()
    transcript.expect(golden: "add-" + name)
  }

  @Test(arguments: [
    ("held-meeting", ["last", "One more topic"]),
    ("no-place", ["agreement", "We meet by phone"]),
    ("empty", ["next", "  "]),
    ("unknown-record", ["nowhere", "Text"]),
    ("no-text", ["next"]),
    ("two-places", ["next", "Text", "--action", "--under", "Decisions"]),
    ("no-day", ["toxicity-paper", "Text", "--date", "soonish"]),
    ("dry-run", ["next", "One more topic", "--dry-run"]),
  ])
  func `nothing is added`(name: String, arguments: [String]) async throws {
    let space = try TestContext.anaAndBen()
    let tip = try space.fixture.tip()
    await space.run(arguments: ["add"] + arguments).expect(golden: "add-" + name)
    #expect(try space.fixture.tip() == tip)
    #expect(try space.fixture.runGit(["status", "--porcelain"]).stdout == "")
  }
}
