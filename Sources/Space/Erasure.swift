package import Git

/// A commit that can be taken out of the history, since nobody else has it.
package struct Erasure: Sendable {
  package let commit: Commit
  /// The commit that becomes the tip.
  package let parent: ObjectID
  /// The files that go back to what they were.
  package let paths: [String]
}

extension Space {
  /// Looks whether the last commit can be erased: one of the author's own, not a merge, and in no other place than this branch.
  ///
  /// - Throws: `.nothingToUndo` with the reason.
  package func erasure(for author: Person) throws(SpaceError) -> Erasure {
    guard case .branch(let branch, let tip?) = try git({ () throws(GitError) in try repository.head() }) else {
      throw .nothingToUndo(reason: .noOwnCommit(email: author.email))
    }
    let commit = try git { () throws(GitError) in try repository.commit(tip) }
    guard commit.author.person.email.lowercased() == author.email.lowercased() else {
      throw .nothingToUndo(reason: .notOwn(commit.id))
    }
    guard let parent = commit.parents.first else { throw .nothingToUndo(reason: .firstCommit(commit.id)) }
    guard commit.parents.count == 1 else { throw .nothingToUndo(reason: .merge(commit.id)) }
    let holder = try git { () throws(GitError) -> String? in
      for name in try repository.referenceNames(startingWith: "refs/") where name != branch {
        guard let other = try repository.reference(name) else { continue }
        guard let commit = try? repository.resolve(revision: name) else {
          // What isn't a commit holds none, and what isn't there isn't known to be free of it.
          if repository.contains(other) { continue }
          return name
        }
        if (try? repository.isAncestor(tip, of: commit)) ?? true { return name }
      }
      return nil
    }
    if let holder { throw .nothingToUndo(reason: .heldElsewhere(commit.id, reference: holder)) }
    let changes = try git { () throws(GitError) in
      try repository.changes(from: try repository.commit(parent).tree, to: commit.tree)
    }
    return Erasure(commit: commit, parent: parent, paths: changes.map(\.path))
  }

  /// Takes a commit out of the branch; its files go back to what they were before it.
  ///
  /// - Throws: `.nothingToUndo` where unsaved edits are in the way; else as ``advance(from:to:reflog:by:)``.
  package func erase(_ erasure: Erasure, by signature: Signature) throws(SpaceError) {
    try erasing(erasure) { () throws(SpaceError) in
      try advance(from: erasure.commit.id, to: erasure.parent, reflog: "rapport undo: erased", by: signature)
    }
  }

  /// Looks whether the person's own work is in the way of an erasure; nothing is written.
  ///
  /// - Throws: As ``erase(_:by:)``.
  package func requireRoom(for erasure: Erasure) throws(SpaceError) {
    try erasing(erasure) { () throws(SpaceError) in
      try requireRoom(forAdvanceFrom: erasure.commit.id, to: erasure.parent)
    }
  }

  private func erasing(_ erasure: Erasure, _ body: () throws(SpaceError) -> Void) throws(SpaceError) {
    do throws(SpaceError) {
      try body()
    } catch .unsavedEdits(let paths) {
      throw .nothingToUndo(reason: .unsaved(paths: paths, commit: erasure.commit.id, isErasing: true))
    }
  }
}
