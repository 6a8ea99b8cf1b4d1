extension Checks {
  /// Finds names of goals, skills and questions that no record has.
  static func checkReferences(_ records: [CheckedRecord]) -> [Diagnostic] {
    var names: Set<String> = []
    for record in records {
      let stem = record.path.hasSuffix(".md") ? String(record.path.dropLast(3)) : record.path
      names.insert(stem)
      if let id = record.document.frontMatter.text("id"), let folder = stem.split(separator: "/").first {
        names.insert("\(folder)/\(id)")
      }
    }
    return records.flatMap { record in
      let description = KindDescription.of(RecordKind(path: record.path))
      return description.fields.flatMap { field -> [Diagnostic] in
        guard case .recordNames(let folder) = field.type, let node = record.document.frontMatter[field.name] else {
          return []
        }
        return (node.items ?? [node]).compactMap { item in
          guard let name = item.text, !name.isEmpty, !isKnown(name, in: folder, among: names) else { return nil }
          return Diagnostic(
            code: .unknownReference,
            severity: .hint,
            at: item.range,
            in: record.document.lines,
            summary: "there is no record '\(name)' in \(folder)/",
            help: Spelling.nearest(to: name, among: stems(in: folder, of: names)).map { "did you mean '\($0)'?" }
          ).at(path: record.path)
        }
      }
    }
  }

  private static func isKnown(_ name: String, in folder: String, among names: Set<String>) -> Bool {
    let stem = name.hasSuffix(".md") ? String(name.dropLast(3)) : name
    return names.contains("\(folder)/\(stem)") || names.contains(stem)
  }

  private static func stems(in folder: String, of names: Set<String>) -> [String] {
    names.filter { $0.hasPrefix(folder + "/") }.map { String($0.dropFirst(folder.count + 1)) }.sorted()
  }
}
