import Foundation
import TestSupport
import Testing

struct ImportCommandTests {
  /// A space with older files beside it.
  private static func with(_ files: [String: String]) throws -> TestContext {
    let space = try TestContext.anaAndBen()
    for (name, text) in files { try writeFile(at: space.fixture.outsidePath("old/" + name), Array(text.utf8)) }
    return space
  }

  private static func expectUntouched(_ space: TestContext, _ sourceLocation: SourceLocation = #_sourceLocation) throws
  {
    #expect(try space.fixture.runGit(["status", "--porcelain"]).stdout == "", sourceLocation: sourceLocation)
    #expect(
      try space.fixture.runGit(["log", "-1", "--format=%s"]).stdout == "meeting 2026-08-18: new\n",
      sourceLocation: sourceLocation
    )
  }

  @Test func `meetings from before the day the two began are taken, and that day is asked after`() async throws {
    let space = try Self.with(["2025-03-10.md": "We spoke.\n", "2025-04-12.md": "Again.\n"])
    let hint = "; if it began with them: rapport set relationship started=2025-03-10\n"
    let imported = await space.run("import", "../old")
    #expect(imported.status == 0)
    #expect(imported.error.contains(hint))
    #expect(await space.run("set", "relationship", "started=2025-03-10").status == 0)
    try writeFile(at: space.fixture.outsidePath("older/2025-05-10.md"), Array("Later.\n".utf8))
    #expect(!(await space.run("import", "../older").error.contains("if it began")))
  }

  @Test func `notes with a day become meetings in one commit`() async throws {
    let space = try Self.with([
      "2025-03-10.md": "# First talk\nWe spoke of the paper.\n\n- [ ] Send outline\n",
      "2025/Notes 20250412.txt": "Windows\r\nlines\r\n",
      "diary.md": "---\ndate: 2025-05-01\nplace: by phone\nmood: good\n---\n## Agenda\n- [x] Journal\n",
      "2026_09_30 plans.markdown": "Ahead.\n",
      "picture.png": "no text",
    ])
    var transcript = await space.run("import", "../old", "--dry-run")
    try Self.expectUntouched(space)
    transcript += await space.run("import", "../old/", "--because", "from my notebook")
    transcript += try space.lastCommit()
    transcript += await space.run("check")
    transcript += await space.run("import", "../old")
    transcript.expect(golden: "import-notes")
    let file = try space.fixture.read("meetings/2025-04-12.md")
    #expect(file == "---\r\ndate: 2025-04-12\r\nstatus: held\r\ntitle: Notes\r\n---\r\nWindows\r\nlines\r\n")
  }

  @Test func `notes keep their names, and reflections go to the private space`() async throws {
    let space = try Self.with(["2025-03-10 Talk about grants.md": "One.\n", "2025-03-10.txt": "Two.\n"])
    #expect(await space.run("init", "--private", space.fixture.outsidePath("notes")).status == 0)
    space.now = TestContext.start
    var transcript = await space.run("import", "../old", "--kind", "note")
    transcript += await space.run("list", "notes")
    try FileManager.default.removeItem(atPath: space.fixture.outsidePath("old/2025-03-10.txt"))
    transcript += await space.run("import", "../old", "--kind", "reflection")
    transcript += await space.run("list", "reflections")
    transcript.expect(golden: "import-kinds")
    #expect(try space.fixture.runGit(["ls-files", "reflections"]).stdout == "")
  }

  @Test func `every problem is told with its place, and nothing is written`() async throws {
    let space = try Self.with([
      "no day.md": "Text.\n", "2025-02-29.md": "No such day.\n", "2026-07-14 again.md": "Taken.\n",
      "2025-01-01 a.md": "A.\n", "2025-01-01 b.md": "B.\n",
      "2025-01-02.md": "---\ndate: 2025-01-02\nstatus: hold\n---\n", "2025-01-03.md": "---\ntitle: Re: x\n---\n",
      "2025-01-04.md": "Fine.\n",
    ])
    try writeFile(at: space.fixture.outsidePath("old/2025-01-05.txt"), [0x66, 0xFC, 0x72])
    try FileManager.default.createSymbolicLink(
      atPath: space.fixture.outsidePath("old/2025-01-06.md"),
      withDestinationPath: space.fixture.path + "/agreement.md"
    )
    var transcript = await space.run("import", "../old")
    transcript += await space.run("import", "../nowhere")
    transcript += await space.run("import", "../old", "--kind", "goal")
    transcript += await space.run("import", "../old", "--map", "a=b")
    transcript.expect(golden: "import-notes-problems")
    try Self.expectUntouched(space)
  }

