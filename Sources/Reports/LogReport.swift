import Git
package import History
package import Records
package import Space

/// What `rapport log` says: the events of a history, told to people.
package struct LogReport: Sendable {
  /// Column where notes at the end of a line stand.
  private static let noteColumn = 70

  package let events: [Event]
  /// The one record the log is about, as it is now; nil for a log of several.
  package let record: RecordFile?
  /// How often the record's target was moved in all its history.
  private let targetMoves: Int
  /// Days of meetings that weren't cancelled.
  package let meetingDays: Set<CalendarDay>

  /// - Parameters:
  ///   - events: the events to tell, in the order to tell them.
  ///   - history: all events of the record, of which `events` may be a part.
  package init(events: [Event], record: RecordFile?, history: [Event], meetingDays: Set<CalendarDay>) {
    self.events = events
    self.record = record
    targetMoves = history.flatMap(\.changes).count { change in
      guard case .field("target", .text(let old)?, .text(let new)?) = change else { return false }
      return !old.isEmpty && !new.isEmpty
    }
    self.meetingDays = meetingDays
  }

  /// The report as lines: for one record its state first, then a line for each change, with who and why.
  package var lines: [StyledText] {
    var lines = record.map(header) ?? []
    let names = ShortNames(events.map(\.commit.author.person.name))
    let nameWidth = max(4, events.map { names[$0.commit.author.person.name].count }.max() ?? 0)
    // The log of one record names it once, at its head.
    let labels = record == nil ? events.map { RecordFile.label(of: $0.record.path) } : []
    let labelWidth = min(30, labels.map(\.count).max() ?? 0)
    for (number, event) in events.enumerated() {
      let name = names[event.commit.author.person.name]
      let changes = ChangeText(event).lines
      let start = StyledText(day(of: event).description, .faint) + "  " + StyledText(name, .heading)
      let indent = 12 + nameWidth + 2
      for (index, change) in changes.enumerated() {
        var line = (index == 0 ? start : "").padded(to: indent)
        if record == nil {
          line = (index == 0 ? line + StyledText(labels[number]) : line).padded(to: indent + labelWidth + 2)
        }
        line += change
        if index == 0, let note = note(for: event) { line = line.padded(to: Self.noteColumn) + note }
        lines.append(line)
      }
      if let because = Because.text(of: event.commit) {
        let column = indent + (record == nil ? labelWidth + 2 : 0)
        for (index, text) in because.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
          let lead = index == 0 ? "because: " : "         "
          lines.append(StyledText("").padded(to: column) + StyledText(lead, .faint) + StyledText(String(text)))
        }
      }
    }
    return lines
  }

  /// Title and path, then the record's state and what the history says of its target.
  private func header(_ record: RecordFile) -> [StyledText] {
    let title = StyledText(record.title, .heading).padded(to: Self.noteColumn) + StyledText(record.path, .faint)
    var parts = RecordSummary(record).parts
    switch targetMoves {
    case 0: break
    case 1: parts.append("target moved once")
    case 2: parts.append("target moved twice")
    default: parts.append("target moved \(targetMoves) times")
    }
    return [title, StyledText(parts.joined(separator: " · ")), ""]
  }

  private func day(of event: Event) -> CalendarDay {
    event.commit.authored.day
  }

  /// What is noted at the end of the line: when it was recorded, if later, or the meeting of that day.
  private func note(for event: Event) -> StyledText? {
    let recorded = event.commit.committed.day
    let day = day(of: event)
    if recorded != day { return StyledText("(recorded \(recorded))", .faint) }
    // In a log of everything the meetings tell of themselves.
    let isTold = record == nil || event.record.kind == .meeting
    return meetingDays.contains(day) && !isTold ? StyledText("[meeting \(day)]", .faint) : nil
  }
}

extension LogReport {
  /// The report as one JSON value, its events in the published form.
  package var json: JSONValue {
    .object([
      .init("schema", .string("rapport/log/1")),
      .init("record", .optional(record?.path)),
      .init("events", .array(events.map(\.json))),
    ])
  }
}

/// People's first names where these tell them apart, else their whole names.
struct ShortNames {
  private let short: [String: String]

  init(_ names: [String]) {
    let unique = Set(names)
    let firstNames = Dictionary(grouping: unique) { $0.split(separator: " ").first.map(String.init) ?? $0 }
    short = Dictionary(
      uniqueKeysWithValues: firstNames.flatMap { first, wholes in
        wholes.map { ($0, wholes.count == 1 ? first : $0) }
      }
    )
  }

  subscript(name: String) -> String { short[name] ?? name }
}
