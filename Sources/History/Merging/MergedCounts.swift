/// How often each element of something that is counted, not placed, may be there after a merge.
struct MergedCounts<Element: Hashable> {
  private let base: MergeBase<[Element: Int]>
  private let parents: [[Element: Int]]

  init(base: MergeBase<[Element]>, parents: [[Element]]) {
    self.base = base.map(\.countsByElement)
    self.parents = parents.map(\.countsByElement)
  }

  /// By how many a merge has more of an element than any way to merge the parents explains, or fewer where negative.
  func surplus(in merged: [Element]) -> [Element: Int] {
    let counts = merged.countsByElement
    var surplus: [Element: Int] = [:]
    for element in Set(counts.keys).union(parents.flatMap(\.keys)) {
      let (count, expected) = (counts[element] ?? 0, expected(of: element))
      if count > expected.upperBound {
        surplus[element] = count - expected.upperBound
      } else if count < expected.lowerBound {
        surplus[element] = count - expected.lowerBound
      }
    }
    return surplus
  }

  private func expected(of element: Element) -> ClosedRange<Int> {
    let sides = parents.map { $0[element] ?? 0 }
    let counts =
      switch base.map({ $0[element] ?? 0 }).value {
      case .settled(let before): Self.expectedCounts(of: sides, before: before)
      case .disputed: sides
      }
    return (counts.min() ?? 0)...(counts.max() ?? 0)
  }

  /// How often an element may be there after a merge.
  ///
  /// Where both parents added the same line, git keeps one if they stand in one place and two elsewhere.
  private static func expectedCounts(of sides: [Int], before: Int) -> [Int] {
    let together = max(0, sides.reduce(before) { $0 + $1 - before })
    return switch ThreeWay(base: before, parents: sides) {
    case .settled(let settled): [settled, together]
    case .disputed: sides + [together]
    }
  }
}

extension ThreeWay where Value == RecordedValue? {
  /// The value of a field that a merge commit departed from if it holds `merged`; `nil` if it departed from none.
  ///
  /// A list that the parents changed differently is merged by its items, whose order is nobody's change then.
  static func fieldDeparture(of merged: Value, base: MergeBase<Value>, parents: [Value]) -> Value? {
    guard let departure = departure(of: merged, base: base, parents: parents) else { return nil }
    let isDisputed = ThreeWay(base: base.value, parents: parents) == .disputed
    guard isDisputed, let items = merged.items, parents.allSatisfy({ $0.items != nil }) else { return departure }
    let counts = MergedCounts(base: base.map(\.itemsOfAny), parents: parents.map { $0.items ?? [] })
    let surplus = counts.surplus(in: items)
    if surplus.isEmpty { return nil }
    var added = surplus.filter { $0.value > 0 }
    var expected = Array(items.reversed().filter { !added.takeOne(of: $0) }.reversed())
    // In the order in which the parents have them.
    var seen: Set<String> = []
    for item in parents.flatMap({ $0.items ?? [] }) where seen.insert(item).inserted {
      expected += Array(repeating: item, count: max(0, -(surplus[item] ?? 0)))
    }
    return .some(.list(RecordedList(expected)))
  }
}

extension [String: Int] {
  /// Counts one less of an element; false where none is left.
  fileprivate mutating func takeOne(of element: String) -> Bool {
    guard let count = self[element], count > 0 else { return false }
    self[element] = count - 1
    return true
  }
}

extension RecordedValue? {
  /// The items of a list, none where there is no value; a text is a list of it, as one of one item may be written.
  fileprivate var itemsOfAny: [String] {
    if case .text(let text)? = self, !text.isEmpty { [text] } else { items ?? [] }
  }

  /// The items of a list, none where there is no value; nil for a text.
  fileprivate var items: [String]? {
    switch self {
    case .list(let list)?: list.texts
    case .text?: nil
    case nil: []
    }
  }
}
