package import History
package import Practice
package import Records
import Space

/// What `rapport tasks` says: the open tasks, what is due first.
package struct TasksReport: Sendable {
  package let tasks: [RecordTask]
  private let today: CalendarDay?

  /// - Parameters:
  ///   - tasks: the tasks; those due on one day stay in this order.
  ///   - today: the day from which it is told when they are due; nil where they are no longer.
  package init(_ tasks: [RecordTask], today: CalendarDay?) {
    // The due day is read from the task's words, and a task is more than one wants to move about: both once for each.
    let order = tasks.indices.map { (due: tasks[$0].task.due ?? .last, place: $0) }
      .sorted { ($0.due, $0.place) < ($1.due, $1.place) }
    self.tasks = order.map { tasks[$0.place] }
    self.today = today
  }

  package var lines: [StyledText] {
    tasks.map { Self.line(for: $0, today: today) }
  }

  /// Box, due day, words, who, and where it stands.
  static func line(for item: RecordTask, today: CalendarDay?) -> StyledText {
    let box =
      switch item.task.state {
      case .open: "☐"
      case .done: "☑"
      case .dropped: "☒"
      }
    let due = item.task.due.map { day in
      let distance = item.task.state == .open ? today.map { ", \(ValueText.relative(day, to: $0))" } : nil
      return "due \(day)\(distance ?? "")"
    }
    let who = item.peopleBesideSentence.map { "@" + $0 }.joined(separator: " ")
    var line = StyledText("\(box) \(item.task.sentence)")
    if !who.isEmpty { line += StyledText("  " + who, .strong) }
    if let due { line += "  \(due)" }
    return line + StyledText("  " + item.file.path, .faint)
  }

  package var json: JSONValue {
    .object([
      .init("schema", .string("rapport/tasks/1")),
      .init(
        "tasks",
        .array(
          tasks.map { item in
            .object([
              .init("path", .string(item.file.path)),
              .init("section", .optional(item.section)),
              .init("state", .string(item.task.state.rawValue)),
              .init("text", .string(item.task.text)),
              .init("sentence", .string(item.task.sentence)),
              .init("people", .array(item.task.people.map(JSONValue.string))),
              .init("due", .optional(item.task.due?.description)),
            ])
          }
        )
      ),
    ])
  }
}
