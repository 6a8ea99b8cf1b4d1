import Practice
import Records
package import Space

/// A record in a few words: its state, its days, how many of its milestones are done.
package struct RecordSummary: Sendable, Hashable {
  /// The parts, in the order of the kind's table; empty where there is nothing to say.
  package let parts: [String]

  package init(_ file: RecordFile) {
    guard let document = file.document else {
      parts = ["can't be read"]
      return
    }
    let kind = KindDescription.of(file.kind)
    var parts = file.status.map { [$0] } ?? []
    if file.kind == .meeting, let day = RecordName.day(of: file), !file.stem.hasPrefix(day.description) {
      parts.append("on \(day)")
    }
    for field in kind.fields where field.type == .day && field.isOffered && field.name != "date" {
      guard let value = document.text(of: field.name) else { continue }
      parts.append("\(field.name.replacing("_", with: " ")) \(value)")
    }
    if file.kind == .goal, let milestones = document.body.section(named: "Milestones") {
      let counted = milestones.tasks.filter { $0.state != .dropped }
      if !counted.isEmpty {
        parts.append("milestones \(counted.count { $0.state == .done }) of \(counted.count)")
      }
    }
    self.parts = parts
  }
}

extension RecordFile {
  /// Whether it is a goal that is reached or no longer wanted, so that nothing of it is due.
  var isEndedGoal: Bool {
    kind == .goal && ["achieved", "withdrawn", "superseded", "declined"].contains(document?.text(of: "status"))
  }
}
