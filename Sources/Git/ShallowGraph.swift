/// The commits of a shallow clone, in which libgit2 1.5 finds no common ancestors.
///
/// The commits on the boundary have no parents here, whatever they say.
struct ShallowGraph {
  let repository: Repository

  /// The best common ancestors of the first commit and a merge of the others.
  ///
  /// - Throws: `GitError.missingObject` or `.corrupt`.
  func mergeBases(_ commits: [ObjectID]) throws(GitError) -> [ObjectID] {
    let first = try reachable(from: Array(commits.prefix(1)))
    let others = try reachable(from: Array(commits.dropFirst()))
    let shared = first.intersection(others)
    var best = shared
    for id in shared { best.subtract(try reachable(from: [id]).subtracting([id])) }
    return best.sorted()
  }

  private func reachable(from tips: [ObjectID]) throws(GitError) -> Set<ObjectID> {
    var ids: Set<ObjectID> = []
    var walk = try CommitWalk(from: tips, in: repository)
    while let commit = try walk.next() { ids.insert(commit.id) }
    return ids
  }
}
