import ArgumentParser
import Records
import Reports
import Space

/// Looks for mistakes in records.
struct CheckCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Look for mistakes in records, all of them in one run.",
    usage: "rapport check [RECORD ...] [--fix]",
    discussion: """
      --fix makes the changes that a finding offers, such as quotes around a sentence that YAML would misread, and \
      leaves everything else as it is. Look at the result, then rapport save.

        $ rapport check
        $ rapport check goals/toxicity-paper.md
        $ rapport check --fix --dry-run
      """
  )

  @Flag(help: "Make the changes that the findings offer.")
  var fix = false

  @Flag(name: [.customShort("n"), .long], help: "With --fix: show the exact change and write nothing.")
  var dryRun = false

  @Argument(help: "The records to look at; all if none is named.", completion: CompletionContext.records)
  var records: [String] = []

  @OptionGroup var format: FormatOptions
  @OptionGroup var shared: SharedOptions

  func validate() throws {
    if dryRun, !fix { throw ValidationError("--dry-run goes with --fix") }
  }

  func run(in session: Session) async throws {
    let space = try session.openSpace(for: fix && !dryRun ? .writing : .reading, required: false)
    if fix {
      try await mend(in: space, session)
      if dryRun { return }
    }
    let listing = try space.records()
    let chosen = try selection(in: listing, of: space, session)
    let diagnostics = SpaceCheck.diagnostics(in: listing, today: session.today, practice: true).filter {
      chosen?.contains($0.path ?? "") ?? true
    }
    let report = CheckReport(diagnostics, checked: chosen?.count ?? listing.files.count)
    if format.format == .json {
      try session.answer(report.json)
    } else {
      if report.diagnostics.isEmpty { session.say(StyledText(report.summary)) }
      try await session.answer(report.lines)
    }
    if report.hasFindings { throw RapportExit.findings.code }
  }

  /// Carries out the fixes of all findings, in the files only.
  private func mend(in space: Space, _ session: Session) async throws {
    func files(_ plan: WritePlan) -> StyledText {
      plan.files.count == 1
        ? "Mended \(plan.files[0].path); look at it, then rapport save."
        : "Mended \(plan.files.count) files; look at them, then rapport save."
    }
    try await session.changeFiles("check", dryRun: dryRun, format.format, in: space, saying: files) {
      let listing = try space.records()
      let chosen = try selection(in: listing, of: space, session)
      let edits = listing.files.filter { chosen?.contains($0.path) ?? true }.compactMap(SpaceCheck.mended)
      return edits.isEmpty ? nil : WritePlan(files: edits, message: .init(subject: "findings mended"))
    }
  }

  private func selection(in listing: RecordListing, of space: Space, _ session: Session) throws -> Set<String>? {
    guard !records.isEmpty else { return nil }
    return Set(
      try records.map { typed in
        let name = session.name(typed, in: space)
        if listing.problems.contains(where: { $0.path == name }) { return name }
        return try RecordName.find(name, among: listing.files, today: session.today).path
      }
    )
  }
}
