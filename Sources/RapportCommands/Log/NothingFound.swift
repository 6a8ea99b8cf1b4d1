import History
import Records
import Reports

extension Session {
  /// Says that nothing was found, and why where nothing of all that is recorded fits a word that was typed.
  ///
  /// - Parameter line: What is said where each word fits something; nil where the answer says so itself.
  func sayNothingFound(
    _ query: HistoryQuery,
    of history: History,
    otherwise line: StyledText? = "Nothing changed."
  ) async throws {
    // Who asks for no event gets none.
    if query.limit == 0 { return }
    if let author = query.author, try await isEmpty(HistoryQuery(author: author, limit: 1), of: history) {
      return say(
        "Nobody who changed anything here is called '\(author)': --by takes mentor, mentee, a name or an address."
      )
    }
    if let field = query.field, try await isEmpty(HistoryQuery(field: field, limit: 1), of: history) {
      let names = RecordKind.allCases.flatMap { KindDescription.of($0).fields.map(\.name) } + ["tasks"]
      let near = names.contains(field) ? nil : Spelling.nearest(to: field, among: names)
      return say("No change is about '\(field)'." + (near.map { " Did you mean \($0)?" } ?? ""))
    }
    if let line { say(line) }
  }

  private func isEmpty(_ query: HistoryQuery, of history: History) async throws -> Bool {
    try await history.events(query).events.isEmpty
  }
}
