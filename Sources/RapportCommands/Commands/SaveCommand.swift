import ArgumentParser
import History
import Records
import Reports
import Space

/// Commits what was edited by hand.
struct SaveCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "save",
    abstract: "Commit the records you edited by hand.",
    usage: "rapport save [RECORD ...]",
    discussion: """
      Takes changed records and new ones in the known folders, and names each. A file that can't be read is left out.

        $ rapport save
        $ rapport save goals/toxicity-paper.md --because "agreed on the phone"
      """
  )

  @Flag(help: "Commit that records missing from the folder are gone, too.")
  var removed = false

  @Argument(help: "The records to save; all if none is named.", completion: CompletionContext.records)
  var records: [String] = []

  @OptionGroup var write: CommitOptions
  @OptionGroup var shared: SharedOptions

  func run(in session: Session) async throws {
    let space = try session.openSpace(for: write.use)
    var saving = Saving()
    try await session.carryOut("save", write.mode, in: space, nothing: "Nothing to save.") {
      let selection = try Set(records.map { try path(of: $0, in: space, session) })
      saving = try Saving(in: space, selection: selection, removingMissing: removed)
      for path in saving.missing {
        session.say("\(path) is missing from the folder and stays in git; rapport save --removed takes it out.")
      }
      if saving.items.count > 1 { session.warn(saving.list) }
      return saving.plan(because: write.because)
    }
    session.warn(saving.findings.flatMap(DiagnosticText.lines))
    if let failure = saving.failure { throw failure }
  }

  /// The path of a named record, also of one that is missing from the folder.
  private func path(of name: String, in space: Space, _ session: Session) throws -> String {
    let name = session.name(name, in: space)
    let listing = try space.records()
    if listing.missing.contains(name) { return name }
    return try RecordName.find(name, among: listing.files, today: session.today).path
  }
}
