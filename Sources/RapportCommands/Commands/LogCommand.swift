import ArgumentParser
import History
import Records
import Reports
import Space

/// Tells how records came to be what they are.
struct LogCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "How a goal moved, who moved it and why.",
    usage: "rapport log [RECORD ...] [-- PATH ...]",
    discussion: """
      Oldest first, for one record, a folder, or everything; made from the commits,
      whoever made them and how.

        $ rapport log toxicity-paper
        $ rapport log --since last-meeting --summary
        $ rapport log goals --since 2026-06-01 --by mentor
        $ rapport log --field status -n 5
        $ rapport log toxicity-paper --patch
        $ rapport log toxicity-paper --at 2026-05-01 --format md
        $ rapport log --format csv > history.csv
        $ rapport log --format ndjson -- goals
      """
  )

  @Argument(
    help: "Records, folders or paths, also of records that are gone; everything if none is named.",
    completion: CompletionContext.records
  )
  var names: [String] = []

  @OptionGroup var form: LogForm
  @OptionGroup var filter: LogFilter
  @OptionGroup var moment: ViewpointOptions
  @OptionGroup var shared: SharedOptions

  /// What the names select: records that are there, else one that is gone and had this name.
  private func selection(in view: Viewpoint, _ history: History, _ session: Session) async throws -> LogSelection {
    do {
      return try await LogSelection(names, in: view, history, session: session)
    } catch SpaceError.noSuchRecord(let name, let suggestions) {
      let gone = names.count == 1 ? try await history.removedRecords(named: name) : []
      switch gone.count {
      case 0: return try view.lookUp { throw SpaceError.noSuchRecord(name: name, suggestions: suggestions) }
      case 1: return LogSelection(goneFrom: gone[0])
      default: throw SpaceError.ambiguousRecord(name: name, candidates: gone)
      }
    }
  }

  func run(in session: Session) async throws {
    let space = try session.openSpace(of: names.first, for: .reading, required: false)
    let view = try session.viewpoint(moment, in: space)
    let history = try History(repository: space.repository, tip: view.commit)
    // The newest commits alone tell what is told newest first, and the newest events, but for one record.
    let asksNewest = (filter.reverse || filter.limit != nil) && !form.summary && names.isEmpty
    if !asksNewest { history.walkAhead(comparing: names.isEmpty) }
    let selection = try await selection(in: view, history, session)
    let answer = LogAnswer(session: session, view: view, history: history, selection: selection, form: form)
    let period = try filter.period(from: view)
    var query = try filter.query(for: selection.selection, in: period, zone: session.context.zone)
    if form.summary { query.order = .oldestFirst }
    if form.summary {
      var events = try await session.events(query, of: history).events
      if events.isEmpty { try await session.sayNothingFound(query, of: history, otherwise: nil) }
      if form.format != .json, form.format != .ndjson { events = events.map { $0.seen(in: session.context.zone) } }
      return try await answer.write(
        LogSummary(
          events,
          in: period,
          newestFirst: filter.reverse,
          listing: view.listing(),
          commit: view.commit
        )
      )
    }
    if let meeting = period.meeting { session.say("Since the meeting of \(meeting).") }
    try await answer.write(query)
  }
}
