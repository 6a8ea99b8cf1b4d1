extension Checks {
  /// Finds meetings that are planned for a day on which there is another one, so that it isn't plain which of them to
  /// prepare.
  static func checkMeetingDays(_ records: [CheckedRecord]) -> [Diagnostic] {
    let meetings = records.filter { RecordKind(path: $0.path) == .meeting && status(of: $0) != "cancelled" }
    let byDay = Dictionary(grouping: meetings) { $0.document.frontMatter.text("date").flatMap(CalendarDay.init) }
    return byDay.flatMap { day, meetings -> [Diagnostic] in
      guard let day, meetings.count > 1, meetings.contains(where: { status(of: $0) == "planned" }) else { return [] }
      return meetings.dropFirst().compactMap { meeting in
        meeting.document.frontMatter["date"].map { node in
          Diagnostic(
            code: .meetingsOfOneDay,
            severity: .warning,
            at: node.range,
            in: meeting.document.lines,
            summary: "\(meetings[0].path) is on \(day), too",
            help:
              "if both are one meeting, move what is in one to the other, and cancel it: rapport set \(shell: meeting.path) status=cancelled"
          ).at(path: meeting.path)
        }
      }
    }
  }

  private static func status(of meeting: CheckedRecord) -> String {
    meeting.document.frontMatter.text("status") ?? "planned"
  }
}
