import Foundation
import Git
import TestSupport
import Testing

struct SetCommandTests {
  @Test func `an index that libgit2 can't read is named with the way out`() async throws {
    let space = try TestContext.anaAndBen()
    try space.git("update-index", "--split-index")
    let refused = await space.run("set", "toxicity-paper", "confidence=on-track")
    #expect(refused.status == 5)
    #expect(refused.error.contains("  help: git update-index --no-split-index\n"))
    try space.git("update-index", "--no-split-index")
    #expect(await space.run("set", "toxicity-paper", "confidence=on-track").status == 0)
  }

  @Test func `nothing after the equals sign takes a day out, and is no status`() async throws {
    let space = try TestContext.anaAndBen()
    #expect(await space.run("set", "toxicity-paper", "target=").status == 0)
    #expect(try !space.fixture.read("goals/toxicity-paper.md").contains("target:"))
    #expect(await space.run("set", "toxicity-paper", "target=").error == "Nothing to change.\n")
    let refused = await space.run("set", "toxicity-paper", "status=")
    #expect(refused.status != 0 && refused.error.contains("[goal-status]"))
    #expect(await space.run("set", "toxicity-paper", "success=").status == 0)
  }

  @Test func `the name of a record that is missing from the folder stands for no other`() async throws {
    let space = try TestContext.anaAndBen()
    try space.fixture.commit(
      "more",
      files: ["goals/toxicity.md": "---\nid: t0x1c2\ntitle: Toxicity\nstatus: active\n---\n"]
    )
    let tip = try space.fixture.tip()
    try FileManager.default.removeItem(atPath: space.fixture.path + "/goals/toxicity.md")
    var story = await space.run("set", "toxicity", "status=paused", "--because", "no money")
    story += await space.run("add", "goals/toxicity.md", "A line.")
    // A letter that is in many titles names none.
    story += await space.run("set", "z", "status=paused", "--because", "no money")
    story.expect(golden: "set-missing-file")
    #expect(try space.fixture.tip() == tip)
  }

  @Test(arguments: [
    ("scalar", ["toxicity-paper", "target=2026-10-15", "--because", "two co-authors are away"]),
    ("relative-day", ["toxicity-paper", "target=+2w"]),
    ("weekday", ["next", "date=fri"]),
    ("list-insert", ["toxicity-paper", "skills+=grant-writing"]),
    ("list-remove", ["toxicity-paper", "skills-=statistics"]),
    ("new-field", ["toxicity-paper", "confidence=on-track", "waiting_on=Data office: release #2"]),
    ("unset", ["toxicity-paper", "--unset", "success"]),
    ("several", ["next", "time=17:30", "minutes=45"]),
    ("paused", ["toxicity-paper", "status=paused", "--because", "parental leave: back in January"]),
    ("withdrawn", ["fellowship", "status=withdrawn", "--because", "we stay in town"]),
    ("achieved", ["toxicity-paper", "status=achieved", "--because", "submitted"]),
    ("title", ["toxicity-paper", "title=Re: [toxicity] #1"]),
    ("unknown-field-kept", ["toxicity-paper", "journal=Lancet"]),
    ("unknown-field", ["toxicity-paper", "taget=2026-10-15"]),
    ("line-break", ["toxicity-paper", "title=one\ntwo"]),
  ])
  func `a field changes and nothing else does`(name: String, arguments: [String]) async throws {
    let space = try TestContext.anaAndBen()
    var transcript = await space.run(arguments: ["set"] + arguments)
    transcript += try space.lastCommit()
    transcript.expect(golden: "set-" + name)
  }

  @Test(arguments: [
    ("", "skills=grant-writing", "skills: grant-writing"),
    ("", "skills=grant-writing, statistics", "skills: [grant-writing, statistics]"),
    ("skills: speaking", "skills=[grant-writing, statistics]", "skills: [grant-writing, statistics]"),
    ("skills: speaking", "skills+=statistics", "skills: [speaking, statistics]"),
    ("skills: speaking", "skills-=speaking", "skills: []"),
    ("skills:", "skills+=statistics", "skills: [statistics]"),
  ])
  func `one name or several go where the kind has a list`(before: String, typed: String, after: String) async throws {
    let space = try TestContext.new()
    let path = "goals/paper.md"
    let text = "---\ntitle: Paper\nstatus: active\n\(before)\n---\n"
    try space.fixture.commit("a goal", files: [path: text])
    #expect(await space.run("set", "paper", typed).status == 0)
    #expect(try space.fixture.read(path).contains("\n\(after)\n"))
  }

