import TestSupport
import Testing

/// `list skills`, and the development plan.
struct SkillViewsTests {
  /// Ana and Ben with a year of assessments, and what may stand in records.
  private func space() throws -> TestContext {
    let space = try TestContext.anaAndBen()
    let skill = try space.fixture.read("skills/grant-writing.md")
    try space.fixture.commit(
      "by hand",
      files: [
        "skills/grant-writing.md": skill.replacing("- 2026-06-09", with: "- 2026-06-07 mentee 3 alone\n- 2026-06-09")
          + "- 2026-08-01 mentee 4\n- 2026-08-02 mentor 4 no changes needed\n",
        "skills/speaking.md":
          "---\nid: sp3akx\nname: \"Speaking | *live*\"\nnext_review: 2026-08-12\n---\n## Assessments\n- 2026-07-01 mentee 10\n",
        "goals/chapter.md":
          "---\ntitle: \"Chapter <b>one</b>\"\nstatus: paused\narea: career\nreason: \"# leave\"\nsuccess: \"[in](x) print\"\n---\n",
        "goals/course.md": "---\ntitle: Course\nstatus: withdrawn\nreason: no slot\n---\n",
      ]
    )
    return space
  }

  @Test func `skills show both views apart, first, last, what lies between, and the next review`() async throws {
    var transcript = await (try space()).run("list", "skills")
    transcript += await (try space()).run("list", "skills", "--at", "2026-05-01")
    transcript += await (try TestContext.new()).run("list", "skills")
    transcript.expect(golden: "list-skills")
  }

  @Test func `two looks of one person on one day are no growth, and a finding`() async throws {
    let space = try TestContext.new()
    try space.fixture.commit(
      "merged",
      files: [
        "skills/statistics.md":
          "---\nname: Statistics\n---\n## Assessments\n- 2026-02-01 mentee 2\n- 2026-02-01 mentee 4\n"
      ]
    )
    let line = await space.run("list", "skills").output.split(separator: "\n").first { $0.contains("mentee") }
    let words = try #require(line).split(separator: " ")
    #expect(words.prefix(4) == ["mentee", "2", "or", "4"])
    #expect(words.last == "2026-02-01")
    #expect(!words.contains("+2"))
    let json = await space.run("list", "skills", "--format", "json").output
    #expect(
      json.contains(#""mentee":{"first":null,"firstDay":"2026-02-01","last":null,"lastDay":null,"change":null}"#)
    )
    #expect(await space.run("report", "idp").output.contains("| 2 or 4 (2026-02-01) |  |"))
    #expect(await space.run("check").output.contains("twice on 2026-02-01, as 2 and as 4 [assessed-twice]"))
  }

  @Test func `lines that don't count are told beside the skill`() async throws {
    let space = try TestContext.new()
    let skill =
      "---\nname: Statistics\n---\nScale 1–5.\n## Assessments\n- 2026-02-01 mentee 7\n- 2026-02-02 mentee: 4\n"
    try space.fixture.commit("by hand", files: ["skills/statistics.md": skill])
    #expect(await space.run("list", "skills").output.contains(" · 2 lines not counted; rapport check"))
    #expect(await space.run("list", "skills", "--format", "json").output.contains(#""assessments":[],"notCounted":2"#))
    #expect(await !space.run("report", "idp").output.contains("7"))
  }

  @Test func `skills as JSON and as a table lose nothing`() async throws {
    var transcript = await (try space()).run("list", "skills", "--format", "json")
    transcript += await (try space()).run("list", "skill", "--format", "csv")
    transcript += await (try space()).run("list", "goals", "--format", "csv")
    transcript.expect(golden: "list-skills-for-programs")
  }

  @Test func `the development plan is one page with nothing of the records' own markup`() async throws {
    var transcript = await (try space()).run("report", "idp")
    transcript += await (try space()).run("report", "idp", "--at", "2026-03-08")
    transcript += await (try TestContext.new()).run("report", "idp")
    transcript += await (try TestContext.new()).run("report", "cv")
    transcript.expect(golden: "report-idp")
  }
}
