import Git
import Reports
import Space

/// One thing that `rapport doctor` looks at, in a file of its own; `Doctor.checks` lists them.
protocol DoctorCheck: Sendable {
  /// What other programs know it by.
  var name: String { get }

  /// What it is, in words.
  var title: String { get }

  /// Looks, and changes nothing.
  func examine(_ examination: Examination) async throws -> Diagnosis

  /// Mends what was found, as far as that can be done; called only if the diagnosis says so.
  func mend(_ examination: Examination) async throws
}

extension DoctorCheck {
  func mend(_ examination: Examination) async throws {}
}

/// What a check found.
enum Diagnosis {
  /// What was looked at, in plain words.
  case fine(String)
  /// Why nothing could be looked at.
  case skipped(String)
  case finding(Finding)

  static func finding(_ text: String, help: String, canBeMended: Bool = false) -> Diagnosis {
    .finding(Finding(text: text, help: help, canBeMended: canBeMended))
  }
}

/// What is wrong, why that matters, and the one thing to do next.
struct Finding {
  var text: String
  /// The files, people or questions it is about, each on a line of its own.
  var details: [String] = []
  var help: String?
  /// Whether `rapport doctor --fix` does it.
  var canBeMended = false
}

extension Finding {
  /// A failure that came in the way of looking, or is what was looked for.
  init(_ failure: CommandFailure) {
    text = failure.summary.prefix(1).uppercased() + failure.summary.dropFirst() + "."
    details = [failure.path].compactMap { $0 } + failure.details
    help = failure.help
  }
}

/// The checks of `rapport doctor`.
enum Doctor {
  /// All checks, in the order in which they are told.
  static let checks: [any DoctorCheck] = [
    RepositoryCheck(), ProgramsCheck(), LocksCheck(), InterruptedWriteCheck(), MergeDriverCheck(), IdentityCheck(),
    AuthorsCheck(), ClocksCheck(), SigningCheck(), HooksCheck(), RecordsCheck(), OpenQuestionsCheck(),
    PrivateRecordsCheck(), PrivateSpaceCheck(), SharedRemoteCheck(), RemoteCheck(), RemoteBranchesCheck(),
  ]

  /// Makes all checks.
  ///
  /// - Parameter mends: Whether what can be mended is, and is looked at again.
  static func report(on examination: Examination, mends: Bool) async throws -> DoctorReport {
    var items: [DoctorReport.Item] = []
    for check in checks {
      var diagnosis = try await diagnosis(examination) { try await check.examine(examination) }
      var isMended = false
      if mends, case .finding(let finding) = diagnosis, finding.canBeMended {
        diagnosis = try await self.diagnosis(examination) {
          try await check.mend(examination)
          return try await check.examine(examination)
        }
        isMended = true
      }
      items.append(item(check, diagnosis, isMended: isMended))
    }
    return DoctorReport(items)
  }

  /// What there is to say of a repository that can't be opened, so that nothing else can be looked at.
  static func report(onUnsupported error: GitError) -> DoctorReport {
    DoctorReport([item(RepositoryCheck(), .finding(Finding(CommandFailure(error))), isMended: false)])
  }

  /// A check or a mend that fails has found something, too, and keeps no other from its turn.
  private static func diagnosis(
    _ examination: Examination,
    _ check: () async throws -> Diagnosis
  ) async throws -> Diagnosis {
    do {
      return try await check()
    } catch {
      guard let failure = ErrorRenderer(context: examination.session.context).failure(for: error) else { throw error }
      return .finding(Finding(failure))
    }
  }

  private static func item(_ check: any DoctorCheck, _ diagnosis: Diagnosis, isMended: Bool) -> DoctorReport.Item {
    switch diagnosis {
    case .fine(let text):
      DoctorReport.Item(name: check.name, title: check.title, state: isMended ? .mended : .fine, text: text)
    case .skipped(let text):
      DoctorReport.Item(name: check.name, title: check.title, state: .skipped, text: text)
    case .finding(let finding):
      DoctorReport.Item(
        name: check.name,
        title: check.title,
        state: .finding,
        text: finding.text,
        details: finding.details,
        help: finding.help
      )
    }
  }
}
