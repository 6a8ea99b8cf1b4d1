extension Checks {
  /// Finds records of private kinds in a space that two people read.
  static func checkPrivateRecords(_ records: [CheckedRecord]) -> [Diagnostic] {
    guard records.contains(where: { $0.path == "relationship.md" }) else { return [] }
    return records.filter { RecordPath.isPrivate($0.path) }.map { record in
      Diagnostic.privateRecord(at: record.path, severity: .warning)
    }
  }
}

extension Diagnostic {
  /// A record of a private kind stands in a space that two people read.
  package static func privateRecord(at path: String, severity: Severity) -> Diagnostic {
    Diagnostic(
      code: .privateRecord,
      severity: severity,
      path: path,
      range: 0..<0,
      start: Position(line: 1, column: 1),
      end: Position(line: 1, column: 1),
      summary:
        "a \(RecordPath.kindInAnyLetters(path).rawValue) record is for its owner alone, but both of you read this space",
      help: "move the file to your private space before you sync"
    )
  }
}
