extension Checks {
  /// Finds names of goals, skills and questions that no record has.
  static func checkReferences(_ records: [CheckedRecord]) -> [Diagnostic] {
    let names = ReferableNames(records)
    return records.flatMap { record in
      record.document.mentions(as: RecordKind(path: record.path)).compactMap { mention in
        guard !names.contains(mention.name, in: mention.folder) else { return nil }
        return Diagnostic(
          code: .unknownReference,
          severity: .hint,
          at: mention.range,
          in: record.document.lines,
          summary: "there is no record '\(mention.name)' in \(mention.folder)/",
          help: names.nearest(to: mention.name, in: mention.folder).map { "did you mean '\($0)'?" }
            ?? "see what is there: rapport list \(mention.folder)"
        ).at(path: record.path)
      }
    }
  }
}

extension TaskKey {
  /// The folder of the records that the value names, for `goal:`, `question:` and `skill:`; nil for any other word.
  package var folder: String? {
    guard let kind = RecordKind(rawValue: name), [.goal, .question, .skill].contains(kind),
      case .folder(let folder)? = KindDescription.of(kind).place
    else { return nil }
    return folder
  }
}

/// The names by which fields and tasks may refer to records.
package struct ReferableNames {
  /// Paths without `.md`, and for records with an id the same with it in place of the file's name.
  private var names: Set<String> = []

  package init(_ records: [CheckedRecord]) {
    for record in records {
      let stem = record.path.hasSuffix(".md") ? String(record.path.dropLast(3)) : record.path
      names.insert(stem)
      if let id = record.document.frontMatter.text("id"), let folder = stem.split(separator: "/").first {
        names.insert("\(folder)/\(id)")
      }
    }
  }

  /// Whether a record of a folder has the name, given with or without folder and `.md`.
  package func contains(_ name: String, in folder: String) -> Bool {
    let stem = name.hasSuffix(".md") ? String(name.dropLast(3)) : name
    return names.contains("\(folder)/\(stem)") || names.contains(stem)
  }

  /// A name in a folder that is spelt much the same; nil if there is none.
  package func nearest(to name: String, in folder: String) -> String? {
    let stems = names.filter { $0.hasPrefix(folder + "/") }.map { String($0.dropFirst(folder.count + 1)) }.sorted()
    return Spelling.nearest(to: name, among: stems)
  }
}
