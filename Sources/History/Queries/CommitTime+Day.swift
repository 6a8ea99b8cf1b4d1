package import Git
package import Records

extension CommitTime {
  /// The day where the commit was made, by its own offset; the first or last day there is for an instant beyond those.
  package var day: CalendarDay {
    let secondsOfDay: Int64 = 86_400
    // A commit may claim any instant, up to those where adding the offset would overflow.
    let earliest = Int64(CalendarDay.first.daysSince1970) * secondsOfDay
    let latest = Int64(CalendarDay.last.daysSince1970) * secondsOfDay + secondsOfDay - 1
    let local = min(max(secondsSince1970, earliest), latest) + Int64(offsetMinutes) * 60
    let days = Int((Double(local) / Double(secondsOfDay)).rounded(.down))
    return CalendarDay(daysSince1970: days) ?? (days < 0 ? .first : .last)
  }
}
