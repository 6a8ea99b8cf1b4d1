/// The commits of a shallow clone, in which libgit2 1.5 can't walk.
///
/// The commits on the boundary have no parents here, whatever they say.
struct ShallowGraph {
  let repository: Repository
  let boundary: Set<ObjectID>

  private struct Node {
    let parents: [ObjectID]
    let committed: Int64
  }

  /// The commits reachable from some and not from others.
  ///
  /// - Throws: `GitError.missingObject` or `.corrupt`.
  func commits(from tips: [ObjectID], hiding hidden: [ObjectID], order: WalkOrder) throws(GitError) -> [ObjectID] {
    let excluded = try Set(reachable(from: hidden, excluding: []).keys)
    let nodes = try reachable(from: tips, excluding: excluded)
    var childCounts: [ObjectID: Int] = [:]
    for parent in nodes.values.lazy.flatMap(\.parents) where nodes[parent] != nil {
      childCounts[parent, default: 0] += 1
    }
    var ready = CommitQueue()
    var seen: Set<ObjectID> = []
    for tip in tips where childCounts[tip] == nil && seen.insert(tip).inserted {
      if let node = nodes[tip] { ready.insert(tip, committed: node.committed) }
    }
    var sorted: [ObjectID] = []
    while let id = ready.removeLatest() {
      sorted.append(id)
      for parent in nodes[id]?.parents ?? [] {
        guard let count = childCounts[parent], let node = nodes[parent] else { continue }
        childCounts[parent] = count - 1
        if count == 1 { ready.insert(parent, committed: node.committed) }
      }
    }
    return order == .newestFirst ? sorted : sorted.reversed()
  }

  /// The best common ancestors of the first commit and a merge of the others.
  ///
  /// - Throws: `GitError.missingObject` or `.corrupt`.
  func mergeBases(_ commits: [ObjectID]) throws(GitError) -> [ObjectID] {
    let first = try Set(reachable(from: Array(commits.prefix(1)), excluding: []).keys)
    let others = try Set(reachable(from: Array(commits.dropFirst()), excluding: []).keys)
    let shared = first.intersection(others)
    var best = shared
    for id in shared {
      let older = try reachable(from: [id], excluding: []).keys
      best.subtract(older.lazy.filter { $0 != id })
    }
    return best.sorted()
  }

  private func reachable(from tips: [ObjectID], excluding excluded: Set<ObjectID>) throws(GitError)
    -> [ObjectID: Node]
  {
    var nodes: [ObjectID: Node] = [:]
    var pending = tips
    while let id = pending.popLast() {
      guard nodes[id] == nil, !excluded.contains(id) else { continue }
      let commit = try repository.commit(id)
      // A parent that is named twice is one.
      var seen: Set<ObjectID> = []
      let parents = boundary.contains(id) ? [] : commit.parents.filter { seen.insert($0).inserted }
      nodes[id] = Node(parents: parents, committed: commit.committer.time.secondsSince1970)
      pending += parents
    }
    return nodes
  }
}

/// Commits that may be visited next, as a binary heap with the latest on top and equal times in order of arrival.
private struct CommitQueue {
  private struct Item {
    let id: ObjectID
    let committed: Int64
    let arrival: Int

    func comes(before other: Item) -> Bool {
      (other.committed, arrival) < (committed, other.arrival)
    }
  }

  private var heap: [Item] = []
  private var arrivals = 0

  mutating func insert(_ id: ObjectID, committed: Int64) {
    heap.append(Item(id: id, committed: committed, arrival: arrivals))
    arrivals += 1
    var child = heap.count - 1
    while child > 0, heap[child].comes(before: heap[(child - 1) / 2]) {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func removeLatest() -> ObjectID? {
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
    return latest.id
  }
}
