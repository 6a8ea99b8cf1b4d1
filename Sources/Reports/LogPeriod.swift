package import Records

/// The days that a log tells of, as a person asked for them.
package struct LogPeriod: Sendable, Hashable {
  /// The first day; after a meeting, the day after it. Nil for the beginning.
  package var since: CalendarDay?
  /// The meeting after whose day the period begins, where it was asked for so.
  package var meeting: CalendarDay?
  /// The last day; nil for no bound.
  package var until: CalendarDay?
  /// The day as of which the history is told; nil for the present.
  package var viewed: CalendarDay?

  package init(
    since: CalendarDay? = nil,
    meeting: CalendarDay? = nil,
    until: CalendarDay? = nil,
    viewed: CalendarDay? = nil
  ) {
    self.since = since
    self.meeting = meeting
    self.until = until
    self.viewed = viewed
  }

  /// The period as the beginning of a sentence: "Since the meeting of 2026-07-14".
  package var words: String {
    let start = meeting.map { "since the meeting of \($0)" } ?? since.map { "since \($0)" }
    let parts = [start, until.map { "until \($0)" }, viewed.map { "as of \($0)" }].compactMap(\.self)
    let words = parts.isEmpty ? "so far" : parts.joined(separator: ", ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}
