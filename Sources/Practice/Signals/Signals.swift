/// What the records show, each kind of it in a function of its own.
package enum Signals {
  /// Says what a rule finds.
  typealias Rule = @Sendable (Circumstances) -> [Signal]

  /// What is said in passing, the most useful first; no more history is needed than what changed since the last meeting.
  package static func atFirstSight(of circumstances: Circumstances) -> [Signal] {
    guard !circumstances.isClosed, !circumstances.isPaused else { return [] }
    let rules: [Rule] = [meetingGap, activeGoals, reviewDue, passedTargets, carriedItems, awaitedFeedback, stageChange]
    return rules.flatMap { $0(circumstances) }
  }

  /// All that the records support, in the order of the codes; nothing once the relationship has ended, or while it is paused.
  package static func all(in circumstances: Circumstances) -> [Signal] {
    guard !circumstances.isClosed, !circumstances.isPaused else { return [] }
    let rules: [Rule] = [
      activeGoals, movedTargets, passedTargets, passedTasks, untouchedGoals, meetingGap, nothingPlanned, preparation,
      followThrough, carriedItems, askedBefore, goalOrigin, awaitedFeedback, reviewDue, skillChanges, mapGaps,
      stageChange,
    ]
    return rules.concurrentlyMapped { $0(circumstances) }.flatMap(\.self)
  }
}

/// A number with its noun: "1 day", "3 days".
func counted(_ count: Int, _ noun: String) -> String {
  "\(count) \(noun)" + (count == 1 ? "" : "s")
}
