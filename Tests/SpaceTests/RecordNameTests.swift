import Records
import Space
import Testing

struct RecordNameTests {
  private let today = CalendarDay("2026-05-01")

  private var files: [RecordFile] {
    func file(_ path: String, _ text: String) -> RecordFile {
      RecordFile(path: path, bytes: Array("---\n\(text)\n---\n".utf8), standing: .saved)
    }
    return [
      file("goals/toxicity-paper.md", "id: k7f3q2\ntitle: Toxicity of radiotherapy"),
      file("goals/toxicity-poster.md", "id: k7f9aa\ntitle: Poster"),
      file("goals/no-committee.md", "title: Say no to the committee"),
      file("meetings/2026-04-14.md", "date: 2026-04-14\nstatus: held"),
      file("meetings/2026-05-01.md", "date: 2026-05-01\nstatus: planned"),
      file("meetings/2026-05-12.md", "date: 2026-05-12\nstatus: planned"),
      file("meetings/2026-05-05.md", "date: 2026-05-05\nstatus: cancelled"),
      file("agreement.md", "cadence_days: 30"),
    ]
  }

  private func find(_ name: String) throws -> String {
    try RecordName.find(name, among: files, today: try #require(today)).path
  }

  @Test(arguments: [
    ("goals/toxicity-paper.md", "goals/toxicity-paper.md"), ("./goals/toxicity-paper", "goals/toxicity-paper.md"),
    ("toxicity-paper", "goals/toxicity-paper.md"), ("k7f3", "goals/toxicity-paper.md"),
    ("Poster", "goals/toxicity-poster.md"), ("radiotherapy", "goals/toxicity-paper.md"),
    ("say NO", "goals/no-committee.md"), ("agreement", "agreement.md"), ("no-com", "goals/no-committee.md"),
    ("next", "meetings/2026-05-01.md"), ("last", "meetings/2026-04-14.md"), ("2026-05-12", "meetings/2026-05-12.md"),
  ])
  func `a record answers to its path, stem, id, title, and to next and last`(name: String, path: String) throws {
    #expect(try find(name) == path)
  }

  @Test(arguments: ["toxicity", "k7f", "2026-05"])
  func `a name that fits several lists them`(name: String) throws {
    let error = #expect(throws: SpaceError.self) { try find(name) }
    guard case .ambiguousRecord(name, let candidates)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(candidates.count > 1)
  }

  @Test(arguments: [
    ("toxicty-paper", "goals/toxicity-paper.md"), ("no-kom", "goals/no-committee.md"),
    ("toksicity-po", "goals/toxicity-poster.md"),
    ("q", nil), ("nothing-like-it", nil), (String(repeating: "toxicity-paper", count: 9), nil),
  ])
  func `a misspelt name, or the beginning of one, is answered with the nearest`(name: String, path: String?) throws {
    let error = #expect(throws: SpaceError.self) { try find(name) }
    guard case .noSuchRecord(_, let suggestions)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(suggestions.first == path)
  }

  @Test(arguments: [
    ("2026-05-01", "2026-04-14", "2026-05-01"), ("2026-05-02", "2026-05-03", "2026-05-12"),
    ("2026-05-03", "2026-05-03", "2026-05-12"), ("2026-05-04", "2026-05-03", "2026-05-12"),
  ])
  func `the last meeting may be one that was held where it is tomorrow already, and the next is planned`(
    today: String,
    last: String,
    next: String
  ) throws {
    let held = RecordFile(
      path: "meetings/2026-05-03.md",
      bytes: Array("---\ndate: 2026-05-03\nstatus: held\n---\n".utf8),
      standing: .saved
    )
    let day = try #require(CalendarDay(today))
    #expect(try RecordName.find("last", among: files + [held], today: day).stem == last)
    #expect(try RecordName.find("next", among: files + [held], today: day).stem == next)
  }

  @Test func `a day names the meeting that was moved to it, unless a file has its name`() throws {
    let moved = RecordFile(
      path: "meetings/2026-06-02.md",
      bytes: Array("---\ndate: 2026-06-09\n---\n".utf8),
      standing: .saved
    )
    let today = try #require(today)
    #expect(try RecordName.find("2026-06-09", among: files + [moved], today: today).path == moved.path)
    #expect(try RecordName.find("2026-06-02", among: files + [moved], today: today).path == moved.path)
    #expect(try RecordName.find("2026-05-12", among: files + [moved], today: today).path == "meetings/2026-05-12.md")
  }

  @Test func `where no meeting is ahead, the last one is suggested for next`() throws {
    let later = try #require(CalendarDay("2026-06-01"))
    let error = #expect(throws: SpaceError.self) { try RecordName.find("next", among: files, today: later) }
    guard case .noSuchRecord(_, let suggestions)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(suggestions == ["meetings/2026-05-12.md"])
  }

  @Test(arguments: ["", "k7", "zzzz"])
  func `too little and nonsense find nothing`(name: String) {
    #expect(throws: SpaceError.self) { try find(name) }
  }
}
