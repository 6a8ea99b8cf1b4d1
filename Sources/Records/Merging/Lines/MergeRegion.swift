/// A stretch of three sequences, between which nothing is shared by all.
struct MergeRegion {
  /// Who changed the stretch.
  enum Change {
    case none
    case one
    case other
    /// Both sides, to the same.
    case alike
    /// Both sides, to different things, or so close that they touch.
    case both
  }

  let change: Change
  let base: Range<Int>
  let one: Range<Int>
  let other: Range<Int>

  /// Cuts three sequences at the elements that all of them share.
  static func all(base: [Int], one: [Int], other: [Int]) -> [MergeRegion] {
    let ones = Alignment.partners(of: base, in: one)
    let others = Alignment.partners(of: base, in: other)
    var regions: [MergeRegion] = []
    var place = (base: 0, one: 0, other: 0)

    func append(to end: (base: Int, one: Int, other: Int), isShared: Bool) {
      let ranges = (place.base..<end.base, place.one..<end.one, place.other..<end.other)
      place = end
      guard !ranges.0.isEmpty || !ranges.1.isEmpty || !ranges.2.isEmpty else { return }
      let change: Change =
        if isShared {
          .none
        } else if one[ranges.1] == other[ranges.2] {
          .alike
        } else if other[ranges.2] == base[ranges.0] {
          .one
        } else {
          one[ranges.1] == base[ranges.0] ? .other : .both
        }
      regions.append(MergeRegion(change: change, base: ranges.0, one: ranges.1, other: ranges.2))
    }

    var index = 0
    while index < base.count {
      guard let first = ones[index], let second = others[index] else {
        index += 1
        continue
      }
      append(to: (index, first, second), isShared: false)
      var length = 1
      while index + length < base.count, ones[index + length] == first + length,
        others[index + length] == second + length
      {
        length += 1
      }
      append(to: (index + length, first + length, second + length), isShared: true)
      index += length
    }
    append(to: (base.count, one.count, other.count), isShared: false)
    return regions
  }
}
