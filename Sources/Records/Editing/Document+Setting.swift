extension Document {
  /// Returns the edits that give a field a value.
  ///
  /// An existing value is replaced in place: no byte outside it changes, and its quotes stay where they can hold the
  /// new text. A new field goes on a line of its own after its nearest predecessor in `order` that the record has,
  /// else after the last field. An equal value needs no edit.
  ///
  /// - Throws: `EditError.fieldIsNotScalar` or `.fieldIsNotList` if the value there is of the other sort,
  ///   `.cannotHold` for NUL, `.cannotEdit` if the way the file is written doesn't allow it.
  package func setting(_ name: String, to value: FieldValue, order: [String] = []) throws(EditError) -> [Edit] {
    try checkHolds(value, in: name)
    let edits: [Edit]
    if let entry = frontMatter.entry(named: name) {
      edits = try replacing(entry, by: value)
    } else {
      edits = adding(name, value, order: order)
    }
    return try verified(edits, expecting: .field(name: name, value: value))
  }

  /// Returns the edits that remove a field with its lines.
  ///
  /// - Throws: `EditError.noSuchField`, or `.cannotEdit` if the way the file is written doesn't allow it.
  package func unsetting(_ name: String) throws(EditError) -> [Edit] {
    guard let index = frontMatter.entries.firstIndex(where: { $0.name == name }) else {
      throw .noSuchField(name: name)
    }
    let change = ExpectedChange.field(name: name, value: nil)
    let entries = frontMatter.entries
    if isFlowRoot {
      let ranges = entries.map { $0.key.range.lowerBound..<$0.value.range.upperBound }
      return try verified([Edit(range: flowRemoval(of: index, among: ranges), replacement: [])], expecting: change)
    }
    let start = lines.fullRange(ofLine: lines.line(at: entries[index].key.range.lowerBound)).lowerBound
    let end = endOfLines(of: entries[index])
    let removal = [Edit(range: start..<end, replacement: [])]
    if (try? applyingVerified(removal, expecting: change)) != nil { return removal }
    // After a block scalar that keeps its blank lines, those behind the field would join it.
    let blankEnd = bytes[end..<frontMatter.contentRange.upperBound].firstIndex { !ASCII.isLineEnding($0) }
    let blanks = end..<(blankEnd ?? frontMatter.contentRange.upperBound)
    return try verified([Edit(range: start..<blanks.upperBound, replacement: [])], expecting: change)
  }

  // MARK: - Existing values

  private func replacing(_ entry: YAMLNode.Entry, by value: FieldValue) throws(EditError) -> [Edit] {
    let node = entry.value
    switch (node.content, value) {
    case (.scalar, .list(let items)):
      guard node.isEmpty else { throw .fieldIsNotList(name: entry.name) }
      return [filling(entry, with: YAMLText.flowList(items))]
    case (.scalar(let old, let style), .text(let text)):
      if old == text, !node.isEmpty || text.isEmpty { return [] }
      if node.isEmpty, node.range.isEmpty { return [filling(entry, with: rendered(text, style: .plain))] }
      return [replacing(node, style: style, by: text)]
    case (.alias, .text(let text)): return [Edit(range: node.range, text: rendered(text, style: .plain))]
    case (.alias, .list(let items)): return [Edit(range: node.range, text: YAMLText.flowList(items))]
    case (.sequence(let old, let isFlow), .list(let items)):
      if old.map(\.text) == items { return [] }
      return replacingList(entry, isFlow: isFlow, by: items)
    case (.mapping, .list): throw .fieldIsNotList(name: entry.name)
    case (.sequence, .text), (.mapping, .text): throw .fieldIsNotScalar(name: entry.name)
    }
  }

  private func replacing(_ node: YAMLNode, style: ScalarStyle, by text: String) -> Edit {
    guard style == .literal || style == .folded else {
      return Edit(range: node.range, text: rendered(text, style: style))
    }
    // The block's last line ending stays, and so does a comment behind the indicator.
    let lastLine = lines.line(at: max(node.range.lowerBound, node.range.upperBound - 1))
    let end = min(node.range.upperBound, lines.range(ofLine: lastLine).upperBound)
    let header = lines.range(ofLine: lines.line(at: node.range.lowerBound))
    let comment = bytes[node.range.lowerBound..<header.upperBound].firstIndex(of: ASCII.hash)
    let kept = comment.map { "  " + String(decoding: bytes[$0..<header.upperBound], as: UTF8.self) } ?? ""
    return Edit(range: node.range.lowerBound..<max(end, header.upperBound), text: rendered(text, style: .plain) + kept)
  }

  /// Puts a value where there is none, as in `target:` or `{target}`.
  private func filling(_ entry: YAMLNode.Entry, with text: String) -> Edit {
    let place = entry.value.range.upperBound
    let between = bytes[entry.key.range.upperBound..<max(place, entry.key.range.upperBound)]
    let missesColon = !between.contains(ASCII.colon)
    let insertion = place..<place
    let needsBlank = place == 0 || !ASCII.isBlank(bytes[place - 1])
    return Edit(range: insertion, text: (missesColon ? ": " : needsBlank ? " " : "") + text)
  }

  private func rendered(_ text: String, style: ScalarStyle) -> String {
    switch style {
    case .doubleQuoted: YAMLText.doubleQuoted(text)
    case .singleQuoted: YAMLText.singleQuoted(text) ?? YAMLText.doubleQuoted(text)
    case .plain, .literal, .folded: YAMLText.scalar(text, in: isFlowRoot ? .flow : .block)
    }
  }

  // MARK: - New fields

  private func adding(_ name: String, _ value: FieldValue, order: [String]) -> [Edit] {
    let key = YAMLText.scalar(name, in: isFlowRoot ? .flow : .block)
    let text =
      switch value {
      case .text(let text): rendered(text, style: .plain)
      case .list(let items): YAMLText.flowList(items)
      }
    let predecessor = predecessor(of: name, order: order)
    if isFlowRoot, let root = frontMatter.root {
      guard let predecessor else {
        let start = root.range.lowerBound + 1
        return [Edit(range: start..<start, text: "\(key): \(text)")]
      }
      let end = predecessor.value.range.upperBound
      return [Edit(range: end..<end, text: ", \(key): \(text)")]
    }
    let place = predecessor.map(endOfLines) ?? frontMatter.contentRange.upperBound
    return [Edit(range: place..<place, text: "\(rootIndentation)\(key): \(text)\(lineEnding)")]
  }

  private func predecessor(of name: String, order: [String]) -> YAMLNode.Entry? {
    if let index = order.firstIndex(of: name) {
      for earlier in order[..<index].reversed() {
        if let entry = frontMatter.entry(named: earlier) { return entry }
      }
    }
    return frontMatter.entries.last
  }

  private func checkHolds(_ value: FieldValue, in name: String) throws(EditError) {
    let texts =
      switch value {
      case .text(let text): [text]
      case .list(let items): items
      }
    if texts.contains(where: { $0.utf8.contains(0) }) || name.utf8.contains(0) { throw .cannotHold(name: name) }
  }
}

