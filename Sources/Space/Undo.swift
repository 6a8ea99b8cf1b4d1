package import Git
import Records

/// How a commit is taken back: by a new commit that restores what its files were.
package struct UndoPlan: Sendable {
  /// The commit that is taken back.
  package let commit: Commit
  package let write: WritePlan
}

extension Space {
  /// Plans to take back the newest commit of `author` that isn't taken back already.
  ///
  /// Only commits of that e-mail address count, so nobody undoes the other person's change, and merges only with what they
  /// add to what they join. What was changed in a record afterwards stays; where that is about the same thing, the commit is
  /// left alone.
  ///
  /// - Parameter because: goes into the message, after the line that names the commit.
  /// - Throws: `.nothingToUndo` with the reason.
  package func undoPlan(for author: Person, because: String?) throws(SpaceError) -> UndoPlan {
    let commit = try lastOwnCommit(of: author)
    guard let parent = commit.parents.first else { throw .nothingToUndo(reason: .firstCommit(commit.id)) }
    guard commit.parents.count == 1 else { throw .nothingToUndo(reason: .merge(commit.id)) }
    guard let workTree else { throw .bareRepository }
    let head = try headTree()
    let changes = try git { () throws(GitError) in
      try repository.changes(from: try repository.commit(parent).tree, to: commit.tree)
    }
    var edits: [WritePlan.FileEdit] = []
    for change in changes {
      guard change.concernsText else { throw .nothingToUndo(reason: .notText(path: change.path, commit: commit.id)) }
      let present = try git { () throws(GitError) -> TreeFile? in
        guard let head else { return nil }
        return try repository.file(at: change.path, in: head)
      }
      let before = try workTree.read(change.path)?.bytes
      guard try isSaved(before, at: change.path, as: present) else {
        throw .nothingToUndo(reason: .unsaved(paths: [change.path], commit: commit.id, isErasing: false))
      }
      let after: [UInt8]?
      if present?.id == change.new?.id {
        after = try committedBytes(change.old)
      } else if let before, let bytes = try record(before, without: change) {
        after = bytes
      } else {
        throw .nothingToUndo(reason: .changedSince(path: change.path, commit: commit.id))
      }
      var edit = WritePlan.FileEdit(path: change.path, before: before, after: after)
      if change.old?.mode != change.new?.mode { edit.mode = change.old?.mode }
      edits.append(edit)
    }
    let note = Self.undoLine(commit.id)
    let message = WritePlan.Message(
      subject: "undo: " + commit.subject,
      body: because.map { $0 + "\n\n" + note } ?? note
    )
    return UndoPlan(commit: commit, write: WritePlan(files: edits, message: message))
  }

  /// Whether a file is what the last commit has, as git compares them.
  private func isSaved(_ bytes: [UInt8]?, at path: String, as committed: TreeFile?) throws(SpaceError) -> Bool {
    guard let bytes else { return committed == nil }
    return try standing(of: bytes, at: path, against: committed) == .saved
  }

  /// A record without what a commit did to it, and with all that was changed since; nil where the two are about one thing.
  private func record(_ present: [UInt8], without change: FileChange) throws(SpaceError) -> [UInt8]? {
    guard RecordPath.mayHoldRecord(change.path), let after = try committedBytes(change.new),
      let before = try committedBytes(change.old),
      let merge = try? RecordMerge(base: after, one: before, other: present, kind: RecordKind(path: change.path))
    else { return nil }
    let known = [before, present].flatMap { (try? Document.parse($0))?.openEntries ?? [] }
    return merge.bytes == present || !Set(merge.openEntries).isSubset(of: known) ? nil : merge.bytes
  }

  /// The newest commit of the author that no later commit takes back, on whichever line of work it came to the branch.
  private func lastOwnCommit(of author: Person) throws(SpaceError) -> Commit {
    guard case .branch(_, let tip?) = try git({ () throws(GitError) in try repository.head() }) else {
      throw .nothingToUndo(reason: .noOwnCommit(email: author.email))
    }
    var walk = try git { () throws(GitError) in try CommitWalk(from: [tip], in: repository) }
    var takenBack: Set<ObjectID> = []
    while let id = try git({ () throws(GitError) in try walk.next()?.id }) {
      let commit = try git { () throws(GitError) in try repository.commit(id) }
      guard commit.author.person.email.lowercased() == author.email.lowercased() else { continue }
      if let undone = Self.commitTakenBack(by: commit) {
        takenBack.insert(undone)
      } else if !takenBack.contains(id), try !isMergeAlone(commit) {
        return commit
      }
    }
    throw .nothingToUndo(reason: .noOwnCommit(email: author.email))
  }

  private static func undoLine(_ id: ObjectID) -> String { "Takes back commit \(id.hex)." }

  /// The commit that an undo commit names in its message; nil for any other commit.
  private static func commitTakenBack(by commit: Commit) -> ObjectID? {
    commit.body.split(separator: "\n").lazy.compactMap { line -> ObjectID? in
      guard line.hasPrefix("Takes back commit "), line.hasSuffix(".") else { return nil }
      return ObjectID(hex: line.dropFirst("Takes back commit ".count).dropLast())
    }.first
  }
}

extension FileChange {
  /// Whether it gives files of text other bytes, brings them or takes them away.
  fileprivate var concernsText: Bool {
    old?.id != new?.id && [old, new].allSatisfy { $0.map { [.regular, .executable].contains($0.mode) } ?? true }
  }
}
