package import History
import Practice
package import Records
package import Space

/// What `rapport list skills` says: how each of the two saw a skill, first and last, and what lies between.
package struct SkillsReport: Sendable {
  private struct Skill: Sendable {
    let file: RecordFile
    let assessments: SkillAssessments
    let nextReview: CalendarDay?
  }

  private let skills: [Skill]
  private let today: CalendarDay

  /// How many columns a plot has.
  private static let plotWidth = 24

  /// - Parameter today: the day as of which it is looked at.
  package init(_ files: [RecordFile], today: CalendarDay) {
    skills = files.compactMap { file in
      file.document.map { document in
        Skill(
          file: file,
          assessments: SkillAssessments(document),
          nextReview: document.text(of: "next_review").flatMap(CalendarDay.init)
        )
      }
    }
    self.today = today
  }

  /// The days that the plots span; nil where nothing was assessed.
  private var span: (first: CalendarDay, last: CalendarDay)? {
    let days = skills.flatMap(\.assessments.all).map(\.day)
    guard let first = days.min(), let last = days.max() else { return nil }
    return (first, max(last, today))
  }

  package var lines: [StyledText] {
    var lines: [StyledText] = []
    for skill in skills {
      if !lines.isEmpty { lines.append("") }
      lines.append(head(of: skill))
      for role in [Role.mentee, .mentor] {
        let own = skill.assessments.lines(by: role)
        if !own.isEmpty { lines.append(line(for: role, own)) }
      }
    }
    guard let span else { return lines }
    return lines + ["", StyledText("The lines run from \(span.first) to \(span.last).", .faint)]
  }

  private func head(of skill: Skill) -> StyledText {
    var head = StyledText(ValueText.shortened(skill.file.title, to: 48), .heading)
    if let scale = skill.assessments.scale { head += " · scale \(scale.lowerBound) to \(scale.upperBound)" }
    if skill.assessments.all.isEmpty { head += " · not assessed yet" }
    let uncounted = skill.assessments.uncounted
    if uncounted > 0 { head += " · \(uncounted) \(uncounted == 1 ? "line" : "lines") not counted; rapport check" }
    if let next = skill.nextReview { head += " · next review \(next), \(ValueText.relative(next, to: today))" }
    return head
  }

  private func line(for role: Role, _ own: [SkillAssessments.Line]) -> StyledText {
    guard let first = own.first, let last = own.last else { return "" }
    // Two looks on one day, such as a merge brings, are no way from one level to another.
    let isOne = first.day == last.day
    let levels = own.map { "\($0.level)" }.joined(separator: " or ")
    var line = ("  " + StyledText(role.rawValue)).padded(to: 10)
    line = (line + StyledText(isOne ? levels : "\(first.level) → \(last.level)", .strong)).padded(to: 19)
    line = (line + StyledText(isOne ? "" : Self.signed(last.level - first.level))).padded(to: 24)
    line = (line + StyledText(plot(own))).padded(to: 24 + Self.plotWidth + 2)
    return line + (isOne ? "\(first.day)" : "\(first.day) to \(last.day)")
  }

  /// A difference with its sign; "same" for none.
  private static func signed(_ difference: Int) -> String {
    difference == 0 ? "same" : difference > 0 ? "+\(difference)" : "−\(-difference)"
  }

  /// The levels at their days, on a line from the first to the last.
  private func plot(_ own: [SkillAssessments.Line]) -> String {
    guard let span, let first = own.first?.day, let last = own.last?.day else { return "" }
    let length = max(1, span.first.days(until: span.last))
    func column(of day: CalendarDay) -> Int { span.first.days(until: day) * (Self.plotWidth - 1) / length }
    let between = column(of: first)...max(column(of: first), column(of: last))
    var cells = (0..<Self.plotWidth).map { between.contains($0) ? Character("─") : Character("·") }
    // From the newest back: of two numbers that would touch, the newer one stays, since "1" beside "2" reads as twelve.
    var end = Self.plotWidth + 1
    for line in own.reversed() {
      let digits = Array(String(line.level))
      let start = min(column(of: line.day), Self.plotWidth - digits.count)
      guard start >= 0, start + digits.count < end else { continue }
      cells.replaceSubrange(start..<start + digits.count, with: digits)
      end = start
    }
    return String(cells)
  }
}

// MARK: - For programs

extension SkillsReport {
  /// The skills as a member of the answer of `list`.
  package var json: JSONValue {
    .array(
      skills.map { skill in
        .object([
          .init("path", .string(skill.file.path)),
          .init("name", .string(skill.file.title)),
          .init(
            "scale",
            skill.assessments.scale.map { .array([.integer($0.lowerBound), .integer($0.upperBound)]) } ?? .null
          ),
          .init("nextReview", .optional(skill.nextReview?.description)),
          .init("mentee", Self.summary(of: skill.assessments.lines(by: .mentee))),
          .init("mentor", Self.summary(of: skill.assessments.lines(by: .mentor))),
          .init("assessments", .array(skill.assessments.all.map(Self.json))),
          .init("notCounted", .integer(skill.assessments.uncounted)),
        ])
      }
    )
  }

  /// The first look and the last, if that is another; a look of one day with several levels has none of its own.
  private static func summary(of lines: [SkillAssessments.Line]) -> JSONValue {
    guard let first = lines.first, let last = lines.last else { return .null }
    let isOne = first.day == last.day
    let isTold = !isOne || lines.allSatisfy { $0.level == first.level }
    return .object([
      .init("first", isTold ? .integer(first.level) : .null), .init("firstDay", .string(first.day.description)),
      .init("last", isOne ? .null : .integer(last.level)),
      .init("lastDay", isOne ? .null : .string(last.day.description)),
      .init("change", isOne ? .null : .integer(last.level - first.level)),
    ])
  }

  private static func json(_ line: SkillAssessments.Line) -> JSONValue {
    .object([
      .init("day", .string(line.day.description)), .init("by", .string(line.role.rawValue)),
      .init("level", .integer(line.level)), .init("text", .string(line.text)),
    ])
  }

  /// A row for each assessment, below a header; a skill without any has one row.
  package var csv: String {
    let header = CSV.line(["path", "name", "next_review", "day", "by", "level", "text"])
    return header
      + skills.map { skill in
        let start = [skill.file.path, skill.file.title, skill.nextReview?.description ?? ""]
        let rows = skill.assessments.all.map { line in
          start + [line.day.description, line.role.rawValue, String(line.level), line.text]
        }
        return (rows.isEmpty ? [start + ["", "", "", ""]] : rows).map(CSV.line).joined()
      }.joined()
  }
}
