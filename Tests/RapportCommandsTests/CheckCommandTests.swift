import TestSupport
import Testing

struct CheckCommandTests {
  @Test func `records without mistakes are said to be fine`() async throws {
    try await TestContext.anaAndBen().run("check").expect(golden: "check-clean")
  }

  @Test func `all findings of all records come in one run`() async throws {
    try await Self.faulty().run("check").expect(golden: "check-findings")
  }

  @Test func `findings as JSON have places and fixes`() async throws {
    try await Self.faulty().run("check", "--format", "json").expect(golden: "check-json")
  }

  @Test func `one record is checked by its name`() async throws {
    try await Self.faulty().run("check", "goals/thesis.md").expect(golden: "check-one")
  }

  @Test func `a fix is shown before it is made`() async throws {
    let space = try Self.faulty()
    let before = try space.fixture.read("goals/thesis.md")
    await space.run("check", "--fix", "--dry-run").expect(golden: "check-fix-dry-run")
    #expect(try space.fixture.read("goals/thesis.md") == before)
  }

  @Test func `a fix adds the quotes and leaves the rest`() async throws {
    let space = try Self.faulty()
    let before = try space.fixture.read("goals/thesis.md")
    var transcript = await space.run("check", "--fix")
    transcript += await space.run("check", "goals/thesis.md")
    transcript.expect(golden: "check-fix")
    #expect(
      try space.fixture.read("goals/thesis.md")
        == before.replacing("Re: thesis, chapter 2", with: "\"Re: thesis, chapter 2\"")
    )
  }

  @Test func `JSON stays one value when something is fixed`() async throws {
    let space = try Self.faulty()
    var transcript = await space.run("check", "--fix", "--dry-run", "--format", "json", "goals/thesis.md")
    transcript += await space.run("check", "--fix", "--format", "json", "goals/thesis.md")
    transcript += await space.run("check", "--fix", "--dry-run", "goals/thesis.md")
    transcript.expect(golden: "check-fix-json")
    for entry in transcript.entries where entry.command.contains("json") {
      #expect(entry.output.split(separator: "\n").count == 1)
    }
  }

  @Test func `a meeting that is held on a day ahead is found until that day`() async throws {
    let space = try TestContext.anaAndBen()
    try space.edit("meetings/2026-08-18.md", "status: planned", "status: held")
    let finding = "warning: the meeting of 2026-08-18 is still ahead, so it can't be held yet [held-ahead]\n"
    #expect(await space.run("check").output.contains(finding))
    space.now += 6 * 86_400
    #expect(await !space.run("check").output.contains("[held-ahead]"))
  }

  @Test func `a dry run without a fix means nothing`() async throws {
    try await TestContext.new().run("check", "--dry-run").expect(golden: "check-dry-run-alone")
  }

  /// A space with several mistakes, saved and not.
  private static func faulty() throws -> TestContext {
    let space = try TestContext.anaAndBen()
    try space.fixture.write(
      "goals/thesis.md",
      "---\r\nid: th3s1s\r\ntitle: Re: thesis, chapter 2  # working title\r\nstatus: active\r\n---\r\n"
    )
    try space.fixture.write(
      "goals/café.md",
      "---\ntitle: Café with the \u{4f60}\u{1f600}-group\nstatus: actve\ntarget: 2026-02-30\nskills: [statistic]\n---\nOur talk of Tuesday.\n"
    )
    try space.fixture.write(
      "meetings/2026-08-11.md",
      "---\ndate: 2026-08-12\nstatus: held\nreason: room #2\n---\n## Actions\n- [ ] Call Kim due:soon\n"
    )
    try space.fixture.write("goals/plain.md", "Just a text.\n")
    return space
  }
}
