import Git
import TestSupport
import Testing

struct LogCommandTests {
  @Test(arguments: [
    (["--by", "Bne"], "Nobody who changed anything here is called 'Bne'"),
    (["--by", "Ben", "--until", "2020-01-01"], nil),
    (["--field", "traget"], "No change is about 'traget'. Did you mean target?"),
    (["fellowship", "--field", "nope", "--format", "csv"], "No change is about 'nope'.\n"),
    (["--field", "target", "--until", "2020-01-01"], nil),
  ])
  func `where nothing is found, a word that fits nothing at all is named`(arguments: [String], words: String?)
    async throws
  {
    let log = await (try TestContext.anaAndBen()).run(arguments: ["log"] + arguments)
    #expect(log.status == 0)
    #expect(words.map(log.error.contains) ?? (log.error == "Nothing changed.\n"))
    guard !arguments.contains("csv") else { return }
    // A summary without anything says so in its headline.
    let summary = await (try TestContext.anaAndBen()).run(arguments: ["log", "--summary"] + arguments)
    #expect(summary.status == 0)
    #expect(summary.error == (words == nil ? "" : log.error))
    #expect(summary.output.contains("nothing changed"))
  }

  @Test func `who asks for no event is told nothing`() async throws {
    let log = await (try TestContext.anaAndBen()).run("log", "-n", "0")
    #expect(log.status == 0 && log.output == "" && log.error == "")
  }

  @Test func `the number of events may stand right behind -n, as git's may`() async throws {
    let space = try TestContext.anaAndBen()
    #expect(await space.run("log", "-n2").output == space.run("log", "-n", "2").output)
  }

  @Test func `a record that is gone is found by what it was called`() async throws {
    let space = try TestContext.anaAndBen()
    let goal = "---\nid: t4lk01\ntitle: A talk\nstatus: active\n---\n"
    try space.fixture.commit("goal talk: new", files: ["goals/talk-2026.md": goal])
    try space.fixture.commit("goal talk: removed", files: ["goals/talk-2026.md": nil])
    let byPath = await space.run("log", "goals/talk-2026.md")
    #expect(byPath.output.contains("removed"))
    for name in ["goals/talk-2026", "talk-2026", "t4lk01", "a talk"] {
      let log = await space.run("log", name)
      #expect(log.output == byPath.output, "\(name)")
      #expect(log.status == 0)
    }
    #expect(await space.run("log", "talk").status == 3)
  }

  @Test func `a record that was committed without its first line is found by the name of its file`() async throws {
    let space = try TestContext.anaAndBen()
    let text = try space.fixture.read("goals/fellowship.md")
    let never = String(text.dropFirst("---\n".count))
    try space.fixture.commit("broken", files: ["goals/fellowship.md": never, "goals/never.md": never])
    let byPath = await space.run("log", "goals/fellowship.md")
    #expect(byPath.status == 0)
    #expect(await space.run("log", "fellowship").output == byPath.output)
    // One that never was a record has no history.
    #expect(await space.run("log", "never").status == 3)
  }

