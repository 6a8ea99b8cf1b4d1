import Practice
import Records
import Space

/// Finding a task by its words.
enum TaskName {
  /// The one task that the words fit: exactly, else as a part; letter case doesn't matter.
  ///
  /// Of tasks in one place that are the same in every word it is the first. An agenda item that only carries an action over from an earlier meeting stands back behind that action.
  ///
  /// - Parameter areOpen: whether the tasks are those that are open, not those that were done or dropped.
  static func find(_ words: String, among tasks: [RecordTask], areOpen: Bool = true) throws -> RecordTask {
    guard !words.allSatisfy(\.isWhitespace) else {
      throw CommandFailure(.usage, "no words of a task are given", help: "see the tasks: rapport tasks --agenda")
    }
    let folded = words.lowercased()
    let exact = tasks.filter { $0.task.text.lowercased() == folded }
    let fitting = exact.isEmpty ? tasks.filter { $0.task.text.lowercased().contains(folded) } : exact
    let originals = fitting.filter { MeetingTwins.origin(of: $0.task.text) == nil }
    let candidates = originals.isEmpty ? fitting : originals
    // Of tasks that differ in nothing but their place no words could name one, and each is as good as the others.
    if let first = candidates.first, candidates.allSatisfy({ isSame($0, first) }) { return first }
    guard !candidates.isEmpty else {
      throw CommandFailure(
        .notFound,
        areOpen ? "no open task has these words" : "no task that was done or dropped has these words",
        help: areOpen
          ? "see them: rapport tasks --agenda; with those done or dropped: rapport tasks --agenda --closed"
          : "see them: rapport tasks --agenda --closed"
      )
    }
    throw CommandFailure(
      .usage,
      "the words fit \(candidates.count) tasks",
      help: "use more of the words, or name the record; rapport tasks --agenda shows them",
      details: CommandFailure.candidates(candidates.map(place(of:)))
    )
  }

  private static func isSame(_ one: RecordTask, _ other: RecordTask) -> Bool {
    one.file.path == other.file.path && one.section == other.section && one.task.text == other.task.text
      && one.task.people == other.task.people && one.task.keys == other.task.keys
  }

  /// Where a task stands; its words are the person's own, which errors don't repeat.
  private static func place(of item: RecordTask) -> String {
    let line = item.file.document.map { ":\($0.lines.line(at: item.task.lineRange.lowerBound))" } ?? ""
    return item.file.path + line + (item.section.map { " (\($0))" } ?? "")
  }
}
