import Git
import Records

/// One write under rapport's lock: objects, journal, index, files, and last the branch.
///
/// The order makes every moment recoverable: until the branch moves nothing has happened, and the journal says how to
/// put files and index back; once it has moved, everything is in place already. The lock is held as long as the value
/// lives.
struct WriteTransaction: ~Copyable {
  let space: Space
  let workTree: WorkTree
  /// rapport's folder in the git directory; holds lock, journal and the files of an exchange.
  let folder: String
  /// What became of an interrupted write that was found when the lock was taken.
  let recovery: Recovery?
  private let lock: SpaceLock

  /// Takes the lock and cleans up after an interrupted write.
  init(_ space: Space, committing: Bool = true) throws(SpaceError) {
    guard let workTree = space.workTree else { throw .bareRepository }
    if committing { try space.requireWritable() }
    let folder = space.repository.gitDirectory + "/rapport"
    try FileSystem.createFolder(folder)
    let lock = try SpaceLock.take(in: folder, waitingSeconds: space.patienceSeconds)
    var recovery: Recovery?
    if let journal = try Journal.read(in: folder) {
      recovery = try InterruptedWrite(space: space, workTree: workTree, folder: folder).settle(journal)
    } else {
      try Journal.remove(in: folder)
      try Self.keepLeftovers(in: folder, of: workTree)
    }
    self.space = space
    self.workTree = workTree
    self.folder = folder
    self.recovery = recovery
    self.lock = lock
  }

  /// Exchanges the plan's files, without a commit; see ``Space/writeFiles(_:)``.
  func exchangeFiles(of plan: WritePlan) throws(SpaceError) {
    let edits = plan.files.filter { $0.before != $0.after }
    var applied: [FileExchange] = []
    do throws(SpaceError) {
      for (number, edit) in edits.enumerated() {
        let file = try workTree.read(edit.path)
        guard file?.bytes == edit.before else { throw SpaceError.changedMeanwhile(path: edit.path) }
        let exchange = FileExchange(
          workTree: workTree,
          item: Journal.Item(
            path: edit.path,
            before: try Space.hash(of: edit.before),
            after: try Space.hash(of: edit.after),
            stagedBefore: nil,
            stagedAfter: nil,
            temporary: temporaryPath(for: edit.path, number: number)
          )
        )
        applied.append(exchange)
        if let bytes = edit.after { try exchange.prepare(bytes, permissions: file?.permissions ?? 0o644) }
        guard case .expected = try exchange.apply() else { throw SpaceError.changedMeanwhile(path: edit.path) }
      }
    } catch {
      for exchange in applied.reversed() { _ = try exchange.undo() }
      throw error
    }
    for exchange in applied { try exchange.discard() }
  }

  /// Applies and commits a plan; see ``Space/write(_:under:)``.
  func commit(_ plan: WritePlan, under terms: CommitTerms) async throws(SpaceError) -> WriteOutcome {
    let attempts = 5
    for _ in 1..<attempts {
      do throws(SpaceError) {
        return try await attempt(plan, under: terms)
      } catch .git(.branchMoved) {
        // Somebody committed meanwhile; the files decide whether the plan still holds.
        continue
      }
    }
    return try await attempt(plan, under: terms)
  }

  private func attempt(_ plan: WritePlan, under terms: CommitTerms) async throws(SpaceError) -> WriteOutcome {
    guard case .branch(let branch, let tip) = try space.git({ () throws(GitError) in try space.repository.head() })
    else { throw .detachedHead }
    let tree = try space.headTree()
    var targets: [WriteTarget] = []
    for edit in plan.files { targets.append(try WriteTarget(edit, in: tree, of: space)) }
    targets.removeAll { $0.unsaved == nil && $0.planned == $0.committed }
    guard !targets.isEmpty else { return WriteOutcome(unsavedWork: nil, commit: nil, paths: []) }

    var parent = tip
    var parentTree = tree
    var unsavedWork: ObjectID?
    let unsaved = targets.filter { $0.unsaved != nil }
    if !unsaved.isEmpty {
      let message = Self.unsavedWorkMessage(paths: unsaved.map(\.edit.path))
      (unsavedWork, parentTree) = try await commitObject(
        unsaved.map { (target: $0, blob: $0.unsaved) },
        onto: parentTree,
        parent: parent,
        message: message,
        terms: terms
      )
      parent = unsavedWork
    }
    var commit: ObjectID?
    if targets.contains(where: { $0.planned != ($0.unsaved ?? $0.committed) }) {
      (commit, parentTree) = try await commitObject(
        targets.map { (target: $0, blob: $0.planned) },
        onto: parentTree,
        parent: parent,
        message: plan.message,
        terms: terms
      )
      parent = commit
    }
    guard let newTip = parent else { return WriteOutcome(unsavedWork: nil, commit: nil, paths: []) }
    var items: [Journal.Item] = []
    for (number, target) in targets.enumerated() { items.append(try item(of: target, number: number)) }
    let journal = Journal(branch: branch, oldTip: tip, newTip: newTip, items: items)
    try publish(journal, targets: targets, reflog: "commit: " + plan.message.subject, by: terms.committer)
    return WriteOutcome(unsavedWork: unsavedWork, commit: commit, paths: targets.map(\.edit.path))
  }

