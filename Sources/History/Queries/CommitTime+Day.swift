package import Git
package import Records

extension CommitTime {
  /// The day where the commit was made, by its own offset.
  package var day: CalendarDay {
    let local = secondsSince1970 + Int64(offsetMinutes) * 60
    // Beyond the calendar's end or before its start a commit's clock was nonsense; the nearest day stands for it.
    let days = Int((Double(local) / 86_400).rounded(.down))
    return CalendarDay(daysSince1970: days) ?? (days < 0 ? .first : .last)
  }
}
