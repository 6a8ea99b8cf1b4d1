/// The order in which the trees of commits that follow each other are read fastest.
///
/// Git stores a tree as what differs from the one before or the one after it, some fifty in a row. libgit2 keeps the
/// trees that it puts together on the way to another, but not that other. Where the far end of a stretch is read first,
/// each difference is unpacked once, whichever way they go.
enum ReadingOrder {
  private static let stretch = 16

  /// The indices of so many commits: of each stretch the last, then the others in their order.
  static func indices(count: Int) -> [Int] {
    stride(from: 0, to: count, by: stretch).flatMap { start in
      let end = min(start + stretch, count) - 1
      return [end] + (start..<end)
    }
  }
}
