/// Why a text is no day.
struct DayProblem {
  /// What is wrong, in one line.
  let summary: String

  /// Returns nil for a text that is a day.
  init?(_ text: String) {
    guard CalendarDay(text) == nil else { return nil }
    guard let (year, month, day) = CalendarDay.numbers(in: text) else {
      summary = "this is not a date"
      return
    }
    if !(1...12).contains(month) {
      summary = "there is no month \(month); a date is written year-month-day"
    } else if year == 0 {
      summary = "there is no year 0"
    } else {
      let count = CalendarDay.dayCount(year: year, month: month)
      summary = day == 0 ? "there is no day 0" : "\(CalendarDay.monthName(month)) \(year) has \(count) days"
    }
  }

  /// Returns what to do about it.
  func help(example: String) -> String {
    "write it as year-month-day, such as \(example)"
  }
}
