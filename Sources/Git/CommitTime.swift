/// An instant as git stores it, with the zone of the person who recorded it.
package struct CommitTime: Sendable, Hashable {
  /// Seconds since 1970-01-01T00:00:00Z; may be negative.
  package var secondsSince1970: Int64

  /// Minutes east of UTC.
  package var offsetMinutes: Int

  package init(secondsSince1970: Int64, offsetMinutes: Int) {
    self.secondsSince1970 = secondsSince1970
    self.offsetMinutes = offsetMinutes
  }

  /// Whether the instant comes more than a day after another, in seconds since 1970; less isn't worth a word.
  package func isAhead(of now: Int64) -> Bool {
    let (latest, overflows) = now.addingReportingOverflow(86_400)
    return !overflows && secondsSince1970 > latest
  }

  /// The local time with its zone, such as `2026-05-03T10:11:12+02:00`.
  ///
  /// Instants outside the years 1 to 9999 are shown as the first or last second of those years,
  /// and a zone a day or more away from UTC as UTC, so that the text is always a valid date.
  package var iso8601: String {
    let offset = offsetMinutes.magnitude < 24 * 60 ? offsetMinutes : 0
    let instant = min(max(secondsSince1970, Self.earliestShown), Self.latestShown)
    let local = min(max(instant + Int64(offset) * 60, Self.earliestShown), Self.latestShown)
    let days = local.dividedRoundingDown(by: 86_400)
    let second = local - days * 86_400
    let (year, month, day) = Self.civilDay(daysSince1970: days)
    var text: [UInt8] = []
    text.reserveCapacity(25)
    text.append(year, digits: 4)
    text.append(month, digits: 2, after: "-")
    text.append(day, digits: 2, after: "-")
    text.append(second / 3600, digits: 2, after: "T")
    text.append(second / 60 % 60, digits: 2, after: ":")
    text.append(second % 60, digits: 2, after: ":")
    text.append(Int64(abs(offset) / 60), digits: 2, after: offset < 0 ? "-" : "+")
    text.append(Int64(abs(offset) % 60), digits: 2, after: ":")
    return String(decoding: text, as: UTF8.self)
  }

  private static let earliestShown: Int64 = -62_135_596_800
  private static let latestShown: Int64 = 253_402_300_799

  /// The proleptic Gregorian day, by Howard Hinnant's `civil_from_days`.
  ///
  /// See https://howardhinnant.github.io/date_algorithms.html#civil_from_days.
  private static func civilDay(daysSince1970: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let shifted = daysSince1970 + 719_468
    let era = shifted.dividedRoundingDown(by: 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }
}

extension Int64 {
  fileprivate func dividedRoundingDown(by divisor: Int64) -> Int64 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}

extension [UInt8] {
  /// Appends the last digits of a number that isn't negative.
  fileprivate mutating func append(_ number: Int64, digits: Int, after sign: Unicode.Scalar? = nil) {
    if let sign { append(UInt8(ascii: sign)) }
    let start = count
    var rest = number
    append(contentsOf: repeatElement(UInt8(ascii: "0"), count: digits))
    for place in (start..<start + digits).reversed() {
      self[place] += UInt8(rest % 10)
      rest /= 10
    }
  }
}
