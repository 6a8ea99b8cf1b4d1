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

    /// What the commit says; `nil` if that has to be read.
    let content: CommitContent?
  }

  /// Every commit after all of its parents; where that leaves a choice, by time.
  private(set) var nodes: [Node] = []

  /// The commits where a shallow clone ends, oldest first.
  private(set) var boundary: [ObjectID] = []

  /// The commits that the repository should hold and lacks.
  private(set) var missing: [ObjectID] = []

  /// Whether no commit has two parents and only one has none.
  private(set) var isLinear = true

  /// What some of the commits changed, by their ids.
  private var compared: [ObjectID: CommitFiles] = [:]

  /// Walks all commits from a tip.
  init(from tip: ObjectID, in repository: Repository) throws(GitError) {
    self.init(try Self.commits(from: tip, in: repository) { _ in })
  }

  /// Walks all commits from a tip, and hands them to a comparison as they come.
  init(from tip: ObjectID, in repository: Repository, comparing comparison: ComparisonAhead) throws(GitError) {
    var comparison = comparison
    defer { comparison.finish() }
    self.init(try Self.commits(from: tip, in: repository) { comparison.add($0) })
  }

  private static func commits(
    from tip: ObjectID,
    in repository: Repository,
    _ isFound: (WalkedCommit) -> Void
  ) throws(GitError) -> [WalkedCommit] {
    var walk = try CommitWalk(from: [tip], in: repository, inBrief: !Repository.isVerifying)
    var commits: [WalkedCommit] = []
    while let commit = try walk.next() {
      commits.append(commit)
      isFound(commit)
    }
    return commits
  }

  /// Knows from now on what a comparison found, which ends with that.
  mutating func take(_ comparison: ComparisonAhead) async {
    compared = await comparison.end()
  }

  /// Takes commits that have been walked, the newest first; parents that aren't among them are left out.
  init(_ commits: [WalkedCommit]) {
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
      nodes.append(Node(id: commit.id, tree: commit.tree, parents: parents, time: time, content: commit.content))
    }
  }

  /// What a commit changed of the files that may hold records.
  ///
  /// - Parameter followed: What makes it faster where commit after commit is asked for.
  /// - Throws: `GitError` for anything but a missing object.
  func files(
    of commit: Int,
    in repository: Repository,
    following followed: FollowedTrees? = nil
  ) throws(GitError) -> CommitFiles {
    let node = nodes[commit]
    if let known = compared[node.id] { return known }
    let parents = node.parents.map { nodes[$0].tree }
    return try CommitFiles(from: parents, to: node.tree, in: repository, following: followed)
  }

  /// What a commit says.
  ///
  /// - Throws: `GitError.missingObject`, `.corrupt`.
  func commit(_ index: Int, in repository: Repository) throws(GitError) -> Commit {
    let node = nodes[index]
    return if let content = node.content { try content.commit() } else { try repository.commit(node.id) }
  }

  /// The best common ancestors of commits: those that all of them have, and that come before no other such.
  ///
  /// - Returns: The latest first; none where histories are unrelated.
  func mergeBases(of commits: [Int]) -> [Int] {
    guard let first = commits.first else { return [] }
    var bases = [first]
    for commit in commits.dropFirst() {
      let found = Set(bases.flatMap { mergeBases(of: $0, and: commit) }).sorted(by: >)
      bases = found.filter { base in !found.contains { $0 > base && isAncestor(base, of: $0) } }
    }
    return bases
  }

  private func mergeBases(of first: Int, and second: Int) -> [Int] {
    // Numbers rise from parents to children, so a commit's turn comes when all that it comes before had theirs.
    var descent: [Int: Descent] = [:]
    descent[first, default: []].insert(.first)
    descent[second, default: []].insert(.second)
    var open = first == second ? [first] : [min(first, second), max(first, second)]
    var openBeforeBase = 0
    var bases: [Int] = []
    while open.count > openBeforeBase, let commit = open.popLast(), var known = descent.removeValue(forKey: commit) {
      if known.contains(.beforeBase) { openBeforeBase -= 1 }
      if known.isSuperset(of: [.first, .second]) {
        if !known.contains(.beforeBase) { bases.append(commit) }
        known.insert(.beforeBase)
      }
      for parent in nodes[commit].parents {
        let before = descent[parent]
        if before == nil { open.insert(parent, at: open.firstIndex { $0 > parent } ?? open.count) }
        let after = (before ?? []).union(known)
        if after.contains(.beforeBase), before?.contains(.beforeBase) != true { openBeforeBase += 1 }
        descent[parent] = after
      }
    }
    return bases
  }

  /// The commits from one after the first to the last, each a child of the one before; first parents are preferred.
  ///
  /// - Returns: `nil` if there are more than the limit, or no such way.
  func route(from first: Int, to last: Int, limit: Int) -> [Int]? {
    var seen: Set<Int> = [last]
    var route = [last]
    while let commit = route.last, commit != first {
      guard seen.count <= limit else { return nil }
      if let parent = nodes[commit].parents.first(where: { $0 >= first && !seen.contains($0) }) {
        seen.insert(parent)
        route.append(parent)
      } else {
        route.removeLast()
      }
    }
    return route.isEmpty ? nil : route.dropLast().reversed()
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

/// Of which of two commits another is or comes before, and whether it comes before a common ancestor of them.
private struct Descent: OptionSet {
  let rawValue: UInt8

  static let first = Descent(rawValue: 1)
  static let second = Descent(rawValue: 2)
  static let beforeBase = Descent(rawValue: 4)
}
