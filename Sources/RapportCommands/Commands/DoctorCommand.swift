import ArgumentParser
import Reports
import Space

/// Looks whether everything around the records works.
struct DoctorCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Look whether everything around the records works.",
    usage: "rapport doctor [--fix]",
    discussion: """
      Says what was looked at and what came of it. Whether git merges records by what they mean is tried by a real \
      merge, in a scratch clone that is removed afterwards.

        $ rapport doctor
        $ rapport doctor --fix
      """
  )

  @Flag(help: "Mend what can be mended, and look again.")
  var fix = false

  @OptionGroup var format: FormatOptions
  @OptionGroup var shared: SharedOptions

  func run(in session: Session) async throws {
    let space = try session.openSpace(for: fix ? .writing : .reading)
    let report = try await Doctor.report(on: space, mends: fix, in: session)
    if format.format == .json {
      try session.answer(report.json)
    } else {
      try await session.answer(report.lines)
    }
    if report.hasFindings { throw RapportExit.findings.code }
  }
}
