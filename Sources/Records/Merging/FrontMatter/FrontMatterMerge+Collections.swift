extension FrontMatterMerge {
  /// Merges a mapping by its keys, or a list by its items; nil where a side has neither or it can't be taken apart.
  mutating func mergedCollection(_ places: Three<Place>, path: FieldPath) -> [UInt8]? {
    guard let one = places.one, let other = places.other else { return nil }
    let isMapping: Bool
    switch (one.node.content, other.node.content) {
    case (.mapping, .mapping): isMapping = true
    case (.sequence, .sequence): isMapping = false
    default: return nil
    }
    guard let oneLayout = Layout(of: one), let otherLayout = Layout(of: other) else { return nil }
    let base = places.base.flatMap { place in
      if !isMapping, place.node.text?.isEmpty == false { return Layout(ofOneItem: place) }
      return (place.node.entries != nil) == isMapping ? Layout(of: place) : nil
    }
    var layouts = Three(base: base, one: oneLayout, other: otherLayout)
    let column = self.column(of: layouts, in: places)
    let isFlow = layouts.sides.allSatisfy(\.isFlow)
    layouts = layouts.map { isFlow ? $0 : $0.moved(to: column).onLines(at: column) }
    let level: [Merged]
    if isMapping {
      level = merged(layouts, names: layouts.map(\.keys), path: path)
    } else {
      guard let names = ItemNames.names(of: layouts, type: type(at: path)) else { return nil }
      level = merged(layouts, names: names, path: path)
    }
    return text(of: level, places: places, layouts: layouts, column: column, brackets: isMapping ? "{}" : "[]")
  }

  private func type(at path: FieldPath) -> FieldType? { description.field(named: path.description)?.type }

  /// The column of the members in the result: as far from the head as in the versions.
  private func column(of layouts: Three<Layout>, in places: Three<Place>) -> Int {
    let depths = Three(
      base: layouts.base?.column.flatMap { column in places.base.map { column - $0.column } },
      one: layouts.one?.column.flatMap { column in places.one.map { column - $0.column } },
      other: layouts.other?.column.flatMap { column in places.other.map { column - $0.column } }
    )
    let parent = places.all.first.map { $0.column + $0.shift } ?? 0
    return parent + (depths.layoutColumn ?? depths.all.first ?? 2)
  }

  private func text(
    of level: [Merged],
    places: Three<Place>,
    layouts: Three<Layout>,
    column: Int,
    brackets: String
  ) -> [UInt8] {
    let head = places.map(\.headText).layout
    let comment = places.map(\.comment).trailingComment
    let isBlock = layouts.sides.contains { !$0.isFlow }
    guard isBlock, level.contains(where: { !$0.body.isEmpty }) else {
      let gap = places.map { $0.isBlockCollection ? nil : $0.gap }.layout
      let space = head.isEmpty ? [] : gap.isEmpty ? [ASCII.space] : gap
      let inside = FrontMatterMerge.joined(level.filter { !$0.body.isEmpty })
      let text = head + space + brackets.utf8.prefix(1) + inside + brackets.utf8.suffix(1) + comment
      let orphans = level.filter(\.body.isEmpty).flatMap(\.leading)
      return orphans.isEmpty ? text : text + [ASCII.lineFeed] + orphans.dropLast()
    }
    let lines = FrontMatterMerge.lines(level, column: column).dropLast()
    let isInline = places.sides.contains { $0.isInline } && level[0].leading.isEmpty
    guard isInline, let place = places.all.first else { return head + comment + [ASCII.lineFeed] + lines }
    let gap = column - place.column - place.shift - head.count
    return head + Array(repeating: ASCII.space, count: max(gap, 1)) + lines.dropFirst(column)
  }
}
