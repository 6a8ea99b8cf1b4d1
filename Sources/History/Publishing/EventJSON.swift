import Git
import Records

extension Event {
  /// The name of the published form of an event.
  package static let schema = "rapport/log-event/1"

  /// The event in its published form.
  package var json: JSONValue {
    var bytes: [UInt8] = []
    write(to: &bytes)
    return .written(bytes)
  }

  /// Appends the event in its published form, one object that `rapport log --format ndjson` prints on a line.
  ///
  /// Absent is null, empty is `""`. `similarity`, `line` and `column` are left out where there is none.
  package func write(to bytes: inout [UInt8]) {
    JSONObjectWriter.append(to: &bytes) { event in
      event.write("schema", Self.schema)
      event.write("commit", commit.id.hex)
      event.write("author") { author in
        author.write("name", commit.author.person.name)
        author.write("email", commit.author.person.email)
        author.write("role", commit.author.role?.rawValue)
      }
      event.write("authored", commit.authored.iso8601)
      event.write("message") { message in
        message.write("subject", commit.subject)
        message.write("body", commit.body)
      }
      event.write("record") { told in
        told.write("path", record.path)
        told.write("id", record.id)
        told.write("kind", record.kind.rawValue)
        told.write("title", record.title)
      }
      event.write("changes", changes) { $0.write(to: &$1) }
    }
  }
}

extension Change {
  /// The change in its published form.
  package var json: JSONValue {
    var bytes: [UInt8] = []
    write(to: &bytes)
    return .written(bytes)
  }

  fileprivate func write(to bytes: inout [UInt8]) {
    JSONObjectWriter.append(to: &bytes) { change in
      switch self {
      case .created: change.write("type", "created")
      case .removed: change.write("type", "removed")
      case .restored: change.write("type", "restored")
      case .readable: change.write("type", "readable")
      case .renamed(let from, let to, let similarity):
        change.write("type", "renamed")
        change.write("from", from)
        change.write("to", to)
        if let similarity { change.write("similarity", similarity) }
      case .unreadable(let problem):
        change.write("type", "unreadable")
        change.write("problem", problem.code)
        if let line = problem.line { change.write("line", line) }
        if let column = problem.column { change.write("column", column) }
      case .field(let path, let old, let new):
        change.write("type", "field")
        change.write("field", path)
        change.write("old", old)
        change.write("new", new)
      case .disputed(let field, let values):
        change.write("type", "disputed")
        change.write("field", field)
        change.write("values", values) { value, bytes in
          if let value { bytes.appendJSON(value) } else { bytes.append(contentsOf: "null".utf8) }
        }
      case .settled(let field, let value):
        change.write("type", "settled")
        change.write("field", field)
        change.write("value", value)
      case .task(let text, let section, let old, let new):
        change.write("type", "task")
        change.write("section", section)
        change.write("text", text)
        change.write("old", old?.rawValue)
        change.write("new", new?.rawValue)
      case .taskWord(let text, let section, let name, let old, let new):
        change.write("type", "task-word")
        change.write("section", section)
        change.write("text", text)
        change.write("name", name)
        change.write("old", old)
        change.write("new", new)
      case .line(let section, let day, let who, let text):
        change.write("type", "line")
        change.write("section", section)
        change.write("date", day.description)
        change.write("who", who)
        change.write("text", text)
      case .section(let heading, let added, let removed):
        change.write("type", "section")
        change.write("heading", heading)
        change.write("added", added)
        change.write("removed", removed)
      }
    }
  }
}
