import History
import Practice
package import Records
package import Space

/// What `rapport report idp` says: the mentee's development plan, as a page of Markdown to print.
///
/// It is a view of the goals and skills, not a record. All that comes from records is escaped.
package struct DevelopmentPlan: Sendable {
  private let listing: RecordListing
  private let today: CalendarDay

  /// The headings, by the values of a goal's `area`; goals without one come last.
  private static let areas: [(area: String?, heading: String)] = [
    ("career", "Career"), ("skill", "Skills to build"), ("project", "Projects"), (nil, "Other goals"),
  ]

  /// - Parameter today: the day as of which it is written.
  package init(_ listing: RecordListing, today: CalendarDay) {
    self.listing = listing
    self.today = today
  }

  package var lines: [String] {
    [heading, goalLines, skillLines, reviewLines, endedLines].flatMap { $0 }
  }

  private var relationship: Document? { listing.files(of: .relationship).first?.document }

  private var heading: [String] {
    let mentees = people("mentee")
    let mentors = people("mentor")
    let title = "# Development plan" + (mentees.isEmpty ? "" : " of \(mentees)")
    return [title, "", (mentors.isEmpty ? "" : "Mentor: \(mentors) · ") + "as of \(today)"]
  }

  private func people(_ role: String) -> String {
    MarkdownText.escaping((relationship?.texts(of: role) ?? []).map(NamedPerson.name).joined(separator: ", "))
  }

  // MARK: - Goals

  private func goals(_ statuses: [String]) -> [RecordFile] {
    let goals = listing.files(of: .goal)
    return statuses.flatMap { status in goals.filter { $0.document?.text(of: "status") == status } }
  }

  private var goalLines: [String] {
    let goals = goals(["active", "proposed", "paused", "achieved"])
    guard !goals.isEmpty else { return ["", "No goals yet."] }
    let skills = listing.files(of: .skill)
    let known = Self.areas.compactMap(\.area)
    return Self.areas.flatMap { area, heading -> [String] in
      let own = goals.filter { goal in
        let stated = goal.document?.text(of: "area")
        return area.map { stated == $0 } ?? !(stated.map(known.contains) ?? false)
      }
      return own.isEmpty ? [] : ["", "## \(heading)"] + own.flatMap { lines(of: $0, among: skills) }
    }
  }

  private func lines(of goal: RecordFile, among skills: [RecordFile]) -> [String] {
    guard let document = goal.document else { return [] }
    func text(_ field: String) -> String? { document.text(of: field).map(MarkdownText.escaping) }
    var items = ["- \(status(of: goal))"]
    items += text("success").map { ["- Reached when: \($0)"] } ?? []
    items += text("target").map { ["- Target: \($0)\(distance(to: $0))"] } ?? []
    if let milestones = document.body.section(named: "Milestones") {
      let counted = milestones.tasks.filter { $0.state != .dropped }
      if !counted.isEmpty {
        items.append("- Milestones: \(counted.count { $0.state == .done }) of \(counted.count) done")
      }
      items += counted.filter { $0.state == .open }.map { task in
        "  - \(MarkdownText.escaping(task.sentence))" + (task.due.map { ", due \($0)" } ?? "")
      }
    }
    let built = Reassessment.skills(of: goal, among: skills).map { MarkdownText.escaping($0.title) }
    if !built.isEmpty { items.append("- Builds: \(built.joined(separator: ", "))") }
    return ["", "### \(MarkdownText.escaping(goal.title))", ""] + items
  }

  private func status(of goal: RecordFile) -> String {
    let status = MarkdownText.escaping(goal.document?.text(of: "status") ?? "")
    let origin = goal.document?.text(of: "proposed_by").map { " by the \(MarkdownText.escaping($0))" } ?? ""
    if status == "proposed" { return "Proposed\(origin)" }
    let reason = status == "paused" ? goal.document?.text(of: "reason").map { ": \(MarkdownText.escaping($0))" } : nil
    return status.prefix(1).uppercased() + status.dropFirst() + (reason ?? "")
      + (origin.isEmpty ? "" : ", proposed\(origin)")
  }

  private func distance(to day: String) -> String {
    CalendarDay(day).map { " (\(ValueText.relative($0, to: today)))" } ?? ""
  }

  // MARK: - Skills and reviews

  private var skillLines: [String] {
    let skills = listing.files(of: .skill).compactMap { file in file.document.map { (file, SkillAssessments($0)) } }
    guard !skills.isEmpty else { return [] }
    let header = [
      "", "## Skills", "", "| Skill | Scale | Mentee, first | Mentee, last | Mentor, first | Mentor, last |",
      "|---|---|---|---|---|---|",
    ]
    return header
      + skills.map { file, assessments in
        let scale = assessments.scale.map { "\($0.lowerBound) to \($0.upperBound)" } ?? ""
        let levels = [Role.mentee, .mentor].flatMap { role -> [String] in
          let own = assessments.lines(by: role)
          guard let first = own.first, let last = own.last else { return ["", ""] }
          // Two looks on one day, such as a merge brings, are no way from one level to another.
          let levels = own.map { "\($0.level)" }.joined(separator: " or ")
          if first.day == last.day { return ["\(levels) (\(first.day))", ""] }
          return [first, last].map { "\($0.level) (\($0.day))" }
        }
        return "| " + ([Self.cell(file.title), scale] + levels).joined(separator: " | ") + " |"
      }
  }

  private static func cell(_ text: String) -> String {
    MarkdownText.escaping(text).replacing("|", with: "\\|")
  }

  private var reviewLines: [String] {
    var reviews: [(day: CalendarDay, what: String)] = []
    func add(_ file: RecordFile, _ field: String, _ what: String) {
      guard let day = file.document?.text(of: field).flatMap(CalendarDay.init) else { return }
      reviews.append((day, what))
    }
    for agreement in listing.files(of: .agreement) { add(agreement, "review_by", "Agreement") }
    for skill in listing.files(of: .skill) { add(skill, "next_review", MarkdownText.escaping(skill.title)) }
    guard !reviews.isEmpty else { return [] }
    return ["", "## Reviews", ""]
      + reviews.sorted { ($0.day, $0.what) < ($1.day, $1.what) }.map { "- \($0.day): \($0.what)" }
  }

  private var endedLines: [String] {
    let ended = goals(["withdrawn", "superseded", "declined"])
    guard !ended.isEmpty else { return [] }
    return ["", "## No longer pursued", ""]
      + ended.map { goal in
        let status = goal.document?.text(of: "status").map(MarkdownText.escaping) ?? ""
        let reason = goal.document?.text(of: "reason").map { ": \(MarkdownText.escaping($0))" } ?? ""
        return "- \(MarkdownText.escaping(goal.title)), \(status)\(reason)"
      }
  }
}
