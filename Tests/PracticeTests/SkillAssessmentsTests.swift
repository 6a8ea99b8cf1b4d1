import History
import Practice
import Records
import Space
import Testing

struct SkillAssessmentsTests {
  private func skill(_ body: String) throws -> SkillAssessments {
    SkillAssessments(try Document.parse(Array("---\nname: x\n---\n\(body)".utf8)))
  }

  @Test(arguments: [
    ("Scale 1–5: 1 = watched, 5 = teaches others.", 1...5), ("scale: 0-3", 0...3), ("Levels 1 to 7", 1...7),
    ("2 to 3 of its levels, 0 TO 4, are for beginners, 1 to 9 for all", 0...4),
    ("1 = watched\n2 = with help\n4 = alone", 1...4), ("Scale 1-10.", 1...10),
  ])
  func `a scale in words states its levels`(words: String, scale: ClosedRange<Int>) throws {
    #expect(try skill("\(words)\n\n## Assessments\n- 2026-03-10 mentee 2\n").scale == scale)
    #expect(try skill("## How we rate\n\(words)\n## Assessments\n").scale == scale)
  }

  @Test(arguments: [
    "", "From novice to expert.", "Since 2026-03-10 we use it.", "Two to five clinics a week, 2-3 at best.",
    "Scale 5–1",
  ])
  func `words without numbers state none`(words: String) throws {
    #expect(try skill("\(words)\n\n## Assessments\n- 2026-03-10 mentee 2\n").scale == nil)
  }

  @Test func `the two are apart, by day, whatever the order of the lines`() throws {
    let skill = try skill(
      """
      ## Assessments
      - 2026-08-22 mentor 4 no changes needed
      - 2028-02-29 Mentee 5
      - 2026-03-10 mentee 2
      - 2026-03-11 coach 3
      - 2026-03-12 no level

      """
    )
    #expect(skill.all.map(\.level) == [2, 4, 5])
    #expect(skill.lines(by: .mentee).map(\.day.description) == ["2026-03-10", "2028-02-29"])
    #expect(skill.lines(by: .mentor).map(\.text) == ["no changes needed"])
    #expect(skill.uncounted == 2)
  }

  @Test func `a level off the scale doesn't count`() throws {
    let skill = try skill("Scale 1–5.\n## Assessments\n- 2026-03-10 mentee 7\n- 2026-03-11 mentee 3\n")
    #expect(skill.all.map(\.level) == [3])
    #expect(skill.uncounted == 1)
  }

  @Test func `an assessment of one's own is taken along however the role is written`() {
    let text = "---\nname: Aims\n---\n## Assessments\n- 2026-10-01 Mentee 2\n- 2026-10-02 Mentor 3\n"
    let skill = RecordFile(path: "skills/aims.md", bytes: Array(text.utf8), standing: .saved)
    let work = OwnWork(in: [skill]) { _ in true }
    #expect(work.copies.map(\.assessments) == [1])
    #expect(work.copies.first?.bytes == Array(text.replacing("- 2026-10-02 Mentor 3\n", with: "").utf8))
  }
}
