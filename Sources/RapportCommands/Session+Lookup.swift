import Git
import History
import Records
import Space

extension Session {
  /// A record's text.
  ///
  /// - Throws: ``CommandFailure`` with everything that is wrong with it where it can't be read.
  func readable(_ file: RecordFile) throws -> Document {
    switch file.content {
    case .readable(let document): return document
    case .unreadable(let problems):
      throw CommandFailure(
        .findings,
        "the record can't be read, so it was left as it is",
        path: file.path,
        help: "mend it in an editor, or see what rapport check --fix --dry-run would do",
        diagnostics: problems
      )
    }
  }

  /// A day as a person types it: ISO, `today`, `+2w`, `fri`.
  func day(_ text: String) throws -> CalendarDay {
    guard let day = CalendarDay(typed: text, today: today) else {
      throw CommandFailure(.usage, "'\(text)' is no day", help: "use 2026-05-03, today, -3d, +2w or fri")
    }
    return day
  }

  /// The commit that was the newest at the end of a day, or that a revision names.
  func commit(at text: String, in space: Space) throws -> ObjectID {
    let history = try History(repository: space.repository)
    guard let day = CalendarDay(typed: text, today: today) else { return try space.repository.resolve(revision: text) }
    guard let state = try history.state(at: context.zone.end(of: day)) else {
      throw CommandFailure(
        .notFound,
        "there was no commit by the end of \(day)",
        help: "see the first one: rapport log"
      )
    }
    for other in state.beside {
      say("Commit \(other.abbreviated) stood beside it then, on the other side of a merge.")
    }
    return state.commit
  }

  /// The events that a query selects; what history can't tell is said on standard error.
  func events(_ query: HistoryQuery, in space: Space) async throws -> HistoryResult {
    let result = try await History(repository: space.repository).events(query)
    warn(result.notices.map(NoticeText.line))
    return result
  }

  /// Writes the events that a query selects as they are read, one a line; what history can't tell is said on standard error.
  func answerEvents(_ query: HistoryQuery, in space: Space) async throws {
    var reading = try History(repository: space.repository).reading(query)
    defer { reading.cancel() }
    var lines: [UInt8] = []
    while let events = try await reading.next() {
      for event in events {
        event.json.write(to: &lines)
        lines.append(UInt8(ascii: "\n"))
      }
      if lines.count >= Self.writtenAtOnce || context.terminal.isOutputTerminal {
        try answer(raw: lines)
        lines.removeAll(keepingCapacity: true)
      }
    }
    try answer(raw: lines)
    warn(reading.notices.map(NoticeText.line))
  }

  /// How much is gathered before it is written where nobody watches, in bytes.
  private static let writtenAtOnce = 1 << 16
}
