package import Records

/// How a change of one value reads in a line of text.
package enum ValueText {
  /// Longest value that is shown whole, in characters.
  static let wholeLength = 24

  /// The signed distance between two days: "+92 days".
  static func distance(from old: CalendarDay, to new: CalendarDay) -> String {
    let days = old.days(until: new)
    return (days > 0 ? "+" : days < 0 ? "−" : "") + "\(abs(days)) " + (abs(days) == 1 ? "day" : "days")
  }

  /// A day as seen from today: "today", "in 5 days", "12 days ago".
  package static func relative(_ day: CalendarDay, to today: CalendarDay) -> String {
    switch today.days(until: day) {
    case 0: "today"
    case 1: "tomorrow"
    case -1: "yesterday"
    case let days where days > 0: "in \(days) days"
    case let days: "\(-days) days ago"
    }
  }

  /// Two texts with only what differs spelled out: `"Toxicity paper: …" → "… grade 2+ …"`.
  static func difference(from old: String, to new: String) -> (old: String, new: String) {
    if old.count <= wholeLength && new.count <= wholeLength { return (quoted(old), quoted(new)) }
    let oldWords = old.split(separator: " ", omittingEmptySubsequences: false)
    let newWords = new.split(separator: " ", omittingEmptySubsequences: false)
    let prefix = zip(oldWords, newWords).prefix { $0 == $1 }.count
    let shorter = min(oldWords.count, newWords.count)
    let suffix = zip(oldWords.reversed(), newWords.reversed()).prefix { $0 == $1 }.count
    let shared = min(suffix, shorter - prefix)
    return (
      excerpt(oldWords, prefix: prefix, suffix: shared), excerpt(newWords, prefix: prefix, suffix: shared)
    )
  }

  /// A long text's beginning.
  package static func shortened(_ text: String, to length: Int = 60) -> String {
    text.count <= length ? text : text.prefix(length - 1).trimmingTrailingSpace() + "…"
  }

  static func quoted(_ text: String) -> String { "\"\(text)\"" }

  /// The words that differ, with "…" for what is common; the common beginning where none do.
  private static func excerpt(_ words: [Substring], prefix: Int, suffix: Int) -> String {
    let middle = words[prefix..<(words.count - suffix)]
    guard !middle.isEmpty else {
      let beginning = shortened(words.prefix(prefix).joined(separator: " "), to: wholeLength)
      return quoted(suffix > 0 && !beginning.hasSuffix("…") ? beginning + " …" : beginning)
    }
    let text = shortened(middle.joined(separator: " "))
    return quoted((prefix > 0 ? "… " : "") + text + (suffix > 0 ? " …" : ""))
  }
}

extension Substring {
  fileprivate func trimmingTrailingSpace() -> Substring {
    var result = self
    while result.last == " " { result.removeLast() }
    return result
  }
}
