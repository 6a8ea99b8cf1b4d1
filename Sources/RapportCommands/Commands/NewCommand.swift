import ArgumentParser
import Practice
import Records
import Reports
import Space

/// Starts a record.
struct NewCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Start a record from a template.",
    usage: "rapport new KIND [TITLE] [KEY=VALUE ...]",
    discussion: """
      On a terminal the editor opens. A template that is left as it was is discarded, unless you gave it a title, a day \
      or a field.

        $ rapport new goal "Toxicity paper: breast" target=2026-06-30
        $ rapport new meeting 2026-03-10 time=16:00
        $ rapport new skill "Grant writing"

      Reflections, people and check-ups go to your private space, from any folder.

        $ rapport new reflection
        $ rapport new person "Kim Lee" role=sponsor
        $ rapport new checkup --share
      """
  )

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The day on which it was, or began; today if not given.", valueName: "day")
  )
  var date: String?

  @Flag(help: "Copy a private record, on purpose, into the space that both read.")
  var share = false

  @Flag(help: "Copy it without asking.")
  var yes = false

  @Option(help: ArgumentHelp("With status=active: the goal that is paused instead.", valueName: "goal"))
  var insteadOf: String?

  @Flag(help: "Don't open the editor.")
  var noEdit = false

  @Argument(help: "The kind, such as goal, meeting or skill.", completion: CompletionContext.kinds)
  var kind: String

  @Argument(
    help: ArgumentHelp("The title, or a meeting's day, and fields to fill in.", valueName: "title key=value"),
    completion: CompletionContext.assignments
  )
  var words: [String] = []

  @OptionGroup var write: WriteOptions
  @OptionGroup var shared: SharedOptions

  func validate() throws {
    guard Words(words).names.count <= 1 else { throw ValidationError("quote a title that has spaces") }
    if yes, !share { throw ValidationError("--yes goes with --share") }
  }

  func run(in session: Session) async throws {
    let kind = try RecordDraft.kind(kind)
    let words = Words(words, of: kind)
    if share { return try await copy(kind, named: words.names.first, session) }
    let space = try session.openSpace(holding: kind, for: write.use)
    let draft = try RecordDraft(
      kind: kind,
      name: words.names.first,
      date: date,
      assignments: words.assignments,
      space: space,
      session: session
    )
    let rules = ChangeRules(session: session, space: space, because: write.because, insteadOf: insteadOf)
    let waiting = try await rules.consequence(of: draft)
    let opensEditor = session.canAsk && session.context.terminal.isOutputTerminal && !noEdit && !write.dryRun
    guard opensEditor else { return try await carryOut(draft, draft.bytes, waiting, by: rules) }
    try await EditLoop(session: session).edit(draft.bytes, as: draft.path, in: space, write.mode) { edited in
      if edited.after == draft.bytes, words.names.isEmpty, words.assignments.isEmpty {
        return session.say("Nothing was written in the template, so it was discarded.")
      }
      try await carryOut(draft, edited.after, waiting, by: rules)
    }
  }

  /// Writes the record, and lets another goal wait for it.
  private func carryOut(
    _ draft: RecordDraft,
    _ bytes: [UInt8],
    _ waiting: WritePlan.FileEdit?,
    by rules: ChangeRules
  ) async throws {
    let (space, session) = (rules.space, rules.session)
    session.warn(try ChangeCheck.verify(bytes, replacing: nil, at: draft.path).flatMap(DiagnosticText.lines))
    try await session.carryOut("new", write.mode, in: space) {
      let waiting = try waiting.map { try rules.pausing(session.presentState(of: $0.path, in: space)) }
      return try draft.plan(bytes, insteadOf: waiting, in: space, because: write.because)
    }
    guard !write.dryRun else { return }
    session.say(StyledText(session.usablePath(of: draft.path, in: space), .faint))
    if Closure.isClosed(try space.records { RecordKind(path: $0) == .relationship }.files) {
      session.say(Session.closedHint)
    }
  }

  /// Copies a record of the private space into this one, after showing it.
  private func copy(_ kind: RecordKind, named name: String?, _ session: Session) async throws {
    let space = try session.openSpace(for: write.use)
    let copy = try PrivateCopy(of: kind, name: name ?? date, into: space, session: session)
    if !write.dryRun { try copy.requireConsent(isGiven: yes, session: session) }
    try await session.carryOut("new", write.mode, in: space) { try copy.plan(in: space, because: write.because) }
  }
}
