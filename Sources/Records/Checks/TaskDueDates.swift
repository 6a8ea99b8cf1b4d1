extension Checks {
  /// Finds tasks whose `due:` is no day.
  static func checkTaskDueDates(_ record: RecordUnderCheck) -> [Diagnostic] {
    record.document.body.tasks.compactMap { task in
      guard let due = task.value(of: "due"), let problem = DayProblem(due) else { return nil }
      return record.finding(
        .taskDueDate,
        .error,
        at: record.document.range(ofKey: "due", in: task),
        problem.summary,
        help: problem.help(example: "due:2026-06-30")
      )
    }
  }

}

extension Document {
  /// The place of a task's word `name:value`, in UTF-8 offsets from the file's start; the task's line if it has none.
  func range(ofKey name: String, in task: TaskItem) -> Range<Int> {
    let word = Array("\(name):".utf8)
    let line = task.lineRange
    let start = line.first { offset in
      offset > line.lowerBound && ASCII.isBlank(bytes[offset - 1]) && bytes[offset..<line.upperBound].starts(with: word)
    }
    guard let start else { return line }
    let rest = bytes[start..<line.upperBound]
    return start..<(rest.firstIndex(where: ASCII.isBlank) ?? line.upperBound)
  }
}
