import Git
import Space

/// Whether the repository is one that rapport can read and write: its format, its extensions, its index, its whole history.
struct RepositoryCheck: DoctorCheck {
  let name = "repository"
  let title = "the repository"

  func examine(_ examination: Examination) async throws -> Diagnosis {
    let repository = examination.space.repository
    // The format was looked at when the repository was opened; the index shows only here what it is.
    _ = try repository.indexEntries(at: [])
    if examination.space.folderCalledBare != nil {
      return .finding(
        "core.bare is set, so git takes no notice of the files in this folder, and rapport writes nothing.",
        help: CommandFailure.unsettingBare
      )
    }
    if repository.isShallow {
      return .finding(
        "Only the last part of the history is here, so nothing can be brought together with the other person's.",
        help: "git fetch --unshallow"
      )
    }
    if let operation = repository.unfinishedOperation {
      return .finding(
        "Git has an unfinished \(operation.inWords), and until that is over rapport writes nothing.",
        help: "git status says how to finish or abort it"
      )
    }
    if case .detached = try repository.head() {
      return .finding(
        "No branch is checked out, so what you write would belong to none, and rapport writes nothing.",
        help: "git switch BRANCH, such as main"
      )
    }
    return .fine("It is whole, and of a kind that rapport reads and writes.")
  }
}
