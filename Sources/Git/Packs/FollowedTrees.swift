/// What makes it fast to compare trees that follow each other in a history, where git stored them as what differs.
///
/// Not Sendable, as the repository isn't.
package final class FollowedTrees {
  /// Which pairs of trees are best compared first.
  package enum Order: Sendable, Hashable {
    /// A later tree is stored as what differs from an earlier one.
    case earlierFirst
    /// An earlier tree is stored as what differs from a later one.
    case laterFirst
  }

  /// Which pairs are best compared first, by those that have been; nil before the first.
  package private(set) var order: Order?

  private let repository: Repository

  /// The packs, from which the first tree in a row is read.
  private var packed: PackedContents

  /// The trees, the one that was used last at the end.
  private var trees: [FollowedTree] = []

  /// As many folders of records as a commit may change, and the root.
  private static let mostTrees = 16

  /// - Parameter verifies: Whether objects are to be compared with their ids, which takes all of their bytes: then none are followed.
  package init(in repository: Repository, verifying verifies: Bool = Repository.isVerifying) {
    self.repository = repository
    // What is on the way to a tree is seldom asked for again: the trees after it are made of it.
    packed = PackedContents(of: .tree, in: verifies ? nil : repository.commonDirectory, keeping: 0)
  }

  /// What differs between two trees, in the order of their entries; nil if neither is stored as what differs from the other.
  ///
  /// - Throws: `GitError.missingObject` or `.corrupt`.
  func difference(from old: ObjectID, to new: ObjectID) throws(GitError) -> [(
    before: SharedObject, after: SharedObject
  )]? {
    guard !packed.packs.isEmpty else { return nil }
    let orders: [Order] = order == .laterFirst ? [.laterFirst, .earlierFirst] : [.earlierFirst, .laterFirst]
    for order in orders {
      let (base, other) = order == .earlierFirst ? (old, new) : (new, old)
      guard let instructions = instructions(for: other, from: base), let tree = try follow(base),
        let parts = tree.become(other, by: instructions)
      else { continue }
      self.order = order
      return parts.map { order == .earlierFirst ? ($0.before, $0.after) : ($0.after, $0.before) }
    }
    return nil
  }

  /// A tree, if it is one that is followed.
  func tree(_ id: ObjectID) -> SharedObject? {
    trees.last { $0.id == id }.map { SharedObject(copying: $0.bytes[...]) }
  }

  /// How a tree is made of another, if it is stored so.
  private func instructions(for id: ObjectID, from base: ObjectID) -> [UInt8]? {
    for pack in packed.packs {
      if let instructions = pack.instructions(for: id, from: base) { return instructions }
    }
    return nil
  }

  /// The tree that is followed from here on; nil if it isn't as trees should be.
  private func follow(_ id: ObjectID) throws(GitError) -> FollowedTree? {
    if let known = trees.lastIndex(where: { $0.id == id }) {
      let tree = trees.remove(at: known)
      trees.append(tree)
      return tree
    }
    guard let tree = FollowedTree(try first(id), id: id) else { return nil }
    if trees.count == Self.mostTrees { trees.removeFirst() }
    trees.append(tree)
    return tree
  }

  /// The tree from which others are followed: one that has been compared whole, if it has just been.
  private func first(_ id: ObjectID) throws(GitError) -> RawTree {
    if let recent = repository.recentTrees.find(id) { return RawTree(id, recent) }
    guard let bytes = packed.bytes(of: id, limit: FollowedTree.largestSize) else {
      return try RawTree(id, in: repository)
    }
    return RawTree(id, SharedObject(copying: bytes[...]))
  }
}
