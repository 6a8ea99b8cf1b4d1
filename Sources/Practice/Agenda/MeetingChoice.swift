package import Records
package import Space

/// Which meeting is prepared where nobody names one.
package struct MeetingChoice: Sendable {
  /// The next meeting that is planned; today counts.
  package let next: RecordFile?
  /// The days of other meetings that are planned ahead.
  package let alsoPlanned: [CalendarDay]
  /// The days of meetings that have passed and are still planned.
  package let forgotten: [CalendarDay]
  /// A day for a meeting while none is planned; nil in a pause without an end, and once the relationship is closed.
  package let proposal: CalendarDay?
  /// How the proposal comes about.
  package let ground: String

  package init(among files: [RecordFile], terms: Terms, pauses: Pauses, today: CalendarDay) {
    let planned = files.compactMap { file -> CalendarDay? in
      guard file.kind == .meeting, (file.document?.text(of: "status") ?? "planned") == "planned" else { return nil }
      return RecordName.day(of: file)
    }.sorted()
    next = RecordName.meeting("next", among: files, today: today)
    let nextDay = next.flatMap(RecordName.day)
    alsoPlanned = planned.filter { day in nextDay.map { $0 < day } ?? false }
    forgotten = planned.filter { $0 < today }
    let isClosed = Closure.isClosed(files)
    let last = RecordName.meeting("last", among: files, today: today).flatMap(RecordName.day)
    if let last, let day = pauses.day(terms.cadenceDays.value, after: last), day > today {
      proposal = isClosed ? nil : day
      let pause = Self.pause(between: last.adding(days: terms.cadenceDays.value), and: day)
      ground = "\(terms.cadenceDays.value) days after the last meeting (\(terms.cadenceDays.origin.rawValue)\(pause))"
    } else {
      let lead = max(1, terms.agendaLeadDays.value)
      let day = pauses.day(lead, after: today)
      proposal = isClosed ? nil : day
      let pause = Self.pause(between: today.adding(days: lead), and: day)
      ground =
        "\(lead) \(lead == 1 ? "day" : "days") from now, to prepare (\(terms.agendaLeadDays.origin.rawValue)\(pause))"
    }
  }

  /// What there is to say where a pause puts a day off.
  private static func pause(between plain: CalendarDay, and day: CalendarDay?) -> String {
    day.map { $0 == plain } ?? true ? "" : ", not counting the pause"
  }
}
