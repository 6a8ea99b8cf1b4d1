package import ArgumentParser

/// The exit codes of every command; the README has the same table.
package enum RapportExit: Int32, CaseIterable, Sendable {
  /// Done.
  case done = 0
  /// Findings or open entries remain.
  case findings = 1
  /// The command line is wrong, or a name fits several records.
  case usage = 2
  /// There is no space here, or no such record.
  case notFound = 3
  /// The network or a password failed.
  case network = 4
  /// Something else is writing, or going on would not be safe.
  case refused = 5
  /// A mistake in rapport.
  case internalError = 70

  package var code: ExitCode { ExitCode(rawValue) }

  /// What the code means, in one line.
  package var meaning: String {
    switch self {
    case .done: "done"
    case .findings: "findings or open entries remain"
    case .usage: "usage, or an ambiguous name"
    case .notFound: "no space here, or no such record"
    case .network: "network or authentication"
    case .refused: "busy, or refused for safety"
    case .internalError: "a bug in rapport"
    }
  }
}
