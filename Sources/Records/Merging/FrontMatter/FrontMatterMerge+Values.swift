extension FrontMatterMerge {
  /// Merges one entry or item.
  ///
  /// - Returns: Its text without the blanks before and the line ending behind it; nil where it is gone.
  mutating func mergedMember(_ places: Three<Place>, path: FieldPath) -> [UInt8]? {
    if !hasEntries(in: path) {
      let bodies = places.map(\.body)
      if let settled = bodies.settled { return settled }
    }
    if !isOpen(path, places) {
      if let collection = mergedCollection(places, path: path) { return collection }
      if let lines = mergedLines(places) { return lines }
    }
    return mergedValue(places, path: path)
  }

  /// Whether a version has a question about this very value that nobody has settled there.
  private func isOpen(_ path: FieldPath, _ places: Three<Place>) -> Bool {
    let entries = entries(at: path)
    guard !entries.all.isEmpty else { return false }
    return [(places.base, entries.base), (places.one, entries.one), (places.other, entries.other)].contains {
      Self.values($0.0, entry: $0.1).shown != nil
    }
  }

  // MARK: - Single values

  /// Merges a value as a whole.
  private mutating func mergedValue(_ places: Three<Place>, path: FieldPath) -> [UInt8]? {
    visit(path)
    let entries = entries(at: path)
    let base = Self.values(places.base, entry: entries.base)
    let one = Self.values(places.one, entry: entries.one)
    let other = Self.values(places.other, entry: entries.other)
    let merged = ValueSet.merged(base: base.set, one: one.set, other: other.set)
    if let value = merged.isSettled ? merged.values.first : signingDay(among: merged, at: path) {
      return text(of: value, places: places, path: path)
    }
    let earlier = [base.shown, one.shown, other.shown].compactMap(\.self)
    let shown = earlier.first ?? .init(of: places.base)
    open(OpenEntry(.field(path), shown: shown.string, values: merged.values.map(\.string)), at: path)
    return text(of: shown, places: places, path: path)
  }

  /// The values that a version holds possible, and what it shows meanwhile if its question is open.
  private static func values(_ place: Place?, entry: OpenEntry?) -> (set: ValueSet, shown: ValueSet.Value?) {
    let own = ValueSet.Value(of: place)
    guard let entry else { return (ValueSet([own]), nil) }
    let shown = ValueSet.Value(yaml: entry.shown)
    // Another value was put there by somebody who settled the question.
    guard shown.canonical == own.canonical else { return (ValueSet([own]), nil) }
    return (ValueSet(entry.values.map(ValueSet.Value.init(yaml:))), shown)
  }

  /// An entry or item with a value, written as in a version that has it.
  private func text(of value: ValueSet.Value, places: Three<Place>, path: FieldPath) -> [UInt8]? {
    guard let text = value.text else { return nil }
    let having = Self.places(places, with: text)
    let heads = places.map(\.headText)
    var result = heads.all.isEmpty ? Self.head(for: path) : heads.layout.isEmpty ? heads.all[0] : heads.layout
    if let gap = having.map(\.gap).min(by: { $0.lexicographicallyPrecedes($1) }) {
      result += gap + text
    } else {
      result += (text.isEmpty || text.first == ASCII.lineFeed ? [] : [ASCII.space]) + text
    }
    let comment = Three(
      base: places.base?.comment,
      one: places.one?.comment ?? places.base?.comment,
      other: places.other?.comment ?? places.base?.comment
    ).trailingComment
    guard result.contains(ASCII.lineFeed) else { return result + comment }
    guard comment.contains(ASCII.hash) else { return result }
    // A value of several lines has no room for a comment, and may have brought its own.
    let words = comment[comment.trimmingBlanks(0..<comment.count)]
    guard !result.containsConsecutively(Array(words)), let place = places.all.first else { return result }
    return result + [ASCII.lineFeed] + Array(repeating: ASCII.space, count: place.column + place.shift) + words
  }

  /// The places that have a value, the sides' if there are any: they say how it is laid out.
  private static func places(_ places: Three<Place>, with text: [UInt8]) -> [Place] {
    let having = places.sides.filter { $0.valueText == text }
    return having.isEmpty ? places.all.filter { $0.valueText == text } : having
  }

  /// What begins an entry or item that no version has.
  private static func head(for path: FieldPath) -> [UInt8] {
    switch MemberName(last: path, in: path.parent) {
    case .key(let name): Array((YAMLText.scalar(name, in: .block) + ":").utf8)
    case .item, .scalar, nil: [ASCII.hyphen]
    }
  }

  // MARK: - Values of several lines

  /// Merges a block scalar, or a list whose items can't be told apart, by line; nil unless that is clean and is read
  /// as the same sort of value.
  private func mergedLines(_ places: Three<Place>) -> [UInt8]? {
    guard let base = places.base, let one = places.one, let other = places.other else { return nil }
    guard base.node.isMergedByLine(with: one.node), base.node.isMergedByLine(with: other.node) else { return nil }
    let merge = LineMerge(
      base: (base.body + [ASCII.lineFeed])[...],
      one: (one.body + [ASCII.lineFeed])[...],
      other: (other.body + [ASCII.lineFeed])[...]
    )
    guard let text = merge.cleanLines?.text else { return nil }
    // The key stands in for the dash of an item, which takes part in the first line alone.
    let column = Array(repeating: ASCII.space, count: base.column + base.shift)
    let lines = column + text
    guard let root = FrontMatterFragment(of: lines, in: 0..<lines.count, depth: 1)?.root else { return nil }
    let values = root.entries?.map(\.value) ?? root.items ?? []
    guard values.count == 1, values[0].isMergedByLine(with: base.node) else { return nil }
    return text.dropLast()
  }
}

extension YAMLNode {
  /// Whether both are block scalars of one style, or both lists.
  fileprivate func isMergedByLine(with other: YAMLNode) -> Bool {
    switch (content, other.content) {
    case (.scalar(_, let style), .scalar(_, let otherStyle)):
      style == otherStyle && (style == .literal || style == .folded)
    case (.sequence, .sequence): true
    default: false
    }
  }
}
