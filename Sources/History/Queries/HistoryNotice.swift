package import Git

/// Something a reader of a history should know that is no event.
package enum HistoryNotice: Sendable, Hashable {
  /// The repository is a shallow clone: these commits, oldest first, have parents that it doesn't hold, and are told as if history began there.
  case shallow(commits: [ObjectID])

  /// The repository lacks objects that it should hold: these commits, oldest first, and what is before them.
  case missingCommits([ObjectID])

  /// The repository lacks a folder that it should hold; what a commit changed can't be told, or only with what the next one changed.
  case missingFolder(ObjectID, commit: ObjectID)

  /// A version of a record couldn't be read; what it changed is told where the record can be read again.
  case unreadable(path: String, commit: ObjectID, problem: VersionProblem)
}