  @Test(arguments: [["goals/nope"], ["goals/nope.md"], ["fellowship", "notes/nope"], ["goals/nope", "--summary"]])
  func `a record that never was is told as show tells it, whatever the form`(arguments: [String]) async throws {
    let space = try TestContext.anaAndBen()
    let show = await space.run("show", try #require(arguments.first { $0.contains("nope") }))
    for form in ["text", "json"] {
      let log = await space.run(arguments: ["log"] + arguments + ["--format", form])
      #expect(log.error == show.error)
      #expect(log.status == show.status)
      #expect(log.output == "")
    }
  }

  @Test func `the log of a goal tells its story`() async throws {
    try await TestContext.anaAndBen().run("log", "toxicity-paper").expect(golden: "log-one-goal")
  }

  @Test func `the log of everything names each record`() async throws {
    try await TestContext.anaAndBen().run("log").expect(golden: "log-everything")
  }

  @Test(arguments: [
    ("since", ["--since", "2026-06-16"]),
    ("until", ["--until", "2026-03-10"]),
    ("by-role", ["--by", "mentor"]),
    ("by-name", ["--by", "osei", "--since", "2026-05-01"]),
    ("field-status", ["--field", "status"]),
    ("field-tasks", ["--field", "tasks"]),
    ("kind", ["--kind", "question"]),
    ("reverse", ["--reverse", "--since", "2026-07-01"]),
    ("newest", ["-n", "3"]),
    ("newest-reverse", ["-n", "3", "--reverse"]),
    ("folder", ["goals"]),
    ("path", ["--", "goals/toxicity-paper.md", "skills/"]),
    ("renamed", ["fellowship"]),
    ("gone", ["goals/teaching-course.md"]),
    ("nothing", ["--since", "tomorrow"]),
  ])
  func `a filter leaves the rest out`(name: String, arguments: [String]) async throws {
    try await TestContext.anaAndBen().run(arguments: ["log"] + arguments).expect(golden: "log-" + name)
  }

  @Test(arguments: ["json", "ndjson"])
  func `the published forms keep their shape`(format: String) async throws {
    try await TestContext.anaAndBen().run("log", "toxicity-paper", "--format", format).expect(golden: "log-" + format)
  }

  @Test(arguments: [
    ("unknown-record", ["toxcity-paper"]),
    ("unknown-kind", ["--kind", "gaol"]),
    ("unknown-day", ["--since", "soonish"]),
    ("negative-number", ["-n", "-1"]),
    ("patch-csv", ["--patch", "--format", "csv"]),
    ("summary-ndjson", ["--summary", "--format", "ndjson"]),
    ("summary-patch", ["--summary", "--patch"]),
  ])
  func `a filter that means nothing is refused`(name: String, arguments: [String]) async throws {
    try await TestContext.anaAndBen().run(arguments: ["log"] + arguments).expect(golden: "log-" + name)
  }

  @Test func `a version that can't be read is told on standard error`() async throws {
    let space = try TestContext.anaAndBen()
    let text = try space.fixture.read("goals/toxicity-paper.md")
    try space.fixture.commit(
      "Update toxicity-paper.md",
      files: ["goals/toxicity-paper.md": text.replacing("title: ", with: "title: [")],
      by: .ben,
      at: Story.time("08-01 20:00")
    )
    try space.fixture.commit(
      "Update toxicity-paper.md",
      files: ["goals/toxicity-paper.md": text.replacing("active", with: "paused")],
      by: .ana,
      at: Story.time("08-02 20:00")
    )
    await space.run("log", "toxicity-paper", "--since", "2026-08-01").expect(golden: "log-unreadable-version")
    // Nothing is missing from what these say, and they would say it for ever.
    for command in ["status", "overview"] {
      #expect(await !space.run(command).error.contains("can't be read in commit"), "\(command)")
    }
  }

  @Test func `the head of a log doesn't depend on what is told`() async throws {
    let space = try TestContext.anaAndBen()
    let whole = await space.run("log", "toxicity-paper").output.split(separator: "\n")
    let part = await space.run("log", "toxicity-paper", "-n", "1").output.split(separator: "\n")
    #expect(part.prefix(2) == whole.prefix(2))
    #expect(part[1].contains("target moved once"))
  }

  @Test(arguments: [
    ["-q", "list", "goals"], ["--no-input", "-C", ".", "--quiet", "list", "goals"],
    ["--color", "never", "list", "goals"],
    ["--color=never", "--no-pager", "-C", "goals", "-C", "..", "list", "goals"],
  ])
  func `options of every command may stand before the verb`(arguments: [String]) async throws {
    let space = try TestContext.anaAndBen()
    let plain = await space.run("list", "goals")
    let told = await space.run(arguments: arguments)
    #expect(told.output == plain.output)
    #expect(told.status == 0)
  }

  @Test func `a person's way into a subfolder doesn't matter`() async throws {
    let space = try TestContext.anaAndBen()
    space.folder = "goals"
    let inFolder = await space.run("log", "toxicity-paper.md", "-n", "1")
    let atRoot = await space.run("-C", "..", "log", "goals/toxicity-paper.md", "-n", "1")
    #expect(inFolder.output == atRoot.output)
    #expect(inFolder.output.contains("2026-07-16"))
  }
}
