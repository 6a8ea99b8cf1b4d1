import ArgumentParser
import History
import Records
import Reports

/// Which events `log` tells.
struct LogFilter: ParsableArguments, Sendable {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("From the start of that day on; last-meeting: from the day after it.", valueName: "day"),
    completion: CompletionContext.days
  )
  var since: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Up to the end of that day.", valueName: "day"),
    completion: CompletionContext.days
  )
  var until: String?

  @Option(help: ArgumentHelp("Changes of one person: mentor, mentee, a name or an address.", valueName: "who"))
  var by: String?

  @Option(help: ArgumentHelp("Changes of one field, or of tasks.", valueName: "field"))
  var field: String?

  @Option(help: "Changes of one kind of record.", completion: CompletionContext.kinds)
  var kind: String?

  @Flag(help: "Newest first.")
  var reverse = false

  @Option(
    name: .customShort("n", allowingJoined: true),
    help: ArgumentHelp("Only the newest events.", valueName: "number")
  )
  var limit: Int?

  func validate() throws {
    if let limit, limit < 0 { throw ValidationError("-n takes a number of events, 0 or more") }
  }

  /// The days that the options mean, as seen from some moment.
  func period(from view: Viewpoint) throws -> LogPeriod {
    var period = LogPeriod(until: try until.map(view.day), viewed: view.commit == nil ? nil : view.today)
    if since == Viewpoint.lastMeetingWord {
      // What was said and written in a meeting both know.
      let meeting = try view.lastMeeting()
      period.meeting = meeting
      period.since = meeting.adding(days: 1)
    } else {
      period.since = try since.map(view.day)
    }
    return period
  }

  /// The query of history that the options mean.
  func query(for selection: HistoryQuery.Selection, in period: LogPeriod, zone: Zone) throws -> HistoryQuery {
    var query = HistoryQuery()
    query.selection = selection
    query.period.since = period.since.map(zone.start)
    query.period.until = period.until.map(zone.end)
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
