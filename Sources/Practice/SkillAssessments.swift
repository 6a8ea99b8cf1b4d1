package import History
package import Records

/// How each of the two saw a skill over time, and the scale they use.
package struct SkillAssessments: Sendable {
  /// One look at the skill.
  package struct Line: Sendable, Hashable {
    package let day: CalendarDay
    package let role: Role
    package let level: Int
    /// What was said besides, possibly empty.
    package let text: String
  }

  /// The assessments at levels of the scale, by day; those of one day in the order of the file.
  package let all: [Line]
  /// The levels that the scale in words states; nil where it states none.
  package let scale: ClosedRange<Int>?
  /// How many lines were meant as assessments and don't count; `check` says of each why.
  package let uncounted: Int

  package init(_ skill: Document) {
    scale = SkillScale.stated(in: skill)
    let levels = scale ?? SkillScale.anyLevel
    let lines = skill.body.sections.flatMap(\.datedLines).compactMap { line -> Line? in
      guard let assessment = line.assessment, let role = assessment.assessor, levels.contains(assessment.level) else {
        return nil
      }
      return Line(day: line.day, role: role, level: assessment.level, text: assessment.text)
    }
    all = lines.enumerated().sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }.map(\.element)
    uncounted = Checks.uncountedAssessments(in: skill).count
  }

  /// The assessments by one of the two, by day.
  package func lines(by role: Role) -> [Line] {
    all.filter { $0.role == role }
  }
}

extension DatedLine.Assessment {
  /// Who of the two assessed, in whatever case that is written; nil for anybody else.
  var assessor: Role? { isByOneOfTheTwo ? Role(rawValue: role.lowercased()) : nil }
}