  @Test func `notes that go to one place get numbers, and the same import once more brings in what is new`()
    async throws
  {
    let space = try Self.with([
      "2025-03-10 会议.md": "One.\n", "2025-03-10 目标.md": "Two.\n", "2025-04-12.md": "Three.\n",
    ])
    #expect(await space.run("import", "../old", "--kind", "note").status == 0)
    #expect(try space.fixture.read("notes/2025-03-10-record.md").contains("title: 会议\n"))
    #expect(try space.fixture.read("notes/2025-03-10-record-2.md").contains("title: 目标\n"))
    let tip = try space.fixture.tip()
    try space.edit("notes/2025-04-12.md", "Three.", "Three, as I remember it.")
    try writeFile(at: space.fixture.outsidePath("old/2025-03-10 مهمة.md"), Array("Four.\n".utf8))
    var transcript = await space.run("import", "../old", "--kind", "note", "--dry-run", "--format", "json")
    #expect(try space.fixture.tip() == tip)
    transcript += await space.run("import", "../old", "--kind", "note")
    transcript += await space.run("import", "../old", "--kind", "note")
    transcript.expect(golden: "import-again")
  }

  @Test func `two meetings of one day are two records`() async throws {
    let space = try Self.with(["2025-03-10 morning.md": "One.\n", "2025-03-10 noon.md": "Two.\n"])
    #expect(await space.run("import", "../old").status == 0)
    #expect(try space.fixture.read("meetings/2025-03-10.md").contains("title: morning\n"))
    #expect(try space.fixture.read("meetings/2025-03-10-2.md").contains("title: noon\n"))
    #expect(await space.run("check").output.contains("meetings/2025") == false)
  }

  @Test func `problems are in the answer as JSON, too`() async throws {
    let space = try Self.with(["2025-03-10.md": "One.\n", "undated.md": "Two.\n"])
    await space.run("import", "../old", "--format", "json").expect(golden: "import-problems-json")
    try Self.expectUntouched(space)
  }

  @Test func `rows become records of a kind, columns its fields and headings`() async throws {
    let space = try Self.with([
      "goals.csv":
        "\u{FEFF}Title,Due date,Status,Skills,Why,Ignored\r\n\"Grant, small\",2025-06-30,achieved,\"writing,statistics\",\"To learn.\r\nTo earn.\",x\r\n\r\nTalk at ESTRO,,proposed,,,\r\n",
      "talks.csv": "date;by;act\n2025-03-01;mentor;a letter\n2025-04-01;mentor;\"an \"\"open\"\" introduction\"\n",
    ])
    let arguments = ["--kind", "goal", "--map", "Due date=target", "--map", "ignored="]
    var transcript = await space.run(arguments: ["import", "../old/goals.csv"] + arguments + ["--dry-run"])
    try Self.expectUntouched(space)
    transcript += await space.run(arguments: ["import", "../old/goals.csv"] + arguments)
    transcript += try space.lastCommit()
    transcript += await space.run("import", "../old/talks.csv", "--kind", "advocacy")
    transcript += await space.run("show", "advocacy/2025-04-01")
    transcript += await space.run(arguments: ["import", "../old/goals.csv"] + arguments)
    transcript.expect(golden: "import-table")
  }

  @Test func `the same table once more brings in what is new, and names what is there with other values`() async throws
  {
    let space = try Self.with(["goals.csv": "title,target,why\nG1,2027-01-01,One.\nG2,2027-01-01,\n"])
    #expect(await space.run("import", "../old/goals.csv", "--kind", "goal").status == 0)
    let text = "title,target,why\nG1,2027-01-01,One.\nG2,2027-03-03,Two.\nG3,2027-02-02,\n"
    try writeFile(at: space.fixture.outsidePath("old/goals.csv"), Array(text.utf8))
    var story = await space.run("import", "../old/goals.csv", "--kind", "goal")
    story += await space.run("import", "../old/goals.csv", "--kind", "goal")
    story.expect(golden: "import-table-again")
    #expect(try space.fixture.read("goals/g2.md").contains("target: 2027-01-01\n"))
  }

  @Test func `a cell's text keeps its order and its paragraphs`() async throws {
    let space = try Self.with([
      "questions.csv": "title,asked,answer\nHow to revise?,2026-01-10,\"First.\n# Steps\n1. read\n\n2. cut\"\n"
    ])
    #expect(await space.run("import", "../old/questions.csv", "--kind", "question").status == 0)
    let text = try space.fixture.read("questions/how-to-revise.md")
    #expect(text.hasSuffix("\n## Answer\nFirst.\n\\# Steps\n1. read\n\n2. cut\n"))
  }

