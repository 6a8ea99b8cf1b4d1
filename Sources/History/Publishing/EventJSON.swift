import Git
import Records

extension Event {
  /// The name of the published form of an event.
  package static let schema = "rapport/log-event/1"

  /// The event in its published form, one object that `rapport log --format ndjson` prints on a line.
  ///
  /// Absent is null, empty is `""`. `similarity`, `line` and `column` are left out where there is none.
  package var json: JSONValue {
    [
      "schema": .string(Self.schema),
      "commit": .string(commit.id.hex),
      "author": [
        "name": .string(commit.author.person.name),
        "email": .string(commit.author.person.email),
        "role": .optional(commit.author.role?.rawValue),
      ],
      "authored": .string(commit.authored.iso8601),
      "message": ["subject": .string(commit.subject), "body": .string(commit.body)],
      "record": [
        "path": .string(record.path),
        "id": .optional(record.id),
        "kind": .string(record.kind.rawValue),
        "title": .optional(record.title),
      ],
      "changes": .array(changes.map(\.json)),
    ]
  }
}

extension Change {
  /// The change in its published form.
  package var json: JSONValue {
    switch self {
    case .created:
      ["type": "created"]
    case .removed:
      ["type": "removed"]
    case .restored:
      ["type": "restored"]
    case .renamed(let from, let to, let similarity):
      .object(
        [.init("type", "renamed"), .init("from", .string(from)), .init("to", .string(to))]
          + similarity.map { [.init("similarity", .integer($0))] }.orEmpty
      )
    case .unreadable(let problem):
      .object(
        [.init("type", "unreadable"), .init("problem", .string(problem.code))]
          + problem.line.map { [.init("line", .integer($0))] }.orEmpty
          + problem.column.map { [.init("column", .integer($0))] }.orEmpty
      )
    case .readable:
      ["type": "readable"]
    case .field(let path, let old, let new):
      ["type": "field", "field": .string(path), "old": .optional(old), "new": .optional(new)]
    case .disputed(let field, let values):
      [
        "type": "disputed",
        "field": .string(field),
        "values": .array(values.map { $0.map(JSONValue.string) ?? .null }),
      ]
    case .settled(let field, let value):
      ["type": "settled", "field": .string(field), "value": .optional(value)]
    case .task(let text, let section, let old, let new):
      [
        "type": "task",
        "section": .optional(section),
        "text": .string(text),
        "old": .optional(old?.rawValue),
        "new": .optional(new?.rawValue),
      ]
    case .taskWord(let text, let section, let name, let old, let new):
      [
        "type": "task-word",
        "section": .optional(section),
        "text": .string(text),
        "name": .string(name),
        "old": .optional(old),
        "new": .optional(new),
      ]
    case .line(let section, let day, let who, let text):
      [
        "type": "line",
        "section": .optional(section),
        "date": .string(day.description),
        "who": .optional(who),
        "text": .string(text),
      ]
    case .section(let heading, let added, let removed):
      ["type": "section", "heading": .optional(heading), "added": .integer(added), "removed": .integer(removed)]
    }
  }
}

extension JSONValue {
  fileprivate static func optional(_ value: RecordedValue?) -> JSONValue {
    switch value {
    case nil: .null
    case .text(let text): .string(text)
    case .list(let list): .list(list)
    }
  }
}

extension Optional where Wrapped == [JSONValue.Member] {
  fileprivate var orEmpty: [JSONValue.Member] { self ?? [] }
}
