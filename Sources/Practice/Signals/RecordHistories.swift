import History
import Records

/// The events of a whole history by the records as they are called at its end.
struct RecordHistories: Sendable {
  private var byPath: [String: [Event]] = [:]

  /// - Parameter events: all events, oldest first.
  init(_ events: [Event]) {
    for event in events {
      let path = event.record.path
      for case .renamed(let from, let to, _) in event.changes where to == path {
        byPath[path] = byPath.removeValue(forKey: from)
      }
      // Another record may have stood there before.
      if event.changes.contains(.created) { byPath[path] = nil }
      byPath[path, default: []].append(event)
    }
  }

  /// The events of the record at a path, oldest first.
  subscript(path: String) -> [Event] { byPath[path] ?? [] }
}

extension Event {
  /// The day of the commit where it was made.
  var day: CalendarDay { commit.authored.day }
}
