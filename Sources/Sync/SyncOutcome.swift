package import Git

/// What bringing two replicas together came to.
package struct SyncOutcome: Sendable, Hashable {
  /// A branch of the remote with commits that ours lacks, such as an edit on a web page that waits to be accepted.
  package struct OtherBranch: Sendable, Hashable {
    package let name: String
    package let tip: ObjectID
  }

  /// What was done, or in a dry run would be.
  package var plan: SyncPlan

  /// The branch's tip before; nil if it had none.
  package var before: ObjectID?

  /// The branch's tip after; in a dry run the remote's.
  package var after: ObjectID?

  /// The commits that came in, newest first; merges that were made here are not among them.
  package var received: [ObjectID] = []

  /// The commits that were sent, newest first.
  package var sent: [ObjectID] = []

  /// The commits that had to be made to join both sides, the last one last; more than one where others were faster.
  package var merges: [ObjectID] = []

  /// What a person should hear of the merge.
  package var notices: [MergeNotice] = []

  /// What a new history of the remote leaves out; nil where none was taken.
  package var leftOut: LeftOut?

  package var otherBranches: [OtherBranch] = []

  /// Whether all of it is only what would be done.
  package var isForetold = false

  /// Whether the remote has this branch for the first time.
  package var isFirst = false

  /// Whether git sends to other addresses than it fetches from, so that only the next run sees what has arrived.
  var isSentElsewhere = false

  package init(plan: SyncPlan, before: ObjectID?, after: ObjectID?) {
    self.plan = plan
    self.before = before
    self.after = after
  }
}
