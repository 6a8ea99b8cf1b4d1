extension Checks {
  /// Finds records of private kinds in a space that two people read.
  static func checkPrivateRecords(_ records: [CheckedRecord]) -> [Diagnostic] {
    guard records.contains(where: { $0.path == "relationship.md" }) else { return [] }
    return records.compactMap { record in
      let kind = RecordKind(path: record.path)
      guard KindDescription.of(kind).isPrivate else { return nil }
      return Diagnostic(
        code: .privateRecord,
        severity: .warning,
        path: record.path,
        range: 0..<0,
        start: Position(line: 1, column: 1),
        end: Position(line: 1, column: 1),
        summary: "a \(kind.rawValue) record is for its owner alone, but both of you read this space",
        help: "move the file to your private space before you sync"
      )
    }
  }
}
