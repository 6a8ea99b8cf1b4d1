import Git
package import History
package import Records

/// What is noted beside an event: when it was recorded, where that was another day, or the meeting of its day.
package enum LogNote: Sendable, Hashable {
  case recorded(CalendarDay)
  case meeting(CalendarDay)

  /// The note of an event; nil where there is nothing to note.
  ///
  /// - Parameter meetingDays: days of meetings that weren't cancelled; empty where the meetings tell of themselves.
  package init?(_ event: Event, meetingDays: Set<CalendarDay>) {
    let day = event.commit.authored.day
    let recorded = event.commit.committed.day
    if recorded != day {
      self = .recorded(recorded)
    } else if meetingDays.contains(day), event.record.kind != .meeting {
      self = .meeting(day)
    } else {
      return nil
    }
  }

  /// The note in few words.
  package var words: String {
    switch self {
    case .recorded(let day): "recorded \(day)"
    case .meeting(let day): "meeting \(day)"
    }
  }

  /// The note in the brackets that it has at the end of a line.
  var bracketed: String {
    switch self {
    case .recorded: "(\(words))"
    case .meeting: "[\(words)]"
    }
  }
}
