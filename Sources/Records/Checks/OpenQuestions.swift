extension Checks {
  /// Finds what a merge left open for the two to decide.
  static func checkOpenQuestions(_ record: RecordUnderCheck) -> [Diagnostic] {
    guard let entry = record.document.frontMatter.entry(named: OpenEntry.fieldName) else { return [] }
    return record.document.openEntries.map { question in
      record.finding(
        .openQuestion,
        .warning,
        at: entry.key.range,
        "it is open what becomes of '\(question.name)'",
        help: "decide it together; rapport resolve with the record's name asks what becomes of it"
      )
    }
  }
}
