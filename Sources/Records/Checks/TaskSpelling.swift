extension Checks {
  /// Finds lines that are all but tasks, and words of open tasks that all but say who does it and by when.
  static func checkTaskSpelling(_ record: RecordUnderCheck) -> [Diagnostic] {
    let sections = record.document.body.sections.filter { section in
      section.heading.flatMap(record.description.heading)?.taskName != nil
    }
    return sections.flatMap { SectionLine.all(in: record.document.bytes, [$0.contentRange]) }.compactMap { line in
      let words = String(decoding: record.document.bytes[line.range], as: UTF8.self)
      switch line.content {
      case .text where NearMiss.isTask(words):
        return record.finding(
          .taskBox,
          .warning,
          at: line.range,
          "this line isn't read as a task",
          help: "begin it with `- [ ] `, `- [x] ` if it is done, or `- [-] ` if it was dropped"
        )
      case .task(let task) where task.state == .open: return spelling(of: task, words, in: record)
      case .task, .text, .datedLine, .heading, .literal: return nil
      }
    }
  }

  private static func spelling(of task: TaskItem, _ words: String, in record: RecordUnderCheck) -> Diagnostic? {
    if task.value(of: "due") == nil, NearMiss.dueDay(in: words) != nil {
      return record.finding(
        .taskDueDate,
        .warning,
        at: task.lineRange,
        "this task has no day by which it is due, though its words name one",
        help: "write it as one word, in small letters: due:2026-06-30"
      )
    }
    // Who does it is said already where one of the two stands alone.
    guard words.utf8.contains(UInt8(ascii: "@")), !["mentee", "mentor"].contains(where: task.isFor),
      let person = words.split(whereSeparator: \.isWhitespace).lazy.compactMap(NearMiss.person).first
    else { return nil }
    return record.finding(
      .taskPerson,
      .warning,
      at: task.lineRange,
      "this task isn't among those of the \(person), though its words name them",
      help: "let the word stand alone: @\(person)"
    )
  }
}
