import Records
import Testing

/// Lines that all but say what rapport reads, and those that mean something else.
struct NearMissTests {
  private func codes(_ body: String, at path: String) throws -> [DiagnosticCode] {
    let fields =
      switch RecordKind(path: path) {
      case .skill: "name: x\n"
      case .meeting: "date: 2026-03-10\nstatus: held\n"
      default: "title: x\nstatus: active\n"
      }
    let document = try document("---\n\(fields)---\n\(body)\n")
    return Checks.diagnostics(for: document, at: path, kind: RecordKind(path: path)).map(\.code)
  }

  @Test(
    arguments: [
      ("- [] Seven @mentor", .taskBox), ("- [x ] Eight", .taskBox), ("-[ ] Nine", .taskBox), ("[ ] Ten", .taskBox),
      ("- [x]Eleven", .taskBox), ("- [ ] Send it @mentor, soon", .taskPerson), ("- [ ] Send it (@Mentee)", .taskPerson),
      ("- [ ] Send it due: 2026-12-09", .taskDueDate), ("- [ ] Send it due 2026-12-09", .taskDueDate),
      ("- [ ] Send it Due:2026-12-09", .taskDueDate),
    ] as [(String, DiagnosticCode)]
  )
  func `what is all but a task, its person or its day is found`(line: String, code: DiagnosticCode) throws {
    for heading in ["Actions", "Agenda"] {
      #expect(try codes("## \(heading)\n\(line)", at: "meetings/2026-03-10.md") == [code])
    }
    #expect(try codes("## Milestones\n\(line)", at: "goals/x.md") == [code])
    #expect(try codes("## Why\n\(line)", at: "goals/x.md").filter { $0 == .taskBox }.isEmpty)
  }

  @Test(arguments: [
    "- [x](https://example.org) read", "- [x][1] read", "[x]: https://example.org", "- [a] read", "- [] ", "- plain",
    "- [ ] Write to ana@mentor.org", "- [ ] Ask @mentor. @mentee", "- [ ] Send it @Mentor", "- [ ] Overdue 2026-12-09",
    "- [ ] Send it due:2026-12-09", "- [x] Sent, due 2026-12-09", "- [ ] Due in May", "```\n- [] code\n```",
  ])
  func `other lines below the same headings are left alone`(line: String) throws {
    #expect(try codes("## Actions\n\(line)", at: "meetings/2026-03-10.md").isEmpty)
  }

  @Test(arguments: [
    "2026-11-24 mentor: 3", "2026-11-24 mentor 4/5", "2026-11-24 mentor four", "2026-11-24 mentor 3.5",
    "24.11.2026 mentor 2", "2026-11-24: mentor 2", "2026-11-31 mentor 2", "mentor 4",
  ])
  func `an assessment that doesn't count is found`(line: String) throws {
    #expect(try codes("## Assessments\n- \(line)", at: "skills/x.md") == [.uncountedAssessment])
  }

  @Test(arguments: [
    ("Scale 1–5.", 7, true), ("Scale 1–5.", -1, true), ("Scale 1–5.", 5, false), ("", 11, true), ("", 0, false),
  ])
  func `a level off the scale is found`(scale: String, level: Int, isOff: Bool) throws {
    let body = "\(scale)\n## Assessments\n- 2026-11-24 mentor \(level)"
    #expect(try codes(body, at: "skills/x.md") == (isOff ? [.levelOffScale] : []))
  }

  @Test(arguments: [
    "- both were content", "We look at this in May.", "- mentor asked for examples", "<!-- mentor 4 -->",
  ])
  func `prose below Assessments is left alone`(line: String) throws {
    #expect(try codes("## Assessments\n\(line)", at: "skills/x.md").isEmpty)
  }

  @Test(arguments: ["Agenda:", "Agendas", "Agenda items", "Agenda (draft)"])
  func `a heading that is all but one of the kind's is found where that is missing`(heading: String) throws {
    let path = "meetings/2026-03-10.md"
    #expect(try codes("## \(heading)\n- [ ] One", at: path) == [.nearHeading])
    #expect(try codes("## \(heading)\n## Agenda\n", at: path).isEmpty)
  }

  @Test(arguments: ["AGENDA", "Prep", "Notes", "The agenda for next time", "Actions"])
  func `a heading of another meaning is left alone`(heading: String) throws {
    #expect(try codes("## \(heading)", at: "meetings/2026-03-10.md").isEmpty)
    #expect(try codes("## Why now", at: "goals/x.md").isEmpty)
  }

  @Test(arguments: [
    ("- 1.11.2026 text", true), ("- 2026-11-02: text", true), ("- 2026/11/02 text", true), ("- 2026-11-02 text", false),
    ("- 3.5.1 is out", false), ("On 1.11.2026 we met", false), ("- 10.11.20267 patients", false),
  ])
  func `a line of progress whose day isn't read is found`(line: String, isFound: Bool) throws {
    #expect(try codes("## Progress\n\(line)", at: "goals/x.md") == (isFound ? [.progressDay] : []))
  }

  @Test func `looking for near misses takes no more time than some readings of the record`() throws {
    // No clock of the machine counts, only how the one compares with the other at its best.
    let lines = (0..<200).map { "- [ ] Look through chapter \($0), then say what is missing @mentee 2 pages" }
    let progress = (0..<200).map { "- read chapter \($0), 3 of 12 are done" }
    let text = """
      ---
      title: x
      status: active
      ---
      ## Milestones
      \(lines.joined(separator: "\n"))
      ## Progress
      \(progress.joined(separator: "\n"))

      """
    func shortest(_ work: () throws -> Void) rethrows -> Duration {
      try (0..<5).map { _ in try ContinuousClock().measure(work) }.min() ?? .zero
    }
    let record = try document(text)
    let reading = try shortest { _ = try Document.parse(record.bytes).body.sections }
    let checking = shortest { _ = Checks.diagnostics(for: record, at: "goals/x.md", kind: .goal) }
    #expect(checking / reading < 15)
  }
}
