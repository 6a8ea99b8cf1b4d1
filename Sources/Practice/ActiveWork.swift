import History
package import Records
package import Space

/// What counts against the number of goals that the two work on at one time.
package struct ActiveWork: Sendable {
  /// What it means that one more becomes active.
  package enum Verdict: Sendable, Hashable {
    /// The number stays within the limit, or something else waits instead.
    case within
    /// More than a number that is only a default, or that not both signed.
    case told(count: Int)
    /// More than both agreed.
    case refused(count: Int)
  }

  /// The number of the agreement.
  package let limit: Term
  /// Whether commitments count, too.
  package let countsCommitments: Bool
  /// The active goals, then the active commitments if they count.
  package let active: [RecordFile]

  package init(in files: [RecordFile], terms: Terms) {
    limit = terms.activeGoals
    countsCommitments = terms.countsCommitments
    let kinds: [RecordKind] = countsCommitments ? [.goal, .commitment] : [.goal]
    active = kinds.flatMap { kind in
      files.filter { $0.kind == kind && $0.document?.text(of: "status") == "active" }
    }
  }

  /// Whether records of a kind count.
  package func counts(_ kind: RecordKind) -> Bool {
    kind == .goal || (kind == .commitment && countsCommitments)
  }

  /// What it means that a record becomes active.
  ///
  /// - Parameters:
  ///   - path: the record's path; it counts once, active already or not.
  ///   - waiting: the path of an active record that waits instead.
  package func verdict(activating path: String, insteadOf waiting: String? = nil) -> Verdict {
    let others = active.filter { $0.path != path }
    if let waiting, others.contains(where: { $0.path == waiting }) { return .within }
    let count = others.count + 1
    guard count > limit.value else { return .within }
    return limit.origin == .agreed ? .refused(count: count) : .told(count: count)
  }

  /// Whether one more would be more than the limit.
  package var isFull: Bool { active.count >= limit.value }

  /// What counts, in words for several of it.
  var words: String { countsCommitments ? "goals and commitments" : "goals" }

  /// So many goals in words, with commitments where they count.
  package func words(for count: Int) -> String {
    "\(count) active \(count == 1 && !countsCommitments ? "goal" : words)"
  }
}
