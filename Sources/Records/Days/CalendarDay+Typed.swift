extension CalendarDay {
  /// Reads a day as people type it in a command.
  ///
  /// - `2026-05-03`: that day.
  /// - `today`, `tomorrow`, `yesterday`.
  /// - `+3d`, `-2w`, `+1m`, `+1y`: so many days, weeks, months or years from today; `d` may be left out.
  /// - `fri`, `friday`: the first such day after today.
  /// - `next fri`: the one in the coming week, which begins on Monday.
  ///
  /// Returns nil for anything else, and for days that don't exist.
  package init?(typed text: String, today: CalendarDay) {
    let words = text.lowercased().split(separator: " ").map(String.init)
    guard let word = words.last, words.count <= 2 else { return nil }
    if words.count == 2 {
      guard words[0] == "next", let weekday = Self.weekday(named: word) else { return nil }
      self = today.adding(days: 7 - today.weekday + weekday)
      return
    }
    switch word {
    case "today": self = today
    case "tomorrow": self = today.adding(days: 1)
    case "yesterday": self = today.adding(days: -1)
    default:
      if let weekday = Self.weekday(named: word) {
        let distance = (weekday - today.weekday + 7) % 7
        self = today.adding(days: distance == 0 ? 7 : distance)
      } else if let moved = Self.moved(word, from: today) {
        self = moved
      } else {
        self.init(word)
      }
    }
  }

  private static func weekday(named word: String) -> Int? {
    let names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    guard word.utf8.count >= 3 else { return nil }
    return names.firstIndex { $0 == word || String($0.prefix(3)) == word }.map { $0 + 1 }
  }

  private static func moved(_ word: String, from today: CalendarDay) -> CalendarDay? {
    guard let sign = word.first, sign == "+" || sign == "-" else { return nil }
    let unit = word.last.flatMap { "dwmy".contains($0) ? $0 : nil }
    let digits = word.dropFirst().dropLast(unit == nil ? 0 : 1)
    guard !digits.isEmpty, digits.utf8.allSatisfy(ASCII.isDigit), let size = Int(digits), size <= 100_000 else {
      return nil
    }
    let count = sign == "-" ? -size : size
    switch unit {
    case "w": return today.adding(days: 7 * count)
    case "m": return today.adding(months: count)
    case "y": return today.adding(months: 12 * min(max(count, -10_000), 10_000))
    default: return today.adding(days: count)
    }
  }
}
