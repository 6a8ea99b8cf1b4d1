import Records
import Space

/// Whether every file that should be a record can be read as one.
struct RecordsCheck: DoctorCheck {
  let name = "records"
  let title = "records"

  func examine(_ examination: Examination) async throws -> Diagnosis {
    let listing = try examination.listing()
    let unreadable = listing.files.flatMap { file -> [Diagnostic] in
      if case .unreadable(let problems) = file.content { problems } else { [] }
    }
    let problems = (listing.problems + unreadable).filter { $0.severity == .error }
    let paths = Set(problems.map(\.path)).count
    guard paths > 0 else {
      return .fine(listing.files.count == 1 ? "The one record can be read." : "All \(listing.files.count) can be read.")
    }
    return .finding(
      Finding(
        text: paths == 1
          ? "One file can't be read as a record, so nothing in it is shown, and save leaves it out."
          : "\(paths) files can't be read as records, so nothing in them is shown, and save leaves them out.",
        details: CommandFailure.candidates(problems.map(Self.line)),
        help: "rapport check shows each line; rapport check --fix adds quotes that are missing"
      )
    )
  }

  private static func line(for problem: Diagnostic) -> String {
    let place = [problem.path, problem.start.map { "\($0.line)" }].compactMap { $0 }.joined(separator: ":")
    return "\(place): \(problem.summary)"
  }
}
