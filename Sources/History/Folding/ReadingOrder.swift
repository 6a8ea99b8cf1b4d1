import Git

/// The order in which the trees of commits that follow each other are read fastest.
///
/// Git stores a tree as what differs from the one before or the one after it, some fifty in a row. Where it isn't known
/// which, the far end of a stretch is read first: libgit2 keeps the trees that it puts together on the way to another, so
/// that each difference is unpacked once, whichever way they go.
enum ReadingOrder {
  private static let stretch = 16

  /// The indices of so many commits, given with the earliest first.
  ///
  /// - Parameter order: How their trees are stored; nil if that isn't known, and then of each stretch the last, then the others in their order.
  static func indices(count: Int, _ order: FollowedTrees.Order?) -> [Int] {
    switch order {
    case .earlierFirst: Array(0..<count)
    case .laterFirst: (0..<count).reversed()
    case nil:
      stride(from: 0, to: count, by: stretch).flatMap { start in
        let end = min(start + stretch, count) - 1
        return [end] + (start..<end)
      }
    }
  }
}
