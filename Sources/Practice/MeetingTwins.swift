package import Records
package import Space

/// An action lives in the meeting where it was agreed; later agendas carry it as `TEXT (from 2026-06-16)`.
package enum MeetingTwins {
  /// What is asked behind an item that has been carried for long.
  package static let decision = ": do, drop or change?"

  /// What two items share that are one and the same: the words, and the day of the meeting they come from.
  package struct Origin: Sendable, Hashable {
    package let text: String
    package let day: CalendarDay

    package init(text: String, day: CalendarDay) {
      self.text = text
      self.day = day
    }
  }

  /// The words and the day of a carried item; nil for any other.
  package static func origin(of text: String) -> Origin? {
    var text = text[...]
    if text.hasSuffix(decision) { text.removeLast(decision.count) }
    guard text.hasSuffix(")"), let open = text.lastIndex(of: "(") else { return nil }
    let inner = text[text.index(after: open)...].dropLast()
    guard inner.hasPrefix("from "), let day = CalendarDay(String(inner.dropFirst(5))) else { return nil }
    return Origin(text: text[..<open].trimmingTrailingSpaces(), day: day)
  }

  /// The words and the day of an item of a meeting; nil where the meeting has no day.
  package static func origin(of item: RecordTask) -> Origin? {
    origin(of: item.task.text) ?? RecordName.day(of: item.file).map { Origin(text: item.task.text, day: $0) }
  }

  /// An item's words as people read them, without where it comes from.
  package static func sentence(of item: RecordTask) -> String {
    origin(of: item.task.sentence)?.text ?? item.task.sentence
  }

  /// The same task in other meetings, as far as its box differs: a tick in either place means done.
  package static func of(_ item: RecordTask, in files: [RecordFile], becoming state: TaskState) -> [RecordTask] {
    guard item.file.kind == .meeting, let origin = origin(of: item) else { return [] }
    return RecordTask.all(in: files).filter { other in
      other.file.kind == .meeting && other.file.path != item.file.path && other.task.state != state
        && Self.origin(of: other) == origin
    }
  }
}

extension Substring {
  fileprivate func trimmingTrailingSpaces() -> String {
    var text = self
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
