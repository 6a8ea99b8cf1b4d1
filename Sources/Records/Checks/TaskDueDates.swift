extension Checks {
  /// Finds tasks whose `due:` is no day.
  static func checkTaskDueDates(_ record: RecordUnderCheck) -> [Diagnostic] {
    record.document.body.tasks.compactMap { task in
      guard let due = task.value(of: "due"), let problem = DayProblem(due) else { return nil }
      return record.finding(
        .taskDueDate,
        .error,
        at: dueRange(of: task, in: record.document),
        problem.summary,
        help: problem.help(example: "due:2026-06-30")
      )
    }
  }

  private static func dueRange(of task: TaskItem, in document: Document) -> Range<Int> {
    let word = Array("due:".utf8)
    let line = task.lineRange
    let start = line.first { offset in
      offset > line.lowerBound && ASCII.isBlank(document.bytes[offset - 1])
        && document.bytes[offset..<line.upperBound].starts(with: word)
    }
    guard let start else { return line }
    let rest = document.bytes[start..<line.upperBound]
    return start..<(rest.firstIndex(where: ASCII.isBlank) ?? line.upperBound)
  }
}
