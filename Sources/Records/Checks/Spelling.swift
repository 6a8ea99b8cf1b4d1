/// Finds what someone probably meant to type.
package enum Spelling {
  /// Returns the candidate nearest to a word, nil if none is near enough to be meant.
  package static func nearest(to word: String, among candidates: [String]) -> String? {
    let lowercased = word.lowercased().replacing("_", with: "-").replacing(" ", with: "-")
    let ranked = candidates.map { ($0, distance(lowercased, $0.lowercased())) }
    guard let best = ranked.min(by: { $0.1 < $1.1 }), best.1 <= max(1, best.0.count / 3) else { return nil }
    return best.0
  }

  /// Returns how many letters have to be inserted, deleted, replaced or swapped with their neighbour.
  ///
  /// Words longer than 64 characters are farther apart than anything.
  package static func distance(_ left: String, _ right: String) -> Int {
    let left = Array(left.unicodeScalars)
    let right = Array(right.unicodeScalars)
    guard left.count <= 64, right.count <= 64 else { return Int(Int32.max) }
    var beforePrevious: [Int] = []
    var previous = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1]
      for column in right.indices {
        let isSame = left[row] == right[column]
        var best = min(previous[column + 1] + 1, current[column] + 1, previous[column] + (isSame ? 0 : 1))
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          best = min(best, beforePrevious[column - 1] + 1)
        }
        current.append(best)
      }
      beforePrevious = previous
      previous = current
    }
    return previous[right.count]
  }
}
