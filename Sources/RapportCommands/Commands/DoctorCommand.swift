import ArgumentParser
import Git
import Reports
import Space

/// Looks whether everything around the records works.
struct DoctorCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Look whether everything around the records works.",
    usage: "rapport doctor [--fix] [--offline]",
    discussion: """
      Says what was looked at and what came of it: the repository, git, locks, interrupted commands, merges, who you \
      are, signatures, hooks, the records, what is private, and the remote. A merge and a signature are tried in a \
      folder that is removed afterwards; the remote is asked what it has, and whether a stranger can read it.

        $ rapport doctor
        $ rapport doctor --fix
        $ rapport doctor --offline
      """
  )

  @Flag(help: "Mend what can be mended, and look again.")
  var fix = false

  @Flag(help: "Don't ask the remote.")
  var offline = false

  @OptionGroup var format: FormatOptions
  @OptionGroup var shared: SharedOptions

  func run(in session: Session) async throws {
    let report = try await report(in: session)
    if format.format == .json {
      try session.answer(report.json)
    } else {
      try await session.answer(report.lines)
    }
    if report.hasFindings { throw RapportExit.findings.code }
  }

  private func report(in session: Session) async throws -> DoctorReport {
    // Not as a writing command, which would put an interrupted one right before it could be told of.
    if fix { try Repository.start(.writing) }
    let space: Space
    do {
      space = try session.openSpace(for: .reading)
    } catch SpaceError.git(let error) {
      guard case .unsupported = error else { throw error }
      return Doctor.report(onUnsupported: error)
    }
    return try await Doctor.report(on: Examination(space, in: session, isOffline: offline), mends: fix)
  }
}
