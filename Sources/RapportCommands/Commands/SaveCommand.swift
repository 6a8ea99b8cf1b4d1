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
    let space = try session.openSpace(for: .writing)
    var problems: [Diagnostic] = []
    var findings: [Diagnostic] = []
    try await session.carryOut("save", write.mode, in: space, nothing: "Nothing to save.") {
      let selection = try Set(records.map { try path(of: $0, in: space, session) })
      let plan = try space.savePlan(selection: selection, removingMissing: removed)
      problems = plan.problems
      findings = plan.items.flatMap(Self.findings)
      for path in plan.missing {
        session.say("\(path) is missing from the folder and stays in git; rapport save --removed takes it out.")
      }
      guard !plan.items.isEmpty else { return nil }
      if plan.items.count > 1 {
        session.warn(
          plan.items.map { "  \($0.path)\($0.present == nil ? " (removed)" : $0.committed == nil ? " (new)" : "")" }
        )
      }
      return WritePlan(
        files: plan.items.map { item in
          .init(saving: item.path, present: item.present, as: Self.tidied(item.present), committed: item.committed)
        },
        message: .init(subject: SaveSubject.text(for: plan.items), body: write.because)
      )
    }
    session.warn(findings.flatMap(DiagnosticText.lines))
    let files = Set(problems.map(\.path)).count
    guard files == 0 else {
      let (what, them) =
        files == 1 ? ("one file was left as it is", "it") : ("\(files) files were left as they are", "them")
      throw CommandFailure(
        .findings,
        what,
        help: "mend \(them), by hand or with rapport check --fix, and save again",
        diagnostics: problems
      )
    }
  }

  /// The record without the questions that the person settled by giving a field another value.
  private static func tidied(_ bytes: [UInt8]?) -> [UInt8]? {
    guard let bytes, let document = try? Document.parse(bytes),
      document.writtenEntries.count > document.openEntries.count, let settlement = try? Settlement(bytes)
    else { return bytes }
    return settlement.withoutSettled
  }

  /// What check would say of a saved record; it is saved all the same.
  private static func findings(in item: SavePlan.Item) -> [Diagnostic] {
    guard let present = item.present, let document = try? Document.parse(present) else { return [] }
    return Checks.diagnostics(for: document, at: item.path, kind: RecordKind(path: item.path))
      .filter { $0.severity != .hint }
  }

  /// The path of a named record, also of one that is missing from the folder.
  private func path(of name: String, in space: Space, _ session: Session) throws -> String {
    let listing = try space.records()
    if listing.missing.contains(name) { return name }
    return try RecordName.find(name, among: listing.files, today: session.today).path
  }
}
