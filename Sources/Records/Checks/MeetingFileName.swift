extension Checks {
  /// Finds meetings whose file is named after another day than the one in `date`.
  static func checkMeetingFileName(_ record: RecordUnderCheck) -> [Diagnostic] {
    guard record.kind == .meeting, let node = record.document.frontMatter["date"],
      let date = node.text.flatMap(CalendarDay.init),
      let stem = record.path.split(separator: "/").last?.prefix(10),
      let named = CalendarDay(String(stem)), named != date
    else { return [] }
    return [
      record.finding(
        .meetingFileName,
        .hint,
        at: node.range,
        "the file is named after \(named), but the meeting's date is \(date)",
        // Where both rename it apart from each other, and one wrote in it, nothing tells that the two are one.
        help: "correct the date if it is wrong; the name may stay, since rapport goes by the date"
      )
    ]
  }
}
