import ArgumentParser
import Records
import Reports
import Space

/// Changes fields of a record.
struct SetCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "set",
    abstract: "Change fields of a record.",
    usage: "rapport set RECORD KEY=VALUE ... [--because TEXT]",
    discussion: """
      KEY=VALUE sets a field, KEY+=VALUE and KEY-=VALUE change a list. Days may be typed as today, +2w or fri.

        $ rapport set toxicity-paper target=+3m --because "data office is late"
        $ rapport set toxicity-paper status=paused --because "on leave"
        $ rapport set toxicity-paper skills+=statistics
        $ rapport set next status=held
        $ rapport set toxicity-paper --unset target
        $ rapport set relationship pauses+=2026-08-01..2026-08-31
        $ rapport set relationship status=paused

      A goal that is paused, withdrawn, superseded or declined says why. Where you two signed how many goals you work on \
      at one time, one more asks which one waits, or why it can't.

        $ rapport set grant status=active --instead-of course --because "due in May"
      """
  )

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp("Take a field out; may be given several times.", valueName: "key")
  )
  var unset: [String] = []

  @Option(help: ArgumentHelp("With status=active: the goal that is paused instead.", valueName: "goal"))
  var insteadOf: String?

  @Argument(
    help: ArgumentHelp(
      "The record, by path, name, id or title, and the fields to change.",
      valueName: "record key=value"
    ),
    completion: CompletionContext.assignments
  )
  var words: [String] = []

  @OptionGroup var write: WriteOptions
  @OptionGroup var shared: SharedOptions

  func validate() throws {
    let words = Words(words)
    guard words.names.count == 1 else {
      throw ValidationError(
        words.names.isEmpty
          ? "name the record: rapport set RECORD KEY=VALUE" : "one record at a time; quote names that have spaces"
      )
    }
    guard !words.assignments.isEmpty || !unset.isEmpty else {
      throw ValidationError("say what to change: rapport set RECORD KEY=VALUE")
    }
  }

  func run(in session: Session) async throws {
    let words = Words(words)
    let space = try session.openSpace(of: words.names[0], for: write.use, required: !write.noCommit)
    try write.mode.requireWritable(space)
    let change = try await FieldChange(
      words.names[0],
      words.assignments,
      unset: unset,
      rules: ChangeRules(session: session, space: space, because: write.because, insteadOf: insteadOf)
    )
    try await session.carryOut("set", write.mode, in: space) { try change.plan() }
    if !write.dryRun { try await change.sayWhatFollows() }
  }
}
