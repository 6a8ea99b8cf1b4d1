import ArgumentParser
import Git
import History
import Records
import Reports
import Space
import Sync

/// Says where the relationship stands.
struct StatusCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "What moved, what is next, what is due.",
    usage: "rapport status [--at DAY]",
    discussion: """
      The same as rapport alone.

        $ rapport
        $ rapport status --at 2026-05-01
        $ rapport status --format json
      """
  )

  @OptionGroup var moment: ViewpointOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var shared: SharedOptions

  func run(in session: Session) async throws {
    let space = try session.openSpace(for: .reading)
    let view = try session.viewpoint(moment, in: space)
    let listing = try view.listing()
    let lastMeeting = StatusReport.lastMeeting(in: listing, today: view.today)
    var query = HistoryQuery()
    query.period.since = lastMeeting.map { session.context.zone.end(of: $0) + 1 }
    let past = try History(repository: space.repository, tip: view.commit)
    let signatures = try await session.signatures(in: view, history: past)
    let history = try await session.events(query, of: past)
    let findings = SpaceCheck.diagnostics(in: listing).count { $0.severity != .hint }
    let report = StatusReport(
      listing: listing,
      moved: history.events,
      findings: findings,
      strangers: Self.strangers(in: history.events, listing: listing),
      isPersonal: space.nature == .personal,
      questions: try await session.questions(in: view),
      agreement: try session.agreementStatus(of: signatures, moved: history.events, in: view),
      today: view.today,
      commit: view.commit
    )
    if format.format == .json { return try session.answer(report.json) }
    try await session.answer(report.lines)
  }

  /// Authors without a part in the relationship, where it names people at all.
  private static func strangers(in events: [Event], listing: RecordListing) -> [String] {
    guard !listing.files(of: .relationship).isEmpty else { return [] }
    let unknown = events.map(\.commit.author).filter { $0.role == nil && $0.person != MergeCommit.person }.map {
      "\($0.person.name) <\($0.person.email)>"
    }
    return Set(unknown).sorted()
  }
}
