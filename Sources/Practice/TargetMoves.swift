package import History

/// How a goal's target was moved.
package struct TargetMoves: Sendable, Hashable {
  /// The targets in the order of the events, the first one with them; empty where the target was never moved.
  package let targets: [String]

  /// How often the target was moved.
  package var count: Int { max(0, targets.count - 1) }

  /// Collects the moves that led to the present target, from the last one back.
  ///
  /// What each of two wanted before they agreed isn't among them, nor what a merge left out: only one of the values has become another.
  /// What both wrote down alike is one move.
  ///
  /// - Parameters:
  ///   - history: Events of one goal, oldest first.
  ///   - target: The goal's target now; nil or empty for none. One that no event knows, since it isn't saved, counts as none.
  package init(in history: [Event], to target: String?) {
    var targets: [String] = []
    let changes = history.reversed().flatMap { $0.changes.reversed() }
    let isKnown = changes.contains { change in
      guard case .field("target", let old, let new) = change, let target, !target.isEmpty else { return false }
      return [old, new].contains(.text(target))
    }
    // Where the goal had none, whatever target it had before counts.
    var wanted = isKnown ? target : nil
    for case .field("target", let old, .text(let new)?) in changes {
      guard !new.isEmpty, wanted == nil || wanted == new else { continue }
      guard case .text(let old)? = old, !old.isEmpty else {
        wanted = nil
        continue
      }
      if targets.last != new { targets.append(new) }
      targets.append(old)
      wanted = old
    }
    self.targets = targets.reversed()
  }
}
