package import Git
import Records
package import Space

/// Brings the branch here and the remote's together: fetch, check, plan, merge, write, push; from the start again where somebody else was faster.
///
/// Until the branch here moves nothing has happened, and what has been fetched is in no one's way. What is here when the remote can't be reached any more is sent by the
/// next run.
package struct Synchronizer {
  /// What the person decided.
  package struct Choices: Sendable, Hashable {
    /// Whether to find out only what would be done.
    package var isDryRun = false
    /// Whether the remote's rewritten history is meant.
    package var acceptsRewritten = false
    /// Whether the remote may be one that anyone can read.
    package var allowsPublic = false
    /// Whether what comes in may remove many records.
    package var allowsRemoval = false

    package init() {}
  }

  let space: Space
  let remote: SharedRemote
  let command: RemoteCommand
  let choices: Choices
  private let signature: Signature
  private let mergeTerms: CommitTerms?
  private let backoff: Backoff

  /// - Parameters:
  ///   - signature: Who moves references, and when.
  ///   - mergeTerms: In whose name a merge is made; nil for nobody's, so that each replica makes the same.
  package init(
    _ space: Space,
    with remote: SharedRemote,
    by command: RemoteCommand,
    choices: Choices,
    signature: Signature,
    mergeTerms: CommitTerms?,
    backoff: Backoff
  ) {
    self.space = space
    self.remote = remote
    self.command = command
    self.choices = choices
    self.signature = signature
    self.mergeTerms = mergeTerms
    self.backoff = backoff
  }

  private var repository: Repository { space.repository }

  /// Does all of it.
  ///
  /// - Throws: `SyncError`; what was committed here before stays in any case.
  package func synchronize() async throws(SyncError) -> SyncOutcome {
    try SyncError.space { () throws(SpaceError) in try space.requireWritable() }
    guard !repository.isShallow else { throw .shallow }
    try SyncError.space { () throws(SpaceError) in
      try space.clearStaleLocks(on: [remote.incomingReference, remote.seenReference, remote.sendingReference])
    }
    let branches = try await branches()
    var outcome = SyncOutcome(plan: .nothing, before: try tip(), after: nil)
    outcome.otherBranches = SyncOutcome.OtherBranch.all(in: branches, besides: remote.branch)
    var refusal: Refusal?
    var edits = 0
    var refusalsInPlace = 0
    for attempt in 0..<Backoff.mostTries {
      if attempt > 0 { await backoff.pause(before: attempt) }
      let seen = try seen()
      let theirs = try await attempt == 0 ? fetch(from: branches, seen: seen) : fetch()
      if let refusal {
        refusalsInPlace = refusal.tip == theirs ? refusalsInPlace + 1 : 0
        // Whoever was in the way would have sent something by now; a lock that was left there never goes.
        guard refusalsInPlace < (refusal.isPassing ? Self.mostRefusalsInPlace : 1) else {
          throw .pushRefused(lines: refusal.lines)
        }
      }
      let position = try position(of: theirs, seen: seen)
      let plan = SyncPlan(position, acceptsRewritten: choices.acceptsRewritten)
      try stop(at: plan, position, branches: branches.tips.keys.sorted())
      if attempt == 0 || plan != .nothing { outcome.plan = plan }
      outcome.after = position.ours
      if plan == .replace, let ours = position.ours, let theirs = position.theirs {
        outcome.leftOut = try leftOut(of: ours, without: theirs)
      }
      // Before anything is merged: what is refused is easier to take back as long as nothing of theirs is on top.
      if plan == .push || plan == .merge, let ours = position.ours {
        try requireSendable(ours, without: position.theirs)
      }
      if choices.isDryRun { return try foretold(outcome, position) }
      do throws(SyncError) {
        try await apply(plan, position, to: &outcome)
      } catch {
        if case .space(.changedMeanwhile) = error { edits += 1 }
        guard error.isPassing, attempt + 1 < Backoff.mostTries, edits < Self.mostEdits else { throw error }
        continue
      }
      if plan == .push || plan == .merge, let tip = outcome.after {
        refusal = try await push(tip, position, outcome: &outcome)
        guard refusal == nil else { continue }
      }
      return try finished(outcome, position)
    }
    throw .contended(tries: Backoff.mostTries)
  }

  private func tip() throws(SyncError) -> ObjectID? {
    try SyncError.git { () throws(GitError) in try repository.head().tip }
  }

  /// The branch here, without `refs/heads/`; nil where none is checked out.
  private func ownBranch() throws(SyncError) -> String? {
    let head = try SyncError.git { () throws(GitError) in try repository.head() }
    guard case .branch(let name, _) = head else { return nil }
    return String(name.dropFirst("refs/heads/".count))
  }

  /// What stands in the way of a plan by itself.
  private func stop(at plan: SyncPlan, _ position: SyncPosition, branches: [String]) throws(SyncError) {
    switch plan {
    case .nothing, .forward, .push, .merge, .replace: return
    case .branchGone: throw .branchGone(branch: remote.branch, remote: remote.name, others: branches)
    case .unrelated: throw .unrelated
    case .nothingToShare: throw .nothingToShare
    case .rewritten:
      guard let seen = position.seen, let theirs = position.theirs else { throw .unrelated }
      throw .rewritten(
        RewrittenHistory(
          seen: seen,
          tip: theirs,
          lost: try commits(of: seen, without: [theirs]).count,
          unsent: position.unsent,
          leftOut: try leftOut(of: position.ours ?? seen, without: theirs),
          choices: choices
        )
      )
    }
  }

  private func leftOut(of ours: ObjectID, without theirs: ObjectID) throws(SyncError) -> LeftOut {
    try SyncError.git { () throws(GitError) in
      try LeftOut(of: ours, without: theirs, for: signature.person, in: repository)
    }
  }

  // MARK: - What the remote has

  /// The remote's tip when it was seen last.
  private func seen() throws(SyncError) -> ObjectID? {
    try SyncError.git { () throws(GitError) in try repository.reference(remote.seenReference) }
  }

  private func branches() async throws(SyncError) -> RemoteCommand.Branches {
    do throws(RemoteFailure) {
      return try await command.branches(of: remote.name)
    } catch {
      throw .remote(error, isPush: false)
    }
  }

  /// Checks what the remote's tip brings, and says how it belongs to ours.
  private func position(of theirs: ObjectID?, seen: ObjectID?) throws(SyncError) -> SyncPosition {
    let ours = try tip()
    if let theirs, theirs != seen, theirs != ours {
      var check = IncomingCheck(in: repository)
      do throws(SyncError) {
        try check.check(theirs, since: [seen, ours].compactMap { $0 })
      } catch {
        try SyncError.git { () throws(GitError) in try repository.deleteReference(remote.incomingReference) }
        throw error
      }
    }
    var position = SyncPosition(ours: ours, theirs: theirs, seen: seen, relation: .same)
    guard let ours, let theirs else { return position }
    position.relation = try SyncError.git { () throws(GitError) in
      if ours == theirs { return .same }
      let bases = try repository.mergeBases([ours, theirs])
      return bases.isEmpty ? .unrelated : bases.contains(theirs) ? .ahead : bases.contains(ours) ? .behind : .diverged
    }
    if let seen, seen != theirs, seen != ours || position.relation != .behind {
      position.keepsSeen = try SyncError.git { () throws(GitError) in try repository.isAncestor(seen, of: theirs) }
      if !position.keepsSeen { position.unsent = try commits(of: ours, without: [theirs, seen]).count }
    }
    return position
  }

  /// Fetches the remote's branch, unless its tip is one that is here already.
  ///
  /// - Returns: The remote's tip; nil where it has no such branch, since it is empty or the branch was deleted.
  /// - Throws: `SyncError.otherBranches` if it has others and never had this one.
  private func fetch(from branches: RemoteCommand.Branches, seen: ObjectID?) async throws(SyncError) -> ObjectID? {
    guard let tip = branches.tips[remote.branch] else {
      try SyncError.git { () throws(GitError) in try repository.deleteReference(remote.incomingReference) }
      guard branches.tips.isEmpty || seen != nil else {
        let names = branches.tips.keys.sorted()
        var here: [String] = []
        for name in names {
          let own = try SyncError.git { () throws(GitError) in try repository.reference("refs/heads/\(name)") }
          if own != nil { here.append(name) }
        }
        throw .otherBranches(names, here: here, branch: remote.branch, own: try ownBranch() ?? remote.branch)
      }
      return nil
    }
    let ours = try self.tip()
    return tip == seen || tip == ours ? tip : try await fetch()
  }

  private func fetch() async throws(SyncError) -> ObjectID? {
    for attempt in 1... {
      do throws(RemoteFailure) {
        try await command.fetch(remote.branch, of: remote.name, into: remote.incomingReference)
        break
      } catch {
        switch error.reason {
        case .noBranch: return nil
        case .locked where attempt < Self.mostLockedFetches: await backoff.pause(before: attempt)
        default: throw .remote(error, isPush: false)
        }
      }
    }
    return try SyncError.git { () throws(GitError) in try repository.reference(remote.incomingReference) }
  }

  /// How often a file may be found changing under the hands of a person.
  private static let mostEdits = 5

  /// How often in a row the remote may be busy while its branch stays where it is.
  private static let mostRefusalsInPlace = 10

  /// How often another program may be found fetching to the same place.
  private static let mostLockedFetches = 5

  // MARK: - What becomes of ours

  private func apply(_ plan: SyncPlan, _ position: SyncPosition, to outcome: inout SyncOutcome) async throws(SyncError)
  {
    guard let theirs = position.theirs, plan != .nothing, plan != .push else { return }
    var new = theirs
    if plan == .merge, let ours = position.ours {
      let (merge, notices) = try await merge(ours, theirs)
      outcome.merges.append(merge)
      outcome.notices += notices.filter { !outcome.notices.contains($0) }
      new = merge
    }
    try checkRemoval(from: position.ours, to: new)
    let line = "rapport sync: \(plan == .merge ? "merge" : plan == .replace ? "new history" : "forward")"
    try SyncError.space { () throws(SpaceError) in
      try space.advance(from: position.ours, to: new, reflog: line, by: signature)
    }
    outcome.after = new
  }

  /// Makes the commit that joins two; no reference moves.
  private func merge(_ ours: ObjectID, _ theirs: ObjectID) async throws(SyncError) -> (ObjectID, [MergeNotice]) {
    let (draft, notices) = try SyncError.git { () throws(GitError) in
      let merged = try TreeMerge.merge(one: min(ours, theirs), other: max(ours, theirs), in: repository)
      let draft = MergeCommit.draft(
        joining: try repository.commit(ours),
        try repository.commit(theirs),
        tree: try merged.write(to: repository),
        as: mergeTerms.map { ($0.committer, $0.isSigned) }
      )
      return (draft, merged.notices)
    }
    let signing = mergeTerms?.signing ?? SigningCommand(environment: [:])
    let merge: ObjectID
    do throws(GitError) {
      merge = try await repository.createCommit(draft, signedBy: signing)
    } catch {
      throw .git(error)
    }
    var check = IncomingCheck(in: repository)
    try check.check(merge, since: [ours, theirs])
    return (merge, notices)
  }

  /// Asks nobody, but stops where more than a third of the records would be gone, unless that was said to be meant.
  private func checkRemoval(from old: ObjectID?, to new: ObjectID) throws(SyncError) {
    guard let old, !choices.allowsRemoval else { return }
    let (before, after) = try SyncError.git { () throws(GitError) in
      (
        try repository.files(in: try repository.commit(old).tree),
        try repository.files(in: try repository.commit(new).tree)
      )
    }
    let records = before.filter { RecordPath.mayHoldRecord($0.path) }
    let (paths, contents) = (Set(after.map(\.path)), Set(after.map(\.id)))
    let removed = records.filter { !paths.contains($0.path) && !contents.contains($0.id) }
    guard removed.count * 3 > records.count else { return }
    throw .removesMany(removed: removed.count, of: records.count, choices: choices)
  }

  // MARK: - What is sent

  /// Why a push was rejected, and where the remote's branch was then.
  private struct Refusal {
    let tip: ObjectID?
    let lines: [String]

    /// Whether the remote was busy with somebody else's push; its branch may then move a moment later.
    var isPassing: Bool {
      ["failed to update ref", "cannot lock ref", "incorrect old value", "reference already exists", "fetch first"]
        .contains { sign in
          lines.contains { $0.contains(sign) }
        }
    }
  }

  /// - Returns: nil if the remote has the commit now.
  private func push(_ tip: ObjectID, _ position: SyncPosition, outcome: inout SyncOutcome) async throws(SyncError)
    -> Refusal?
  {
    outcome.sent = try commits(of: tip, without: [position.theirs].compactMap { $0 })
    outcome.isFirst = position.theirs == nil
    let places = try await RemotePlaces(of: remote, in: repository, by: command)
    outcome.isSentElsewhere = Set(places.sent) != Set(places.fetched)
    try await requirePrivacy(of: places, isFirst: position.theirs == nil)
    // Where the answer gets lost, nobody knows whether the remote has it.
    try SyncError.git { () throws(GitError) in
      try repository.setReference(remote.sendingReference, to: tip, logMessage: "rapport sync", by: signature)
    }
    let answer: RemoteCommand.PushAnswer
    do throws(RemoteFailure) {
      answer = try await command.push(tip, to: remote.branch, of: remote.name, places: places.sent.count)
    } catch {
      var failure = error
      // The remote could be read a moment ago.
      if !outcome.isSentElsewhere, [.credentialsRefused, .noRepository].contains(failure.reason) {
        failure.reason = .readOnly
      }
      throw .remote(failure, isPush: true)
    }
    guard case .rejected(let lines) = answer else { return nil }
    try SyncError.git { () throws(GitError) in try repository.deleteReference(remote.sendingReference) }
    return Refusal(tip: position.theirs, lines: lines)
  }

  // MARK: - What to tell

  /// Notes what the remote has, and gathers what there is to tell.
  private func finished(_ outcome: SyncOutcome, _ position: SyncPosition) throws(SyncError) -> SyncOutcome {
    var outcome = outcome
    // What was sent elsewhere would be missed at the remote, as if somebody had taken it away.
    if let tip = outcome.isSentElsewhere ? position.theirs : outcome.after { try noteSeen(tip) }
    if let after = outcome.after, after != outcome.before {
      outcome.received = try commits(of: after, without: [outcome.before].compactMap { $0 })
        .filter { !outcome.merges.contains($0) }
    }
    return withoutKnownBranches(outcome)
  }

  /// Leaves out the branches of the remote whose commits are all in ours.
  private func withoutKnownBranches(_ outcome: SyncOutcome) -> SyncOutcome {
    var outcome = outcome
    guard let after = outcome.after else { return outcome }
    outcome.otherBranches.removeAll { $0.isContained(in: after, of: repository) }
    return outcome
  }

  /// Notes where the remote's branch is, and where git notes it.
  private func noteSeen(_ tip: ObjectID) throws(SyncError) {
    try SyncError.git { () throws(GitError) in
      try repository.setReference(remote.seenReference, to: tip, logMessage: "rapport sync", by: signature)
      try repository.deleteReference(remote.sendingReference)
      let mapping = "+refs/heads/*:refs/remotes/\(remote.name)/*"
      guard try repository.configurationValues("remote.\(remote.name).fetch").contains(mapping) else { return }
      // What git notes for itself isn't worth a failure.
      try? repository.setReference(remote.trackingReference, to: tip, logMessage: "rapport sync", by: signature)
    }
  }

  /// What a run would come to, for a dry run.
  private func foretold(_ outcome: SyncOutcome, _ position: SyncPosition) throws(SyncError) -> SyncOutcome {
    var outcome = outcome
    outcome.isForetold = true
    outcome.after = position.theirs
    if let theirs = position.theirs {
      outcome.received = try commits(of: theirs, without: [position.ours].compactMap { $0 })
    }
    if let ours = position.ours, outcome.plan != .replace {
      outcome.sent = try commits(of: ours, without: [position.theirs].compactMap { $0 })
    }
    return withoutKnownBranches(outcome)
  }

  /// The commits that a tip has and others lack, newest first.
  private func commits(of tip: ObjectID, without others: [ObjectID]) throws(SyncError) -> [ObjectID] {
    try SyncError.git { () throws(GitError) in
      var walk = try CommitWalk(from: [tip], hiding: others, in: repository)
      var commits: [ObjectID] = []
      while let commit = try walk.next() { commits.append(commit.id) }
      return commits
    }
  }
}