  @Test(arguments: [
    ("header", "Title,Statsu\nA,active\n"), ("value", "title,status,target\nA,actve,30.6.2025\n,active,\nA,active,\n"),
    ("cells", "title,status\nA\nB,active\nC,actve\nD,active,2026\n"), ("quote", "title,status\n\"A,active\n"),
    ("behind", "title\n\"A\"b\n"),
    ("twice", "title,Title\nA,B\n"), ("empty", ""),
  ])
  func `a table that can't be read whole writes nothing`(name: String, text: String) async throws {
    let space = try Self.with(["goals.csv": text])
    await space.run("import", "../old/goals.csv", "--kind", "goal").expect(golden: "import-table-" + name)
    try Self.expectUntouched(space)
  }

  @Test func `a meeting ahead isn't brought in as held, from a table or a note`() async throws {
    let space = try Self.with([
      "meetings.csv": "date,status\n2026-03-01,held\n2027-01-01,held\n",
      "notes/2027-01-02.md": "---\nstatus: held\n---\n",
    ])
    let table = await space.run("import", "../old/meetings.csv", "--kind", "meeting")
    #expect(table.status == 1)
    #expect(
      table.error.contains(
        "../old/meetings.csv:3:1: error: the meeting of 2027-01-01 is still ahead, so it can't be held yet [import]\n"
      )
    )
    #expect(table.error.contains("help: correct the day, or say status: planned\n"))
    let note = await space.run("import", "../old/notes")
    #expect(note.error.contains("2027-01-02.md:1:1: error: the meeting of 2027-01-02 is still ahead"))
    try Self.expectUntouched(space)
  }

  @Test func `a name for a column that isn't there is told`() async throws {
    let space = try Self.with(["goals.csv": "title,Due\nA,2026-12-01\n"])
    let arguments = ["--kind", "goal", "--map", "Due=target", "--map", "Due date=success"]
    let refused = await space.run(arguments: ["import", "../old/goals.csv"] + arguments)
    #expect(refused.status == 1)
    #expect(refused.error.contains("../old/goals.csv:1:1: error: no column is called 'Due date' [import]\n"))
    #expect(refused.error.contains("help: --map takes the words of the header: title, Due\n"))
    try Self.expectUntouched(space)
  }

  @Test func `words of a name are kept, and files of another sort are named`() async throws {
    let space = try Self.with(["notes_2025.03.10 Gespräch.txt": "One.\n", "a/plan.docx": "", "b.odt": ""])
    let transcript = await space.run("import", "../old")
    #expect(
      transcript.error.contains("Left out, since only Markdown and text files are brought in: a/plan.docx, b.odt\n")
    )
    #expect(try space.fixture.read("meetings/2025-03-10.md").contains("title: notes Gespräch\n"))
  }

  @Test func `an ending may be written in any case`() async throws {
    let space = try Self.with(["2025-03-10.MD": "One.\n", "2025-04-10.Md": "Two.\n", "a/2025-05-10.TXT": "Three.\n"])
    let transcript = await space.run("import", "../old")
    #expect(!transcript.error.contains("Left out"))
    for (day, text) in [("03", "One.\n"), ("04", "Two.\n"), ("05", "Three.\n")] {
      #expect(try space.fixture.read("meetings/2025-\(day)-10.md").hasSuffix("---\n\(text)"))
    }
  }

  @Test func `a table needs a kind that has a folder`() async throws {
    let space = try Self.with(["goals.csv": "title\nA\n"])
    var transcript = await space.run("import", "../old/goals.csv")
    transcript += await space.run("import", "../old/goals.csv", "--kind", "agreement")
    transcript += await space.run("import", "../old/goals.csv", "--kind", "person")
    transcript += await space.run("import", "../old/none.csv", "--kind", "goal")
    transcript.expect(golden: "import-table-kind")
    try Self.expectUntouched(space)
  }
}

struct BackdatedTests {
  @Test(arguments: [
    ("question", ["question", "Which journal?", "--date", "2026-05-01"], "asked: 2026-05-01"),
    ("commitment", ["commitment", "Night shifts", "--date", "2026-05-01"], "started: 2026-05-01"),
    ("feedback", ["feedback", "--date", "2026-05-01"], "requested_on: 2026-05-01"),
    ("advocacy", ["advocacy", "--date", "2026-05-01"], "date: 2026-05-01"),
    ("closure", ["closure", "--date", "2026-05-01"], "closed_on: 2026-05-01"),
    ("meeting", ["meeting", "--date", "2026-05-01"], "date: 2026-05-01"),
  ])
  func `a record of an earlier day says so`(name: String, arguments: [String], line: String) async throws {
    let space = try TestContext.anaAndBen()
    #expect(await space.run(arguments: ["new"] + arguments).status == 0)
    #expect(try space.fixture.runGit(["show", "--format="]).stdout.contains("+\(line)\n"))
  }

  @Test func `a goal has no day of its own`() async throws {
    await (try TestContext.anaAndBen()).run("new", "goal", "Paper", "--date", "2026-05-01").expect(
      golden: "new-no-own-day"
    )
  }
}
