package import Git
import Records
import Space

/// Files for one person alone that commits would bring to a remote which two people read.
package struct PrivateFiles: Sendable, Hashable {
  /// The first commit that holds any of them.
  package let commit: ObjectID

  /// The paths, each once, in the order in which they came; never empty.
  package let paths: [String]

  /// The commit to go back to, so that all the rest can be committed anew; nil where there is none, or a merge came later.
  package let before: ObjectID?

  /// Looks for them in commits; nil if there are none.
  ///
  /// What a parent has already isn't new with its child: a file that was sent long ago stops nobody now.
  ///
  /// - Parameter commits: What would be sent, newest first.
  /// - Throws: `GitError.missingObject`, `.corrupt` or `.treeTooLarge`.
  init?(in commits: [ObjectID], of repository: Repository) throws(GitError) {
    var paths: [String] = []
    var first: ObjectID?
    for id in commits.reversed() {
      let links = try repository.commitLinks(id)
      paths += try Self.paths(newIn: links, of: repository).filter { !paths.contains($0) }
      if !paths.isEmpty { first = first ?? id }
    }
    guard let first else { return nil }
    self.paths = paths
    commit = first
    before = try Self.commit(before: first, among: commits, of: repository)
  }

  /// The commit to go back to so that a commit and all after it can be made anew; nil where there is none.
  ///
  /// Behind a merge the other person's changes would become the person's own, so there is none either.
  ///
  /// - Parameter commits: What would be sent, newest first.
  static func commit(
    before first: ObjectID,
    among commits: [ObjectID],
    of repository: Repository
  ) throws(GitError) -> ObjectID? {
    var before: ObjectID?
    for id in commits {
      let parents = try repository.commitLinks(id).parents
      guard parents.count == 1 else { return nil }
      before = parents[0]
      if id == first { return before }
    }
    return nil
  }

  /// The private paths whose content no parent has there.
  private static func paths(newIn commit: CommitLinks, of repository: Repository) throws(GitError) -> [String] {
    let parents = try commit.parents.map { parent throws(GitError) in try repository.commitLinks(parent).tree }
    let changes = try repository.changes(from: parents.first, to: commit.tree).filter { change in
      change.new != nil && change.old?.id != change.new?.id && RecordPath.isPrivate(change.path)
    }
    var paths = changes.map(\.path)
    for tree in parents.dropFirst() {
      let others = Set(try repository.changes(from: tree, to: commit.tree).map(\.path))
      paths.removeAll { !others.contains($0) }
    }
    return paths
  }
}

extension Synchronizer {
  /// Refuses commits that the other side wouldn't take in, and those with what is for one person alone.
  ///
  /// - Parameter theirs: The remote's tip; what it holds has been sent.
  /// - Throws: `SyncError.unsendable`, `.privateFiles`; `.git` if the repository can't be read.
  func requireSendable(_ tip: ObjectID, without theirs: ObjectID?) throws(SyncError) {
    let repository = space.repository
    var check = IncomingCheck(in: repository)
    let new: [ObjectID]
    do throws(SyncError) {
      new = try check.check(tip, since: [theirs].compactMap { $0 })
    } catch .refused(let tree) {
      let before = try SyncError.git { () throws(GitError) in
        var walk = try CommitWalk(from: [tip], hiding: [theirs].compactMap { $0 }, in: repository)
        var commits: [ObjectID] = []
        while let commit = try walk.next() { commits.append(commit.id) }
        return try PrivateFiles.commit(before: tree.commit, among: commits, of: repository)
      }
      throw .unsendable(tree, before: before)
    }
    // A private space goes to no place but its owner's own.
    guard space.nature != .personal else { return }
    let found = try SyncError.git { () throws(GitError) in try PrivateFiles(in: new, of: repository) }
    if let found { throw .privateFiles(found) }
  }
}
