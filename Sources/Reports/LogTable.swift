import Git
package import History
import Records

/// A history as a table: one row for each change, each event by itself.
package enum LogTable {
  /// The names of the columns.
  package static let columns = [
    "commit", "date", "recorded", "author", "email", "role", "path", "kind", "id", "title", "change", "section", "name",
    "old", "new", "because",
  ]

  /// The rows of an event's changes.
  ///
  /// A cell is empty where there is nothing; the items of a list are separated by "; ".
  package static func rows(of event: Event) -> [[String]] {
    let commit = event.commit
    let start = [
      commit.id.hex, commit.authored.day.description, commit.committed.day.description, commit.author.person.name,
      commit.author.person.email, commit.author.role?.rawValue ?? "", event.record.path, event.record.kind.rawValue,
      event.record.id ?? "", event.record.title ?? "",
    ]
    let because = Because.text(of: commit, changing: event.record.path) ?? ""
    return event.changes.map { start + cells(of: $0) + [because] }
  }

  /// The header as a line of comma-separated values.
  package static var header: String { CSV.line(columns) }

  /// The rows of an event as lines of comma-separated values.
  package static func text(of event: Event) -> String {
    rows(of: event).map(CSV.line).joined()
  }

  /// What changed: its type, section, name, old and new value; of other text, how many lines went and came.
  private static func cells(of change: Change) -> [String] {
    switch change {
    case .created: ["created", "", "", "", ""]
    case .removed: ["removed", "", "", "", ""]
    case .restored: ["restored", "", "", "", ""]
    case .readable: ["readable", "", "", "", ""]
    case .unreadable(let problem): ["unreadable", "", problem.code, "", ""]
    case .renamed(let from, let to, _): ["renamed", "", "", from, to]
    case .field(let path, let old, let new): ["field", "", path, text(of: old), text(of: new)]
    case .disputed(let field, let values):
      ["disputed", "", field, "", values.map { $0 ?? "none" }.joined(separator: "; ")]
    case .settled(let field, let value): ["settled", "", field, "", text(of: value)]
    case .task(let text, let section, let old, let new):
      ["task", section ?? "", text, old?.rawValue ?? "", new?.rawValue ?? ""]
    case .taskWord(let text, let section, let name, let old, let new):
      ["task-word", section ?? "", "\(text) \(name)", old ?? "", new ?? ""]
    case .line(let section, let day, let who, let text):
      ["line", section ?? "", day.description + (who.map { " " + $0 } ?? ""), "", text]
    case .section(let heading, let added, let removed):
      ["section", heading ?? "", "lines", String(removed), String(added)]
    }
  }

  private static func text(of value: RecordedValue?) -> String {
    switch value {
    case nil: ""
    case .text(let text): text
    case .list(let items): items.joined(separator: "; ")
    }
  }
}
