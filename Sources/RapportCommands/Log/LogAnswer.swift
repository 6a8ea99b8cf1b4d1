import Git
import History
import Records
import Reports
import Space

/// Puts what `log` tells into the form that was asked for.
struct LogAnswer {
  let session: Session
  let view: Viewpoint
  let history: History
  let selection: LogSelection
  let form: LogForm

  /// Writes the events that a query selects, part by part as they are known where the form allows that.
  func write(_ query: HistoryQuery) async throws {
    var query = query
    switch form.format {
    case .ndjson:
      try await writeParts(of: query, Self.lines)
    case .csv:
      try session.answer(raw: Array(LogTable.header.utf8))
      let zone = session.context.zone
      try await writeParts(of: query) { [Array($0.map { LogTable.text(of: $0.seen(in: zone)) }.joined().utf8)] }
    case .json:
      let events = try await allEvents(of: query)
      try session.answer(LogJSON.value(of: events, record: selection.record?.path, commit: view.commit))
    case .md, .text:
      // These tell of people by their names alone.
      query.includesRoles = false
      let lines = try form.format == .md ? markdown() : text()
      guard let record = selection.record else { return try await writeLines(of: query, lines) }
      let events = try await allEvents(of: query)
      let head = try await head(of: record, events, of: query)
      try await session.answer(try (form.format == .md ? head.markdown : head.lines) + events.flatMap(lines))
    }
  }

  /// Writes the summary of a period's events, oldest first.
  func write(_ summary: LogSummary) async throws {
    switch form.format {
    case .json, .ndjson: try session.answer(summary.json)
    case .md, .csv: try await session.answer(summary.markdown)
    case .text: try await session.answer(summary.lines)
    }
  }

  // MARK: - Events

  private func allEvents(of query: HistoryQuery) async throws -> [Event] {
    let events = try await session.events(query, of: history).events
    if events.isEmpty { try await session.sayNothingFound(query, of: history) }
    return events
  }

  /// How much is put into one piece, in bytes: little enough that its memory is had again for the next.
  private static let pieceLength = 256 << 10

  /// The events in their published form, one on each line.
  @Sendable
  private static func lines(_ events: [Event]) -> [[UInt8]] {
    var pieces: [[UInt8]] = []
    var piece: [UInt8] = []
    for event in events {
      if piece.isEmpty { piece.reserveCapacity(pieceLength + pieceLength / 8) }
      event.write(to: &piece)
      piece.append(UInt8(ascii: "\n"))
      if piece.count >= pieceLength {
        pieces.append(piece)
        piece = []
      }
    }
    return pieces + [piece]
  }

  /// Writes the events part by part: for a program many in one write, and without a pager.
  ///
  /// - Parameter text: what a part says, in pieces; it is made while the next is read.
  private func writeParts(of query: HistoryQuery, _ text: @escaping @Sendable ([Event]) -> [[UInt8]]) async throws {
    var parts = try EventParts(query, of: history, session)
    defer { parts.cancel() }
    var last: Task<[[UInt8]], Never>?
    func writeLast() async throws {
      guard let pieces = await last?.value else { return }
      last = nil
      for piece in pieces { try session.answer(raw: piece) }
    }
    do {
      while let events = try await parts.next() {
        let next = Task { text(events) }
        try await writeLast()
        last = next
        // A person doesn't wait for the next part to see this one.
        if session.context.terminal.isOutputTerminal { try await writeLast() }
      }
    } catch {
      // What was known before is told all the same.
      try await writeLast()
      throw error
    }
    try await writeLast()
  }

  /// Writes the events' lines as they are read.
  private func writeLines(of query: HistoryQuery, _ lines: (Event) throws -> [StyledText]) async throws {
    var parts = try EventParts(query, of: history, session)
    defer { parts.cancel() }
    try await session.answer { try await parts.next()?.flatMap(lines) }
  }

  // MARK: - Lines

  private func text() throws -> (Event) throws -> [StyledText] {
    let names = ShortNames(in: try view.records(of: .relationship))
    let report =
      selection.record == nil
      ? LogReport(names: names, paths: try view.paths()) : LogReport(names: names, meetingDays: try meetingDays())
    return { event in
      let patch = try patch(of: event)
      return report.lines(for: event.seen(in: session.context.zone)) + (patch.isEmpty ? [] : [""] + patch + [""])
    }
  }

  private func markdown() throws -> (Event) throws -> [StyledText] {
    let list = LogMarkdown(
      names: ShortNames(in: try view.records(of: .relationship)),
      namesRecords: selection.record == nil,
      meetingDays: selection.record == nil ? [] : try meetingDays()
    )
    return { event in
      let patch = try patch(of: event).map(\.plainText)
      let block = patch.isEmpty ? [] : MarkdownText.codeBlock(patch, language: "diff")
      return list.lines(for: event.seen(in: session.context.zone)) + block.map { "  \($0)" }
    }
  }

  private func patch(of event: Event) throws -> [StyledText] {
    guard form.patch else { return [] }
    return try PatchText.lines(for: history.differences(of: event))
  }

  private func meetingDays() throws -> Set<CalendarDay> {
    let meetings = try view.records(of: .meeting).files(of: .meeting).filter {
      $0.document?.text(of: "status") != "cancelled"
    }
    return Set(meetings.compactMap(RecordName.day))
  }

  /// What stands above the log of one record; it doesn't depend on which of its events are told.
  private func head(of record: RecordFile, _ events: [Event], of query: HistoryQuery) async throws -> LogHead {
    let whole = HistoryQuery(selection: query.selection, order: query.order, includesRoles: query.includesRoles)
    let all = query == whole ? events : try await history.events(whole).events
    return LogHead(record, history: all.map { $0.seen(in: session.context.zone) }, today: view.today)
  }
}

/// The events of a history part by part; what history can't tell is said on standard error as soon as it is known.
private struct EventParts {
  private let session: Session
  private let query: HistoryQuery
  private let history: History
  private var reading: HistoryReading
  private var saidNotices = 0
  private var isEmpty = true

  /// Why there are no more.
  private var failure: (any Error)?

  /// How many events make a part, unless there are no more or a person waits for them.
  private static let size = 128

  init(_ query: HistoryQuery, of history: History, _ session: Session) throws {
    self.session = session
    self.query = query
    self.history = history
    reading = try history.reading(query)
    sayNotices()
  }

  /// The next events, never none; nil after the last. Those before an error are handed over before it is thrown.
  mutating func next() async throws -> [Event]? {
    var events: [Event] = []
    do {
      while failure == nil, events.count < Self.size, let more = try await reading.next() {
        events += more
        if !events.isEmpty, session.context.terminal.isOutputTerminal { break }
      }
    } catch {
      failure = error
    }
    sayNotices()
    if !events.isEmpty {
      isEmpty = false
      return events
    }
    if let failure { throw failure }
    if isEmpty { try await session.sayNothingFound(query, of: history) }
    return nil
  }

  /// Stops reading.
  mutating func cancel() {
    reading.cancel()
  }

  private mutating func sayNotices() {
    let notices = reading.notices
    session.warn(notices[saidNotices...].map(NoticeText.line))
    saidNotices = notices.count
  }
}
