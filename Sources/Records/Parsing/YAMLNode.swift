/// How a scalar is written.
package enum ScalarStyle: Sendable, Hashable {
  case plain
  case singleQuoted
  case doubleQuoted
  /// A block after `|`.
  case literal
  /// A block after `>`.
  case folded
}

/// A value of the front matter with its exact place in the file.
///
/// Aliases, tags and merge keys are read but never expanded or interpreted.
package struct YAMLNode: Sendable, Hashable {
  /// What a node holds.
  package enum Content: Sendable, Hashable {
    /// The text after unquoting; an absent value is the empty plain scalar.
    case scalar(text: String, style: ScalarStyle)
    case sequence([YAMLNode], isFlow: Bool)
    case mapping([Entry], isFlow: Bool)
    /// A reference to an anchor, by its name without `*`.
    case alias(name: String)
  }

  /// A key with its value.
  package struct Entry: Sendable, Hashable {
    package let key: YAMLNode
    package let value: YAMLNode

    package init(key: YAMLNode, value: YAMLNode) {
      self.key = key
      self.value = value
    }

    /// The key's text.
    package var name: String { key.text ?? "" }
  }

  /// The node's source, in UTF-8 offsets from the file's start, with its tag and anchor.
  ///
  /// Re-parsed alone, these bytes give the node's value. A block scalar reaches from its indicator through the line
  /// ending of its last line, an absent value is the empty range after its colon.
  package let range: Range<Int>
  package let content: Content

  package init(range: Range<Int>, content: Content) {
    self.range = range
    self.content = content
  }

  /// The scalar's text, `*name` for an alias, nil for lists and mappings.
  package var text: String? {
    switch content {
    case .scalar(let text, _): text
    case .alias(let name): "*" + name
    case .sequence, .mapping: nil
    }
  }

  /// The items of a list, nil for anything else.
  package var items: [YAMLNode]? {
    if case .sequence(let items, _) = content { items } else { nil }
  }

  /// The entries of a mapping in their order, nil for anything else.
  package var entries: [Entry]? {
    if case .mapping(let entries, _) = content { entries } else { nil }
  }

  /// Whether the value is absent, as in `target:`.
  package var isEmpty: Bool {
    if case .scalar("", .plain) = content { true } else { false }
  }

  /// Returns the value of a mapping's key, nil if there is none or this is no mapping.
  package subscript(key: String) -> YAMLNode? {
    entries?.first { $0.name == key }?.value
  }

  /// Says whether two nodes hold the same values, however they are written and wherever they stand.
  package func hasSameValue(as other: YAMLNode) -> Bool {
    switch (content, other.content) {
    case (.sequence(let items, _), .sequence(let others, _)):
      items.elementsEqual(others) { $0.hasSameValue(as: $1) }
    case (.mapping(let entries, _), .mapping(let others, _)):
      entries.elementsEqual(others) { $0.key.hasSameValue(as: $1.key) && $0.value.hasSameValue(as: $1.value) }
    case (.scalar(let text, _), .scalar(let otherText, _)): text == otherText
    case (.alias(let name), .alias(let otherName)): name == otherName
    default: false
    }
  }
}
