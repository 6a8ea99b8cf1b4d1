import Git
package import History
package import Records
import Space

/// Events as items of a Markdown list, to paste into a note or an issue; each event by itself.
package struct LogMarkdown: Sendable {
  private let names: ShortNames
  private let namesRecords: Bool
  private let meetingDays: Set<CalendarDay>

  /// - Parameters:
  ///   - namesRecords: whether each item says which record it is about.
  ///   - meetingDays: days of meetings that weren't cancelled; empty where the meetings tell of themselves.
  package init(names: ShortNames, namesRecords: Bool, meetingDays: Set<CalendarDay> = []) {
    self.names = names
    self.namesRecords = namesRecords
    self.meetingDays = meetingDays
  }

  /// An event as a list item: its one change on the same line, several as items below it, then why.
  package func lines(for event: Event) -> [StyledText] {
    var item = "- \(event.commit.authored.day) \(MarkdownText.escaping(names.name(of: event.commit.author)))"
    if namesRecords { item += ", \(MarkdownText.escaping(RecordFile.label(of: event.record.path)))" }
    let note = LogNote(event, meetingDays: meetingDays).map { " (\($0.words))" } ?? ""
    let changes = ChangeText(event).lines.map(\.markdown)
    let reason = Because.lines(of: event).map(MarkdownText.escaping)
    var lines: [String] = []
    if changes.count == 1, let change = changes.first {
      lines.append("\(item): \(change)\(note)")
    } else {
      lines.append("\(item)\(note):")
      lines += changes.map { "  - \($0)" }
    }
    for (index, text) in reason.enumerated() {
      // A backslash at its end keeps a line from being joined with the next.
      let end = index == reason.count - 1 ? "" : "\\"
      lines.append((index == 0 ? "  - because: " : "    ") + text + end)
    }
    return lines.map { StyledText($0) }
  }
}
