package import Git

extension SyncOutcome.OtherBranch {
  /// The branches of a remote besides one, by name.
  package static func all(in branches: RemoteCommand.Branches, besides branch: String) -> [Self] {
    branches.tips.filter { $0.key != branch }.sorted { $0.key < $1.key }.map { Self(name: $0.key, tip: $0.value) }
  }

  /// Whether a commit has everything that the branch has.
  package func isContained(in commit: ObjectID, of repository: Repository) -> Bool {
    repository.contains(tip) && (try? repository.isAncestor(tip, of: commit)) ?? false
  }
}
