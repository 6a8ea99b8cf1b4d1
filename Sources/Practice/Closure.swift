import Records
package import Space

/// What the end of a relationship has to settle: the goals and the actions that are open, and what is written down.
package struct Closure: Sendable {
  /// What becomes of an open goal.
  package enum GoalOutcome: String, Sendable, Hashable, CaseIterable {
    case achieved
    case withdrawn
    /// The mentee goes on with it alone; nothing of the goal changes.
    case kept
  }

  /// What becomes of an open action.
  package enum ActionOutcome: String, Sendable, Hashable, CaseIterable {
    case done
    case dropped
    case kept
  }

  /// The goals that are proposed, active or paused.
  package let goals: [RecordFile]
  /// The open actions of meetings, each where it was agreed.
  package let actions: [RecordTask]
  /// The goals and actions whatever their state, since they may have been written down while they were open.
  private let everyGoal: [RecordFile]
  private let everyAction: [RecordTask]

  package init(in files: [RecordFile]) {
    everyGoal = files.filter { $0.kind == .goal }
    goals = everyGoal.filter { ["proposed", "active", "paused"].contains($0.document?.text(of: "status")) }
    everyAction = RecordTask.all(in: files.filter { $0.kind == .meeting }).filter { item in
      item.section?.lowercased() == "actions" && MeetingTwins.origin(of: item.task.text) == nil
    }
    actions = everyAction.filter { $0.task.state == .open }
  }

  /// Whether the relationship of a space has ended, so that nothing is asked of anybody any more.
  package static func isClosed(_ files: [RecordFile]) -> Bool {
    files.first { $0.kind == .relationship }?.document?.text(of: "status") == "closed"
  }

  /// What is written under `## What stays open`.
  package func openLines(goals kept: [RecordFile], actions open: [RecordTask]) -> [String] {
    kept.map { goal in
      let target = goal.document?.text(of: "target").map { ", target \($0)" } ?? ""
      return "- Goal: \(goal.title) (\(goal.document?.text(of: "status") ?? "open")\(target))"
    }
      + open.map(Self.openLine)
  }

  /// Whether a line is one of ``openLines(goals:actions:)``, whatever has become of its goal or action since.
  package func isOpenLine(_ line: String) -> Bool {
    everyGoal.contains { line.hasPrefix("- Goal: \($0.title) (") && line.hasSuffix(")") }
      || everyAction.contains { line == Self.openLine(of: $0) }
  }

  private static func openLine(of item: RecordTask) -> String {
    let people = item.peopleBesideSentence.map { " @" + $0 }.joined()
    return "- \(item.task.sentence)\(people) (from \(item.file.stem))"
  }
}
