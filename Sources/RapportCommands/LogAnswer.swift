import Git
import History
import Records
import Reports
import Space

/// Puts what `log` tells into the form that was asked for.
struct LogAnswer {
  let session: Session
  let view: Viewpoint
  let selection: LogSelection
  let form: LogForm

  /// Writes the events as the answer.
  ///
  /// - Parameters:
  ///   - events: the events in the order to tell them.
  ///   - head: what stands above the log of one record; asked for only where the form has one.
  func write(_ events: [Event], head: () async throws -> LogHead?) async throws {
    switch form.format {
    case .ndjson: try write(events) { $0.json.bytes + [UInt8(ascii: "\n")] }
    case .csv:
      try session.answer(raw: Array(LogTable.header.utf8))
      try write(events) { Array(LogTable.text(of: $0).utf8) }
    case .json: try session.answer(LogJSON.value(of: events, record: selection.record?.path, commit: view.commit))
    case .md: try await session.answer(try await (head()?.markdown ?? []) + markdown(events))
    case .text: try await session.answer(try await (head()?.lines ?? []) + text(events))
    }
  }

  /// Writes a summary as the answer.
  func write(_ summary: LogSummary) async throws {
    switch form.format {
    case .json, .ndjson: try session.answer(summary.json)
    case .md, .csv: try await session.answer(summary.markdown)
    case .text: try await session.answer(summary.lines)
    }
  }

  /// Writes events for a program: many in one write, and without a pager.
  private func write(_ events: [Event], as form: (Event) -> [UInt8]) throws {
    var bytes: [UInt8] = []
    for event in events {
      bytes += form(event)
      if bytes.count >= Self.writtenAtOnce {
        try session.answer(raw: bytes)
        bytes.removeAll(keepingCapacity: true)
      }
    }
    try session.answer(raw: bytes)
  }

  /// How many bytes are written at once.
  private static let writtenAtOnce = 1 << 18

  private func text(_ events: [Event]) throws -> [StyledText] {
    let names = ShortNames(in: view.listing)
    let report =
      selection.record == nil
      ? LogReport(names: names, paths: view.listing.files.map(\.path))
      : LogReport(names: names, meetingDays: meetingDays)
    return try events.flatMap { event in
      let patch = try patch(of: event)
      return report.lines(for: event) + (patch.isEmpty ? [] : [""] + patch + [""])
    }
  }

  private func markdown(_ events: [Event]) throws -> [StyledText] {
    let list = LogMarkdown(
      names: ShortNames(in: view.listing),
      namesRecords: selection.record == nil,
      meetingDays: selection.record == nil ? [] : meetingDays
    )
    return try events.flatMap { event in
      let patch = try patch(of: event).map(\.plainText)
      let block = patch.isEmpty ? [] : MarkdownText.codeBlock(patch, language: "diff")
      return list.lines(for: event) + block.map { "  \($0)" }
    }
  }

  private func patch(of event: Event) throws -> [StyledText] {
    guard form.patch else { return [] }
    return try PatchText.lines(for: History(repository: view.space.repository).differences(of: event))
  }

  private var meetingDays: Set<CalendarDay> {
    let meetings = view.listing.files(of: .meeting).filter { $0.document?.text(of: "status") != "cancelled" }
    return Set(meetings.compactMap(RecordName.day))
  }
}
