/// A day of the Gregorian calendar without time or zone, written `2026-05-03`.
package struct CalendarDay: Sendable, Hashable, Comparable, LosslessStringConvertible {
  /// 1 to 9999.
  package let year: Int
  /// 1 to 12.
  package let month: Int
  /// 1 to 31.
  package let day: Int

  /// Makes a day; nil if the calendar has no such day.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month) else { return nil }
    guard (1...Self.dayCount(year: year, month: month)).contains(day) else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// Reads exactly `YYYY-MM-DD`; nil for anything else and for days that don't exist.
  package init?(_ description: String) {
    guard let (year, month, day) = Self.numbers(in: description) else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// Reads exactly the bytes of `YYYY-MM-DD`.
  init?(_ text: UnsafeBufferPointer<UInt8>) {
    guard let (year, month, day) = Self.numbers(in: text) else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// Makes a day from its distance to 1970-01-01; nil outside the years 1 to 9999.
  package init?(daysSince1970 days: Int) {
    guard (-719_162...2_932_896).contains(days) else { return nil }
    // Howard Hinnant, https://howardhinnant.github.io/date_algorithms.html#civil_from_days; years begin in March.
    let shifted = days + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    self.init(year: year, month: month, day: dayOfYear - (153 * marchMonth + 2) / 5 + 1)
  }

  /// The distance to 1970-01-01 in days, negative before.
  package var daysSince1970: Int {
    let marchYear = month <= 2 ? year - 1 : year
    let era = marchYear / 400
    let yearOfEra = marchYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// The day of the week, 1 for Monday to 7 for Sunday.
  package var weekday: Int {
    let days = daysSince1970 + 3
    return ((days % 7) + 7) % 7 + 1
  }

  /// Returns the day so many days later, or earlier if negative; the first or last day there is beyond the years.
  package func adding(days: Int) -> CalendarDay {
    let sum = daysSince1970.addingReportingOverflow(days)
    if !sum.overflow, let day = CalendarDay(daysSince1970: sum.partialValue) { return day }
    return days < 0 ? .first : .last
  }

  /// Returns the day so many months later, in a shorter month its last day.
  package func adding(months: Int) -> CalendarDay {
    let bounded = min(max(months, -120_000), 120_000)
    let sum = (year * 12 + month - 1) + bounded
    let newYear = sum / 12
    let newMonth = sum % 12 + 1
    guard sum >= 12, (1...9999).contains(newYear) else { return months < 0 ? .first : .last }
    let newDay = min(day, Self.dayCount(year: newYear, month: newMonth))
    return CalendarDay(year: newYear, month: newMonth, day: newDay) ?? self
  }

  /// The latest day that it may be elsewhere on earth while it is this day here.
  package var latestElsewhere: CalendarDay { adding(days: 1) }

  /// Returns the days from this day until another, negative if that is earlier.
  package func days(until other: CalendarDay) -> Int {
    other.daysSince1970 - daysSince1970
  }

  package var description: String {
    String(unsafeUninitializedCapacity: 10) { text in
      text.initialize(repeating: ASCII.hyphen)
      func write(_ number: Int, endingAt end: Int, digits: Int) {
        var rest = number
        for place in 1...digits {
          text[end - place] = ASCII.zero + UInt8(rest % 10)
          rest /= 10
        }
      }
      write(year, endingAt: 4, digits: 4)
      write(month, endingAt: 7, digits: 2)
      write(day, endingAt: 10, digits: 2)
      return 10
    }
  }

  package static func < (left: CalendarDay, right: CalendarDay) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }

  /// Returns the number of days in a month from 1 to 12.
  package static func dayCount(year: Int, month: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Returns the English name of a month from 1 to 12.
  package static func monthName(_ month: Int) -> String {
    let names = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
      "December",
    ]
    return names.indices.contains(month - 1) ? names[month - 1] : "month \(month)"
  }

  /// Returns the three numbers of a text of the form `YYYY-MM-DD`, whether or not there is such a day.
  static func numbers(in text: String) -> (year: Int, month: Int, day: Int)? {
    var text = text
    return text.withUTF8(numbers)
  }

  private static func numbers(in text: UnsafeBufferPointer<UInt8>) -> (year: Int, month: Int, day: Int)? {
    guard text.count == 10 else { return nil }
    var numbers = (year: 0, month: 0, day: 0)
    for place in 0..<10 {
      let byte = text[place]
      if place == 4 || place == 7 {
        guard byte == ASCII.hyphen else { return nil }
        continue
      }
      guard ASCII.isDigit(byte) else { return nil }
      let digit = Int(byte) - 48
      switch place {
      case ..<4: numbers.year = numbers.year * 10 + digit
      case ..<7: numbers.month = numbers.month * 10 + digit
      default: numbers.day = numbers.day * 10 + digit
      }
    }
    return numbers
  }

  private init(uncheckedYear year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// The first day there is, 0001-01-01.
  package static let first = CalendarDay(uncheckedYear: 1, month: 1, day: 1)
  /// The last day there is, 9999-12-31.
  package static let last = CalendarDay(uncheckedYear: 9999, month: 12, day: 31)
}
