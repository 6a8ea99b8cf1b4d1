import Git
import RapportCommands
import TestSupport
import Testing

/// The forms of `log`.
struct LogViewsTests {
  @Test(arguments: [
    ("csv", ["fellowship", "--format", "csv"]),
    ("csv-nothing", ["--since", "today", "--format", "csv"]),
    ("md", ["toxicity-paper", "--format", "md"]),
    ("md-several", ["questions", "skills", "--format", "md"]),
    ("patch", ["toxicity-paper", "--patch", "--field", "target"]),
    ("patch-begin", ["choose-journal", "-p", "-n", "2"]),
    ("patch-gone", ["goals/teaching-course.md", "--patch", "-n", "1"]),
    ("patch-renamed", ["fellowship", "--patch", "--since", "2026-07-01"]),
    ("patch-md", ["agreement", "--patch", "--format", "md", "-n", "1"]),
  ])
  func `each form tells the same events`(name: String, arguments: [String]) async throws {
    try await TestContext.anaAndBen().run(arguments: ["log"] + arguments).expect(golden: "log-" + name)
  }

  @Test(arguments: [
    ("since-last-meeting", ["--since", "last-meeting"]),
    ("since-last-meeting-then", ["--since", "last-meeting", "--at", "2026-07-13", "--by", "mentee"]),
    ("until-last-meeting", ["--until", "last-meeting", "-n", "2"]),
    ("since-days-ago", ["--since", "-40d"]),
    ("summary", ["--since", "last-meeting", "--summary"]),
    ("summary-at", ["--since", "last-meeting", "--summary", "--at", "2026-07-13"]),
    ("summary-of-mentor", ["--since", "2026-05-01", "--summary", "--by", "mentor", "--reverse"]),
    ("summary-md", ["--since", "last-meeting", "--summary", "--format", "md"]),
    ("summary-json", ["--since", "last-meeting", "--summary", "--format", "json"]),
    ("summary-nothing", ["--since", "today", "--summary"]),
  ])
  func `what happened since a meeting can be asked for`(name: String, arguments: [String]) async throws {
    try await TestContext.anaAndBen().run(arguments: ["log"] + arguments).expect(golden: "log-" + name)
  }

  @Test func `days are those of who reads, in what is told as in what is asked for`() async throws {
    let space = try TestContext.new()
    // 23:30 in Los Angeles on the first is 20:30 in Auckland on the second.
    let time = CommitTime(secondsSince1970: 1_775_115_000, offsetMinutes: -480)
    let text = "---\ntitle: Paper\n---\nOnce upon a time.\n"
    try space.fixture.commit("Update paper.md", files: ["goals/paper.md": text], at: time)
    try space.fixture.write("goals/paper.md", text.replacing("Once upon a time.", with: "Now."))
    for (hours, day) in [(-8, "2026-04-01"), (13, "2026-04-02")] {
      space.zone = .fixed(offsetMinutes: hours * 60)
      for form in [["paper"], ["goals"], ["paper", "--format", "md"], ["--summary", "--kind", "goal"]] {
        let told = await space.run(arguments: ["log", "--since", day, "--until", day] + form)
        #expect(told.output.contains(day), "\(form)")
      }
      #expect(await space.run("search", "upon", "--history").output.contains(day))
      let row = await space.run("log", "paper", "--format", "csv").output.split(separator: "\r\n").last
      #expect(row?.contains(",\(day),\(day),") == true)
      #expect(await space.run("status").output.contains("  \(day)  goal paper: created"))
      #expect(await space.run("log", "paper", "--format", "json").output.contains("2026-04-01T23:30:00-08:00"))
    }
  }

  @Test func `where no meeting was held yet, it is said what to do`() async throws {
    await (try TestContext.new()).run("log", "--since", "last-meeting", "--summary").expect(
      golden: "log-no-meeting-yet"
    )
  }

