/// Where a repository's HEAD is.
package enum Head: Sendable, Hashable {
  /// On a branch, by its full name such as `refs/heads/main`; the tip is nil before the first commit.
  case branch(name: String, tip: ObjectID?)

  /// On a commit itself.
  case detached(ObjectID)

  /// The commit that is checked out; nil before the first commit.
  package var tip: ObjectID? {
    switch self {
    case .branch(_, let tip): tip
    case .detached(let tip): tip
    }
  }
}

/// Something that git began here and that the person has to finish or abort first.
package enum UnfinishedOperation: String, Sendable, Hashable, CaseIterable {
  case merge
  case revert
  case cherryPick = "cherry-pick"
  case bisect
  case rebase
  case applyMailbox = "am"
}
