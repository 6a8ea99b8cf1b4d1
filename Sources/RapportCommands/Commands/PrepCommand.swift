import ArgumentParser
import History
import Practice
import Records
import Reports
import Space

/// Prepares a meeting.
struct PrepCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "prep",
    abstract: "Prepare the next meeting, for both of you.",
    usage: "rapport prep [--date DAY] [--template NAME]",
    discussion: """
      Gives the meeting a heading for each of you to prepare under, what went well since the last one, and an agenda: \
      what moved, new goals, open questions, what was left over, what is due. Run it again at any time: it adds what \
      is new and changes no word. What you tick stays ticked. What you take off the agenda stays off; an action comes \
      back at the next meeting until it is done or dropped: [-].

        $ rapport prep
        $ rapport prep --date 2026-03-10
        $ rapport prep --template grow
      """
  )

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The day of the meeting; the next one if not given.", valueName: "day")
  )
  var date: String?

  @Option(
    help: ArgumentHelp("Questions to talk along: grow, or a template of your own.", valueName: "name"),
    completion: .list(["grow"])
  )
  var template: String?

  @OptionGroup var write: WriteOptions
  @OptionGroup var shared: SharedOptions

  func run(in session: Session) async throws {
    let space = try session.openSharedSpace(for: "meetings", write.use)
    let past = try History(repository: space.repository)
    past.walkAhead(comparing: true)
    let view = session.present(of: space)
    let listing = try view.listing()
    let history = try await session.meetingHistory(of: listing, from: past)
    let terms = try await session.terms(in: view, history: past)
    let target = try MeetingToPrepare(date, in: listing, terms: terms, session: session)
    let names = ShortNames(in: listing)
    let link = session.webEditAddress(of: target.path, in: space)
    var report: PreparationReport?
    // Read anew where somebody changed the meeting meanwhile.
    var known: RecordListing? = listing
    try await session.carryOut(
      "prep",
      write.mode,
      in: space,
      nothing: "The meeting of \(target.day) is prepared; nothing new.",
      members: { report?.members ?? [] }
    ) {
      let listing = try known ?? space.records()
      known = nil
      let agenda = Agenda(
        of: target.day,
        at: target.path,
        files: listing.files,
        history: history,
        terms: terms,
        pauses: session.pauses(in: listing),
        today: session.today,
        names: names.name
      )
      let draft = try PreparedMeeting(agenda, template: template, in: space, listing: listing, session: session)
      report = PreparationReport(draft.preparation, of: target.path, link: link)
      return draft.plan(because: write.because)
    }
    if let report {
      if write.mode.format == .text, !write.dryRun { try await session.answer(report.lines) }
      for line in report.hints + target.hints { session.say(line) }
    }
  }
}
