/// The order of things after a merge; order is layout, so it never is a matter of disagreement.
///
/// One side's reordering wins, and where both reorder differently the base's order stays. What is new follows its nearest
/// predecessor, even one that the other side took out: what that side put there comes before it. Where both sides put
/// something new in one place, the smaller text comes first.
struct OrderMerge<Key: Hashable> {
  private let kept: Set<Key>

  /// What one side took out of the base, whose place counts for what the other side put after it.
  private let removed: Set<Key>
  private let text: (Key) -> [UInt8]
  private var next: [Key?: Key] = [:]
  private var placed: Set<Key> = []

  /// Orders the keys that are in the result; each of them is in one of the versions, and none twice in a version.
  static func order(
    base: [Key],
    one: [Key],
    other: [Key],
    keeping kept: Set<Key>,
    text: @escaping (Key) -> [UInt8]
  ) -> [Key] {
    let removed = Set(base.filter { !kept.contains($0) }).intersection(one + other)
    var merge = OrderMerge(kept: kept, removed: removed, text: text)
    merge.placeSurvivors(of: base, one: one, other: other)
    merge.placeShared(one: one, other: other)
    merge.placeNew(one: one, other: other)
    var order: [Key] = []
    var key = merge.next[nil]
    while let current = key {
      if kept.contains(current) { order.append(current) }
      key = merge.next[current]
    }
    return order
  }

  private init(kept: Set<Key>, removed: Set<Key>, text: @escaping (Key) -> [UInt8]) {
    self.kept = kept
    self.removed = removed
    self.text = text
  }

  private mutating func place(_ run: [Key], after anchor: Key?) {
    guard let last = run.last else { return }
    let follower = next[anchor]
    var previous = anchor
    for key in run {
      next[previous] = key
      previous = key
      placed.insert(key)
    }
    next[last] = follower
  }

  private mutating func placeSurvivors(of base: [Key], one: [Key], other: [Key]) {
    let survivors = base.filter { kept.contains($0) || removed.contains($0) }
    func reordering(in version: [Key]) -> [Key]? {
      let (inBase, inVersion) = (Set(survivors), Set(version))
      let order = version.filter(inBase.contains)
      return order == survivors.filter(inVersion.contains) ? nil : order
    }
    let order: [Key]
    switch (reordering(in: one), reordering(in: other)) {
    case (let moved?, nil), (nil, let moved?): order = moved
    case (let first?, let second?): order = first == second ? first : survivors
    case (nil, nil): order = survivors
    }
    place(order, after: nil)
    // Those that the reordering side removed and that stay nevertheless.
    var previous: Key?
    for key in survivors {
      if !placed.contains(key) { place([key], after: previous) }
      previous = key
    }
  }

  private mutating func placeShared(one: [Key], other: [Key]) {
    let others = Set(other)
    let shared = one.filter { kept.contains($0) && !placed.contains($0) && others.contains($0) }
    guard !shared.isEmpty else { return }
    let isShared = Set(shared)
    let isSameOrder = shared == other.filter(isShared.contains)
    for key in isSameOrder ? shared : shared.sorted(by: precedes) {
      let anchors = [predecessor(of: key, in: one), predecessor(of: key, in: other)]
      place([key], after: anchors[0] == anchors[1] ? anchors[0] : later(anchors))
    }
  }

  private mutating func placeNew(one: [Key], other: [Key]) {
    let runs = [newRuns(in: one), newRuns(in: other)]
    for anchor in Set(runs.flatMap(\.keys)) {
      let here = runs.compactMap { $0[anchor] }.sorted { text(of: $0).lexicographicallyPrecedes(text(of: $1)) }
      place(here.flatMap(\.self), after: anchor)
    }
  }

  /// What only this version has, by what it follows.
  private func newRuns(in version: [Key]) -> [Key?: [Key]] {
    var runs: [Key?: [Key]] = [:]
    var anchor: Key?
    for key in version where kept.contains(key) || removed.contains(key) {
      if placed.contains(key) { anchor = key } else { runs[anchor, default: []].append(key) }
    }
    return runs
  }

  private func predecessor(of key: Key, in version: [Key]) -> Key? {
    version.prefix { $0 != key }.last(where: placed.contains)
  }

  private func later(_ anchors: [Key?]) -> Key? {
    var last: Key?
    var key = next[nil]
    while let current = key {
      if anchors.contains(current) { last = current }
      key = next[current]
    }
    return last
  }

  private func text(of run: [Key]) -> [UInt8] { run.flatMap(text) }

  private func precedes(_ left: Key, _ right: Key) -> Bool {
    text(left).lexicographicallyPrecedes(text(right))
  }
}
