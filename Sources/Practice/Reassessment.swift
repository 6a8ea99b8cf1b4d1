package import History
package import Records
package import Space

/// A skill to look at again, since a goal that builds it was achieved.
package struct Reassessment: Sendable {
  package let skill: RecordFile
  package let goal: RecordFile
  /// The day on which the goal was achieved.
  package let achieved: CalendarDay
  /// Who has not assessed the skill since: the mentee, the mentor, or both.
  package let roles: [Role]

  package init(skill: RecordFile, goal: RecordFile, achieved: CalendarDay, roles: [Role]) {
    self.skill = skill
    self.goal = goal
    self.achieved = achieved
    self.roles = roles
  }

  /// The skills that goals achieved in some time ask to assess anew, each once, by path.
  ///
  /// A skill is done with once both assessed it on the day of the achievement or later.
  ///
  /// - Parameters:
  ///   - listing: the records as they are.
  ///   - events: what happened in the time that is looked at, such as since the last meeting.
  package static func due(in listing: RecordListing, events: [Event]) -> [Reassessment] {
    let skills = listing.files(of: .skill)
    guard !skills.isEmpty else { return [] }
    var due: [Reassessment] = []
    for goal in listing.files(of: .goal) where goal.document?.text(of: "status") == "achieved" {
      let event = events.last { event in
        event.record.path == goal.path
          && event.changes.contains { change in
            if case .field("status", _, .text("achieved")?) = change { true } else { false }
          }
      }
      guard let achieved = event?.commit.authored.day else { continue }
      for skill in self.skills(of: goal, among: skills) where !due.contains(where: { $0.skill.path == skill.path }) {
        let roles = roles(of: skill, notSince: achieved)
        if !roles.isEmpty { due.append(Reassessment(skill: skill, goal: goal, achieved: achieved, roles: roles)) }
      }
    }
    return due.sorted { $0.skill.path < $1.skill.path }
  }

  /// The skills that a goal builds, by the names in it, in their order.
  package static func skills(of goal: RecordFile, among skills: [RecordFile]) -> [RecordFile] {
    (goal.document?.texts(of: "skills") ?? []).compactMap { name in
      let stem = RecordFile.stem(of: name)
      return skills.first { $0.stem == stem || $0.id == name }
    }
  }

  private static func roles(of skill: RecordFile, notSince day: CalendarDay) -> [Role] {
    let assessments = skill.document.map(SkillAssessments.init)
    return [.mentee, .mentor].filter { role in
      !(assessments?.lines(by: role).contains { $0.day >= day } ?? false)
    }
  }
}