  @Test func `brackets that hold no list are refused`() async throws {
    let space = try TestContext.anaAndBen()
    let refused = await space.run("set", "fellowship", "skills=[a, {b: c}]")
    #expect(refused.status == 2)
    #expect(refused.error.contains("help: add one item at a time: skills+=VALUE"))
  }

  @Test(arguments: [
    ["set", "toxicity-paper", "unmerged=x"], ["set", "toxicity-paper", "unmerged+=x"],
    ["set", "toxicity-paper", "--unset", "unmerged"], ["new", "goal", "A goal", "unmerged=x", "--no-edit"],
  ])
  func `the questions of a merge are answered and not set`(arguments: [String]) async throws {
    let space = try TestContext.anaAndBen()
    let tip = try space.fixture.tip()
    let refused = await space.run(arguments: arguments)
    #expect(refused.status == 2)
    #expect(refused.error.contains("rapport resolve"))
    #expect(try space.fixture.tip() == tip)
  }

  @Test(arguments: [
    ("invalid-value", ["toxicity-paper", "status=actve"]),
    ("invalid-day", ["toxicity-paper", "target=2026-02-30"]),
    ("title-empty", ["toxicity-paper", "title="]),
    ("title-blank", ["toxicity-paper", "target=2026-10-15", "title= \t"]),
    ("list-whole", ["toxicity-paper", "skills=statistics, grant-writing"]),
    ("scalar-as-list", ["toxicity-paper", "title+=more"]),
    ("list-item-absent", ["toxicity-paper", "skills-=cooking"]),
    ("unset-absent", ["toxicity-paper", "--unset", "confidence"]),
    ("unknown-record", ["toxicty-paper", "status=active"]),
    ("ambiguous", ["2026-0", "status=held"]),
    ("no-record", ["status=active"]),
    ("two-records", ["toxicity-paper", "fellowship", "status=active"]),
    ("nothing-said", ["toxicity-paper"]),
    ("nothing-to-change", ["toxicity-paper", "status=active"]),
    ("dry-run", ["toxicity-paper", "target=2026-10-15", "--dry-run"]),
    ("dry-run-json", ["toxicity-paper", "target=2026-10-15", "--dry-run", "--format", "json"]),
    ("nothing-to-change-json", ["toxicity-paper", "status=active", "--format", "json"]),
  ])
  func `nothing is committed`(name: String, arguments: [String]) async throws {
    let space = try TestContext.anaAndBen()
    let tip = try space.fixture.tip()
    await space.run(arguments: ["set"] + arguments).expect(golden: "set-" + name)
    #expect(try space.fixture.tip() == tip)
    #expect(try space.fixture.runGit(["status", "--porcelain"]).stdout == "")
  }

  @Test func `a meeting that is still ahead can't be held, and the last one is named where that may be meant`()
    async throws
  {
    let space = try TestContext.anaAndBen()
    let tip = try space.fixture.tip()
    #expect(await space.run("set", "next", "status=held").error.contains("rapport set 2026-08-18 date=DAY status=held"))
    let begun = await space.run("new", "meeting", "2026-08-14", "status=held")
    #expect(begun.status == 2)
    #expect(begun.error.contains("if it took place earlier, say when: rapport new meeting DAY status=held\n"))
    #expect(try space.fixture.tip() == tip)
    try space.edit("meetings/2026-07-14.md", "status: held", "status: planned")
    await space.run("set", "next", "status=held", "minutes=45").expect(golden: "set-held-ahead")
    #expect(await space.run("set", "next", "status=held", "date=2026-08-11").status == 0)
    space.now += 6 * 86_400
    await space.run("set", "next", "status=held").expect(golden: "set-held-none-planned")
  }

  @Test func `what follows a meeting that took place on another day names the file that it has`() async throws {
    let space = try TestContext.anaAndBen()
    let held = await space.run("set", "2026-08-18", "date=2026-08-11", "status=held")
    #expect(held.error.contains("What follows the meeting of 2026-08-11\n"))
    #expect(held.error.contains("rapport edit 2026-08-18\n"))
    #expect(held.error.contains("rapport add 2026-08-18 --action "))
    #expect(await space.run("add", "2026-08-18", "--action", "Send the draft").status == 0)
  }

