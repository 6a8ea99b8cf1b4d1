import Git
import Space
import Sync

/// Whether other branches of the remote hold what isn't here, such as an edit on the web page that waits to be accepted.
struct RemoteBranchesCheck: DoctorCheck {
  let name = "remote-branches"
  let title = "the remote's other branches"

  func examine(_ examination: Examination) async throws -> Diagnosis {
    switch await examination.remote() {
    case .notShared: return .fine("This space isn't shared, so there are none.")
    case .offline(let remote): return .skipped("\(remote.name) wasn't asked.")
    case .unclear, .failure: return .skipped("The remote didn't tell its branches.")
    case .branches(let remote, let branches):
      let repository = examination.space.repository
      let tip = try repository.head().tip
      let others = SyncOutcome.OtherBranch.all(in: branches, besides: remote.branch).filter { branch in
        tip.map { !branch.isContained(in: $0, of: repository) } ?? true
      }
      guard !others.isEmpty else { return .fine("None holds anything that isn't here.") }
      return .finding(
        Finding(
          text: others.count == 1
            ? "One branch holds what isn't here, perhaps an edit on the web page that waits to be accepted."
            : "\(others.count) branches hold what isn't here, perhaps edits on the web page that wait to be accepted.",
          details: others.map(\.name),
          help: "accept it on the web page (merge the pull request), then rapport sync; or delete the branch there"
        )
      )
    }
  }
}
