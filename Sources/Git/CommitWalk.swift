/// A commit as a walk finds it.
package struct WalkedCommit: Sendable, Hashable {
  package let id: ObjectID
  package let tree: ObjectID

  /// The parents that the repository holds, each once; none where a shallow clone ends.
  package let parents: [ObjectID]

  /// Parents that the repository should hold and lacks.
  package let missingParents: [ObjectID]

  /// Whether the clone is shallow and ends here.
  package let isCut: Bool

  /// The committer's time in seconds since 1970.
  package let committedSeconds: Int64

  /// What the commit says, unless it is unusually long or hasn't been read.
  package let content: CommitContent?
}

/// Visits commits and those before them: every commit before its parents, else by committer time, the latest first.
///
/// No more of the history is read than the order needs: where all lines of work come from one commit, nothing before it is read until it has been
/// visited. A skewed clock never puts a parent before its child.
package struct CommitWalk {
  private let repository: Repository
  private let boundary: Set<ObjectID>
  private let hidden: Set<ObjectID>

  /// What needn't be read of commits.
  private let graph: CommitGraphFile?

  /// The commits to visit or sort next. When there is only one, all others yet to come are before it.
  private var open = CommitQueue()

  /// The commits in `open` and those that are being sorted.
  private var known: Set<ObjectID> = []

  /// Commits whose order is known, the next one last.
  private var sorted: [WalkedCommit] = []

  /// Begins a walk.
  ///
  /// - Parameters:
  ///   - hidden: Commits that are not visited, nor what is before them; all of that is read.
  ///   - isBrief: Whether git's commit-graph may tell what it knows of commits, so that they aren't read before somebody asks what they
  ///     say. Not where objects are to be verified: git trusts that file, and so would this.
  /// - Throws: `GitError.missingObject` if one of the commits isn't there, `.corrupt`.
  package init(
    from tips: [ObjectID],
    hiding hidden: [ObjectID] = [],
    in repository: Repository,
    inBrief isBrief: Bool = false
  ) throws(GitError) {
    self.repository = repository
    boundary = repository.isShallow ? try repository.shallowBoundary() : []
    // Where a shallow clone ends, git doesn't use it either.
    graph = isBrief && !repository.isShallow ? CommitGraphFile(in: repository.commonDirectory) : nil
    var excluded: Set<ObjectID> = []
    if !hidden.isEmpty {
      var walk = try CommitWalk(from: hidden, in: repository)
      while let commit = try walk.next() { excluded.insert(commit.id) }
    }
    self.hidden = excluded
    for tip in tips where !excluded.contains(tip) && known.insert(tip).inserted {
      guard let commit = try read(tip) else { throw .missingObject(tip) }
      open.insert(commit)
    }
  }

  /// The next commit; nil after the last.
  ///
  /// - Throws: `GitError.corrupt` if a commit is damaged.
  package mutating func next() throws(GitError) -> WalkedCommit? {
    if let commit = sorted.popLast() { return commit }
    if open.count > 1 {
      try sortUntilLinesMeet()
      return sorted.popLast()
    }
    guard let commit = open.removeLatest() else { return nil }
    known = []
    return try withParentsOpen(commit)
  }

  /// Reads on until all lines of work come from one commit, and sorts what is after it.
  ///
  /// A line that ends by itself may belong anywhere among those that go on, so then all is read. Otherwise the one commit is before all others, whatever
  /// the clocks say.
  private mutating func sortUntilLinesMeet() throws(GitError) {
    var region: [WalkedCommit] = []
    var hasEnd = false
    while open.count > 1 || hasEnd, let commit = open.removeLatest() {
      let commit = try withParentsOpen(commit)
      if commit.parents.isEmpty { hasEnd = true }
      region.append(commit)
    }
    known = Set(open.commits.map(\.id))
    sorted = Self.sorted(region).reversed()
  }

  private mutating func withParentsOpen(_ commit: WalkedCommit) throws(GitError) -> WalkedCommit {
    var missing: [ObjectID] = []
    for parent in commit.parents where known.insert(parent).inserted {
      if let commit = try read(parent) { open.insert(commit) } else { missing.append(parent) }
    }
    return missing.isEmpty ? commit : commit.without(missing)
  }

  private static func sorted(_ region: [WalkedCommit]) -> [WalkedCommit] {
    var childCounts: [ObjectID: Int] = [:]
    for parent in region.lazy.flatMap(\.parents) { childCounts[parent, default: 0] += 1 }
    let commits = Dictionary(region.map { ($0.id, $0) }) { first, _ in first }
    var ready = CommitQueue()
    for commit in region where childCounts[commit.id] == nil { ready.insert(commit) }
    var sorted: [WalkedCommit] = []
    while let commit = ready.removeLatest() {
      sorted.append(commit)
      for parent in commit.parents {
        guard let count = childCounts[parent], let next = commits[parent] else { continue }
        childCounts[parent] = count - 1
        if count == 1 { ready.insert(next) }
      }
    }
    return sorted
  }

  /// Reads what a walk needs of a commit; nil if the repository lacks it.
  private func read(_ id: ObjectID) throws(GitError) -> WalkedCommit? {
    let links: CommitLinks
    let content: CommitContent?
    do throws(GitError) {
      let known = graph?.links(of: id)
      (links, content) = if let known { (known, nil) } else { try repository.commitLinksAndContent(id) }
    } catch {
      if case .missingObject = error { return nil }
      throw error
    }
    let isCut = boundary.contains(id)
    var parents: [ObjectID] = []
    for parent in isCut ? [] : links.parents where !parents.contains(parent) && !hidden.contains(parent) {
      parents.append(parent)
    }
    return WalkedCommit(
      id: id,
      tree: links.tree,
      parents: parents,
      missingParents: [],
      isCut: isCut,
      committedSeconds: links.committedSeconds,
      content: content
    )
  }
}

extension WalkedCommit {
  /// The commit with some of its parents known to be missing.
  fileprivate func without(_ missing: [ObjectID]) -> WalkedCommit {
    WalkedCommit(
      id: id,
      tree: tree,
      parents: parents.filter { !missing.contains($0) },
      missingParents: missing,
      isCut: isCut,
      committedSeconds: committedSeconds,
      content: content
    )
  }
}

/// Commits that may be visited next, as a binary heap with the latest on top and equal times in order of arrival.
private struct CommitQueue {
  private struct Item {
    let commit: WalkedCommit
    let arrival: Int

    func comes(before other: Item) -> Bool {
      (other.commit.committedSeconds, arrival) < (commit.committedSeconds, other.arrival)
    }
  }

  private var heap: [Item] = []
  private var arrivals = 0

  var count: Int { heap.count }

  /// The commits in no particular order.
  var commits: some Sequence<WalkedCommit> { heap.lazy.map(\.commit) }

  mutating func insert(_ commit: WalkedCommit) {
    heap.append(Item(commit: commit, arrival: arrivals))
    arrivals += 1
    var child = heap.count - 1
    while child > 0, heap[child].comes(before: heap[(child - 1) / 2]) {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func removeLatest() -> WalkedCommit? {
    guard let latest = heap.first else { return nil }
    heap.swapAt(0, heap.count - 1)
    heap.removeLast()
    var parent = 0
    while true {
      let children = [2 * parent + 1, 2 * parent + 2].filter { $0 < heap.count }
      guard let child = children.min(by: { heap[$0].comes(before: heap[$1]) }),
        heap[child].comes(before: heap[parent])
      else { break }
      heap.swapAt(parent, child)
      parent = child
    }
    return latest.commit
  }
}