  @Test func `a meeting that was put on another day isn't taken for one of the day it is named after`() async throws {
    let space = try TestContext.anaAndBen()
    #expect(await space.run("set", "2026-08-18", "date=2026-08-25").status == 0)
    #expect(await space.run("new", "meeting", "2026-08-25").error.contains("meetings/2026-08-18.md"))
    #expect(await space.run("prep", "--date", "2026-08-18").status == 0)
    #expect(try space.fixture.read("meetings/2026-08-18-2.md").contains("date: 2026-08-18"))
    #expect(try space.fixture.read("meetings/2026-08-18.md").contains("date: 2026-08-25"))
    #expect(await space.run("new", "meeting", "2026-08-18").error.contains("meetings/2026-08-18-2.md"))
  }

  @Test func `a meeting that was held can't be moved to a day ahead, and is changed otherwise where it lies there`()
    async throws
  {
    let space = try TestContext.anaAndBen()
    let tip = try space.fixture.tip()
    let refused = await space.run("set", "2026-07-14", "date=2026-12-30")
    #expect(refused.status == 2)
    #expect(refused.error.contains("the meeting of 2026-12-30 is still ahead, so it can't be held yet\n"))
    #expect(refused.error.contains("a meeting to come is a record of its own: rapport new meeting DAY\n"))
    #expect(try space.fixture.tip() == tip)
    try space.edit("meetings/2026-07-14.md", "date: 2026-07-14", "date: 2026-12-30")
    #expect(await space.run("set", "2026-07-14", "minutes=45").status == 0)
  }

  @Test func `the answer as JSON names the commit`() async throws {
    let space = try TestContext.anaAndBen()
    await space.run("set", "toxicity-paper", "target=2026-10-15", "--format", "json").expect(golden: "set-json")
  }

  @Test func `line endings of Windows stay and are shown as lines`() async throws {
    let space = try TestContext.new()
    try space.fixture.commit(
      "by hand",
      files: ["goals/x.md": "---\r\ntitle: X\r\nstatus: active\r\n---\r\n## Why\r\nBecause.\r\n"]
    )
    var transcript = await space.run("set", "x", "status=achieved", "--dry-run")
    transcript += await space.run("set", "x", "status=achieved")
    transcript += await space.run("show", "x")
    transcript.expect(golden: "set-windows-lines")
    #expect(
      try space.fixture.read("goals/x.md").utf8.elementsEqual(
        "---\r\ntitle: X\r\nstatus: achieved\r\n---\r\n## Why\r\nBecause.\r\n".utf8
      )
    )
  }

  @Test func `without a commit only the file changes`() async throws {
    let space = try TestContext.anaAndBen()
    let tip = try space.fixture.tip()
    var transcript = await space.run("set", "toxicity-paper", "target=2026-10-15", "--no-commit")
    transcript += try space.git("diff", "--stat")
    transcript.expect(golden: "set-no-commit")
    #expect(try space.fixture.tip() == tip)
  }

  @Test func `unsaved edits of the same file are committed first and alone`() async throws {
    let space = try TestContext.anaAndBen()
    let text = try space.fixture.read("goals/toxicity-paper.md")
    try space.fixture.write("goals/toxicity-paper.md", text + "- 2026-08-11 Table 2 done.\n")
    try space.fixture.write("agreement.md", "---\ncadence_days: 14\n---\n")
    var transcript = await space.run("set", "toxicity-paper", "target=2026-10-15")
    transcript += try space.git("log", "-2", "--format=%s", "--stat")
    transcript += try space.git("status", "--short")
    transcript.expect(golden: "set-over-unsaved")
  }

  @Test func `without a name and address git is not committed to`() async throws {
    let space = try TestContext.anaAndBen()
    space.person = nil
    await space.run("set", "toxicity-paper", "target=2026-10-15").expect(golden: "set-no-identity")
  }

  @Test func `a repository that is no space can be written without committing`() async throws {
    let space = try TestContext.empty()
    try space.fixture.commit("notes", files: ["goals/x.md": "---\ntitle: X\nstatus: active\n---\n"])
    var transcript = await space.run("set", "x", "status=achieved")
    transcript += await space.run("set", "x", "status=achieved", "--no-commit")
    transcript.expect(golden: "set-plain-repository")
    #expect(try space.fixture.read("goals/x.md") == "---\ntitle: X\nstatus: achieved\n---\n")
  }
}