  @Test func `a meeting that is planned or cancelled is not the last one`() async throws {
    let space = try TestContext.new()
    for (day, status) in [("2026-08-01", "cancelled"), ("2026-08-12", "planned"), ("2026-09-01", "planned")] {
      try space.fixture.write("meetings/\(day).md", "---\ndate: \(day)\nstatus: \(status)\n---\n")
    }
    #expect(await space.run("log", "--since", "last-meeting").status == 3)
    try space.edit("meetings/2026-08-12.md", "planned", "held")
    #expect(
      await space.run("log", "--since", "last-meeting").error == "Since the meeting of 2026-08-12.\nNothing changed.\n"
    )
  }

  @Test func `a goal without milestones has no line of progress`() async throws {
    let space = try TestContext.new()
    try space.fixture.commit("x", files: ["goals/x.md": "---\ntitle: X\nstatus: active\ntarget: 2026-12-01\n---\n"])
    await space.run("log", "x").expect(golden: "log-no-milestones")
  }

  @Test func `a text written down later names its own day`() async throws {
    let space = try TestContext.anaAndBen()
    let text = try space.fixture.read("goals/fellowship.md")
    try space.fixture.commit(
      "goal fellowship: progress",
      files: ["goals/fellowship.md": text + "- 2026-07-30 Wrote to two.\n- 2026-08-01 Called one.\n"],
      at: Story.time("08-01 20:00")
    )
    await space.run("log", "fellowship", "--since", "2026-08-01").expect(golden: "log-dated-later")
  }

  @Test func `a merge is compared with the parents it differs from`() async throws {
    let space = try TestContext.anaAndBen()
    let text = try space.fixture.read("goals/fellowship.md")
    try space.fixture.createBranch("side")
    try space.fixture.switchTo("side")
    try space.fixture.commit(
      "goal fellowship: status active → paused",
      files: ["goals/fellowship.md": text.replacing("status: active", with: "status: paused")],
      by: .ben,
      at: Story.time("08-01 20:00")
    )
    try space.fixture.switchTo("main")
    try space.fixture.commit("notes", files: ["notes.txt": "x\n"], at: Story.time("08-02 20:00"))
    try space.fixture.merge("side", files: ["goals/fellowship.md": text], at: Story.time("08-03 20:00"))
    await space.run("log", "fellowship", "--patch", "--since", "2026-08-01").expect(golden: "log-patch-merge")
  }

  @Test func `a patch shows control characters instead of obeying them`() async throws {
    let space = try TestContext.new()
    let body = "\u{1b}[2J\u{202e}gnp.exe\u{7}\n```\n"
    try space.fixture.commit("x", files: ["goals/x.md": "---\ntitle: X\n---\n" + body])
    let text = await space.run("log", "x", "--patch")
    (text + (await space.run("log", "x", "--patch", "--format", "md"))).expect(golden: "log-patch-hostile")
  }

  @Test func `cells of a table are no formulas, and Markdown calls nobody`() async throws {
    let space = try TestContext.new()
    try space.fixture.commit(
      "=HYPERLINK(\"x\")\n\n@everyone: *see* <b>",
      files: [
        "goals/x.md": "---\ntitle: \"@ana;=1+1\"\nstatus: -active\n---\n## Milestones\n- [ ] +49 call, \"now\"\n"
      ],
      by: Person(name: "-Mallory", email: "m@example.org")
    )
    let table = await space.run("log", "goals", "--format", "csv")
    (table + (await space.run("log", "x", "--format", "md"))).expect(golden: "log-hostile")
  }

  @Test func `lines of a table end as RFC 4180 says`() async throws {
    let table = try await TestContext.anaAndBen().run("log", "--format", "csv").output
    #expect(table.utf8.count { $0 == 0x0A } == table.utf8.count { $0 == 0x0D })
    #expect(table.utf8.suffix(2) == [0x0D, 0x0A])
  }
}
