package import History

/// How often a goal's target was moved.
package enum TargetMoves {
  /// Counts the changes from one target to another, in events of one goal, in any order.
  ///
  /// What each of two wanted before they agreed is a proposal: of a disagreement only the change that settled it counts.
  package static func count(in history: [Event]) -> Int {
    let proposed = Set(history.flatMap(\.changes).flatMap(proposals))
    return history.count { event in
      let isSettlement = event.changes.contains { change in
        if case .settled("target", _) = change { true } else { false }
      }
      return event.changes.contains { change in
        guard case .field("target", .text(let old)?, .text(let new)?) = change, !old.isEmpty, !new.isEmpty else {
          return false
        }
        return isSettlement || !proposed.contains(new)
      }
    }
  }

  private static func proposals(in change: Change) -> [String] {
    if case .disputed("target", let values) = change { values.compactMap(\.self) } else { [] }
  }
}
