package import Git
package import History
package import Records
import Space

/// How `rapport log` tells events to people; each event by itself, so that it can be told as soon as it is known.
///
/// The columns are fixed before the first event: a name that is wider than its column moves its own line alone.
package struct LogReport: Sendable {
  /// Column where notes at the end of a line stand.
  static let noteColumn = 70
  /// Widest column for the names of records.
  private static let largestLabelWidth = 30
  private static let dayWidth = 12

  private let names: ShortNames
  private let nameWidth: Int
  /// Width of the column that names the records; nil in the log of one, which names it at its head.
  private let labelWidth: Int?
  private let meetingDays: Set<CalendarDay>

  /// Lays out the log of one record.
  ///
  /// - Parameter meetingDays: days of meetings that weren't cancelled.
  package init(names: ShortNames, meetingDays: Set<CalendarDay>) {
    self.names = names
    nameWidth = names.width
    labelWidth = nil
    self.meetingDays = meetingDays
  }

  /// Lays out the log of several records.
  ///
  /// - Parameter paths: the records that are there now; others may be told of, too.
  package init(names: ShortNames, paths: [String]) {
    self.names = names
    nameWidth = names.width
    let widest = paths.map { VisibleText.width(of: RecordFile.label(of: $0)) }.max() ?? Self.largestLabelWidth
    labelWidth = min(widest, Self.largestLabelWidth)
    // In a log of everything the meetings tell of themselves.
    meetingDays = []
  }

  /// An event as lines: the day, who, and what changed, then why.
  package func lines(for event: Event) -> [StyledText] {
    var start = StyledText(event.commit.authored.day.description, .faint)
    start += "  "
    start += StyledText(names.name(of: event.commit.author), .heading)
    let indent = Self.dayWidth + nameWidth + 2
    let column = indent + (labelWidth.map { $0 + 2 } ?? 0)
    var lines: [StyledText] = []
    for (index, change) in ChangeText(event).lines.enumerated() {
      var line = (index == 0 ? start : "").padded(to: indent)
      if labelWidth != nil {
        line = (index == 0 ? line + StyledText(RecordFile.label(of: event.record.path)) : line).padded(to: column)
      }
      line += change
      if index == 0, let note = LogNote(event, meetingDays: meetingDays) {
        line = line.padded(to: Self.noteColumn) + StyledText(note.bracketed, .faint)
      }
      lines.append(line)
    }
    for (index, text) in Because.lines(of: event).enumerated() {
      let lead = index == 0 ? "because: " : "         "
      lines.append(StyledText("").padded(to: column) + StyledText(lead, .faint) + StyledText(text))
    }
    return lines
  }
}

/// A log as one JSON value.
package enum LogJSON {
  /// The events in their published form.
  ///
  /// - Parameters:
  ///   - record: path of the one record that is told of; nil for a log of several.
  ///   - commit: the commit in which the history ends; nil for the present.
  package static func value(of events: [Event], record: String?, commit: ObjectID?) -> JSONValue {
    .object([
      .init("schema", .string("rapport/log/1")),
      .init("at", .optional(commit?.hex)),
      .init("record", .optional(record)),
      .init("events", .array(events.map(\.json))),
    ])
  }
}
