package import History

/// How a goal's target was moved.
package struct TargetMoves: Sendable, Hashable {
  /// The targets in the order of the events, the first one with them; empty where the target was never moved.
  package let targets: [String]

  /// How often the target was moved.
  package var count: Int { max(0, targets.count - 1) }

  /// Collects the changes from one target to another.
  ///
  /// What each of two wanted before they agreed is a proposal: of a disagreement only the change that settled it counts. What both wrote down alike is
  /// one move.
  ///
  /// - Parameter history: Events of one goal.
  package init(in history: [Event]) {
    let proposed = Set(history.flatMap(\.changes).flatMap(Self.proposals))
    var targets: [String] = []
    for event in history {
      let isSettlement = event.changes.contains { change in
        if case .settled("target", _) = change { true } else { false }
      }
      for case .field("target", .text(let old)?, .text(let new)?) in event.changes where !old.isEmpty && !new.isEmpty {
        guard isSettlement || !proposed.contains(new), targets.last != new else { continue }
        if targets.isEmpty { targets.append(old) }
        targets.append(new)
      }
    }
    self.targets = targets
  }

  private static func proposals(in change: Change) -> [String] {
    if case .disputed("target", let values) = change { values.compactMap(\.self) } else { [] }
  }
}
