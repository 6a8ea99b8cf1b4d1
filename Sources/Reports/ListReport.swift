package import Git
package import History
import Practice
import Records
package import Space

/// What `rapport list` says: the records of a kind or a folder, one a line.
package struct ListReport: Sendable {
  package let files: [RecordFile]
  /// The commit that holds the records; nil for the present.
  package let commit: ObjectID?

  package init(_ files: [RecordFile], commit: ObjectID? = nil) {
    self.files = files
    self.commit = commit
  }

  /// Name, title and summary of each record, with what isn't saved marked.
  package var lines: [StyledText] {
    let labelWidth = min(36, files.map { RecordFile.label(of: $0.path).count }.max() ?? 0)
    return files.map { file in
      let label = StyledText(RecordFile.label(of: file.path), .heading)
      var parts = RecordSummary(file).parts
      if file.title != file.stem { parts.insert(ValueText.shortened(file.title, to: 48), at: 0) }
      switch file.standing {
      case .saved: break
      case .changed: parts.append("not saved: changed")
      case .new: parts.append("not saved: new")
      }
      return parts.isEmpty ? label : label.padded(to: labelWidth + 2) + StyledText(parts.joined(separator: " · "))
    }
  }

  package var json: JSONValue { json(with: []) }

  /// The records, and what else is told of them.
  package func json(with members: [JSONValue.Member]) -> JSONValue {
    .object(
      [
        .init("schema", .string("rapport/list/1")),
        .init("at", .optional(commit?.hex)),
        .init("records", .array(files.map(RecordJSON.object))),
      ] + members
    )
  }

  /// A row for each record, below a header.
  package var csv: String {
    CSV.line(["path", "kind", "id", "title", "status", "summary"])
      + files.map { file in
        CSV.line([
          file.path, file.kind.rawValue, file.id ?? "", file.title, file.status ?? "",
          RecordSummary(file).parts.joined(separator: "; "),
        ])
      }.joined()
  }
}

/// A record as JSON.
package enum RecordJSON {
  /// Path, identity, title, standing and all fields as they stand in the front matter, in its order.
  package static func object(_ file: RecordFile) -> JSONValue {
    .object([
      .init("path", .string(file.path)),
      .init("kind", .string(file.kind.rawValue)),
      .init("id", .optional(file.id)),
      .init("title", .string(file.title)),
      .init("standing", .string(name(of: file.standing))),
      .init("fields", file.document.map { value(of: $0.frontMatter.entries) } ?? .null),
    ])
  }

  private static func name(of standing: RecordFile.Standing) -> String {
    switch standing {
    case .saved: "saved"
    case .changed: "changed"
    case .new: "new"
    }
  }

  private static func value(of entries: [YAMLNode.Entry]) -> JSONValue {
    .object(entries.map { .init($0.key.text ?? "", value(of: $0.value)) })
  }

  /// Scalars stay the text they are; nothing is guessed to be a number or a truth value.
  private static func value(of node: YAMLNode) -> JSONValue {
    switch node.content {
    case .scalar(let text, _): .string(text)
    case .sequence(let items, _): .array(items.map(value))
    case .mapping(let entries, _): value(of: entries)
    case .alias(let name): .string("*" + name)
    }
  }
}
