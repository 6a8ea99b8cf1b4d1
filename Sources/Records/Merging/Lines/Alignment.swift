/// A longest common part of two sequences, found by Myers' algorithm in linear space.
///
/// See E. W. Myers, "An O(ND) difference algorithm and its variations", Algorithmica 1 (1986). Elements that only one
/// sequence has are left out first, as git does. Texts that are long and share little in many ways cost too much to
/// align well; what is left when the budget is spent counts as different, which is coarse and never wrong.
struct Alignment {
  /// The steps that one alignment may take, a few tenths of a second.
  private static let budget = 20_000_000

  private let old: [Int]
  private let new: [Int]
  /// The places in the whole sequences of the elements that both have.
  private let oldPlaces: [Int]
  private let newPlaces: [Int]
  private var steps = Self.budget
  private var partners: [Int?]

  /// For each element of the old sequence, its place in the new one; nil where it has none. Ascending.
  static func partners(of old: [Int], in new: [Int]) -> [Int?] {
    var start = 0
    while start < old.count, start < new.count, old[start] == new[start] { start += 1 }
    var tail = 0
    while tail < old.count - start, tail < new.count - start, old[old.count - 1 - tail] == new[new.count - 1 - tail] {
      tail += 1
    }
    var partners = [Int?](repeating: nil, count: old.count)
    for place in 0..<start { partners[place] = place }
    for place in 0..<tail { partners[old.count - 1 - place] = new.count - 1 - place }
    let oldRest = start..<old.count - tail
    let newRest = start..<new.count - tail
    guard !oldRest.isEmpty, !newRest.isEmpty else { return partners }
    var alignment = Alignment(old, oldRest, new, newRest, partners)
    alignment.align(0..<alignment.old.count, 0..<alignment.new.count)
    return alignment.partners
  }

  private init(_ old: [Int], _ oldRest: Range<Int>, _ new: [Int], _ newRest: Range<Int>, _ partners: [Int?]) {
    let oldElements = Set(old[oldRest])
    let newElements = Set(new[newRest])
    oldPlaces = oldRest.filter { newElements.contains(old[$0]) }
    newPlaces = newRest.filter { oldElements.contains(new[$0]) }
    self.old = oldPlaces.map { old[$0] }
    self.new = newPlaces.map { new[$0] }
    self.partners = partners
  }

  private mutating func align(_ oldRange: Range<Int>, _ newRange: Range<Int>) {
    var (oldStart, oldEnd) = (oldRange.lowerBound, oldRange.upperBound)
    var (newStart, newEnd) = (newRange.lowerBound, newRange.upperBound)
    while oldStart < oldEnd, newStart < newEnd, old[oldStart] == new[newStart] {
      partners[oldPlaces[oldStart]] = newPlaces[newStart]
      oldStart += 1
      newStart += 1
    }
    while oldStart < oldEnd, newStart < newEnd, old[oldEnd - 1] == new[newEnd - 1] {
      partners[oldPlaces[oldEnd - 1]] = newPlaces[newEnd - 1]
      oldEnd -= 1
      newEnd -= 1
    }
    guard oldStart < oldEnd, newStart < newEnd,
      let middle = middle(of: oldStart..<oldEnd, newStart..<newEnd)
    else { return }
    align(oldStart..<middle.old, newStart..<middle.new)
    align(middle.old..<oldEnd, middle.new..<newEnd)
  }

  /// A point on a shortest path through the two ranges; nil if they have nothing in common or the budget is spent.
  private mutating func middle(of oldRange: Range<Int>, _ newRange: Range<Int>) -> (old: Int, new: Int)? {
    let (oldCount, newCount) = (oldRange.count, newRange.count)
    let longest = (oldCount + newCount + 1) / 2
    var forward = Front(longest)
    var backward = Front(longest)
    let delta = oldCount - newCount
    let isOdd = !delta.isMultiple(of: 2)
    for distance in 0..<longest {
      steps -= 2 * distance + 2
      guard steps > 0 else { return nil }
      for diagonal in stride(from: forward.first - distance, through: distance - forward.last, by: 2) {
        var x = forward.start(on: diagonal, distance: distance)
        var y = x - diagonal
        while x < oldCount, y < newCount, old[oldRange.lowerBound + x] == new[newRange.lowerBound + y] {
          x += 1
          y += 1
        }
        forward[diagonal] = x
        if x > oldCount {
          forward.last += 2
        } else if y > newCount {
          forward.first += 2
        } else if isOdd, let reached = backward.reached(on: delta - diagonal), x >= oldCount - reached {
          return (oldRange.lowerBound + x, newRange.lowerBound + y)
        }
      }
      for diagonal in stride(from: backward.first - distance, through: distance - backward.last, by: 2) {
        var x = backward.start(on: diagonal, distance: distance)
        var y = x - diagonal
        while x < oldCount, y < newCount, old[oldRange.upperBound - 1 - x] == new[newRange.upperBound - 1 - y] {
          x += 1
          y += 1
        }
        backward[diagonal] = x
        if x > oldCount {
          backward.last += 2
        } else if y > newCount {
          backward.first += 2
        } else if !isOdd, let reached = forward.reached(on: delta - diagonal), reached >= oldCount - x {
          return (oldRange.lowerBound + reached, newRange.lowerBound + reached - (delta - diagonal))
        }
      }
    }
    return nil
  }
}

extension Alignment {
  /// How far the paths of one direction have come, on each diagonal.
  private struct Front {
    private var furthest: [Int]
    private let longest: Int
    /// How much of the diagonals on either side has left the field.
    var first = 0
    var last = 0

    init(_ longest: Int) {
      self.longest = longest
      furthest = Array(repeating: -1, count: 2 * longest + 3)
      furthest[longest + 2] = 0
    }

    subscript(diagonal: Int) -> Int {
      get { furthest[longest + 1 + diagonal] }
      set { furthest[longest + 1 + diagonal] = newValue }
    }

    /// How far this front is on a diagonal; nil where it hasn't been.
    func reached(on diagonal: Int) -> Int? {
      guard abs(diagonal) <= longest, self[diagonal] >= 0 else { return nil }
      return self[diagonal]
    }

    /// Where the best path of one more step begins to follow a diagonal.
    func start(on diagonal: Int, distance: Int) -> Int {
      let comesDown = diagonal == -distance || (diagonal != distance && self[diagonal - 1] < self[diagonal + 1])
      return comesDown ? self[diagonal + 1] : self[diagonal - 1] + 1
    }
  }
}
