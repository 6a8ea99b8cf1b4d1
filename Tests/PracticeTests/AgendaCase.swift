import Git
import History
import Practice
import Records
import Space
import TestSupport
import Testing

/// Records and events from which an agenda is made, all given by a test.
struct AgendaCase {
  var files: [String: String] = [:]
  var events: [Event] = []
  var today = "2026-08-12"
  var meeting = "2026-08-18"
  var lastMeeting: String? = "2026-07-14"
  var cadence: String?
  var pauses = ""

  /// An event of one record, recorded on a day.
  mutating func record(
    _ day: String,
    _ path: String,
    by person: Person = .ana,
    because: String = "",
    _ changes: Change...
  )
    throws
  {
    let time = CommitTime(secondsSince1970: Int64(try Self.day(day).daysSince1970) * 86_400 + 43_200, offsetMinutes: 0)
    let id = try #require(ObjectID(hex: "4b825dc642cb6eb9a060e54bf8d69288fbee4904"))
    events.append(
      Event(
        commit: CommitReference(
          id: id,
          author: Author(person: person, role: nil),
          authored: time,
          committed: time,
          subject: "goal x: changed",
          body: because
        ),
        record: RecordReference(path: path, id: nil, kind: RecordKind(path: path), title: nil),
        changes: changes
      )
    )
  }

  /// A goal with some fields, last changed on a day.
  mutating func goal(_ name: String, _ fields: String = "status: active", changed day: String) throws {
    files["goals/\(name).md"] = "---\ntitle: \(name)\n\(fields)\n---\n## Milestones\n- [x] Step of \(name)\n"
    try record(day, "goals/\(name).md", .section(heading: "Why", added: 1, removed: 0))
  }

  mutating func meeting(_ day: String, _ status: String, agenda: [String] = [], actions: [String] = []) {
    files["meetings/\(day).md"] =
      "---\ndate: \(day)\nstatus: \(status)\n---\n## Agenda\n" + agenda.map { "- \($0)\n" }.joined() + "\n## Actions\n"
      + actions.map { "- \($0)\n" }.joined()
  }

  func agenda() throws -> Agenda {
    let agreement = try cadence.map { try Document.parse(Array("---\n\($0)\n---\n".utf8)) }
    let relationship = try Document.parse(Array("---\npauses: [\(pauses)]\n---\n".utf8))
    let records = files.keys.sorted().map { path in
      RecordFile(path: path, bytes: Array((files[path] ?? "").utf8), standing: .saved)
    }
    let last = try lastMeeting.map(Self.day)
    // Whoever asks for the history leaves the rest out, so that no rule may need it.
    let events = MeetingHistory.interests(in: records, since: last).asked(of: events)
    return Agenda(
      of: try Self.day(meeting),
      at: "meetings/\(meeting).md",
      files: records,
      history: MeetingHistory(events, since: last),
      terms: Terms(agreement: agreement, isSigned: true),
      pauses: Pauses(relationship: relationship),
      today: try Self.day(today),
      names: { $0.person.name.prefix { $0 != " " }.description }
    )
  }

  /// The lines that are added.
  func lines() throws -> [String] { try agenda().topics.added.map(\.line) }

  /// What preparing makes of the meeting.
  func preparation() throws -> Preparation {
    try Preparation(
      agenda(),
      of: files["meetings/\(meeting).md"].map { try Document.parse(Array($0.utf8)) },
      template: Self.template,
      isFilledUp: false
    )
  }

  static let template: Document = {
    let text =
      "---\ndate: 2026-08-18\nstatus: planned\n---\n## Prep (mentee)\n\n## Prep (mentor)\n\n## Went well\n\n## Agenda\n\n"
      + "## Decisions\n\n## Actions\n"
    guard let document = try? Document.parse(Array(text.utf8)) else { fatalError("the template is a record") }
    return document
  }()

  static func day(_ text: String) throws -> CalendarDay { try #require(CalendarDay(text)) }
}
