extension Checks {
  /// Finds records that share an `id`; each but the first by path is told where the first is.
  static func checkDuplicateIDs(_ records: [CheckedRecord]) -> [Diagnostic] {
    var firstPaths: [String: String] = [:]
    var found: [Diagnostic] = []
    for record in records.sorted(by: { $0.path < $1.path }) {
      guard let node = record.document.frontMatter["id"], let id = node.text, !id.isEmpty else { continue }
      guard let first = firstPaths[id] else {
        firstPaths[id] = record.path
        continue
      }
      found.append(
        Diagnostic(
          code: .duplicateID,
          severity: .error,
          at: node.range,
          in: record.document.lines,
          summary: "this id belongs to \(first) too",
          explanation: "Two records with one id have one history; rapport can't tell which is meant.",
          help: "if this file is a copy, delete its `id:` line"
        ).at(path: record.path)
      )
    }
    return found
  }
}
