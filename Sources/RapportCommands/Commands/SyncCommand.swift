import ArgumentParser
import Git
import Reports
import Space
import Sync

/// Brings your records and the other person's together.
struct SyncCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "sync",
    abstract: "Bring your records and the other person's together.",
    usage: "rapport sync [--dry-run]",
    discussion: """
      Saves what you edited, fetches what the other person sent, merges both by what they mean, and sends the result. \
      Where you two changed the same thing to different values, the record holds both until you decide; nothing is lost \
      and nothing waits. At a terminal you are asked right away, and may put the answer off.

        $ rapport sync
        $ rapport sync --dry-run
        $ rapport sync --yes --no-input
      """
  )

  @Flag(name: [.customShort("n"), .long], help: "Say what would come and go, and change nothing.")
  var dryRun = false

  @Flag(name: .shortAndLong, help: "Save and send unsaved work without asking.")
  var yes = false

  @Flag(help: "Leave unsaved work as it is; it stays here.")
  var noSave = false

  @Flag(help: "Sync all your spaces that are shared.")
  var all = false

  @Flag(help: "Take the remote's new history where it was rewritten.")
  var acceptRewritten = false

  @Flag(help: "Take in what removes more than a third of the records.")
  var acceptRemoval = false

  @Flag(name: .customLong("public"), help: "Send even where anyone on the internet can read it.")
  var isPublic = false

  @Option(help: ArgumentHelp("The remote; the branch's own, or origin, if not given.", valueName: "name"))
  var remote: String?

  @OptionGroup var format: FormatOptions
  @OptionGroup var shared: SharedOptions

  func validate() throws {
    if yes, noSave { throw ValidationError("--yes saves unsaved work, and --no-save leaves it; give one of them") }
    if all, remote != nil { throw ValidationError("--all takes each space's own remote; leave out --remote") }
  }

  func run(in session: Session) async throws {
    guard !all else { return try await syncAll(session) }
    if try await sync(try session.openSpace(for: .writing), session) { throw RapportExit.findings.code }
  }

  /// Syncs every space of the person that has a remote; one that fails keeps no other from its turn.
  private func syncAll(_ session: Session) async throws {
    var worst = RapportExit.done.rawValue
    for root in try SpaceRegister(session.context).roots {
      var context = session.context
      context.workingDirectory = root
      let own = try Session(context, shared.inPlace)
      do {
        let space = try own.openSpace(for: .writing)
        guard try !space.repository.remoteNames().isEmpty else { continue }
        if format.format == .text { try await session.answer([StyledText(root, .heading)]) }
        if try await sync(space, own) { worst = max(worst, RapportExit.findings.rawValue) }
      } catch let error as ClosedOutput {
        throw error
      } catch {
        worst = max(worst, ErrorRenderer(context: context).show(session.pointingOffTheList(root, after: error)))
      }
    }
    if worst != RapportExit.done.rawValue { throw ExitCode(worst) }
  }

  /// - Returns: whether something is left to decide or to mend.
  private func sync(_ space: Space, _ session: Session) async throws -> Bool {
    if space.nature == .personal, try space.repository.remoteNames().isEmpty { throw CommandFailure.privateSpace }
    try space.requireWritable()
    let remote = try SharedRemote(remote, of: space.repository)
    let saving = try Saving(in: space)
    let isSaved = try await save(saving, in: space, session)
    var choices = Synchronizer.Choices()
    choices.isDryRun = dryRun
    choices.acceptsRewritten = acceptRewritten
    choices.allowsPublic = isPublic
    choices.allowsRemoval = acceptRemoval
    let outcome = try await session.synchronize(space, with: remote, choices)
    let unsaved = dryRun && isSaved ? saving.items.map(\.path) : []
    var rest = try await session.tell(outcome, of: space, with: remote, unsaved: unsaved, format.format)
    if !dryRun, format.format == .text, try await session.settle(rest.questions, in: space) {
      let settled = try await session.synchronize(space, with: remote, choices)
      rest = try await session.tell(settled, of: space, with: remote, unsaved: [], format.format)
    }
    if isSaved, let failure = saving.failure { throw failure }
    return !rest.questions.isEmpty || rest.isToMend
  }
}
