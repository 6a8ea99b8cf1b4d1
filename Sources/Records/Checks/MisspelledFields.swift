extension Checks {
  /// Finds names that are one letter away from a field of the kind; any other unknown name is the person's own.
  static func checkMisspelledFields(_ record: RecordUnderCheck) -> [Diagnostic] {
    let known = record.description.keyOrder
    return record.document.frontMatter.entries.compactMap { entry in
      guard !known.contains(entry.name), entry.name != "id" else { return nil }
      guard let near = known.first(where: { isNear(entry.name, $0) }), record.document.frontMatter[near] == nil else {
        return nil
      }
      return record.finding(
        .unknownField,
        .hint,
        at: entry.key.range,
        "a \(record.kind.rawValue) has no field '\(entry.name)'; it is kept, but rapport doesn't use it",
        help: "did you mean '\(near)'?",
        fixes: [Fix(summary: "rename the field to '\(near)'", edits: [Edit(range: entry.key.range, text: near)])]
      )
    }
  }

  /// Says whether two names of at least four letters differ by one slip of the fingers.
  private static func isNear(_ name: String, _ known: String) -> Bool {
    known.count >= 4 && abs(name.utf8.count - known.utf8.count) <= 1 && Spelling.distance(name.lowercased(), known) <= 1
  }
}
