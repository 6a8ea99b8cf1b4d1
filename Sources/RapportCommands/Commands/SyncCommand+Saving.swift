import ArgumentParser
import Reports
import Space

extension SyncCommand {
  /// Commits unsaved work, if the person wants it to leave this computer.
  ///
  /// - Returns: whether they want it.
  func save(_ saving: Saving, in space: Space, _ session: Session) async throws -> Bool {
    guard !noSave, let plan = saving.plan(because: nil) else { return !noSave }
    if dryRun { return true }
    session.warn([StyledText("Unsaved on this computer:", .strong)] + saving.list)
    if !yes {
      guard session.canAsk else {
        throw CommandFailure(
          .usage,
          "there is unsaved work, and nobody to ask whether to send it",
          help: "rapport sync --yes saves and sends it, rapport sync --no-save leaves it here"
        )
      }
      guard session.isYes(session.ask("Save and send it? [y/N]")) else { return false }
    }
    _ = try await space.write(plan, under: try session.commitTerms(in: space))
    return true
  }
}
