package import Git

/// Something a reader of a history should know that is no event.
package enum HistoryNotice: Sendable, Hashable {
  /// The repository is a shallow clone: these commits, oldest first, have parents that it doesn't hold, and are told as if history began there.
  case shallow(commits: [ObjectID])

  /// A version of a record couldn't be read; what it changed is told where the record can be read again.
  case unreadable(path: String, commit: ObjectID, problem: VersionProblem)
}
