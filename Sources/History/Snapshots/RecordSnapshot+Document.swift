package import Records

extension RecordSnapshot {
  /// Takes from a document what history compares, by the table of the record's kind.
  package init(_ document: Document, kind: RecordKind) {
    let description = KindDescription.of(kind)
    var reader = FieldReader(of: document.bytes)
    for entry in document.frontMatter.entries {
      reader.read(entry, type: description.field(named: entry.name)?.type)
    }
    self.init(
      id: document.frontMatter.text("id"),
      title: document.frontMatter.text(description.titleField ?? "title"),
      fields: reader.fields,
      sections: RecordSnapshot.sections(of: document.bytes, in: document.bodyRange)
    )
  }
}

/// Turns front matter into leaves.
struct FieldReader {
  private(set) var fields: [RecordSnapshot.Field] = []
  private let bytes: [UInt8]

  /// - Parameter bytes: The file.
  init(of bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Reads an entry of the front matter itself.
  mutating func read(_ entry: YAMLNode.Entry, type: FieldType?) {
    guard entry.name != OpenEntry.fieldName else { return readQuestions(entry.value) }
    read(entry.value, at: Self.path(of: entry.name), type: type)
  }

  /// The path of a field of the front matter itself.
  static func path(of name: String) -> String {
    name.quotedAsPathPart
  }

  /// Reads the open questions of a record, each as a leaf with its values; see ``Question``.
  private mutating func readQuestions(_ node: YAMLNode) {
    for item in node.items ?? [] {
      let entry = OpenEntry(item, of: bytes)
      let path = Question.path(of: entry.name)
      guard !fields.contains(where: { $0.path == path }) else { continue }
      fields.append(.init(path, .list(RecordedList(entry.plainValues.map { $0 ?? Question.none }))))
    }
  }

  /// An item of a list that has no name of its own.
  static func text(ofItem item: YAMLNode) -> String {
    if let text = item.text { return text }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(2 * item.range.count)
    item.appendJSON(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func read(_ node: YAMLNode, at path: String, type: FieldType?) {
    switch node.content {
    case .scalar(let text, _):
      fields.append(.init(path, .text(text)))
    case .alias(let name):
      fields.append(.init(path, .text("*" + name)))
    case .mapping(let entries, _):
      if entries.isEmpty { fields.append(.init(path, .list([]))) }
      for entry in entries {
        read(entry.value, at: "\(path).\(entry.name.quotedAsPathPart)", type: nil)
      }
    case .sequence(let items, _):
      if case .entries(let identity, _) = type, let names = Self.identities(of: items, by: identity) {
        if items.isEmpty { fields.append(.init(path, .list([]))) }
        for (item, name) in zip(items, names) {
          readItem(item, at: "\(path)[\(name)]", identity: identity)
        }
      } else {
        fields.append(.init(path, .list(RecordedList(items.map(Self.text(ofItem:))))))
      }
    }
  }

  /// Reads the leaves of an item besides those in its name; an item without others is told as empty.
  private mutating func readItem(_ item: YAMLNode, at path: String, identity: [String]) {
    let entries = item.entries?.filter { !identity.contains($0.name) } ?? []
    if entries.isEmpty { fields.append(.init(path, .list([]))) }
    for entry in entries {
      read(entry.value, at: "\(path).\(entry.name.quotedAsPathPart)", type: nil)
    }
  }

  /// Names each item by its identity, as in `by=mentor`; `nil` if an item has none or two have the same.
  private static func identities(of items: [YAMLNode], by identity: [String]) -> [String]? {
    guard !identity.isEmpty else { return nil }
    var names: [String] = []
    for item in items {
      var parts: [String] = []
      for key in identity {
        guard let text = item[key]?.text else { return nil }
        parts.append("\(key)=\(text.quotedAsPathPart)")
      }
      names.append(parts.joined(separator: ","))
    }
    return Set(names).count == names.count ? names : nil
  }
}

extension YAMLNode {
  /// Appends the node as JSON with every scalar a string, for items of lists that have no name of their own; a history has
  /// too many of them to make a ``JSONValue`` of each.
  fileprivate func appendJSON(to bytes: inout [UInt8]) {
    switch content {
    case .scalar(let text, _): bytes.appendJSON(text)
    case .alias(let name): bytes.appendJSON("*" + name)
    case .sequence(let items, _):
      bytes.appendJSONArray(of: items) { $0.appendJSON(to: &$1) }
    case .mapping(let entries, _):
      bytes.appendJSONObject(of: entries, named: \.name) { $0.value.appendJSON(to: &$1) }
    }
  }
}

extension String {
  /// The text as a part of a field's path: quoted as in JSON where it would be mistaken for something else.
  fileprivate var quotedAsPathPart: String {
    let isPlain =
      !isEmpty
      && utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "."), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: ","), UInt8(ascii: "="),
          UInt8(ascii: "\""), 0..<0x20:
          false
        default: true
        }
      }
    return isPlain ? self : JSONValue.string(self).text
  }
}
