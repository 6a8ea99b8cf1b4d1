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

  /// All assessments, by day; those of one day in the order of the file.
  package let all: [Line]
  /// The levels that the scale in words states; nil where it states none.
  package let scale: ClosedRange<Int>?

  /// The levels of a skill whose scale states no numbers.
  package static let anyLevel = 0...10

  package init(_ skill: Document) {
    all = Self.all(in: skill)
    scale = Self.scale(in: skill)
  }

  /// All assessments of a skill, by day; those of one day in the order of the file.
  static func all(in skill: Document) -> [Line] {
    let lines = skill.body.sections.flatMap(\.datedLines).compactMap { line in
      line.assessment.flatMap { assessment in
        assessment.assessor.map { Line(day: line.day, role: $0, level: assessment.level, text: assessment.text) }
      }
    }
    return lines.enumerated().sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }.map(\.element)
  }

  /// The assessments by one of the two, by day.
  package func lines(by role: Role) -> [Line] {
    all.filter { $0.role == role }
  }

  /// Reads the levels from the words besides the assessments: `Scale 1–5` or `level 0 to 3`, else the numbers before `=`.
  private static func scale(in skill: Document) -> ClosedRange<Int>? {
    var stated: [Int] = []
    for section in skill.body.sections where section.heading?.lowercased() != "assessments" {
      for range in section.lines {
        let line = String(decoding: skill.bytes[range], as: UTF8.self)
        if let found = line.firstMatch(
          of: /(?i)(?:scale|levels?)\W.*?(\d{1,2})\s?(?:–|-|to)\s?(\d{1,2})(?:$|[^\d\-–])/
        ),
          let low = Int(found.1), let high = Int(found.2), low < high
        {
          return low...high
        }
        stated += line.matches(of: /(?:^|\D)(\d{1,2})\s*=/).compactMap { Int($0.1) }
      }
    }
    guard let low = stated.min(), let high = stated.max(), low < high else { return nil }
    return low...high
  }
}

extension DatedLine.Assessment {
  /// Who of the two assessed, in whatever case that is written; nil for anybody else.
  var assessor: Role? { Role(rawValue: role.lowercased()) }
}
