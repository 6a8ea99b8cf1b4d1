/// What the items of a list are called, so that the same item is known in every version.
enum ItemNames {
  /// Finds what tells the items apart: their text; the identity in the kind's table; else the first key that every item
  /// has, that no two of a version share, and under which no side replaces one item by another in its place; else, where
  /// each side only adds or only removes items, all that they say.
  ///
  /// Nil where there is no such thing.
  static func names(of layouts: Three<Layout>, type: FieldType?) -> Three<[MemberName]>? {
    let items = layouts.all.flatMap(\.members).map(\.place.node)
    if items.allSatisfy({ $0.text != nil }) { return layouts.map(scalarNames) }
    guard items.allSatisfy({ $0.entries != nil }) else { return nil }
    if case .entries(let identity, _) = type, let names = itemNames(of: layouts, by: identity) { return names }
    for key in candidates(in: layouts) {
      guard let names = itemNames(of: layouts, by: [key]), !replacesInPlace(names) else { continue }
      return names
    }
    let names = layouts.map(scalarNames)
    let base = Set(names.base ?? [])
    let isPlain = names.sides.allSatisfy { base.isSubset(of: $0) || base.isSuperset(of: $0) }
    return isPlain ? names : nil
  }

  private static func scalarNames(of layout: Layout) -> [MemberName] {
    var occurrences: [String: Int] = [:]
    return layout.members.map { member in
      let canonical = member.place.node.canonicalText
      occurrences[canonical, default: 0] += 1
      return .scalar(canonical: canonical, occurrence: occurrences[canonical, default: 1])
    }
  }

  /// The keys of the first items, in an order that doesn't depend on which side is which.
  private static func candidates(in layouts: Three<Layout>) -> [String] {
    let keys = layouts.map { $0.members.first?.place.node.entries?.map(\.name) }
    if let base = keys.base { return base }
    return keys.one == keys.other ? keys.one ?? [] : keys.sides.flatMap(\.self).uniqued().sorted()
  }

  private static func itemNames(of layouts: Three<Layout>, by identity: [String]) -> Three<[MemberName]>? {
    var isUnique = true
    let names = layouts.map { layout in
      let names = layout.members.compactMap { name(of: $0.place.node, by: identity) }
      if names.count != layout.members.count || Set(names).count != names.count { isUnique = false }
      return names
    }
    return isUnique && !identity.isEmpty ? names : nil
  }

  private static func name(of item: YAMLNode, by identity: [String]) -> MemberName? {
    var parts: [(key: String, value: String)] = []
    for key in identity {
      guard let text = item[key]?.text else { return nil }
      parts.append((key, text))
    }
    return .item(text: FieldPath.root.item(parts).description)
  }

  /// Whether a side has a new item where it removed one: then this isn't what tells them apart.
  private static func replacesInPlace(_ names: Three<[MemberName]>) -> Bool {
    guard let base = names.base else { return false }
    return names.sides.contains { side in
      var tokens = Tokens<MemberName>()
      let numbers = (tokens.numbers(of: base), tokens.numbers(of: side))
      let known = (Set(numbers.0), Set(numbers.1))
      return MergeRegion.all(base: numbers.0, one: numbers.1, other: numbers.0).contains { region in
        numbers.0[region.base].contains { !known.1.contains($0) }
          && numbers.1[region.one].contains { !known.0.contains($0) }
      }
    }
  }
}
