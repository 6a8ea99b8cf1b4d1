package import Git

/// A remote's branch that no longer holds commits which it had when it was seen last.
package struct RewrittenHistory: Sendable, Hashable {
  /// The remote's tip when it was seen last.
  package let seen: ObjectID

  /// The remote's tip now.
  package let tip: ObjectID

  /// How many commits the remote had and has no longer.
  package let lost: Int

  /// How many commits here were never at the remote.
  package let unsent: Int

  /// What would be given up here.
  package let leftOut: LeftOut

  /// What the person decided so far.
  package let choices: Synchronizer.Choices
}

/// What is here and isn't in a remote's new history, at least not as it was made.
package struct LeftOut: Sendable, Hashable {
  /// One commit that isn't there.
  package struct Change: Sendable, Hashable {
    package let commit: ObjectID
    package let author: Person
    /// What it changed; never empty.
    package let paths: [String]
  }

  /// The commit that all of it can be had from again.
  package let tip: ObjectID

  /// The commits of the person who is asked first, else the newest first.
  package let changes: [Change]

  /// What stays the same about a commit when those before it are rewritten.
  private struct Deed: Hashable {
    let author: Signature
    let changes: [FileChange]

    init(_ commit: Commit, in repository: Repository) throws(GitError) {
      author = commit.author
      let trees = try commit.parents.map { parent throws(GitError) in try repository.commitLinks(parent).tree }
      let first = try repository.changes(from: trees.first, to: commit.tree)
      let others = try trees.dropFirst().map { tree throws(GitError) in
        Set(try repository.changes(from: tree, to: commit.tree).map(\.path))
      }
      // A merge did only what none of its parents has.
      changes = first.filter { change in others.allSatisfy { $0.contains(change.path) } }
    }
  }

  /// Compares the commits of two histories that the other lacks.
  ///
  /// - Parameter me: Whose commits come first.
  /// - Throws: `GitError.missingObject`, `.corrupt` or `.treeTooLarge`.
  init(of ours: ObjectID, without theirs: ObjectID, for me: Person, in repository: Repository) throws(GitError) {
    var there: [Deed: Int] = [:]
    for commit in try Self.commits(of: theirs, without: ours, in: repository) {
      there[try Deed(commit, in: repository), default: 0] += 1
    }
    var changes: [Change] = []
    for commit in try Self.commits(of: ours, without: theirs, in: repository) {
      let deed = try Deed(commit, in: repository)
      let count = there[deed] ?? 0
      there[deed] = count - 1
      guard count < 1, !deed.changes.isEmpty else { continue }
      changes.append(Change(commit: commit.id, author: commit.author.person, paths: deed.changes.map(\.path)))
    }
    func isMine(_ change: Change) -> Bool { change.author.email.lowercased() == me.email.lowercased() }
    tip = ours
    self.changes = changes.filter(isMine) + changes.filter { !isMine($0) }
  }

  private static func commits(
    of tip: ObjectID,
    without other: ObjectID,
    in repository: Repository
  ) throws(GitError) -> [Commit] {
    var walk = try CommitWalk(from: [tip], hiding: [other], in: repository)
    var commits: [Commit] = []
    while let commit = try walk.next() { commits.append(try repository.commit(commit.id)) }
    return commits
  }
}
