extension Document {
  /// Returns the edits that add an item at the end of a list; an item that is there already needs none.
  ///
  /// A missing field becomes `name: [item]`, placed as by `setting(_:to:order:)`.
  ///
  /// - Throws: `EditError.fieldIsNotList`, `.cannotHold` for NUL, or `.cannotEdit`.
  package func inserting(
    _ item: String,
    intoList name: String,
    order: [String] = []
  ) throws(EditError) -> [Edit] {
    guard let entry = frontMatter.entry(named: name), !entry.value.isEmpty else {
      return try setting(name, to: .list([item]), order: order)
    }
    guard case .sequence(let items, let isFlow) = entry.value.content else { throw .fieldIsNotList(name: name) }
    let texts = try texts(of: items, name: name)
    if texts.contains(item) { return [] }
    if item.utf8.contains(0) { throw .cannotHold(name: name) }
    let edit: Edit
    if isFlow || isFlowRoot {
      let place = items.last?.range.upperBound ?? entry.value.range.lowerBound + 1
      edit = Edit(range: place..<place, text: (items.isEmpty ? "" : ", ") + YAMLText.scalar(item, in: .flow))
    } else {
      let place = items.last.map { endOfLines(upTo: $0.range.upperBound) } ?? entry.value.range.upperBound
      let text = "\(indentation(ofList: entry.value))- \(YAMLText.scalar(item, in: .block))\(lineEnding)"
      edit = Edit(range: place..<place, text: text)
    }
    return try verified([edit], expecting: .field(name: name, value: .list(texts + [item])))
  }

  /// Returns the edits that make a list of a single text; none where the field is missing, empty or something else.
  ///
  /// - Throws: `EditError.cannotEdit`.
  package func bracketing(_ name: String) throws(EditError) -> [Edit] {
    guard let entry = frontMatter.entry(named: name), !entry.value.isEmpty,
      case .scalar(let text, let style) = entry.value.content, style != .literal, style != .folded
    else { return [] }
    let edit = Edit(range: entry.value.range, text: YAMLText.flowList([text]))
    return try verified([edit], expecting: .field(name: name, value: .list([text])))
  }

  /// Returns the edits that remove an item from a list; without its last item a list is `[]`.
  ///
  /// - Throws: `EditError.noSuchField`, `.fieldIsNotList`, `.noSuchItem`, or `.cannotEdit`.
  package func removing(_ item: String, fromList name: String) throws(EditError) -> [Edit] {
    guard let entry = frontMatter.entry(named: name) else { throw .noSuchField(name: name) }
    guard case .sequence(let items, let isFlow) = entry.value.content else { throw .fieldIsNotList(name: name) }
    var texts = try texts(of: items, name: name)
    guard let index = texts.firstIndex(of: item) else { throw .noSuchItem(name: name) }
    texts.remove(at: index)
    let edits = removal(of: index, among: items, of: entry, isFlow: isFlow)
    return try verified(edits, expecting: .field(name: name, value: .list(texts)))
  }

  /// Returns the edits that remove the first item of a list that is meant, which may be a mapping; without its last item
  /// a list is `[]`.
  ///
  /// - Throws: `EditError.noSuchField`, `.fieldIsNotList`, `.noSuchItem`, or `.cannotEdit`.
  package func removingItem(
    fromList name: String,
    where isMeant: (YAMLNode) -> Bool
  ) throws(EditError) -> [Edit] {
    guard let entry = frontMatter.entry(named: name) else { throw .noSuchField(name: name) }
    guard case .sequence(var items, let isFlow) = entry.value.content else { throw .fieldIsNotList(name: name) }
    guard let index = items.firstIndex(where: isMeant) else { throw .noSuchItem(name: name) }
    let edits = removal(of: index, among: items, of: entry, isFlow: isFlow)
    items.remove(at: index)
    guard let changed = try? Document.parse(applying(edits)),
      isSame(changed, exceptField: name), bytes[bodyRange].elementsEqual(changed.bytes[changed.bodyRange]),
      changed.frontMatter[name]?.items?.elementsEqual(items, by: { $0.hasSameValue(as: $1) }) ?? false
    else { throw .cannotEdit(name: name) }
    return edits
  }

  private func removal(
    of index: Int,
    among items: [YAMLNode],
    of entry: YAMLNode.Entry,
    isFlow: Bool
  ) -> [Edit] {
    if items.count == 1 { return replacingList(entry, isFlow: isFlow, by: []) }
    let range = isFlow ? flowRemoval(of: index, among: items.map(\.range)) : itemLines(items[index])
    return [Edit(range: range, replacement: [])]
  }

  /// Replaces the whole of a list; a list on lines of its own stays one unless it becomes empty.
  func replacingList(_ entry: YAMLNode.Entry, isFlow: Bool, by items: [String]) -> [Edit] {
    let node = entry.value
    guard !isFlow, !items.isEmpty else {
      if isFlow { return [Edit(range: node.range, text: YAMLText.flowList(items))] }
      let colon = bytes[entry.key.range.upperBound...].firstIndex(of: ASCII.colon) ?? entry.key.range.upperBound
      let lines = (node.items ?? []).map { Edit(range: itemLines($0), replacement: []) }
      return [Edit(range: colon + 1..<colon + 1, text: " []")] + lines
    }
    let indentation = indentation(ofList: node)
    let texts = items.map { "- " + YAMLText.scalar($0, in: .block) }
    let end = bytes[node.range].last.map(ASCII.isLineEnding) == true ? lineEnding : ""
    return [Edit(range: node.range, text: texts.joined(separator: lineEnding + indentation) + end)]
  }

  private func texts(of items: [YAMLNode], name: String) throws(EditError) -> [String] {
    let texts = items.compactMap(\.text)
    guard texts.count == items.count else { throw .cannotEdit(name: name) }
    return texts
  }

  func indentation(ofList node: YAMLNode) -> String {
    let line = lines.range(ofLine: lines.line(at: node.range.lowerBound))
    return String(decoding: bytes[line.lowerBound..<node.range.lowerBound], as: UTF8.self)
  }

  private func itemLines(_ item: YAMLNode) -> Range<Int> {
    lines.fullRange(ofLine: lines.line(at: item.range.lowerBound)).lowerBound..<endOfLines(upTo: item.range.upperBound)
  }
}
