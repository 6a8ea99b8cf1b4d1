import ArgumentParser
import History
import Practice
import Records
import Reports
import Space

/// Signs the agreement, or says who signed it.
struct AgreeCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "agree",
    abstract: "Sign the agreement as it stands now; see who signed what.",
    usage: "rapport agree [--as mentee|mentor] [--show]",
    discussion: """
      A signature is a line in agreement.md. It signs the text as it is in the commit that first has the line, whoever \
      types it; a later change of the text is unsigned until both sign again. --as records what the other one said aloud, and \
      shows who recorded it.

        $ rapport agree
        $ rapport agree --show
        $ rapport agree --as mentor --date 2026-03-10
      """
  )

  @Flag(help: "Say who signed and what changed since; sign nothing.")
  var show = false

  @Flag(help: "Sign without asking.")
  var yes = false

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp("Whose signature it is, if not your own.", valueName: "role"),
    completion: CompletionContext.roles
  )
  var role: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The day of the signature; today if not given.", valueName: "day")
  )
  var date: String?

  @OptionGroup var write: WriteOptions
  @OptionGroup var shared: SharedOptions

  func validate() throws {
    if show, role != nil || date != nil || yes { throw ValidationError("--show signs nothing, so it goes alone") }
  }

  func run(in session: Session) async throws {
    let space = try session.openSharedSpace(for: "agreements", show ? .reading : write.use)
    let present = session.present(of: space)
    guard let file = try present.record(at: Session.agreementPath) else {
      throw CommandFailure(
        .notFound,
        "there is no agreement yet",
        path: Session.agreementPath,
        help: "write one: rapport new agreement"
      )
    }
    _ = try session.readable(file)
    if show { return try await tell(in: present, session) }
    let signing = try Signing(as: role, on: date, in: space, session)
    try signing.refuseOpenQuestions(in: file)
    let part = try await session.signatures(in: present).part(of: signing.role)
    // What the other one recorded may be signed by oneself all the same.
    guard part.standing != .present || signing.isOwn && part.recorder != nil else {
      session.say("The present text is signed by the \(signing.role.rawValue) already.")
      return try await tell(in: present, session)
    }
    if session.canAsk, !yes, !write.dryRun {
      session.warn(try await session.agreementReport(in: present, as: .text).lines)
      if file.document?.text(of: "review_by") == nil, try !isClosed(space) {
        session.say("The text names no day to look at it again: rapport set agreement review_by=+6m, before you sign.")
      }
      guard session.isYes(session.ask("Sign the text as it stands now, as \(signing.role.rawValue)? [y/N]")) else {
        return session.say("Nothing was signed. To change the text first: rapport edit agreement")
      }
    }
    try await session.carryOut("agree", write.mode, in: space) { try signing.plan(because: write.because) }
    if !write.dryRun, !write.noCommit { try await sayWhatFollows(signing.role, in: space, session) }
  }

  private func tell(in view: Viewpoint, _ session: Session) async throws {
    let report = try await session.agreementReport(in: view, as: write.mode.format)
    if write.mode.format == .json { return try session.answer(report.json) }
    try await session.answer(report.lines)
  }

  private func isClosed(_ space: Space) throws -> Bool {
    Closure.isClosed(try space.records { RecordKind(path: $0) == .relationship }.files)
  }

  /// Says how the other one can sign, where that is still to be done and the relationship goes on.
  private func sayWhatFollows(_ role: Role, in space: Space, _ session: Session) async throws {
    let present = session.present(of: space)
    let other: Role = role == .mentee ? .mentor : .mentee
    guard try await session.signatures(in: present).part(of: other).standing != .present else {
      return session.say("Both have signed the present text.")
    }
    if try isClosed(space) { return }
    session.say("The \(other.rawValue) has not signed it yet: rapport agree, or one line more below 'signatures':")
    session.say("  - {by: \(other.rawValue), on: \(session.today)}")
    if let page = session.webEditAddress(of: Session.agreementPath, in: space) {
      session.say("On the web page: \(page)")
    }
  }
}
