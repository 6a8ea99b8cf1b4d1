extension Checks {
  /// Finds a second look at a skill by one person on one day, such as a merge of two copies brings; which of them holds
  /// only the two can say.
  static func checkAssessedTwice(_ record: RecordUnderCheck) -> [Diagnostic] {
    guard record.kind == .skill else { return [] }
    var levels: [String: Int] = [:]
    return record.document.body.sections.flatMap(\.datedLines).compactMap { line in
      guard let assessment = line.assessment, assessment.isByOneOfTheTwo else { return nil }
      let who = assessment.role.lowercased()
      guard let earlier = levels["\(line.day) \(who)"] else {
        levels["\(line.day) \(who)"] = assessment.level
        return nil
      }
      return record.finding(
        .assessedTwice,
        .warning,
        at: line.lineRange,
        "the \(who) assessed this skill twice on \(line.day), as \(earlier) and as \(assessment.level)",
        help: "keep the line that holds, or give the other one its own day"
      )
    }
  }
}
