package import Git
package import Records

/// Why a space couldn't be opened, read or written.
package enum SpaceError: Error, Sendable {
  /// libgit2 or git failed underneath.
  case git(GitError)
  /// The repository has neither `relationship.md` nor `private.md` at its root.
  case noSpace(directory: String)
  /// Nothing in the space answers to the name; `suggestions` holds up to three paths that come near.
  case noSuchRecord(name: String, suggestions: [String])
  /// The name is that of a committed record whose file isn't in the folder.
  case missingFile(path: String)
  /// Several records answer to the name.
  case ambiguousRecord(name: String, candidates: [String])
  /// The record can't be read; the diagnostic says where and why.
  case unreadable(Diagnostic)
  /// A path leads through or to something that is no regular file.
  case notRegularFile(path: String, found: String)
  /// A file is larger than ``WorkTree/fileLimit`` bytes.
  case tooLarge(path: String, bytes: Int)
  /// A path is absolute, leaves the work tree, or enters `.git`.
  case outsideWorkTree(path: String)
  /// The operating system refused; `reason` is its own text.
  case system(operation: String, path: String, reason: String)
  /// The disk or the quota is full; nothing was changed.
  case diskFull(path: String)
  /// Another rapport process is writing, and did not finish within the waiting time.
  case busy(lockPath: String)
  /// git's index is locked since a time in seconds since 1970; the lock may have been left behind by a killed git.
  case indexLocked(path: String, since: Int64?)
  /// git has an unfinished merge, rebase or the like.
  case unfinished(UnfinishedOperation)
  /// HEAD names no branch, so a commit would belong to none.
  case detachedHead
  /// The repository has no work tree to write to.
  case bareRepository
  /// The index holds a version of the path that is neither the last commit's nor the file's.
  case halfStaged(path: String)
  /// A file isn't what the plan was computed from; nothing was written, and the plan must be made again.
  case changedMeanwhile(path: String)
  /// The person's own edits that aren't committed, or files that git doesn't know, stand where a commit has other files.
  case unsavedEdits(paths: [String])
  /// There is no commit of this person that could be taken back; the text says why.
  case nothingToUndo(reason: UndoRefusal)
}

/// Why the last change can't be taken back.
package enum UndoRefusal: Sendable, Hashable {
  /// The branch has no commit of this author that isn't taken back already.
  case noOwnCommit(email: String)
  /// The last commit is somebody else's.
  case notOwn(ObjectID)
  /// The commit is also at another reference: the remote's, another branch's, a stash's.
  case heldElsewhere(ObjectID, reference: String)
  /// The commit is the first one; there is nothing to go back to.
  case firstCommit(ObjectID)
  /// The commit is a merge.
  case merge(ObjectID)
  /// The file was changed again after the commit.
  case changedSince(path: String, commit: ObjectID)
  /// Edits that aren't saved stand in files that the commit changed.
  case unsaved(paths: [String], commit: ObjectID, isErasing: Bool)
  /// The commit changed what a file is, not its text: whether it can be run, or whether it is a link.
  case notText(path: String, commit: ObjectID)
}
