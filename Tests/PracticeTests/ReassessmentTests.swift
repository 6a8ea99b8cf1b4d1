import Git
import History
import Practice
import Records
import Space
import TestSupport
import Testing

struct ReassessmentTests {
  private func file(_ path: String, _ text: String) -> RecordFile {
    RecordFile(path: path, bytes: Array(text.utf8), standing: .saved)
  }

  private func goal(_ status: String = "achieved", skills: String = "[writing]") -> RecordFile {
    file("goals/paper.md", "---\ntitle: Paper\nstatus: \(status)\nskills: \(skills)\n---\n")
  }

  private func skill(_ lines: String = "") -> RecordFile {
    file("skills/writing.md", "---\nid: wr1t3r\nname: Writing\n---\n## Assessments\n\(lines)")
  }

  /// The goal became achieved on a day.
  private func events(on day: String, status: String = "achieved") throws -> [Event] {
    let day = try #require(CalendarDay(day))
    let time = CommitTime(secondsSince1970: Int64(day.daysSince1970) * 86_400 + 43_200, offsetMinutes: 0)
    let commit = CommitReference(
      id: try #require(ObjectID(hex: String(repeating: "a", count: 40))),
      author: Author(person: .ana, role: .mentee),
      authored: time,
      committed: time,
      subject: "",
      body: ""
    )
    let record = RecordReference(path: "goals/paper.md", id: nil, kind: .goal, title: "Paper")
    return [
      Event(commit: commit, record: record, changes: [.field(path: "status", old: .text("active"), new: .text(status))])
    ]
  }

  private func roles(_ lines: String, achieved: String) throws -> [Role] {
    let listing = RecordListing(files: [goal(), skill(lines)])
    return Reassessment.due(in: listing, events: try events(on: achieved)).flatMap(\.roles)
  }

  @Test(arguments: [("2028-02-28", true), ("2028-02-29", false), ("2028-03-01", false)])
  func `an assessment of the day of the achievement or later is enough`(assessed: String, isDue: Bool) throws {
    let lines = "- \(assessed) mentee 3\n- \(assessed) mentor 3\n"
    #expect(try roles(lines, achieved: "2028-02-29").isEmpty != isDue)
  }

  @Test func `each of the two is asked`() throws {
    #expect(try roles("", achieved: "2026-08-01") == [.mentee, .mentor])
    #expect(try roles("- 2026-08-02 mentee 3\n", achieved: "2026-08-01") == [.mentor])
  }

  @Test func `only a goal that is achieved asks, by the names of skills that are there`() throws {
    let events = try events(on: "2026-08-01")
    func due(_ goal: RecordFile, _ events: [Event]) -> Int {
      Reassessment.due(in: RecordListing(files: [goal, skill()]), events: events).count
    }
    #expect(due(goal(), events) == 1)
    #expect(due(goal(skills: "wr1t3r"), events) == 1)
    #expect(due(goal(skills: "[writing.md, writing]"), events) == 1)
    #expect(due(goal("active"), events) == 0)
    #expect(due(goal(skills: "[speaking]"), events) == 0)
    #expect(due(goal(), []) == 0)
    #expect(try due(goal(), self.events(on: "2026-08-01", status: "active")) == 0)
  }
}
