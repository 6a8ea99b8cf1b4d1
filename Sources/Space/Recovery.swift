import Git

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What became of a write that was interrupted.
package enum Recovery: Sendable, Hashable {
  /// It had reached its commit; only its leftovers were removed.
  case concluded
  /// It had not; files and index are as before it.
  case undone
  /// Either of these, and somebody changed files at the same moment; those versions were kept under these paths.
  case keeping(paths: [String])
}

/// Undoing and concluding interrupted writes; the caller holds the lock.
struct InterruptedWrite {
  let space: Space
  let workTree: WorkTree
  /// rapport's folder in the git directory.
  let folder: String

  /// Undoes or concludes the write that a journal tells of.
  ///
  /// 1. The branch is at the new tip or beyond: the write was done. Where it was to go back, it is done only once the branch has left the old tip.
  /// 2. Somebody committed the written files as they found them, as `git commit --all` does: they stay.
  /// 3. Otherwise it never happened: files that still hold what it wrote go back, and so do its index entries.
  func settle(_ journal: Journal) throws(SpaceError) -> Recovery {
    let index = IndexReplacement(repository: space.repository, folder: folder)
    try index.abandon()
    try removeStaleReferenceLock(of: journal)
    let isDone = try space.git { () throws(GitError) in
      guard let tip = try space.repository.reference(journal.branch) else { return false }
      if tip == journal.newTip { return true }
      guard try space.repository.isAncestor(journal.newTip, of: tip) else { return false }
      guard let old = journal.oldTip, space.repository.contains(old),
        try space.repository.isAncestor(journal.newTip, of: old)
      else { return true }
      return try !space.repository.isAncestor(old, of: tip)
    }
    let remaining = try isDone ? [] : itemsNotCommitted(of: journal)
    var kept = try undo(remaining)
    for item in journal.items {
      if let path = try FileExchange(workTree: workTree, item: item).conclude() { kept.append(path) }
    }
    try Journal.remove(in: folder)
    guard kept.isEmpty else { return .keeping(paths: kept) }
    return remaining.isEmpty ? .concluded : .undone
  }

  /// Undoes a write that failed, as far as nobody has committed what it wrote; the caller has given up the index.
  func undo(_ journal: Journal) throws(SpaceError) {
    _ = try undo(try itemsNotCommitted(of: journal))
    for item in journal.items { _ = try FileExchange(workTree: workTree, item: item).conclude() }
    try Journal.remove(in: folder)
  }

  /// Puts files and index entries back; returns where displaced versions of unknown origin were kept.
  private func undo(_ items: [Journal.Item]) throws(SpaceError) -> [String] {
    var kept: [String] = []
    for item in items.reversed() {
      if let path = try FileExchange(workTree: workTree, item: item).undo() { kept.append(path) }
    }
    try restoreIndex(items)
    return kept
  }

  /// The files of a write whose new version no commit since its beginning has brought in.
  ///
  /// Putting the others back would leave the folder with a change that takes that commit's change back.
  private func itemsNotCommitted(of journal: Journal) throws(SpaceError) -> [Journal.Item] {
    let repository = space.repository
    return try space.git { () throws(GitError) in
      func blob(_ item: Journal.Item, in commit: ObjectID?) throws(GitError) -> ObjectID? {
        guard let commit else { return nil }
        return try repository.file(at: item.path, in: try repository.commit(commit).tree)?.id
      }
      let tip = try repository.reference(journal.branch)
      var items: [Journal.Item] = []
      for item in journal.items {
        let present = try blob(item, in: tip)
        let before = try blob(item, in: journal.oldTip)
        if present == before || present != item.stagedAfter { items.append(item) }
      }
      return items
    }
  }

  private func restoreIndex(_ items: [Journal.Item]) throws(SpaceError) {
    let paths = items.map(\.path)
    let entries = try space.git { () throws(GitError) in try space.repository.indexEntries(at: paths) }
    let updates = items.compactMap { item -> IndexUpdate? in
      guard item.stagedBefore != item.stagedAfter, entries[TreePath(item.path)]?.id == item.stagedAfter else {
        return nil
      }
      guard let staged = item.stagedBefore else { return .remove(path: item.path) }
      return .put(path: item.path, id: staged, mode: entries[TreePath(item.path)]?.mode ?? .regular, status: nil)
    }
    guard !updates.isEmpty else { return }
    let index = IndexReplacement(repository: space.repository, folder: folder)
    try index.stage(updates, waitingSeconds: space.patienceSeconds)
    try index.place()
  }

  /// Removes the branch's lock file if the interrupted write left it: it names the new tip, or stays empty for a second.
  ///
  /// libgit2 keeps the lock open only while it writes 41 bytes into it, and so does git.
  private func removeStaleReferenceLock(of journal: Journal) throws(SpaceError) {
    let path = space.repository.commonDirectory + "/" + journal.branch + ".lock"
    for attempt in 0..<50 {
      guard let status = FileSystem.status(ofPath: path) else { return }
      if status.size == 0, attempt < 49 {
        usleep(20_000)
        continue
      }
      guard let bytes = try? FileSystem.contents(of: path, limit: 1 << 10) else { return }
      let text = String(decoding: bytes, as: UTF8.self)
      if text.isEmpty || journal.newTip.hex.hasPrefix(text.filter { $0 != "\n" }) { try FileSystem.remove(path) }
      return
    }
  }
}
