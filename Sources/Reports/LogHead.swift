package import History
import Practice
package import Records
package import Space

/// What stands above the log of one record: what it is called, how it stands, and what its history says of it.
package struct LogHead: Sendable {
  /// The record as it is, or as it was at the moment that is looked at.
  package let record: RecordFile
  /// How often the target was moved.
  private let targetMoves: Int
  private let progress: ProgressLine?

  /// - Parameters:
  ///   - history: all events of the record, of which the log may tell a part; in any order.
  ///   - today: where the line of a goal that goes on ends for now.
  package init(_ record: RecordFile, history: [Event], today: CalendarDay) {
    self.record = record
    targetMoves = TargetMoves(in: history, to: record.document?.text(of: "target")).count
    progress = ProgressLine(of: record, history: history, today: today)
  }

  /// The record's state in a few words.
  package var state: String {
    var parts = RecordSummary(record).parts
    switch targetMoves {
    case 0: break
    case 1: parts.append("target moved once")
    case 2: parts.append("target moved twice")
    default: parts.append("target moved \(targetMoves) times")
    }
    return parts.joined(separator: " · ")
  }

  /// Title and path, the state, how milestones were done over time; and a blank line.
  package var lines: [StyledText] {
    let title = StyledText(record.title, .heading).padded(to: LogReport.noteColumn) + StyledText(record.path, .faint)
    return [title, StyledText(state)] + (progress.map { [$0.line] } ?? []) + [""]
  }

  /// The same as Markdown: a heading, the state, the drawing as code; and a blank line.
  package var markdown: [StyledText] {
    var paragraphs = ["## " + MarkdownText.escaping(record.title)]
    if !state.isEmpty { paragraphs.append(MarkdownText.escaping(state)) }
    if let progress { paragraphs.append(MarkdownText.code(progress.line.plainText)) }
    return paragraphs.flatMap { [StyledText($0), ""] }
  }
}
