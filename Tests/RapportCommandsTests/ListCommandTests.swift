import TestSupport
import Testing

struct ListCommandTests {
  @Test(arguments: [
    ("all", []),
    ("folder", ["meetings"]),
    ("kind", ["goal"]),
    ("value", ["goals", "status=active"]),
    ("member", ["skills=statistics"]),
    ("nothing", ["goals", "status=declined"]),
    ("json", ["goals", "--format", "json"]),
    ("unknown-folder", ["gaols"]),
    ("at-day", ["goals", "--at", "2026-04-19"]),
    ("at-json", ["goals", "status=proposed", "--at", "2026-03-02", "--format", "json"]),
    ("at-too-early", ["--at", "2026-01-01"]),
  ])
  func `records are listed one a line`(name: String, arguments: [String]) async throws {
    try await TestContext.anaAndBen().run(arguments: ["list"] + arguments).expect(golden: "list-" + name)
  }

  @Test(arguments: [
    (["goals", "bogus"], 3, "there is no folder or kind 'bogus'"),
    (["goals", "status!=proposed"], 3, "fields are compared by KEY=VALUE: rapport list goals status=active"),
    (["goals", "skills+=statistics"], 2, "fields are compared by KEY=VALUE"),
  ])
  func `a word that names nothing is told, also beside one that does`(
    arguments: [String],
    status: Int,
    words: String
  ) async throws {
    let refused = try await TestContext.anaAndBen().run(arguments: ["list"] + arguments)
    #expect(refused.status == Int32(status))
    #expect(refused.error.contains(words))
    #expect(refused.output == "")
  }

  @Test func `a record is a place of its own, and several places are listed together`() async throws {
    let space = try TestContext.anaAndBen()
    let both = await space.run("list", "goals/fellowship.md", "agreement.md", "meeting")
    #expect(both.status == 0)
    #expect(both.output.contains("fellowship"))
    #expect(both.output.contains("agreement"))
    #expect(both.output.contains("2026-07-14"))
  }

  @Test func `a question is open until there is an answer, and is found by that`() async throws {
    let space = try TestContext.anaAndBen()
    _ = await space.run("ask", "Where to send the paper")
    _ = await space.run("ask", "When to write")
    _ = await space.run("answer", "when-to-write", "In the morning")
    let open = await space.run("list", "questions", "status=open").output
    #expect(open.contains("where-to-send-the-paper") && open.contains("open") && !open.contains("when-to-write"))
    let answered = await space.run("list", "questions", "status=answered").output
    #expect(answered.contains("when-to-write") && answered.contains("answered"))
    let table = await space.run("list", "questions", "--format", "csv").output
    #expect(table.contains(",answered,") && table.contains(",open,"))
  }

  @Test func `a meeting that was moved shows its day and is found by it`() async throws {
    let space = try TestContext.anaAndBen()
    _ = await space.run("new", "meeting", "--date", "2027-01-12")
    #expect(await space.run("set", "2027-01-12", "date=2027-01-19").status == 0)
    let listed = await space.run("list", "meetings").output
    #expect(listed.contains("meeting 2027-01-12") && listed.contains("planned · on 2027-01-19"))
    #expect(await space.run("show", "2027-01-19").output.contains("date: 2027-01-19"))
    #expect(await space.run("check").status == 0)
  }

  @Test(arguments: [
    (["goals", "status=actve"], "No such records. Did you mean status=active?\n"),
    (["goals", "statsu=active"], "No such records. None of them has a field 'statsu'. Did you mean status?\n"),
    (
      ["meetings", "status=soon"],
      "No such records. status is one of planned, held, cancelled.\n"
    ),
    (["goals", "success=never said"], "No such records.\n"),
  ])
  func `what a filter may have misspelt is said`(arguments: [String], said: String) async throws {
    let answer = try await TestContext.anaAndBen().run(arguments: ["list"] + arguments)
    #expect(answer.error == said)
    #expect(answer.status == 0 && answer.output == "")
  }

  @Test func `an earlier moment knows nothing of what isn't saved`() async throws {
    let space = try TestContext.anaAndBen()
    let saved = await space.run("list", "--at", "today").output
    try space.fixture.write("goals/new-idea.md", "---\ntitle: New idea\nstatus: proposed\n---\n")
    #expect(await space.run("list", "--at", "today").output == saved)
    #expect(await space.run("list", "--at", "HEAD").output == saved)
    #expect(await space.run("list").output != saved)
  }

  @Test func `what isn't saved or can't be read is marked`() async throws {
    let space = try TestContext.anaAndBen()
    try space.fixture.write("goals/fellowship.md", space.fixture.read("goals/fellowship.md") + "\n")
    try space.fixture.write("goals/new-idea.md", "---\ntitle: New idea\nstatus: proposed\n---\n")
    try space.fixture.write("goals/torn.md", "---\ntitle: [torn\n---\n")
    await space.run("list", "goals").expect(golden: "list-unsaved")
  }

  @Test func `a repository without a space lists what git knows`() async throws {
    let space = try TestContext.empty()
    try space.fixture.commit(
      "notes",
      files: ["goals/x.md": "---\ntitle: X\nstatus: active\n---\n", "README.md": "hello\n"]
    )
    await space.run("list").expect(golden: "list-plain-repository")
  }
}
