import Git
import Records

/// The forms of `GIT_AUTHOR_DATE` and `GIT_COMMITTER_DATE` that git documents as unambiguous.
///
/// Source: <https://git-scm.com/docs/git-commit#_date_formats>
enum GitDate {
  /// Reads `@1772438400 +0100`, `1772438400 +0100`, `2026-03-02T09:00:00+01:00`, or the ISO form without zone, which is
  /// taken in `zone`; nil for anything else.
  static func parse(_ text: String, in zone: Zone) -> CommitTime? {
    let words = text.split(separator: " ").map(String.init)
    guard let first = words.first else { return nil }
    let digits = first.hasPrefix("@") ? String(first.dropFirst()) : first
    if let seconds = Int64(digits), first.hasPrefix("@") || digits.count >= 9 {
      let offset = words.count > 1 ? offsetMinutes(words[1]) : zone.offsetMinutes(seconds)
      return offset.map { CommitTime(secondsSince1970: seconds, offsetMinutes: $0) }
    }
    return parseISO(words.joined(separator: "T"), in: zone)
  }

  private static func parseISO(_ text: String, in zone: Zone) -> CommitTime? {
    guard let day = CalendarDay(String(text.prefix(10))) else { return nil }
    var rest = text.dropFirst(10)
    guard rest.first == "T" else {
      return rest.isEmpty ? local(day, secondsOfDay: 12 * 3600, in: zone) : nil
    }
    rest = rest.dropFirst()
    let clock = rest.prefix { $0.isNumber || $0 == ":" }
    let parts = clock.split(separator: ":").compactMap { Int($0) }
    guard (2...3).contains(parts.count), parts[0] < 24, parts[1] < 60, parts.count == 2 || parts[2] < 61 else {
      return nil
    }
    let secondsOfDay = parts[0] * 3600 + parts[1] * 60 + (parts.count == 3 ? parts[2] : 0)
    let suffix = rest.dropFirst(clock.count).filter { $0 != "T" }
    guard !suffix.isEmpty else { return local(day, secondsOfDay: secondsOfDay, in: zone) }
    guard let offset = offsetMinutes(String(suffix)) else { return nil }
    let seconds = Int64(day.daysSince1970) * 86_400 + Int64(secondsOfDay) - Int64(offset) * 60
    return CommitTime(secondsSince1970: seconds, offsetMinutes: offset)
  }

  private static func local(_ day: CalendarDay, secondsOfDay: Int, in zone: Zone) -> CommitTime {
    let seconds = zone.start(of: day) + Int64(secondsOfDay)
    return CommitTime(secondsSince1970: seconds, offsetMinutes: zone.offsetMinutes(seconds))
  }

  /// Minutes of `Z`, `+0100`, `+01:00`.
  private static func offsetMinutes(_ text: String) -> Int? {
    if text == "Z" { return 0 }
    let digits = text.dropFirst().filter { $0 != ":" }
    guard let sign = text.first, sign == "+" || sign == "-", digits.count == 4, let number = Int(digits) else {
      return nil
    }
    let minutes = number / 100 * 60 + number % 100
    return sign == "-" ? -minutes : minutes
  }
}
