import TestSupport
import Testing

struct SaveCommandTests {
  @Test func `a private record in a folder of other letters is told to leave, not to move within the space`()
    async throws
  {
    let space = try TestContext.anaAndBen()
    try space.fixture.write("Reflections/a.md", "---\ndate: 2026-08-12\n---\nMine.\n")
    for command in ["save", "check"] {
      let told = await space.run(command)
      #expect(told.output + told.error != "")
      #expect((told.output + told.error).contains("Reflections/a.md"))
      #expect((told.output + told.error).contains("help: move the file to your private space before you sync"))
      #expect(!(told.output + told.error).contains("reflections/a.md"))
    }
  }

  @Test func `one edited record is told by its change`() async throws {
    let space = try TestContext.anaAndBen()
    try space.edit("goals/toxicity-paper.md", "status: active", "status: paused")
    var transcript = await space.run("save", "--because", "agreed on the phone")
    transcript += try space.lastCommit()
    transcript.expect(golden: "save-one")
  }

  @Test func `where core-bare was set by mistake, the command that unsets it is told`() async throws {
    let space = try TestContext.anaAndBen()
    try space.git("config", "core.bare", "true")
    let refused = await space.run("save")
    #expect(refused.status == 5)
    #expect(refused.error.contains("core.bare is set here"))
    #expect(refused.error.contains("help: git config core.bare false\n"))
    #expect(await space.run("doctor", "--offline").output.contains("git config core.bare false"))
    try space.git("config", "core.bare", "false")
    #expect(await space.run("save").status == 0)
  }

  @Test func `several records are named, with what is new, moved and gone`() async throws {
    let space = try TestContext.anaAndBen()
    try space.edit("goals/toxicity-paper.md", "status: active", "status: paused")
    try space.fixture.write("goals/idea.md", "---\ntitle: Idea\nstatus: proposed\n---\n")
    try space.moveFile("skills/statistics.md", to: "skills/biostatistics.md")
    try space.removeFile("questions/choose-journal.md")
    try space.fixture.write("notes.txt", "no record\n")
    try space.fixture.write("drafts/letter.md", "---\ntitle: Letter\n---\n")
    var transcript = await space.run("save")
    transcript += await space.run("save", "--removed")
    transcript += try space.git("log", "-2", "--format=%s", "--stat", "--find-renames")
    transcript += try space.git("status", "--short")
    transcript.expect(golden: "save-several")
  }

  @Test(arguments: [
    (["goal"], ["idea"], "1 record and 1 template: goal idea, templates/goal.md"),
    (["goal", "meeting"], [], "2 templates: templates/goal.md, templates/meeting.md"),
    (["goal", "meeting"], ["a", "b"], "2 records and 2 templates: goal a, goal b, templates/goal.md and more"),
  ])
  func `templates are not counted as records`(templates: [String], goals: [String], subject: String) async throws {
    let space = try TestContext.anaAndBen()
    for name in templates { try space.fixture.write("templates/\(name).md", "---\nstatus:\n---\n") }
    for name in goals { try space.fixture.write("goals/\(name).md", "---\ntitle: A goal\nstatus: proposed\n---\n") }
    #expect(await space.run("save").status == 0)
    #expect(try space.fixture.runGit(["log", "-1", "--format=%s"]).stdout == subject + "\n")
  }

  @Test func `a record moved by hand is told as moved`() async throws {
    let space = try TestContext.anaAndBen()
    try space.moveFile("skills/statistics.md", to: "skills/biostatistics.md")
    var transcript = await space.run("save")
    transcript += await space.run("log", "biostatistics")
    transcript.expect(golden: "save-moved")
    #expect(try space.fixture.runGit(["status", "--porcelain"]).stdout == "")
  }

  @Test func `only the named records are saved`() async throws {
    let space = try TestContext.anaAndBen()
    try space.edit("goals/toxicity-paper.md", "status: active", "status: paused")
    try space.edit("agreement.md", "cadence_days: 30", "cadence_days: 14")
    var transcript = await space.run("save", "agreement")
    transcript += try space.git("status", "--short")
    transcript.expect(golden: "save-named")
  }

  @Test func `text that was edited is not told in the subject`() async throws {
    let space = try TestContext.anaAndBen()
    try space.edit("meetings/2026-08-18.md", "## Prep (mentee)\n", "## Prep (mentee)\n- The letter.\n")
    var transcript = await space.run("save")
    transcript += try space.lastCommit()
    transcript.expect(golden: "save-text")
  }

  @Test func `words in the place of a day, a number or a state are not told in the subject`() async throws {
    let space = try TestContext.anaAndBen()
    try space.edit("goals/toxicity-paper.md", "status: active", "status: after my surgery")
    try space.edit("goals/toxicity-paper.md", "target: 2026-09-30", "target: |-\n  2026-09-30\n\n  after my surgery")
    _ = await space.run("save")
    #expect(
      try space.git("log", "-1", "--format=%B").output == "goal toxicity-paper: status changed, target changed\n\n"
    )
    try space.edit("goals/toxicity-paper.md", "status: after my surgery", "status: paused")
    _ = await space.run("save")
    #expect(try space.git("log", "-1", "--format=%B").output == "goal toxicity-paper: status paused\n\n")
  }

  @Test func `a record that can't be read stays as it is, and the rest is saved`() async throws {
    let space = try TestContext.anaAndBen()
    try space.edit("goals/toxicity-paper.md", "status: active", "status: paused")
    try space.edit("goals/fellowship.md", "title: Fellowship abroad", "title: [Fellowship abroad")
    var transcript = await space.run("save")
    transcript += try space.git("status", "--short")
    transcript.expect(golden: "save-unreadable")
  }

  @Test func `records with findings are saved all the same`() async throws {
    let space = try TestContext.anaAndBen()
    try space.edit("goals/toxicity-paper.md", "status: active", "status: actve")
    var transcript = await space.run("save")
    transcript += try space.lastCommit()
    transcript.expect(golden: "save-findings")
  }

  @Test func `a dry run shows what would be committed`() async throws {
    let space = try TestContext.anaAndBen()
    try space.edit("goals/toxicity-paper.md", "status: active", "status: paused")
    await space.run("save", "--dry-run").expect(golden: "save-dry-run")
  }

  @Test(arguments: [("nothing", []), ("unknown", ["nowhere"])])
  func `nothing is saved`(name: String, arguments: [String]) async throws {
    let space = try TestContext.anaAndBen()
    let tip = try space.fixture.tip()
    await space.run(arguments: ["save"] + arguments).expect(golden: "save-" + name)
    #expect(try space.fixture.tip() == tip)
  }
}
