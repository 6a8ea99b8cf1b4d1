import Practice
import Records

/// A pause as people type it: `2026-08-01..2026-08-31`, or `today` for one whose end nobody knows yet.
struct TypedPause {
  let from: CalendarDay
  /// Nil while it lasts.
  let to: CalendarDay?

  /// - Parameter example: what is typed before a pause, for the advice.
  /// - Throws: ``CommandFailure`` where a day is none, or the end comes before the beginning.
  init(_ text: String, today: CalendarDay, example: String) throws {
    let ends = text.split(separator: "..", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    func day(_ text: String) throws -> CalendarDay {
      guard let day = CalendarDay(typed: text, today: today) else {
        throw CommandFailure(
          .usage,
          "'\(text)' is no day",
          help: "rapport set relationship \(example)2026-08-01..2026-08-31"
        )
      }
      return day
    }
    from = try day(ends[0])
    to = try ends.count > 1 && !ends[1].isEmpty ? day(ends[1]) : nil
    if let to, to < from {
      throw CommandFailure(.usage, "the pause ends before it begins", help: "name the first day first: \(to)..\(from)")
    }
  }
}
