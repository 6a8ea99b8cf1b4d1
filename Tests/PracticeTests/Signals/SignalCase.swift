import Git
import History
import Practice
import Records
import Space
import TestSupport
import Testing

/// Records and events by hand, and what is to be seen in them on a day.
struct SignalCase {
  var files: [String: String] = [
    "relationship.md": "---\nmentor: B <b@x>\nmentee: A <a@x>\nstarted: 2026-01-01\nstatus: active\n---\n"
  ]
  var events: [Event] = []
  /// Whether the events are all there are.
  var areAll = true
  var isSigned = false

  /// The signals of one code.
  func signals(_ code: Signal.Code, on day: String) throws -> [Signal] {
    Signals.all(in: try circumstances(on: day)).filter { $0.code == code }
  }

  func circumstances(on day: String) throws -> Circumstances {
    let records = files.sorted { $0.key < $1.key }.map { path, text in
      RecordFile(path: path, bytes: Array(text.utf8), standing: .saved)
    }
    var circumstances = Circumstances(
      files: records,
      terms: Terms(agreement: records.first { $0.kind == .agreement }?.document, isSigned: isSigned),
      today: try #require(CalendarDay(day))
    )
    if areAll {
      // Whoever asks for the history leaves the rest out, so that no rule may need it.
      circumstances.take(all: circumstances.interests.asked(of: events))
    } else {
      circumstances.take(latest: events)
    }
    return circumstances
  }

  /// A change of one record on a day.
  mutating func change(_ path: String, on day: String, by role: Role = .mentee, _ changes: Change...) throws {
    let date = try #require(CalendarDay(day))
    let time = CommitTime(secondsSince1970: Int64(date.daysSince1970) * 86_400 + 43_200, offsetMinutes: 0)
    let id = try #require(ObjectID(hex: "4b825dc642cb6eb9a060e54bf8d69288fbee4904"))
    events.append(
      Event(
        commit: CommitReference(
          id: id,
          author: Author(person: role == .mentee ? .ana : .ben, role: role),
          authored: time,
          committed: time,
          subject: "",
          body: ""
        ),
        record: RecordReference(path: path, id: nil, kind: RecordKind(path: path), title: nil),
        changes: changes
      )
    )
  }

  mutating func meeting(_ day: String, _ status: String = "held", _ body: String = "") {
    files["meetings/\(day).md"] = "---\ndate: \(day)\nstatus: \(status)\n---\n\(body)"
  }

  mutating func goal(_ name: String, _ fields: String, _ body: String = "") {
    files["goals/\(name).md"] = "---\ntitle: \(name)\n\(fields)\n---\n\(body)"
  }

  mutating func relationship(_ fields: String) {
    files["relationship.md"] = "---\nmentor: B <b@x>\nmentee: A <a@x>\nstarted: 2026-01-01\n\(fields)\n---\n"
  }
}
