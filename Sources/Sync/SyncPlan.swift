package import Git

/// Where the branch here and the remote's are, and how they belong together.
package struct SyncPosition: Sendable, Hashable {
  /// How the two tips belong together.
  package enum Relation: Sendable, Hashable {
    case same
    /// Ours comes before theirs.
    case behind
    /// Theirs comes before ours.
    case ahead
    /// Both have commits that the other lacks.
    case diverged
    /// They have no commit in common.
    case unrelated
  }

  /// The tip here; nil before the first commit.
  package var ours: ObjectID?

  /// The remote's tip; nil where the remote lacks the branch.
  package var theirs: ObjectID?

  /// The remote's tip when it was seen last; nil if it never was.
  package var seen: ObjectID?

  /// Means something only where both tips are there.
  package var relation: Relation

  /// Whether the remote still has everything it had when it was seen last.
  package var keepsSeen: Bool

  /// How many commits here neither the remote has nor had when it was seen last.
  package var unsent: Int

  package init(
    ours: ObjectID?,
    theirs: ObjectID?,
    seen: ObjectID?,
    relation: Relation,
    keepsSeen: Bool = true,
    unsent: Int = 0
  ) {
    self.ours = ours
    self.theirs = theirs
    self.seen = seen
    self.relation = relation
    self.keepsSeen = keepsSeen
    self.unsent = unsent
  }
}

/// What is to be done so that both sides have the same.
package enum SyncPlan: Sendable, Hashable {
  /// Both have the same already.
  case nothing
  /// Take what the remote has in addition.
  case forward
  /// Send what is here in addition.
  case push
  /// Make one commit of both, and send it.
  case merge
  /// Take what the remote has in place of a history that it gave up.
  case replace
  /// Stop: the remote's history was rewritten.
  case rewritten
  /// Stop: the remote's branch was deleted.
  case branchGone
  /// Stop: the two were never one.
  case unrelated
  /// Stop: there is nothing anywhere.
  case nothingToShare

  /// Decides by the position alone.
  ///
  /// - Parameter acceptsRewritten: Whether the person said that the remote's new history is meant.
  package init(_ position: SyncPosition, acceptsRewritten: Bool = false) {
    guard position.theirs != nil else {
      switch (position.ours, position.seen) {
      case (nil, _): self = .nothingToShare
      case (_, .some) where !acceptsRewritten: self = .branchGone
      default: self = .push
      }
      return
    }
    guard position.ours != nil else {
      self = .forward
      return
    }
    // Where both are the same, whatever happened before has been dealt with.
    guard position.keepsSeen || position.relation == .same else {
      self = acceptsRewritten && position.unsent == 0 ? .replace : .rewritten
      return
    }
    self =
      switch position.relation {
      case .same: .nothing
      case .behind: .forward
      case .ahead: .push
      case .diverged: .merge
      case .unrelated: .unrelated
      }
  }
}
