import Records
import Reports
import Space

/// Finding a task by its words.
enum TaskName {
  /// The one task that the words fit: exactly, else as a part; letter case doesn't matter.
  ///
  /// An agenda item that only carries an action over from an earlier meeting stands back behind that action.
  static func find(_ words: String, among tasks: [RecordTask]) throws -> RecordTask {
    let folded = words.lowercased()
    let exact = tasks.filter { $0.task.text.lowercased() == folded }
    let fitting = exact.isEmpty ? tasks.filter { $0.task.text.lowercased().contains(folded) } : exact
    let originals = fitting.filter { MeetingTwins.origin(of: $0.task.text) == nil }
    let candidates = originals.isEmpty ? fitting : originals
    if let only = candidates.first, candidates.count == 1 { return only }
    guard !candidates.isEmpty else {
      throw CommandFailure(.notFound, "no such task", help: "see the open ones: rapport tasks")
    }
    throw CommandFailure(
      .usage,
      "the words fit \(candidates.count) tasks",
      help: "use more of the words, or name the record; rapport tasks --agenda shows them",
      details: CommandFailure.candidates(candidates.map(place(of:)))
    )
  }

  /// Where a task stands; its words are the person's own, which errors don't repeat.
  private static func place(of item: RecordTask) -> String {
    let line = item.file.document.map { ":\($0.lines.line(at: item.task.lineRange.lowerBound))" } ?? ""
    return item.file.path + line + (item.section.map { " (\($0))" } ?? "")
  }
}

/// An action lives in the meeting where it was agreed; later agendas carry it as `TEXT (from 2026-06-16)`.
enum MeetingTwins {
  /// The words and the day of a carried item; nil for any other.
  static func origin(of text: String) -> (text: String, day: CalendarDay)? {
    guard text.hasSuffix(")"), let open = text.lastIndex(of: "(") else { return nil }
    let inner = text[text.index(after: open)...].dropLast()
    guard inner.hasPrefix("from "), let day = CalendarDay(String(inner.dropFirst(5))) else { return nil }
    return (String(text[..<open]).trimmingTrailingSpaces(), day)
  }

  /// The same task in other meetings, as far as its box differs: a tick in either place means done.
  static func of(_ item: RecordTask, in files: [RecordFile], becoming state: TaskState) -> [RecordTask] {
    guard item.file.kind == .meeting, let day = RecordName.day(of: item.file) else { return [] }
    let origin = origin(of: item.task.text) ?? (item.task.text, day)
    return RecordTask.all(in: files).filter { other in
      guard other.file.kind == .meeting, other.file.path != item.file.path, other.task.state != state,
        let otherDay = RecordName.day(of: other.file)
      else { return false }
      let otherOrigin = Self.origin(of: other.task.text) ?? (other.task.text, otherDay)
      return otherOrigin == origin
    }
  }
}

extension String {
  fileprivate func trimmingTrailingSpaces() -> String {
    var text = Substring(self)
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
