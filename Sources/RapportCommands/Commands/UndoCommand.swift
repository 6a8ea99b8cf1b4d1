import ArgumentParser
import Git
import Records
import Reports
import Space

/// Takes back your last change.
struct UndoCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Take back your own last change, by a new commit.",
    usage: "rapport undo",
    discussion: """
      Only your own commits count, never the other person's. Again undoes the change before. The text stays in history.

        $ rapport undo
        $ rapport undo --dry-run
      """
  )

  @OptionGroup var write: CommitOptions
  @OptionGroup var shared: SharedOptions

  func run(in session: Session) async throws {
    let space = try session.openSpace(for: .writing)
    let author = try Identity(session.context, in: space).author
    try await session.carryOut("undo", write.mode, in: space) {
      try space.undoPlan(for: author, because: write.because).write
    }
    if !write.dryRun { session.say("What you took back stays in the history; rapport log shows both.") }
  }
}
