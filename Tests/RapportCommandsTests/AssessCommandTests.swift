import TestSupport
import Testing

struct AssessCommandTests {
  @Test func `each of the two adds a dated line`() async throws {
    let space = try TestContext.anaAndBen()
    var transcript = await space.run("assess", "grant-writing", "3", "wrote the aims page alone,\ntwo rounds")
    transcript += try space.lastCommit()
    space.person = .ben
    transcript += await space.run("assess", "p4m", "4", "--date", "2026-08-10")
    transcript += await space.run("assess", "statistics", "2", "--as", "mentee")
    transcript += await space.run("list", "skills")
    transcript.expect(golden: "assess")
  }

  @Test(arguments: [
    ("below", ["grant-writing", "0"]), ("above", ["grant-writing", "6"]), ("words", ["grant-writing", "good"]),
    ("unknown", ["cooking", "3"]), ("near", ["grant-writng", "3"]), ("no-skill", ["toxicity-paper", "3"]),
    ("ahead", ["grant-writing", "3", "--date", "2026-08-13"]),
    ("twice", ["grant-writing", "3", "--date", "2026-03-10"]),
    ("role", ["grant-writing", "3", "--as", "Ben"]),
  ])
  func `what can't be an assessment changes nothing`(name: String, arguments: [String]) async throws {
    let space = try TestContext.anaAndBen()
    let tip = try space.fixture.tip()
    await space.run(arguments: ["assess"] + arguments).expect(golden: "assess-refused-" + name)
    #expect(try space.fixture.tip() == tip)
    #expect(try space.fixture.runGit(["status", "--porcelain"]).stdout == "")
  }

  @Test(arguments: ["1", "5"])
  func `the ends of the scale are levels`(level: String) async throws {
    #expect(await (try TestContext.anaAndBen()).run("assess", "statistics", level).status == 0)
  }

  @Test(arguments: [("0", 0), ("10", 0), ("11", 2)])
  func `without a scale any small number is a level`(level: String, status: Int32) async throws {
    let space = try TestContext.new()
    try space.fixture.commit("skill", files: ["skills/x.md": "---\nid: x1y2z3\nname: X\n---\nFrom novice to expert.\n"])
    #expect(await space.run("assess", "x", level).status == status)
  }

  @Test(arguments: [("2026-08-11", true), ("2026-08-12", true), ("2026-08-13", false)])
  func `the next review is asked for once its day has come`(next: String, isAsked: Bool) async throws {
    let space = try TestContext.new()
    try space.fixture.commit("skill", files: ["skills/x.md": "---\nname: X\nnext_review: \(next)\n---\n"])
    #expect(await space.run("assess", "x", "3").error.contains("next_review=") == isAsked)
  }
}
