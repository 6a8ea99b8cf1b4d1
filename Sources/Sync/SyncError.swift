package import Git
package import Space

/// Why two replicas couldn't be brought together.
package enum SyncError: Error, Sendable {
  case git(GitError)
  case space(SpaceError)

  /// Git couldn't do its part with the remote; `isPush` says whether that was sending.
  case remote(RemoteFailure, isPush: Bool)

  /// The person's configuration leads to an address that is none rapport uses.
  case address(remote: String, RemoteAddressProblem)

  /// The remote said no, and its branch hadn't moved meanwhile: a rule of its own, in its own words.
  case pushRefused(lines: [String])

  /// The remote kept moving, however often it was tried.
  case contended(tries: Int)

  /// The remote holds something that isn't taken in.
  case refused(RefusedTree)

  /// What would be sent holds something that the other side wouldn't take in; `before` is the commit to go back to, so that
  /// all since can be committed anew, where there is one.
  case unsendable(RefusedTree, before: ObjectID?)

  /// What would be sent holds what is for one person alone.
  case privateFiles(PrivateFiles)

  /// The remote's branch no longer holds commits that it had when it was seen last.
  case rewritten(RewrittenHistory)

  /// The remote no longer has the branch that it had when it was seen last, but maybe others.
  case branchGone(branch: String, remote: String, others: [String])

  /// The remote has other branches, some of which are here, too, and none of this name; ours may have another one.
  case otherBranches([String], here: [String], branch: String, own: String)

  /// The remote's branch and ours have no commit in common.
  case unrelated

  /// Nothing was ever committed here, so there is nothing to share.
  case nothingToShare

  /// Anyone on the internet can read the remote, and nobody said that this is meant.
  case publicRemote(address: String)

  /// What came in would remove so many of the records, and nobody said that this is meant.
  case removesMany(removed: Int, of: Int, choices: Synchronizer.Choices)

  /// Only a part of the history is here, which can't be merged and must not be sent.
  case shallow
}

extension SyncError {
  /// Runs git operations, and turns what they throw into this module's error.
  static func git<Value>(_ body: () throws(GitError) -> Value) throws(SyncError) -> Value {
    do throws(GitError) {
      return try body()
    } catch {
      throw .git(error)
    }
  }

  /// Runs operations of a space, and turns what they throw into this module's error.
  static func space<Value>(_ body: () throws(SpaceError) -> Value) throws(SyncError) -> Value {
    do throws(SpaceError) {
      return try body()
    } catch {
      if case .git(let error) = error { throw .git(error) }
      throw .space(error)
    }
  }
}

extension SyncError {
  /// Whether another try may do better, since a branch or a file was changed at the same moment.
  var isPassing: Bool {
    switch self {
    case .git(.branchMoved), .space(.changedMeanwhile): true
    default: false
    }
  }
}
