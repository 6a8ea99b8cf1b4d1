package import Records
import Space

/// What goes along with a change of a goal's status: what only an earlier one had to say goes with it.
package enum GoalStatusChange {
  /// The goal without a reason, and without a goal that takes its place, where its status has none.
  ///
  /// The history keeps both.
  ///
  /// - Parameters:
  ///   - earlier: the statuses that the goal had or might have got.
  ///   - typed: the fields that somebody set along with the status; they stay.
  /// - Throws: `EditError` where the way the goal is written doesn't allow it.
  package static func completed(
    _ goal: Document,
    earlier: [String],
    typed: Set<String> = []
  ) throws(EditError) -> Document {
    let status = goal.text(of: "status") ?? ""
    var goal = goal
    for (field, statuses) in [("reason", GoalStatus.withReason), ("superseded_by", ["superseded"])] {
      guard !statuses.contains(status), earlier.contains(where: statuses.contains), !typed.contains(field),
        goal.frontMatter[field] != nil
      else { continue }
      let edits = try goal.unsetting(field)
      guard let changed = try? Document.parse(goal.applying(edits)) else { throw .cannotEdit(name: field) }
      goal = changed
    }
    return goal
  }
}
