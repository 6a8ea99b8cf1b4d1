import Git

/// The commits that a tip can reach, parents before children, as numbers.
struct CommitGraph {
  /// One commit of the graph.
  struct Node {
    let id: ObjectID
    let tree: ObjectID

    /// The indices of the parents, first parent first; a parent that the repository lacks is left out.
    let parents: [Int]

    /// Seconds since 1970: the later of the committer's time and the parents' times, so that no effect comes before its cause.
    let time: Int64
  }

  /// Every commit after all of its parents; where that leaves a choice, by time.
  private(set) var nodes: [Node] = []

  /// The commits where a shallow clone ends, oldest first.
  private(set) var boundary: [ObjectID] = []

  /// The commits that the repository should hold and lacks.
  private(set) var missing: [ObjectID] = []

  /// Whether no commit has two parents and only one has none.
  private(set) var isLinear = true

  /// Walks all commits from a tip.
  init(from tip: ObjectID, in repository: Repository) throws(GitError) {
    var walk = try CommitWalk(from: [tip], in: repository)
    var commits: [WalkedCommit] = []
    while let commit = try walk.next() { commits.append(commit) }
    var indices: [ObjectID: Int] = [:]
    nodes.reserveCapacity(commits.count)
    for commit in commits.reversed() {
      // Most commits follow the one before them.
      let follows = commit.parents.count == 1 && commit.parents.first == nodes.last?.id
      let parents = follows ? [nodes.count - 1] : commit.parents.compactMap { indices[$0] }
      if commit.isCut { boundary.append(commit.id) }
      missing += commit.missingParents
      if parents.count != min(nodes.count, 1) { isLinear = false }
      let time = parents.reduce(commit.committedSeconds) { max($0, nodes[$1].time) }
      indices[commit.id] = nodes.count
      nodes.append(Node(id: commit.id, tree: commit.tree, parents: parents, time: time))
    }
  }

  /// How many children each commit has.
  var childCounts: [Int] {
    var counts = [Int](repeating: 0, count: nodes.count)
    for node in nodes {
      for parent in node.parents { counts[parent] += 1 }
    }
    return counts
  }

  /// Says whether a commit is another one or comes before it.
  func isAncestor(_ ancestor: Int, of descendant: Int) -> Bool {
    if isLinear || ancestor >= descendant { return isLinear ? ancestor <= descendant : ancestor == descendant }
    var seen: Set<Int> = [descendant]
    var open = [descendant]
    while let next = open.popLast() {
      for parent in nodes[next].parents where parent >= ancestor {
        if parent == ancestor { return true }
        if seen.insert(parent).inserted { open.append(parent) }
      }
    }
    return false
  }
}
