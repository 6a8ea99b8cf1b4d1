import CLibgit2

/// In which order commits are visited; a skewed clock never puts a parent before its child, or the reverse.
package enum WalkOrder: Sendable, Hashable {
  /// Every commit before its parents, else by committer time, the latest first.
  case newestFirst
  /// Exactly the reverse of `newestFirst`.
  case parentsFirst
}

/// Whether to go on after a commit.
package enum WalkStep: Sendable, Hashable {
  case next
  case stop
}

extension Repository {
  /// What a commit says.
  ///
  /// - Throws: `GitError.missingObject`; `.corrupt` if it is damaged or no commit.
  package func commit(_ id: ObjectID) throws(GitError) -> Commit {
    let object = try object(id, .commit)
    var parser = CommitParser(id: id, bytes: object.bytes)
    return try parser.parse()
  }

  /// The tree, the parents and the time of a commit; a fraction of what reading all of it costs.
  ///
  /// - Throws: `GitError.missingObject`; `.corrupt` if it is damaged or no commit.
  package func commitLinks(_ id: ObjectID) throws(GitError) -> CommitLinks {
    let object = try object(id, .commit)
    var parser = CommitParser(id: id, bytes: object.bytes)
    return try parser.parseLinks()
  }

  /// Visits the commits reachable from some commits and not from others; in a shallow clone up to where it is cut.
  ///
  /// - Throws: `GitError.missingObject` if the graph has a hole, `.corrupt`, `.failed`; whatever `visit` throws.
  package func walk(
    from tips: [ObjectID],
    hiding hidden: [ObjectID] = [],
    order: WalkOrder,
    _ visit: (ObjectID) throws(GitError) -> WalkStep
  ) throws(GitError) {
    if isShallow {
      let graph = ShallowGraph(repository: self, boundary: try shallowBoundary())
      for id in try graph.commits(from: tips, hiding: hidden, order: order) {
        if try visit(id) == .stop { return }
      }
      return
    }
    let walk = try OwnedPointer("walk the history", freedBy: git_revwalk_free) { git_revwalk_new(&$0, handle) }
    var sorting = GIT_SORT_TOPOLOGICAL.rawValue | GIT_SORT_TIME.rawValue
    if order == .parentsFirst { sorting |= GIT_SORT_REVERSE.rawValue }
    try call("walk the history") { git_revwalk_sorting(walk.pointer, sorting) }
    for tip in tips { try begin(walk, at: tip, git_revwalk_push) }
    for tip in hidden { try begin(walk, at: tip, git_revwalk_hide) }
    while let id = try next(of: walk) {
      if try visit(id) == .stop { return }
    }
  }

  /// The ids of the commits that `walk` would visit.
  ///
  /// - Throws: As `walk` does.
  package func commitIDs(from tips: [ObjectID], hiding hidden: [ObjectID] = [], order: WalkOrder) throws(GitError)
    -> [ObjectID]
  {
    var ids: [ObjectID] = []
    try walk(from: tips, hiding: hidden, order: order) { (id) throws(GitError) in
      ids.append(id)
      return .next
    }
    return ids
  }

  /// The best common ancestors of the first commit and a merge of the others; empty if histories are unrelated.
  ///
  /// - Throws: `GitError.missingObject` if the graph has a hole; `.failed`.
  package func mergeBases(_ commits: [ObjectID]) throws(GitError) -> [ObjectID] {
    guard let first = commits.first else { return [] }
    guard commits.count > 1 else { return [first] }
    if isShallow {
      return try ShallowGraph(repository: self, boundary: try shallowBoundary()).mergeBases(commits)
    }
    var found = git_oidarray()
    defer { git_oidarray_dispose(&found) }
    let ids = commits.map(\.raw)
    let code = callReturningCode { git_merge_bases_many(&found, handle, ids.count, ids) }
    // A missing commit has the same code as no common ancestor.
    if code == GIT_ENOTFOUND.rawValue, LibraryError.domain == Int32(GIT_ERROR_MERGE.rawValue) { return [] }
    if code < 0 { throw GitError(operation: "find the common ancestors", code: code) }
    return UnsafeBufferPointer(start: found.ids, count: found.count).map { ObjectID($0) }
  }

  /// Tells whether one commit is another or comes before it.
  ///
  /// - Throws: `GitError.missingObject` if the graph has a hole; `.failed`.
  package func isAncestor(_ ancestor: ObjectID, of descendant: ObjectID) throws(GitError) -> Bool {
    if ancestor == descendant { return true }
    return try mergeBases([ancestor, descendant]).contains(ancestor)
  }

  private func begin(
    _ walk: borrowing OwnedPointer,
    at tip: ObjectID,
    _ function: (OpaquePointer?, UnsafePointer<git_oid>?) -> Int32
  ) throws(GitError) {
    var id = tip.raw
    let pointer = walk.pointer
    let code = callReturningCode { function(pointer, &id) }
    if code < 0 { throw contains(tip) ? GitError(operation: "walk from \(tip)", code: code) : .missingObject(tip) }
  }

  private func next(of walk: borrowing OwnedPointer) throws(GitError) -> ObjectID? {
    var id = git_oid()
    let pointer = walk.pointer
    let code = callReturningCode { git_revwalk_next(&id, pointer) }
    if code == GIT_ITEROVER.rawValue { return nil }
    if code < 0 { throw GitError(operation: "walk the history", code: code) }
    return ObjectID(id)
  }
}
