package import Records

/// Times in which nothing is expected of either of the two, such as leave: they stop every clock.
package struct Pauses: Sendable, Hashable {
  /// The paused days, without overlap, in order.
  private let ranges: [ClosedRange<CalendarDay>]

  /// Reads `pauses` of `relationship.md`; a pause without an end lasts, one with an unreadable day is left out.
  package init(relationship: Document?) {
    let entries =
      switch relationship?.frontMatter["pauses"]?.content {
      case .sequence(let items, _)?: items
      default: [YAMLNode]()
      }
    let stated = entries.compactMap { entry -> ClosedRange<CalendarDay>? in
      func text(_ name: String) -> String? {
        entry.entries?.first { $0.name == name }.flatMap { $0.value.isEmpty ? nil : $0.value.text }
      }
      guard let from = text("from").flatMap(CalendarDay.init) else { return nil }
      guard let end = text("to") else { return from...CalendarDay.last }
      guard let to = CalendarDay(end), to >= from else { return nil }
      return from...to
    }
    var ranges: [ClosedRange<CalendarDay>] = []
    for range in stated.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = ranges.last, last.upperBound.adding(days: 1) >= range.lowerBound {
        ranges[ranges.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        ranges.append(range)
      }
    }
    self.ranges = ranges
  }

  /// Whether a day is paused.
  package func contains(_ day: CalendarDay) -> Bool {
    ranges.contains { $0.contains(day) }
  }

  /// The days that passed after one day up to and with another, without the paused ones; 0 if `end` isn't later.
  package func days(after start: CalendarDay, through end: CalendarDay) -> Int {
    guard end > start else { return 0 }
    let first = start.adding(days: 1)
    let paused = ranges.reduce(0) { sum, range in
      let from = max(first, range.lowerBound)
      let to = min(end, range.upperBound)
      return from <= to ? sum + from.days(until: to) + 1 : sum
    }
    return start.days(until: end) - paused
  }

  /// The day on which so many days have passed after another, without the paused ones; nil where a pause without an end comes first.
  package func day(_ count: Int, after start: CalendarDay) -> CalendarDay? {
    var left = count
    var day = start
    for range in ranges where range.upperBound > start {
      let before = max(0, day.days(until: range.lowerBound) - 1)
      if left <= before { break }
      guard range.upperBound < .last else { return nil }
      left -= before
      day = max(day, range.upperBound)
    }
    return day.adding(days: left)
  }
}
