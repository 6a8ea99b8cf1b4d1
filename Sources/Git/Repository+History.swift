import CLibgit2

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
    try commitLinksAndContent(id).links
  }

  /// The same, with the bytes of the commit unless they are unusually many.
  ///
  /// - Throws: As ``commitLinks(_:)``.
  func commitLinksAndContent(_ id: ObjectID) throws(GitError) -> (links: CommitLinks, content: CommitContent?) {
    let object = try object(id, .commit)
    var parser = CommitParser(id: id, bytes: object.bytes)
    return (try parser.parseLinks(), CommitContent(id, object.bytes))
  }

  /// The best common ancestors of the first commit and a merge of the others; empty if histories are unrelated.
  ///
  /// - Throws: `GitError.missingObject` if the graph has a hole; `.failed`.
  package func mergeBases(_ commits: [ObjectID]) throws(GitError) -> [ObjectID] {
    guard let first = commits.first else { return [] }
    guard commits.count > 1 else { return [first] }
    if isShallow {
      return try ShallowGraph(repository: self).mergeBases(commits)
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
}
