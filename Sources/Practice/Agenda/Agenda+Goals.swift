import History
import Records
import Space

extension Agenda {
  /// What there is to say of goals: what moved, what is new, what is due, and what nothing was recorded of for long.
  var goalTopics: [AgendaTopic] {
    files.filter { $0.kind == .goal }.flatMap { goal in
      history.newGoals.contains(goal.path) ? newGoal(goal) : changes(of: goal) + target(of: goal) + untouched(goal)
    }
  }

  private func newGoal(_ goal: RecordFile) -> [AgendaTopic] {
    guard ["proposed", "active"].contains(goal.document?.text(of: "status") ?? "proposed") else { return [] }
    let proposer = goal.document?.text(of: "proposed_by").map {
      " proposed by the \(AgendaTopic.shortened($0, to: 20))"
    }
    return [
      AgendaTopic(
        .newGoal,
        "New goal\(proposer ?? ""): \(goal.shortTitle) goal:\(goal.stem)",
        ground: "began since the last meeting"
      )
    ]
  }

  private func changes(of goal: RecordFile) -> [AgendaTopic] {
    (history.changedGoals[goal.path] ?? []).compactMap { change in
      guard change.old != change.new, !(change.field == "status" && change.new == "achieved") else { return nil }
      let why = Because.text(of: change.commit, changing: goal.path).map { ": " + AgendaTopic.shortened($0) } ?? ""
      return AgendaTopic(
        .changedGoal,
        "\(goal.shortTitle): \(Self.words(for: change)) (\(names(change.commit.author))\(why)) goal:\(goal.stem)",
        ground: "changed since the last meeting"
      )
    }
  }

  private static func words(for change: MeetingHistory.FieldChange) -> String {
    let old = change.old.flatMap { $0.isEmpty ? nil : AgendaTopic.shortened($0, to: 24) }
    let new = change.new.flatMap { $0.isEmpty ? nil : AgendaTopic.shortened($0, to: 24) }
    let (name, verb) =
      switch change.field {
      case "target": ("target", "moved ")
      case "waiting_on": ("waiting on", "")
      default: (change.field, "")
      }
    switch change.field {
    case "title": return "reworded"
    case "success": return old == nil ? "success criterion set" : "success criterion changed"
    default: break
    }
    switch (old, new) {
    case (let old?, let new?): return "\(name) \(verb)\(old) to \(new)"
    case (nil, let new?): return "\(name) set to \(new)"
    case (let old?, nil): return "\(name) \(old) taken out"
    case (nil, nil): return "\(name) changed"
    }
  }

  private func target(of goal: RecordFile) -> [AgendaTopic] {
    let isMoved = history.changedGoals[goal.path]?.contains { $0.field == "target" && $0.old != $0.new } ?? false
    guard goal.document?.text(of: "status") == "active", !isMoved, let target = goal.day(of: "target"),
      let following = followingMeeting, target < following
    else { return [] }
    let hasPassed = target < meeting
    return [
      AgendaTopic(
        .target,
        "\(goal.shortTitle): target \(target)\(hasPassed ? " has passed" : "") goal:\(goal.stem)",
        ground: hasPassed
          ? "the target comes before this meeting" : "the target comes before \(following), when you meet again"
      )
    ]
  }

  private func untouched(_ goal: RecordFile) -> [AgendaTopic] {
    guard goal.document?.text(of: "status") == "active", goal.standing == .saved,
      let last = history.lastChanges[goal.path]
    else { return [] }
    let days = pauses.days(after: last, through: today)
    guard 2 * days > 3 * terms.cadenceDays.value else { return [] }
    return [
      AgendaTopic(
        .untouchedGoal,
        "\(goal.shortTitle): no recorded change since \(last) goal:\(goal.stem)",
        ground:
          "more than 1.5 times the \(terms.cadenceDays.value) days between meetings (\(terms.cadenceDays.origin.rawValue))"
      )
    ]
  }
}
