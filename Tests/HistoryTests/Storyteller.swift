import Git
import History
import Records
import TestSupport
import Testing

/// Writes events as a person would note them: `subject: path: change, change`.
func story(_ events: [Event]) -> [String] {
  events.map { event in
    "\(event.commit.subject): \(event.record.path): " + event.changes.map(words).joined(separator: ", ")
  }
}

/// Tells the whole history of a fixture as a query asks for it.
func story(of fixture: FixtureRepository, _ query: HistoryQuery = HistoryQuery()) async throws -> [String] {
  story(try await History(repository: fixture.repository).events(query).events)
}

/// A record with some fields, each `key: value`, and a body.
func record(_ fields: String..., body: String = "") -> String {
  "---\n" + fields.map { $0 + "\n" }.joined() + "---\n" + body
}

private func words(_ change: Change) -> String {
  switch change {
  case .created: "created"
  case .removed: "removed"
  case .restored: "restored"
  case .readable: "readable"
  case .unreadable(let problem): "unreadable \(problem.code)"
  case .renamed(let from, let to, let similarity): "\(from) → \(to)" + (similarity.map { " \($0) %" } ?? "")
  case .field(let path, let old, let new): "\(path) \(words(old)) → \(words(new))"
  case .disputed(let field, let values): "\(field) open: \(values.map { $0 ?? "–" }.joined(separator: " or "))"
  case .settled(let field, let value): "\(field) settled: \(words(value))"
  case .task(let text, _, let old, let new): "“\(text)” \(old?.rawValue ?? "–") → \(new?.rawValue ?? "–")"
  case .taskWord(let text, _, let name, let old, let new): "“\(text)” \(name) \(old ?? "–") → \(new ?? "–")"
  case .line(_, let day, let who, let text): "\(day) \(who.map { $0 + " " } ?? "")\(text)"
  case .section(let heading, let added, let removed): "\(heading ?? "–") +\(added) −\(removed)"
  }
}

private func words(_ value: RecordedValue?) -> String {
  switch value {
  case nil: "–"
  case .text(let text): text.isEmpty ? "“”" : text
  case .list(let items): "[\(items.joined(separator: " "))]"
  }
}

/// Compares the whole history of a fixture with the story that a person would write: a line for each event.
func expect(
  _ fixture: FixtureRepository,
  tells expected: String,
  _ query: HistoryQuery = HistoryQuery(),
  sourceLocation: SourceLocation = #_sourceLocation
) async throws {
  let told = try await story(of: fixture, query).joined(separator: "\n")
  #expect(told == expected, sourceLocation: sourceLocation)
}
