import TestSupport
import Testing

struct NewCommandTests {
  @Test func `blanks are no title`() async throws {
    let space = try TestContext.new()
    let refused = await space.run("new", "goal", "   ")
    #expect(refused.status == 2)
    #expect(refused.error.contains("a goal needs a title"))
  }

  @Test func `a title may look like a field that there isn't`() async throws {
    let space = try TestContext.anaAndBen()
    #expect(await space.run("new", "goal", "n=40 cohort", "target=2026-12-01").status == 0)
    let text = try space.fixture.read("goals/n-40-cohort.md")
    #expect(text.contains("title: \"n=40 cohort\"\n") || text.contains("title: n=40 cohort\n"))
    #expect(text.contains("target: 2026-12-01\n"))
    #expect(await space.run("new", "goal", "target=2026-12-01").status != 0)
  }

  @Test(arguments: [
    ("goal", ["goal", "Toxicity paper: grade 3", "target=+3m"]),
    ("meeting", ["meeting", "2026-09-15", "time=16:00"]),
    ("meeting-today", ["meeting"]),
    ("skill", ["skill", "Reading statistics"]),
    ("question", ["question", "Should I go to ESTRO?"]),
    ("commitment", ["commitment", "Night shifts", "hours=40"]),
    ("feedback", ["feedback", "about=my talk", "from=mentor", "to=mentee"]),
    ("advocacy", ["advocacy", "act=a letter to the dean", "by=mentor"]),
    ("plural", ["goals", "Second goal"]),
    ("title-to-quote", ["goal", "Re: @ana #1 [draft]"]),
    ("taken-name", ["goal", "Fellowship"]),
    ("single", ["closure", "reason=moved"]),
  ])
  func `a record begins with its template filled in`(name: String, arguments: [String]) async throws {
    let space = try TestContext.anaAndBen()
    var transcript = await space.run(arguments: ["new"] + arguments)
    transcript += try space.lastCommit()
    transcript.expect(golden: "new-" + name)
  }

  @Test(arguments: [
    ("reflection", ["reflection"]),
    ("checkup", ["checkup", "--date", "2026-08-11", "fit=unsure"]),
    ("person", ["person", "Kim Lee", "role=sponsor"]),
    ("goal-private", ["goal", "Leave the committee"]),
  ])
  func `a private space takes private records`(name: String, arguments: [String]) async throws {
    let space = try TestContext.empty()
    try space.fixture.commit("private space: new", files: ["private.md": "---\nowner:\n---\n"])
    var transcript = await space.run(arguments: ["new"] + arguments)
    transcript += try space.lastCommit()
    transcript.expect(golden: "new-" + name)
  }

  @Test(arguments: [
    ("private-kind", ["reflection"]),
    ("private-kind-plural", ["network", "Kim Lee"]),
    ("unknown-kind", ["gaol", "Paper"]),
    ("single-kind", ["agreement"]),
    ("no-title", ["goal"]),
    ("two-titles", ["goal", "Toxicity", "paper"]),
    ("invalid-value", ["goal", "Paper", "status=actve"]),
    ("no-day", ["meeting", "soonish"]),
    ("taken-day", ["meeting", "2026-08-18"]),
    ("before-beginning", ["meeting", "2026-03-01"]),
    ("no-kind", []),
    ("dry-run", ["goal", "Paper", "--dry-run"]),
  ])
  func `nothing is written`(name: String, arguments: [String]) async throws {
    let space = try TestContext.anaAndBen()
    let tip = try space.fixture.tip()
    await space.run(arguments: ["new"] + arguments).expect(golden: "new-" + name)
    #expect(try space.fixture.tip() == tip)
    #expect(try space.fixture.runGit(["status", "--porcelain"]).stdout == "")
  }

  @Test(arguments: [
    ("goal", ["new", "goal", "Paper"]), ("goal", ["import", "../goals.csv", "--kind", "goal"]),
    ("closure", ["close", "--reason", "moved"]),
  ])
  func `a template that can't be read is named with its place`(name: String, arguments: [String]) async throws {
    let space = try TestContext.anaAndBen()
    try space.fixture.write("templates/\(name).md", "---\ntitle: Re: a: b\n---\n")
    try space.fixture.write("../goals.csv", "title\nPaper\n")
    let tip = try space.fixture.tip()
    let transcript = await space.run(arguments: arguments)
    #expect(transcript.error.hasPrefix("templates/\(name).md:2:8: error: "))
    #expect(transcript.error.contains("templates/\(name).md: error: the template can't be read\n"))
    #expect(transcript.status == 1)
    #expect(try space.fixture.tip() == tip)
  }

  @Test func `a space's own template comes first`() async throws {
    let space = try TestContext.new()
    try space.fixture.commit(
      "template",
      files: ["templates/goal.md": "---\ntitle:\nstatus: proposed\n---\n## My heading\n"]
    )
    var transcript = await space.run("new", "goal", "Paper")
    transcript += try space.lastCommit()
    transcript.expect(golden: "new-own-template")
  }
}
