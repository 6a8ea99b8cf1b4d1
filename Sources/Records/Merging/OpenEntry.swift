/// A question that a merge left open: what the sides made of something that both changed.
///
/// Open entries are the items of the field `unmerged`, one a line:
/// ```yaml
/// unmerged:
///   - {field: target, shown: "2026-06-30", values: ["2026-09-30", "2026-10-15"]}
/// ```
/// `shown` and `values` are the text as it stands in the file, null for none.
package struct OpenEntry: Sendable, Hashable {
  /// What the question is about.
  package enum Subject: Sendable, Hashable {
    /// A value of the front matter.
    case field(FieldPath)
    /// A part of a task: `state`, `section` or the name of a key; nil where one side removed the whole task.
    case task(TaskName, part: String?)
    /// The heading of a section, to which both sides gave another name.
    case heading(String)
    /// A section's text, which holds both versions; nil before the first heading.
    case section(heading: String?)
    /// The whole record, which one side removed and the other changed.
    case record
    /// The record's path, which both sides changed.
    case path
    /// Something that a person or a later rapport wrote there, as it stands.
    case other(String)
  }

  /// The field that holds the open entries of a record.
  package static let fieldName = "unmerged"

  package let subject: Subject
  /// The text that the record shows until the question is settled.
  package let shown: String?
  /// What it may become, in the order of bytes, none first; fewer than two where the subject says it all.
  package let values: [String?]

  package init(_ subject: Subject, shown: String? = nil, values: [String?] = []) {
    self.subject = subject
    self.shown = shown
    self.values = values.sorted { left, right in
      guard let left else { return right != nil }
      return right.map { left.utf8.lexicographicallyPrecedes($0.utf8) } ?? false
    }
  }

  /// What the question is about, in words: a field's path, a task's words, a heading.
  package var name: String {
    switch subject {
    case .field(let path): path == .root ? "front matter" : path.description
    case .task(let name, let part): name.text + (part.map { ": " + $0 } ?? "")
    case .heading(let heading): heading
    case .section(let heading): heading ?? "text"
    case .record: "record"
    case .path: "path"
    case .other: "other"
    }
  }

  /// The values as they are read, not as they are written; nil for none.
  package var plainValues: [String?] {
    guard case .field = subject else { return values }
    return values.map { $0.map(Self.plainText) }
  }

  /// A value of a field as it is read; a list or mapping as it is written.
  package static func plainText(of value: String) -> String {
    YAMLNode(value: value)?.text ?? value
  }

  /// The entry as one line of YAML.
  package var text: String {
    var parts: [String]
    switch subject {
    case .field(let path): parts = [Self.part("field", path.description)]
    case .task(let name, let part):
      parts = [Self.part("task", name.text), Self.part("heading", name.heading)]
      if name.occurrence > 1 { parts.append("occurrence: \(name.occurrence)") }
      if let part { parts.append(Self.part("field", part)) }
    case .heading(let heading): parts = [Self.part("heading", heading)]
    case .section(let heading): parts = [Self.part("heading", heading)]
    case .record: parts = ["record: removed"]
    case .path: parts = ["path: moved"]
    case .other(let text): return text
    }
    if values.count > 1 {
      parts.append("shown: " + Self.quoted(shown))
      parts.append("values: [" + values.map(Self.quoted).joined(separator: ", ") + "]")
    }
    return "{" + parts.joined(separator: ", ") + "}"
  }

  private static func part(_ key: String, _ value: String?) -> String {
    key + ": " + (value.map { $0 == "null" ? "\"null\"" : YAMLText.scalar($0, in: .flow) } ?? "null")
  }

  private static func quoted(_ value: String?) -> String {
    value.map(YAMLText.doubleQuoted) ?? "null"
  }
}

/// A task's place in a record.
package struct TaskName: Sendable, Hashable {
  /// The heading of its section; nil before the first one.
  package let heading: String?
  /// The words without box, people and keys.
  package let text: String
  /// Counts the tasks with the same words in the section from 1.
  package let occurrence: Int

  package init(heading: String?, text: String, occurrence: Int = 1) {
    self.heading = heading
    self.text = text
    self.occurrence = occurrence
  }
}

// MARK: - Reading

extension Document {
  /// The open entries as they are written, also those that were settled by hand.
  package var writtenEntries: [OpenEntry] {
    guard let node = frontMatter[OpenEntry.fieldName], !node.isEmpty else { return [] }
    return (node.items ?? [node]).map { OpenEntry($0, of: bytes) }
  }
}

extension OpenEntry {
  /// Reads an item of the field `unmerged`.
  ///
  /// - Parameter bytes: The file.
  package init(_ node: YAMLNode, of bytes: [UInt8]) {
    let values = node["values"]?.items?.map(\.textOrNone) ?? []
    let shown = node["shown"]?.textOrNone
    let heading = node["heading"]
    if let task = node["task"]?.text {
      let occurrence = node["occurrence"]?.text.flatMap { Int($0) } ?? 1
      let name = TaskName(heading: heading?.textOrNone, text: task, occurrence: occurrence)
      self.init(.task(name, part: node["field"]?.text), shown: shown, values: values)
    } else if let field = node["field"]?.text, values.count > 1 {
      self.init(.field(FieldPath(field)), shown: shown, values: values)
    } else if let heading = heading?.text, values.count > 1 {
      self.init(.heading(heading), shown: shown, values: values)
    } else if let heading, node["field"] == nil {
      self.init(.section(heading: heading.textOrNone))
    } else if node["record"] != nil {
      self.init(.record)
    } else if node["path"] != nil, values.count > 1 {
      self.init(.path, shown: shown, values: values)
    } else {
      let source = String(decoding: bytes[node.range], as: UTF8.self)
      self.init(.other(source.contains { $0.isNewline } ? YAMLText.doubleQuoted(source) : source))
    }
  }
}

extension YAMLNode {
  /// The scalar's text; nil for the plain word `null` and for anything that is no scalar.
  fileprivate var textOrNone: String? {
    if case .scalar("null", .plain) = content { nil } else { text }
  }
}
