/// How many lines came and went between two versions of a text.
struct LineCounts: Equatable {
  var added = 0
  var removed = 0

  /// The most cells of the table for the longest common subsequence; larger texts are compared without their order.
  private static let largestTable = 4_000_000

  init() {}

  /// Counts the lines that aren't part of the longest common subsequence.
  ///
  /// What both texts begin and end with costs nothing. Where the rest is too large for an exact answer, a line that only moved isn't counted.
  init<Line: Hashable>(from old: [Line], to new: [Line]) {
    guard old != new else { return }
    let (before, after) = differingParts(of: old, and: new)
    let common: Int
    if before.isEmpty || after.isEmpty {
      common = 0
    } else if before.count <= Self.largestTable / after.count {
      common = Self.longestCommonSubsequence(before, after)
    } else {
      common = Self.commonLines(before, after)
    }
    added = after.count - common
    removed = before.count - common
  }

  private static func longestCommonSubsequence<Line: Equatable>(_ old: ArraySlice<Line>, _ new: ArraySlice<Line>) -> Int
  {
    var lengths = [Int](repeating: 0, count: new.count + 1)
    for line in old {
      var diagonal = 0
      for (column, other) in new.enumerated() {
        let above = lengths[column + 1]
        lengths[column + 1] = line == other ? diagonal + 1 : max(above, lengths[column])
        diagonal = above
      }
    }
    return lengths[new.count]
  }

  private static func commonLines<Line: Hashable>(_ old: ArraySlice<Line>, _ new: ArraySlice<Line>) -> Int {
    var remaining = old.countsByElement
    var common = 0
    for line in new {
      guard let count = remaining[line], count > 0 else { continue }
      remaining[line] = count - 1
      common += 1
    }
    return common
  }
}

extension Sequence where Element: Hashable {
  /// How often each element occurs.
  var countsByElement: [Element: Int] {
    reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }
}

/// Two lists without what both begin and end with.
func differingParts<Element: Equatable>(
  of old: [Element],
  and new: [Element]
) -> (old: ArraySlice<Element>, new: ArraySlice<Element>) {
  let start = zip(old, new).prefix { $0 == $1 }.count
  let end = zip(old[start...].reversed(), new[start...].reversed()).prefix { $0 == $1 }.count
  return (old[start..<(old.count - end)], new[start..<(new.count - end)])
}
