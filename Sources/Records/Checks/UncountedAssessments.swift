/// A line of a skill that was meant as an assessment and doesn't count as one.
package struct UncountedAssessment: Sendable, Hashable {
  /// The line without its line ending, in UTF-8 offsets from the file's start.
  package let lineRange: Range<Int>
  /// The level, where only that is wrong: it lies off the scale.
  package let level: Int?
}

extension Checks {
  /// Finds the lines below Assessments that are in no list of levels.
  static func checkUncountedAssessments(_ record: RecordUnderCheck) -> [Diagnostic] {
    guard record.kind == .skill else { return [] }
    let stated = SkillScale.stated(in: record.document)
    let scale = stated ?? SkillScale.anyLevel
    return uncountedAssessments(in: record.document).map { line in
      guard let level = line.level else {
        return record.finding(
          .uncountedAssessment,
          .warning,
          at: line.lineRange,
          "this line isn't counted as an assessment",
          help: "write it as `- 2026-08-20 mentee 3`: the day, who of the two, a whole number, then your words"
        )
      }
      return record.finding(
        .levelOffScale,
        .warning,
        at: line.lineRange,
        "\(level) is no level of this skill, so the line isn't counted",
        help: "give one from \(scale.lowerBound) to \(scale.upperBound)"
          + (stated == nil ? ", or write a scale into the record" : ", as the record's scale says")
      )
    }
  }

  /// The lines below Assessments that begin like one and don't count, in their order.
  package static func uncountedAssessments(in skill: Document) -> [UncountedAssessment] {
    let sections = skill.body.sections.filter { SectionLine.makesAssessments($0.heading ?? "") }
    let lines = sections.flatMap { SectionLine.all(in: skill.bytes, [$0.contentRange], isAssessment: true) }
    let scale = lines.isEmpty ? nil : SkillScale.stated(in: skill)
    return lines.compactMap { line in
      switch line.content {
      case .datedLine(let dated):
        guard let assessment = dated.assessment, assessment.isByOneOfTheTwo else {
          return UncountedAssessment(lineRange: line.range, level: nil)
        }
        let isOnScale = (scale ?? SkillScale.anyLevel).contains(assessment.level)
        return isOnScale ? nil : UncountedAssessment(lineRange: line.range, level: assessment.level)
      case .text:
        let words = String(decoding: skill.bytes[line.range], as: UTF8.self)
        return NearMiss.isAssessment(words) ? UncountedAssessment(lineRange: line.range, level: nil) : nil
      case .task, .heading, .literal: return nil
      }
    }
  }
}
