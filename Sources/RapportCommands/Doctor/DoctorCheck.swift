import Reports
import Space

/// One thing that `rapport doctor` looks at, in a file of its own; `DoctorCheck.all` lists them.
protocol DoctorCheck: Sendable {
  /// What other programs know it by.
  var name: String { get }

  /// What it is, in words.
  var title: String { get }

  /// Looks, and changes nothing.
  func examine(_ space: Space, in session: Session) async throws -> Diagnosis

  /// Mends what was found, as far as that can be done; called only if the diagnosis says so.
  func mend(_ space: Space, in session: Session) async throws
}

/// What a check found.
enum Diagnosis {
  /// What was looked at, in plain words.
  case fine(String)
  /// What is wrong, and the one thing to do next.
  ///
  /// `canBeMended` says whether `rapport doctor --fix` does it.
  case finding(String, help: String, canBeMended: Bool)
}

/// The checks of `rapport doctor`.
enum Doctor {
  /// All checks, in the order in which they are told.
  static let checks: [any DoctorCheck] = [MergeDriverCheck()]

  /// Makes all checks.
  ///
  /// - Parameter mends: Whether what can be mended is, and is looked at again.
  static func report(on space: Space, mends: Bool, in session: Session) async throws -> DoctorReport {
    var items: [DoctorReport.Item] = []
    for check in checks {
      var diagnosis = try await check.examine(space, in: session)
      var isMended = false
      if mends, case .finding(_, _, canBeMended: true) = diagnosis {
        try await check.mend(space, in: session)
        diagnosis = try await check.examine(space, in: session)
        isMended = true
      }
      items.append(item(check, diagnosis, isMended: isMended))
    }
    return DoctorReport(items)
  }

  private static func item(_ check: any DoctorCheck, _ diagnosis: Diagnosis, isMended: Bool) -> DoctorReport.Item {
    switch diagnosis {
    case .fine(let text):
      DoctorReport.Item(name: check.name, title: check.title, state: isMended ? .mended : .fine, text: text)
    case .finding(let text, let help, _):
      DoctorReport.Item(name: check.name, title: check.title, state: .finding, text: text, help: help)
    }
  }
}
