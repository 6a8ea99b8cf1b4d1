import TestSupport
import Testing

struct DoneCommandTests {
  @Test(arguments: ["", "  "])
  func `no words name no task, also where only one is open`(words: String) async throws {
    let space = try TestContext.new()
    try space.fixture.commit(
      "by hand",
      files: ["meetings/2026-08-01.md": "---\ndate: 2026-08-01\nstatus: held\n---\n## Actions\n- [ ] Send outline\n"]
    )
    let tip = try space.fixture.tip()
    let refused = await space.run("done", words)
    #expect(refused.status == 2)
    #expect(refused.error.contains("no words of a task are given"))
    #expect(try space.fixture.tip() == tip)
  }

  @Test(arguments: [
    ("milestone", ["full draft"]),
    ("dropped", ["Submitted", "--drop", "--because", "the journal closed"]),
    ("reopened", ["abstract agreed", "--reopen"]),
    ("in-record", ["letters", "fellowship"]),
    ("twin-from-meeting", ["Fellowship letters", "2026-06-16"]),
    ("twin-from-agenda", ["Fellowship letters", "2026-08-18"]),
  ])
  func `a box is ticked, and its twin with it`(name: String, arguments: [String]) async throws {
    let space = try TestContext.anaAndBen()
    var transcript = await space.run(arguments: ["done"] + arguments)
    transcript += try space.lastCommit()
    transcript.expect(golden: "done-" + name)
  }

  @Test func `a carried task is found by the words of its meeting`() async throws {
    let space = try TestContext.anaAndBen()
    let transcript = await space.run("done", "fellowship letters")
    #expect(transcript.status == 0)
    for path in ["meetings/2026-06-16.md", "meetings/2026-07-14.md", "meetings/2026-08-18.md"] {
      #expect(try space.fixture.read(path).contains("- [x] Fellowship letters"))
    }
  }

  @Test func `a task that was carried into two places of one meeting is ticked in both`() async throws {
    let space = try TestContext.new()
    let carried = "- [ ] Send outline (from 2026-01-05)\n"
    try space.fixture.commit(
      "two meetings",
      files: [
        "meetings/2026-01-05.md": "---\ndate: 2026-01-05\nstatus: held\n---\n## Actions\n- [ ] Send outline\n",
        "meetings/2026-02-02.md":
          "---\ndate: 2026-02-02\nstatus: held\n---\n## Agenda\n\(carried)\n## Actions\n\(carried)",
      ]
    )
    #expect(await space.run("done", "send outline", "2026-01-05").status == 0)
    for path in ["meetings/2026-01-05.md", "meetings/2026-02-02.md"] {
      #expect(try !space.fixture.read(path).contains("- [ ]"))
    }
    #expect(try space.fixture.runGit(["status", "--porcelain"]).stdout == "")
  }

  @Test func `of tasks that are the same in every word the first is ticked, and then the next`() async throws {
    let space = try TestContext.new()
    let path = "goals/paper.md"
    let goal = "---\ntitle: Paper\nstatus: active\n---\n## Milestones\n"
    try space.fixture.commit("a goal", files: [path: goal + "- [ ] Send draft\n- [ ] Send draft\n"])
    #expect(await space.run("done", "send draft").status == 0)
    #expect(try space.fixture.read(path) == goal + "- [x] Send draft\n- [ ] Send draft\n")
    #expect(await space.run("done", "send draft", "paper").status == 0)
    #expect(try space.fixture.read(path) == goal + "- [x] Send draft\n- [x] Send draft\n")
  }

  @Test func `of tasks with the same words for two people none is taken for the other`() async throws {
    let space = try TestContext.new()
    let goal = "---\ntitle: Paper\nstatus: active\n---\n## Milestones\n- [ ] Send @mentee\n- [ ] Send @mentor\n"
    try space.fixture.commit("a goal", files: ["goals/paper.md": goal])
    #expect(await space.run("done", "send").status == 2)
  }

  @Test func `a task opened again is open everywhere`() async throws {
    let space = try TestContext.anaAndBen()
    let before = try space.fixture.tree(space.fixture.tip())
    #expect(await space.run("done", "fellowship letters").status == 0)
    #expect(await space.run("done", "fellowship letters", "--reopen").status == 0)
    #expect(try space.fixture.tree(space.fixture.tip()) == before)
  }

  @Test(arguments: [
    ("unknown", ["walk the dog"]),
    ("ambiguous", ["s"]),
    ("ticked-already", ["abstract agreed"]),
    ("both", ["submitted", "--drop", "--reopen"]),
    ("no-task", []),
    ("dry-run", ["submitted", "-n"]),
  ])
  func `nothing is ticked`(name: String, arguments: [String]) async throws {
    let space = try TestContext.anaAndBen()
    let tip = try space.fixture.tip()
    await space.run(arguments: ["done"] + arguments).expect(golden: "done-" + name)
    #expect(try space.fixture.tip() == tip)
    #expect(try space.fixture.runGit(["status", "--porcelain"]).stdout == "")
  }
}