  /// Makes the objects of one commit; no reference moves.
  private func commitObject(
    _ entries: [(target: WriteTarget, blob: ObjectID?)],
    onto tree: ObjectID?,
    parent: ObjectID?,
    message: WritePlan.Message,
    terms: CommitTerms
  ) async throws(SpaceError) -> (commit: ObjectID, tree: ObjectID) {
    let updates = entries.map { target, blob in
      blob.map { TreeUpdate.put(path: target.edit.path, mode: target.mode, id: $0) } ?? .remove(path: target.edit.path)
    }
    let newTree = try space.git { () throws(GitError) in
      try space.repository.writeTree(updating: tree, with: updates)
    }
    let draft = CommitDraft(
      tree: newTree,
      parents: parent.map { [$0] } ?? [],
      author: terms.author,
      committer: terms.committer,
      message: message.text,
      isSigned: terms.isSigned
    )
    do throws(GitError) {
      return (try await space.repository.createCommit(draft, signedBy: terms.signing), newTree)
    } catch {
      throw .git(error)
    }
  }

  /// Journal, index, files, branch: the part that changes what anybody sees.
  func publish(
    _ journal: Journal,
    targets: [WriteTarget],
    reflog: String,
    by committer: Signature
  ) throws(SpaceError) {
    let index = IndexReplacement(repository: space.repository, folder: folder)
    try journal.write(in: folder)
    do throws(SpaceError) {
      for (item, target) in zip(journal.items, targets) where !item.temporary.isEmpty {
        guard let bytes = target.edit.after else { continue }
        try FileExchange(workTree: workTree, item: item).prepare(bytes, permissions: target.permissions)
      }
      try index.stage(
        zip(journal.items, targets).map { item, target in
          item.stagedAfter.map { .put(path: item.path, id: $0, mode: target.mode, status: nil) }
            ?? .remove(path: item.path)
        },
        waitingSeconds: space.patienceSeconds
      )
      for item in journal.items where !item.temporary.isEmpty {
        guard case .expected = try FileExchange(workTree: workTree, item: item).apply() else {
          throw SpaceError.changedMeanwhile(path: item.path)
        }
      }
      try requireMissing(journal)
      try index.place()
      try moveBranch(journal, reflog: reflog, by: committer)
    } catch {
      try index.abandon()
      try InterruptedWrite(space: space, workTree: workTree, folder: folder).undo(journal)
      throw error
    }
    // The change is done whatever happens now, and the next command tidies up what this one can't.
    try? tidy(after: journal)
  }

  /// Makes sure that files that were missing, and so stay as the person left them, still are.
  ///
  /// An editor may have moved one away for the moment of saving: what it puts in its place was written from what was there before.
  private func requireMissing(_ journal: Journal) throws(SpaceError) {
    for item in journal.items where item.before == nil && item.after == nil && item.stagedAfter != nil {
      guard try workTree.read(item.path) == nil else { throw .changedMeanwhile(path: item.path) }
    }
  }

  private func tidy(after journal: Journal) throws(SpaceError) {
    for item in journal.items { try FileExchange(workTree: workTree, item: item).discard() }
    try Journal.remove(in: folder)
  }

  /// Moves the branch: the commit point.
  ///
  /// An error can come after the reference has moved (flushing its folder); the reference itself then says so.
  private func moveBranch(_ journal: Journal, reflog: String, by committer: Signature) throws(SpaceError) {
    let repository = space.repository
    do throws(GitError) {
      try repository.moveReference(
        journal.branch,
        from: journal.oldTip,
        to: journal.newTip,
        logMessage: reflog,
        by: committer
      )
    } catch {
      if (try? repository.reference(journal.branch)) == journal.newTip { return }
      throw .git(error)
    }
  }

  /// A target as the journal tells of it.
  func item(of target: WriteTarget, number: Int) throws(SpaceError) -> Journal.Item {
    let edit = target.edit
    let isExchanged = edit.before != edit.after
    return Journal.Item(
      path: edit.path,
      before: try Space.hash(of: edit.before),
      after: try Space.hash(of: edit.after),
      stagedBefore: target.staged,
      stagedAfter: target.planned,
      temporary: isExchanged ? temporaryPath(for: edit.path, number: number) : ""
    )
  }

  /// A path for the exchanged file: in rapport's folder, or beside the record where that is another file system.
  private func temporaryPath(for path: String, number: Int) -> String {
    let own = FileSystem.status(ofPath: folder)?.device
    if own == FileSystem.status(ofPath: workTree.root)?.device { return folder + "/exchange-\(number)" }
    let name = path.split(separator: "/").joined(separator: "-")
    return workTree.root + "/.rapport-exchange-\(number)-\(name)"
  }

  /// Keeps what a write without a journal left when it was killed: it may be all there is of what an editor wrote to the file.
  private static func keepLeftovers(in folder: String, of workTree: WorkTree) throws(SpaceError) {
    for (place, prefix, kept) in [
      (folder, "exchange-", "kept-"), (workTree.root, ".rapport-exchange-", ".rapport-kept-"),
    ] {
      for name in FileSystem.names(inFolder: place) ?? [] where name.hasPrefix(prefix) {
        let path = place + "/" + name
        guard let bytes = try? FileSystem.contents(of: path, limit: WorkTree.fileLimit) else { continue }
        let version = try Space.hash(of: bytes)?.abbreviated ?? ""
        try FileSystem.rename(path, to: place + "/" + kept + version + "-" + name.dropFirst(prefix.count))
      }
    }
  }

  private static func unsavedWorkMessage(paths: [String]) -> WritePlan.Message {
    guard let path = paths.first, paths.count == 1 else {
      return WritePlan.Message(subject: "\(paths.count) records: edited by hand")
    }
    return WritePlan.Message(subject: RecordFile.label(of: path) + ": edited by hand")
  }
}
