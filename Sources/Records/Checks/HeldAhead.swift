extension Checks {
  /// Finds a meeting that is said to be held on a day that hasn't come anywhere; nil for every other record.
  ///
  /// The day is that of whoever dated the meeting, and may be tomorrow here.
  package static func heldAhead(_ document: Document, at path: String, today: CalendarDay) -> Diagnostic? {
    let named = path.split(separator: "/").last.flatMap { CalendarDay(String($0.prefix(10))) }
    guard RecordKind(path: path) == .meeting, let node = document.frontMatter["status"], node.text == "held",
      let day = document.frontMatter.text("date").flatMap({ CalendarDay($0) }) ?? named, day > today.latestElsewhere
    else { return nil }
    return RecordUnderCheck(path: path, document: document, description: .of(.meeting)).finding(
      .heldAhead,
      .warning,
      at: node.range,
      "the meeting of \(day) is still ahead, so it can't be held yet",
      help: "correct the day, or say status: planned"
    ).at(path: path)
  }
}
