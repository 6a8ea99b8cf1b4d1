package import Records

extension RecordSnapshot {
  /// Takes from a document what history compares, by the table of the record's kind.
  package init(_ document: Document, kind: RecordKind) {
    let description = KindDescription.of(kind)
    var reader = FieldReader()
    for entry in document.frontMatter.entries {
      reader.read(entry.value, at: entry.name.quotedAsPathPart, type: description.field(named: entry.name)?.type)
    }
    self.init(
      id: document.frontMatter.text("id"),
      title: document.frontMatter.text(description.titleField ?? "title"),
      fields: reader.fields,
      sections: document.body.sections.map { Section($0, in: document.bytes) }.filter { !$0.isEmpty }
    )
  }
}

extension RecordSnapshot.Section {
  /// Whether nothing stands here, as where blank lines come before the first heading.
  fileprivate var isEmpty: Bool {
    headingLine == nil && tasks.isEmpty && datedLines.isEmpty && lines.isEmpty
  }

  fileprivate init(_ section: Records.Section, in bytes: [UInt8]) {
    let told = Set(section.tasks.map(\.lineRange)).union(section.datedLines.map(\.lineRange))
    self.init(
      section.path,
      occurrence: section.occurrence,
      headingLine: section.headingRange.map { LineDigest(bytes[$0]) },
      tasks: section.tasks.map { task in
        RecordSnapshot.Task(
          task.text,
          occurrence: task.occurrence,
          state: task.state,
          marks: task.people.map { "@" + $0 } + task.keys.map { "\($0.name):\($0.value)" }
        )
      },
      datedLines: section.datedLines.map { line in
        let assessment = line.assessment
        return RecordSnapshot.DatedLine(
          day: line.day,
          who: assessment?.role,
          text: assessment.map { "\($0.level) \($0.text)" } ?? line.text
        )
      },
      lines: section.lines.compactMap { range in
        let line = bytes[range]
        return told.contains(range) || line.isBlank ? nil : LineDigest(line)
      }
    )
  }
}

/// Turns front matter into leaves.
private struct FieldReader {
  var fields: [RecordSnapshot.Field] = []

  mutating func read(_ node: YAMLNode, at path: String, type: FieldType?) {
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
        fields.append(.init(path, .list(items.map { $0.text ?? $0.json.text })))
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
  /// The node as JSON with every scalar a string, for items of lists that have no name of their own.
  fileprivate var json: JSONValue {
    switch content {
    case .scalar(let text, _): .string(text)
    case .alias(let name): .string("*" + name)
    case .sequence(let items, _): .array(items.map(\.json))
    case .mapping(let entries, _): .object(entries.map { .init($0.name, $0.value.json) })
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

extension ArraySlice<UInt8> {
  fileprivate var isBlank: Bool {
    allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") || $0 == UInt8(ascii: "\r") }
  }
}
