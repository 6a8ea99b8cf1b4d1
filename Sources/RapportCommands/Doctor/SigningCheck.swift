import Git
import Space

/// Whether commits can be signed where they are to be: one is, and is stored nowhere.
struct SigningCheck: DoctorCheck {
  let name = "signing"
  let title = "signatures"

  func examine(_ examination: Examination) async throws -> Diagnosis {
    let space = examination.space
    guard try space.repository.configurationFlag("commit.gpgsign") ?? false else {
      return .fine("Commits aren't signed here.")
    }
    guard let terms = try? examination.session.commitTerms(in: space) else {
      return .skipped("Git doesn't know yet who would sign.")
    }
    do throws(SpaceError) {
      try await space.trySigning(
        as: terms.committer,
        in: examination.session.context.temporaryFolder,
        by: terms.signing
      )
    } catch {
      guard case .git(.signingFailed(let reason)) = error else { throw error }
      return .finding(
        "Commits are to be signed here and can't be, so nothing can be committed: \(reason)",
        help: "make your key usable (git commit -S tells more), or: git config commit.gpgsign false"
      )
    }
    return .fine("A commit was signed on trial, and stored nowhere.")
  }
}
