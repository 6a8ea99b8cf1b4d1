import ArgumentParser
import Git
import History
import Records
import Reports
import Space

/// Takes back your last change.
struct UndoCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Take back your own last change, by a new commit.",
    usage: "rapport undo [--erase]",
    discussion: """
      Only your own commits count, never the other person's. Again undoes the change before. The text stays in history.

        $ rapport undo
        $ rapport undo --dry-run
        $ rapport undo --erase
      """
  )

  @Flag(help: "Take your last commit out of the history; only if it hasn't been shared.")
  var erase = false

  @OptionGroup var write: CommitOptions
  @OptionGroup var shared: SharedOptions

  func run(in session: Session) async throws {
    let space = try session.openSpace(for: write.use)
    let author = try Identity(session.context, in: space).author
    if erase { return try await erase(try space.erasure(for: author), in: space, session) }
    try await session.carryOut("undo", write.mode, in: space) {
      try space.undoPlan(for: author, because: write.because).write
    }
    if !write.dryRun { session.say("What you took back stays in the history; rapport log shows both.") }
  }

  private func erase(_ erasure: Erasure, in space: Space, _ session: Session) async throws {
    if write.dryRun {
      try space.requireRoom(for: erasure)
    } else {
      try space.erase(erasure, by: try session.commitTerms(in: space).committer)
    }
    if write.format == .json {
      return try session.answer(
        .object([
          .init("schema", .string("rapport/undo/1")), .init("dryRun", .boolean(write.dryRun)),
          .init("erased", .string(erasure.commit.id.hex)), .init("paths", .array(erasure.paths.map(JSONValue.string))),
        ])
      )
    }
    let verb = write.dryRun ? "would be erased" : "erased"
    try await session.answer([
      StyledText("\(erasure.commit.id.hex.prefix(7)) \(verb): ") + StyledText(erasure.commit.subject)
    ])
    guard !write.dryRun else { return }
    session.say(
      "On this computer git keeps it for some weeks; at once: git reflog expire --expire=now --all && git gc --prune=now"
    )
  }
}
