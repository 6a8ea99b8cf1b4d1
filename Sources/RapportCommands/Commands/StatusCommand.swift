import ArgumentParser
import Git
import History
import Practice
import Records
import Reports
import Space
import Sync

/// Says where the relationship stands.
struct StatusCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "What moved, what is next, what is due.",
    usage: "rapport status [--at DAY] [--signals [--explain]]",
    discussion: """
      The same as rapport alone.

        $ rapport
        $ rapport status --at 2026-05-01
        $ rapport status --format json

      --signals tells all that the records show and the two of you may want to look at, --explain with the rule, the \
      numbers and the records behind each. What isn't recorded may have happened all the same.

        $ rapport status --signals --explain
      """
  )

  @Flag(help: "All that the records show, with a possible next step each.")
  var signals = false

  @Flag(help: "With --signals: the rule, the numbers and the records of each.")
  var explain = false

  @OptionGroup var moment: ViewpointOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var shared: SharedOptions

  func run(in session: Session) async throws {
    let space = try session.openSpace(for: .reading)
    let view = try session.viewpoint(moment, in: space)
    let history = try History(repository: space.repository, tip: view.commit)
    let showsSignals = signals || explain
    history.walkAhead(comparing: showsSignals, lookingUp: showsSignals ? nil : session.signedAgreement(in: view))
    let listing = try view.listing()
    let lastMeeting = StatusReport.lastMeeting(in: listing, today: view.today)
    let since = lastMeeting.map { session.context.zone.end(of: $0) + 1 }
    let agreement = listing.files(of: .agreement).first?.document
    var circumstances = Circumstances(
      files: listing.files,
      terms: Terms(agreement: agreement, isSigned: false),
      today: view.today
    )
    var query = HistoryQuery(period: DateBounds(since: showsSignals ? nil : since))
    if showsSignals { query.noting = Session.agreementPath }
    if showsSignals, format.format == .text { query.interests = circumstances.interests }
    let events = try await session.events(query, of: history, isLog: false).events
    let signatures = try await session.signatures(in: view, history: history)
    circumstances.terms = Terms(agreement: agreement, isSigned: signatures.areComplete)
    if showsSignals { circumstances.take(all: events) } else { circumstances.take(latest: events) }
    session.context.kept.keep(circumstances)
    if showsSignals, format.format == .text {
      return try await tell(Signals.all(in: circumstances), isPersonal: space.nature == .personal, session)
    }
    let moved = events.filter { event in since.map { event.commit.committed.secondsSince1970 >= $0 } ?? true }
    let report = StatusReport(
      listing: try Self.withoutMoved(listing, in: space),
      moved: (showsSignals ? moved : events).map { $0.seen(in: session.context.zone) },
      findings: SpaceCheck.diagnostics(in: listing, today: view.today).count {
        $0.severity != .hint && $0.code != .openQuestion
      },
      strangers: Self.strangers(in: events, listing: listing),
      isPersonal: space.nature == .personal,
      questions: try await session.questions(in: view),
      signals: showsSignals ? Signals.all(in: circumstances) : Signals.atFirstSight(of: circumstances),
      agreement: try session.agreementStatus(of: signatures, moved: moved, in: view),
      today: view.today,
      commit: view.commit,
      isSigned: signatures.areComplete
    )
    if format.format == .json { return try session.answer(report.json) }
    try await session.answer(report.lines)
  }

  /// A listing in which no record is missing that was only moved by hand, which `rapport save` saves as that.
  private static func withoutMoved(_ listing: RecordListing, in space: Space) throws -> RecordListing {
    guard !listing.missing.isEmpty else { return listing }
    let moved = Set(try space.savePlan().items.filter { $0.present == nil }.map(\.path))
    var listing = listing
    listing.missing.removeAll(where: moved.contains)
    return listing
  }

  private func tell(_ found: [Signal], isPersonal: Bool, _ session: Session) async throws {
    if found.isEmpty { session.say("There is nothing to look at in what is recorded.") }
    try await session.answer(SignalsReport(found, isExplained: explain, isPersonal: isPersonal).lines)
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
