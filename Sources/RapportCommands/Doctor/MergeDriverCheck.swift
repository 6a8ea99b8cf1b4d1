import Space

/// Whether git merges records by what they mean: a real merge in a scratch clone tells.
struct MergeDriverCheck: DoctorCheck {
  let name = "merge-driver"
  let title = "git's merges"

  func examine(_ examination: Examination) async throws -> Diagnosis {
    let trial = try await examination.space.tryMergeDriver(
      in: examination.session.context.temporaryFolder,
      environment: examination.session.context.environment
    )
    switch trial {
    case .works:
      return .fine("In a scratch clone of this repository, git merged two changes of one record by what they mean.")
    case .notInstalled:
      return .finding(
        "Git isn't told to merge records by what they mean in this clone, so it would merge them line by line.",
        help: "rapport doctor --fix",
        canBeMended: true
      )
    case .notRunning:
      return .finding(
        "In a scratch clone of this repository, git merged a record line by line, since it couldn't run rapport.",
        help: "put the folder of the program rapport into PATH; rapport doctor --fix sets the rest right",
        canBeMended: true
      )
    case .failed(let reason):
      return .finding(
        "Git couldn't merge in a scratch clone of this repository: \(reason)",
        help: "see whether git itself works here: git fsck"
      )
    }
  }

  func mend(_ examination: Examination) async throws {
    try examination.space.installMergeDriver()
  }
}
