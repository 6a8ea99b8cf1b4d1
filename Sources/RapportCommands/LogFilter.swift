import ArgumentParser
import History
import Records

/// Which events `log` tells.
struct LogFilter: ParsableArguments, Sendable {
  @Option(help: ArgumentHelp("From the start of that day on.", valueName: "day"))
  var since: String?

  @Option(help: ArgumentHelp("Up to the end of that day.", valueName: "day"))
  var until: String?

  @Option(help: ArgumentHelp("Changes of one person: mentor, mentee, a name or an address.", valueName: "who"))
  var by: String?

  @Option(help: ArgumentHelp("Changes of one field, or of tasks.", valueName: "field"))
  var field: String?

  @Option(help: "Changes of one kind of record.", completion: CompletionContext.kinds)
  var kind: String?

  @Flag(help: "Newest first.")
  var reverse = false

  @Option(name: .customShort("n"), help: ArgumentHelp("Only the newest events.", valueName: "number"))
  var limit: Int?

  func validate() throws {
    if let limit, limit < 0 { throw ValidationError("-n takes a number of events, 0 or more") }
  }

  /// The query of history that the options mean.
  func query(for selection: HistoryQuery.Selection, session: Session) throws -> HistoryQuery {
    var query = HistoryQuery()
    query.selection = selection
    query.period.since = try since.map { session.context.zone.start(of: try session.day($0)) }
    query.period.until = try until.map { session.context.zone.end(of: try session.day($0)) }
    query.author = by
    query.field = field
    query.kind = try kind.map { word in
      guard let kind = RecordKind(rawValue: word) else {
        let kinds = RecordKind.allCases.map(\.rawValue)
        throw CommandFailure(
          .usage,
          "there is no kind '\(word)'",
          help: Spelling.nearest(to: word, among: kinds).map { "did you mean \($0)?" }
            ?? "one of " + kinds.joined(separator: ", ")
        )
      }
      return kind
    }
    query.limit = limit
    query.order = reverse ? .newestFirst : .oldestFirst
    return query
  }
}