// MARK: - The way the front matter is written

extension Document {
  /// Whether the whole front matter stands between braces.
  var isFlowRoot: Bool {
    if case .mapping(_, isFlow: true) = frontMatter.root?.content { true } else { false }
  }

  /// The blanks before the first field.
  private var rootIndentation: String {
    guard let first = frontMatter.entries.first?.key.range.lowerBound else { return "" }
    let line = lines.range(ofLine: lines.line(at: first))
    return String(decoding: bytes[line.lowerBound..<first].prefix { ASCII.isBlank($0) }, as: UTF8.self)
  }

  /// Returns the offset after the last line of a field, a comment behind its value included.
  func endOfLines(of entry: YAMLNode.Entry) -> Int {
    endOfLines(upTo: max(entry.key.range.upperBound, entry.value.range.upperBound))
  }

  /// Returns the offset after the line in which a value ends; a block scalar ends with its line already.
  func endOfLines(upTo end: Int) -> Int {
    let line = lines.line(at: end)
    let full = lines.fullRange(ofLine: line)
    return full.lowerBound == end ? end : full.upperBound
  }

  /// Returns the range that takes one of several things between brackets away, with a comma next to it.
  func flowRemoval(of index: Int, among ranges: [Range<Int>]) -> Range<Int> {
    if index > 0 { return ranges[index - 1].upperBound..<ranges[index].upperBound }
    if ranges.count > 1 { return ranges[0].lowerBound..<ranges[1].lowerBound }
    return ranges[0]
  }
}
