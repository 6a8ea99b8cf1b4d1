import Foundation
import Git
import RapportCommands
import TestSupport
import Testing

struct AgreeCommandTests {
  @Test func `the two sign one after the other, and see who signed`() async throws {
    let space = try TestContext.agreed(signedBy: [])
    var transcript = await space.run("agree", "--show")
    transcript += await space.run("agree")
    transcript += try space.lastCommit()
    space.person = .ben
    transcript += await space.run("agree")
    transcript += await space.run("agree", "--show")
    transcript += await space.run("agree")
    transcript.expect(golden: "agree")
  }

  @Test func `a later edit shows as unsigned by whom, with who changed what and why`() async throws {
    let space = try TestContext.anaAndBen()
    _ = await space.run("set", "agreement", "cadence_days=14", "--because", "fellowship deadline")
    try space.edit("agreement.md", "our limit of three goals", "our limit of two goals")
    var transcript = await space.run("agree", "--show")
    _ = await space.run("save")
    transcript += await space.run("agree", "--show")
    transcript += await space.run("agree", "--show", "--format", "json")
    transcript += await space.run("status")
    transcript += await space.run("agree")
    transcript += try space.lastCommit()
    transcript += await space.run("agree", "--show")
    transcript += await space.run("log", "agreement")
    transcript.expect(golden: "agree-after-edit")
  }

  @Test func `a change since a signature has the day that it has in the log, that of who reads`() async throws {
    let space = try TestContext.anaAndBen()
    space.zone = .fixed(offsetMinutes: -480)
    #expect(await space.run("set", "agreement", "cadence_days=14").status == 0)
    space.zone = .fixed(offsetMinutes: 720)
    #expect(await space.run("log", "agreement", "-n", "1").output.contains("2026-08-12"))
    let shown = await space.run("agree", "--show").output
    #expect(shown.contains("  2026-08-12"))
    #expect(!shown.contains("2026-08-11"))
  }

  @Test func `what the other one recorded may be signed by oneself, also on the same day, and once is enough`()
    async throws
  {
    let space = try TestContext.anaAndBen()
    #expect(await space.run("set", "agreement", "cadence_days=14").status == 0)
    #expect(await space.run("agree", "--as", "mentor").status == 0)
    space.person = .ben
    var transcript = await space.run("agree")
    transcript += await space.run("agree")
    transcript.expect(golden: "agree-after-it-was-recorded")
  }

  @Test func `a signature given aloud shows who recorded it`() async throws {
    let space = try TestContext.agreed(signedBy: [])
    var transcript = await space.run("agree", "--as", "mentor", "--date", "2026-08-10")
    transcript += try space.lastCommit()
    transcript += await space.run("agree", "--show")
    transcript += await space.run("agree", "--show", "--format", "json")
    transcript += await space.run("log", "agreement", "-n", "1")
    transcript.expect(golden: "agree-as-mentor")
  }

  @Test func `who signs twice on one day gets the time beside the day`() async throws {
    let space = try TestContext.agreed(signedBy: [])
    var transcript = await space.run("agree")
    _ = await space.run("set", "agreement", "cadence_days=14")
    transcript += await space.run("agree")
    transcript += try space.lastCommit()
    transcript += await space.run("agree", "--show")
    _ = await space.run("set", "agreement", "cadence_days=21")
    space.now -= 120
    transcript += await space.run("agree")
    transcript += await space.run("log", "agreement", "-n", "3")
    transcript.expect(golden: "agree-twice")
  }

  @Test func `an entry typed by hand is saved with the text beside it`() async throws {
    let space = try TestContext.agreed(signedBy: ["mentor"])
    try space.edit("agreement.md", "signatures:\n", "signatures:\n  - {by: mentee, on: 2026-08-12}\n")
    var transcript = await space.run("agree", "--show")
    transcript += await space.run("agree")
    transcript += try space.lastCommit()
    transcript += await space.run("agree", "--show")
    transcript.expect(golden: "agree-by-hand")
  }

  @Test func `a person at a terminal sees what changed before signing`() async throws {
    let space = try TestContext.agreed()
    _ = await space.run("set", "agreement", "max_active_goals=2")
    var transcript = await space.runInteractively("agree", answers: ["n"])
    transcript += await space.runInteractively("agree", answers: ["y"])
    transcript += await space.runInteractively("agree", "--as", "mentor", "--yes", answers: [])
    transcript.expect(golden: "agree-at-a-terminal")
  }

  @Test(arguments: [
    ("name", ["--as", "Ben Osei"]), ("stranger", ["--as", "Carla"]), ("ahead", ["--date", "2026-08-13"]),
    ("show-and-sign", ["--show", "--as", "mentor"]), ("no-day", ["--date", "soon"]),
  ])
  func `what can't be signed changes nothing`(name: String, arguments: [String]) async throws {
    let space = try TestContext.agreed(signedBy: [])
    let tip = try space.fixture.tip()
    await space.run(arguments: ["agree"] + arguments).expect(golden: "agree-refused-" + name)
    #expect(try space.fixture.tip() == tip)
    #expect(try space.fixture.runGit(["status", "--porcelain"]).stdout == "")
  }

  @Test func `today and yesterday may be the day of a signature`() async throws {
    for day in ["2026-08-11", "2026-08-12"] {
      #expect(await (try TestContext.agreed(signedBy: [])).run("agree", "--date", day).status == 0)
    }
  }

  @Test func `somebody who is neither of the two says for whom`() async throws {
    let space = try TestContext.agreed(signedBy: [])
    space.person = Person(name: "Carla Diaz", email: "carla@example.org")
    var transcript = await space.run("agree")
    transcript += await space.run("agree", "--as", "mentee")
    transcript += await space.run("agree", "--show")
    transcript.expect(golden: "agree-stranger")
  }

  @Test func `an agreement that can't be read, is open or isn't there stays as it is`() async throws {
    let space = try TestContext.agreed(signedBy: [])
    let sound = try space.fixture.read("agreement.md")
    try space.fixture.write("agreement.md", sound.replacing("max_active_goals: 3", with: "max_active_goals: [3"))
    var transcript = await space.run("agree")
    transcript += await space.run("agree", "--show")
    let broken = try space.fixture.read("agreement.md")
    #expect(broken.contains("[3"))
    let question = "unmerged:\n  - {field: max_active_goals, shown: \"3\", values: [\"2\", \"4\"]}\n---\n##"
    try space.fixture.write("agreement.md", sound.replacing("---\n##", with: question))
    transcript += await space.run("agree")
    #expect(try space.fixture.read("agreement.md").contains(question))
    transcript += await (try TestContext.new()).run("agree")
    transcript.expect(golden: "agree-unreadable")
  }

  @Test func `a dry run shows the line, and without a commit nothing is signed yet`() async throws {
    let space = try TestContext.agreed(signedBy: ["mentor"])
    var transcript = await space.run("agree", "--dry-run")
    transcript += await space.run("agree", "--no-commit")
    transcript += await space.run("agree", "--show")
    transcript.expect(golden: "agree-without-commit")
  }

  @Test func `the web page on which the other one signs is named where the host is known`() async throws {
    let space = try TestContext.agreed(signedBy: [])
    try space.git("remote", "add", "origin", "git@github.com:ana/mentoring.git")
    await space.run("agree").expect(golden: "agree-web-page")
  }
}
