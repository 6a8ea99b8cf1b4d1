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
      Oldest first, for one record, a folder, or everything; made from the commits, whoever made them and how.

        $ rapport log toxicity-paper
        $ rapport log goals --since 2026-06-01 --by mentor
        $ rapport log --field status -n 5
        $ rapport log toxicity-paper --at 2026-05-01
        $ rapport log --format ndjson -- goals
      """
  )

  /// The form of the answer.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text
    case json
    case ndjson
  }

  @Option(help: "Form of the answer; ndjson has one event a line.")
  var format: Format = .text

  @Argument(
    help: "Records, folders or paths, also of records that are gone; everything if none is named.",
    completion: CompletionContext.records
  )
  var names: [String] = []

  @OptionGroup var filter: LogFilter
  @OptionGroup var moment: ViewpointOptions
  @OptionGroup var shared: SharedOptions

  func run(in session: Session) async throws {
    let space = try session.openSpace(for: .reading, required: false)
    let view = try session.viewpoint(moment, in: space)
    let selection = try view.lookUp { try LogSelection(names, in: view, session: session) }
    let query = try filter.query(for: selection.selection, session: session)
    let history = try await session.events(query, in: space, tip: view.commit)
    switch format {
    case .ndjson:
      // One write for many lines, without a pager: this goes to a program.
      try session.answer(raw: history.events.flatMap { $0.json.bytes + [UInt8(ascii: "\n")] })
    case .json: try session.answer(try await report(history.events, of: query, selection, view).json)
    case .text:
      if history.events.isEmpty { session.say("Nothing changed.") }
      try await session.answer(try await report(history.events, of: query, selection, view).lines)
    }
  }

  private func report(
    _ events: [Event],
    of query: HistoryQuery,
    _ selection: LogSelection,
    _ view: Viewpoint
  ) async throws -> LogReport {
    let meetings = view.listing.files(of: .meeting).filter { $0.document?.text(of: "status") != "cancelled" }
    // What the head of a record's log says doesn't depend on which events are told.
    var history = events
    if selection.record != nil, query != HistoryQuery(selection: query.selection, order: query.order) {
      let moves = HistoryQuery(selection: query.selection, field: "target")
      history = try await History(repository: view.space.repository, tip: view.commit).events(moves).events
    }
    return LogReport(
      events: events,
      record: selection.record,
      history: history,
      meetingDays: Set(meetings.compactMap(RecordName.day))
    )
  }
}
