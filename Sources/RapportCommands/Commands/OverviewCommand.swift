import ArgumentParser
import Git
import History
import Practice
import Records
import Reports
import Space

/// Says in few words how each of several spaces stands.
struct OverviewCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "overview",
    abstract: "All your spaces: next meeting, what moved, what is due.",
    usage: "rapport overview [FOLDER ...]",
    discussion: """
      Without folders it takes the spaces that init and clone put on your list in git's configuration. Each is read \
      where it stands; one that is missing is named, and the others are shown.

      Who oversees a programme needs no clone, with which one could read all: what --format json tells of a space is \
      names, folder, days and counts, and what kind of review is due; no word of what was said. One of the two sends it \
      to them.

        $ rapport overview
        $ rapport overview ~/mentoring/ana ~/mentoring/li
        $ rapport overview --format json ~/mentoring/ana > counts.json
      """
  )

  @Argument(help: "Folders of spaces; all known ones if none is given.", completion: .directory)
  var folders: [String] = []

  @OptionGroup var format: FormatOptions
  @OptionGroup var shared: SharedOptions

  func run(in session: Session) async throws {
    let named = folders.map { Paths.absolute($0, from: session.context.workingDirectory) }
    let roots = try folders.isEmpty ? SpaceRegister(session.context).roots : named
    guard !roots.isEmpty else {
      throw CommandFailure(
        .notFound,
        "no space is on your list yet",
        help: "make one: rapport init, or get one: rapport clone"
      )
    }
    var entries: [OverviewReport.Entry] = []
    var isWhole = true
    for root in roots {
      do {
        entries.append(.space(try await overview(of: root, isListed: folders.isEmpty, session)))
      } catch {
        guard let failure = ErrorRenderer(context: session.context).failure(for: error) else { throw error }
        isWhole = false
        entries.append(.unreadable(root: root, problem: failure.summary))
        if folders.isEmpty, failure.exit != .findings {
          session.say("Put \(root) back, or forget it: \(SpaceRegister.forgetting(root, key: "rapport.space"))")
        }
      }
    }
    let report = OverviewReport(entries, today: session.today)
    if format.format == .json { try session.answer(report.json) } else { try await session.answer(report.lines) }
    guard isWhole else { throw RapportExit.findings.code }
  }

  private func overview(of root: String, isListed: Bool, _ session: Session) async throws -> SpaceOverview {
    let space = try session.openSpace(for: .reading, from: root)
    if isListed, space.workTree?.root != root { throw SpaceError.noSpace(directory: root) }
    let view = Viewpoint(space: space, commit: nil, today: session.today)
    let history = try History(repository: space.repository, tip: view.commit)
    history.walkAhead(lookingUp: session.signedAgreement(in: view))
    let listing = try view.listing()
    if case .unreadable(let problems)? = listing.files(of: .relationship).first?.content, let problem = problems.first {
      let place = problem.start.map { ":\($0.line):\($0.column)" } ?? ""
      throw CommandFailure(.findings, "relationship.md\(place) can't be read")
    }
    var query = HistoryQuery(includesRoles: false)
    query.period.since = StatusReport.lastMeeting(in: listing, today: session.today).map {
      session.context.zone.end(of: $0) + 1
    }
    return SpaceOverview(
      root: root,
      listing: listing,
      moved: try await session.events(query, of: history, isLog: false).events,
      questions: listing.files.reduce(0) { $0 + ($1.document?.openEntries.count ?? 0) },
      isSigned: try await session.signatures(in: view, history: history).areComplete,
      isPersonal: space.nature == .personal,
      today: session.today
    )
  }
}
