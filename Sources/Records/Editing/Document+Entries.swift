extension Document {
  /// Returns the edits that put a mapping into a list of mappings.
  ///
  /// It takes the place of the first item that has the same values in the identifying fields, else it goes to the end. An equal item needs no edit. A
  /// missing field becomes a list on lines of its own, placed as by `setting(_:to:order:)`.
  ///
  /// - Parameters:
  ///   - item: The fields of the mapping in their order.
  ///   - identity: The fields by which items are the same.
  /// - Throws: `EditError.fieldIsNotList`, `.cannotHold` for NUL, or `.cannotEdit` if the way the file is written doesn't allow it.
  package func settingItem(
    _ item: [(name: String, value: String)],
    identifiedBy identity: [String],
    inList list: String,
    order: [String] = []
  ) throws(EditError) -> [Edit] {
    if item.contains(where: { $0.value.utf8.contains(0) }) { throw .cannotHold(name: list) }
    let text = "{" + item.map { "\($0.name): \(YAMLText.scalar($0.value, in: .flow))" }.joined(separator: ", ") + "}"
    let items: [YAMLNode]
    let edits: [Edit]
    if let entry = frontMatter.entry(named: list), !entry.value.isEmpty {
      guard case .sequence(let present, let isFlow) = entry.value.content else { throw .fieldIsNotList(name: list) }
      items = present
      if let same = present.first(where: { node in
        identity.allSatisfy { field in node[field]?.text == item.first { $0.name == field }?.value }
      }) {
        if same.entries?.elementsEqual(item, by: { $0.name == $1.name && $0.value.text == $1.value }) ?? false {
          return []
        }
        edits = [replacing(same, by: text)]
      } else {
        edits = [appending(text, to: entry.value, present, isFlow: isFlow || isFlowRoot)]
      }
    } else {
      items = []
      edits = try newList(list, of: text, order: order)
    }
    guard let changed = try? Document.parse(applying(edits)),
      isSame(changed, exceptField: list), bytes[bodyRange].elementsEqual(changed.bytes[changed.bodyRange]),
      let result = changed.frontMatter[list]?.items,
      result.count - items.count == (edits.first?.range.isEmpty == true ? 1 : 0),
      result.contains(where: { node in
        node.entries?.elementsEqual(item) { $0.name == $1.name && $0.value.text == $1.value } ?? false
      })
    else { throw .cannotEdit(name: list) }
    return edits
  }

  private func replacing(_ node: YAMLNode, by text: String) -> Edit {
    // What ends with its line keeps the line's end.
    var end = node.range.upperBound
    while end > node.range.lowerBound, ASCII.isLineEnding(bytes[end - 1]) || ASCII.isBlank(bytes[end - 1]) { end -= 1 }
    return Edit(range: node.range.lowerBound..<end, text: text)
  }

  private func appending(_ text: String, to list: YAMLNode, _ items: [YAMLNode], isFlow: Bool) -> Edit {
    if isFlow {
      let place = items.last?.range.upperBound ?? list.range.lowerBound + 1
      return Edit(range: place..<place, text: (items.isEmpty ? "" : ", ") + text)
    }
    let place = items.last.map { endOfLines(upTo: $0.range.upperBound) } ?? list.range.upperBound
    return Edit(range: place..<place, text: "\(indentation(ofList: list))- \(text)\(lineEnding)")
  }

  private func newList(_ list: String, of text: String, order: [String]) throws(EditError) -> [Edit] {
    guard !isFlowRoot else { throw .cannotEdit(name: list) }
    if let entry = frontMatter.entry(named: list) {
      let place = endOfLines(of: entry)
      return [Edit(range: place..<place, text: "  - \(text)\(lineEnding)")]
    }
    let line = try setting(list, to: .text(""), order: order)
    guard let place = line.first?.range else { throw .cannotEdit(name: list) }
    return [Edit(range: place, text: "\(list):\(lineEnding)  - \(text)\(lineEnding)")]
  }
}
