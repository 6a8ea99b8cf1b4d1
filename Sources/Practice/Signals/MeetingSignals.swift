import History
import Records
import Space

extension Signals {
  /// S5: how long ago the last meeting was.
  @Sendable static func meetingGap(_ circumstances: Circumstances) -> [Signal] {
    let last = circumstances.held.last
    guard let start = last?.day ?? circumstances.relationship?.text(of: "started").flatMap(CalendarDay.init) else {
      return []
    }
    let days = circumstances.days(since: start)
    guard circumstances.isLong(days) else { return [] }
    let cadence = circumstances.terms.cadenceDays
    let what =
      last == nil
      ? "No meeting recorded as held in the \(counted(days, "day")) since the beginning"
      : "\(counted(days, "day")) since the last meeting recorded as held (\(start))"
    let unsettled = circumstances.unsettled.filter { $0.day > start }.map(\.file)
    let isLonger = days > 2 * cadence.value
    let next =
      unsettled.first.map { "Was the meeting of \($0.stem) held? rapport set \(shell: $0.stem) status=held" }
      ?? (isLonger
        ? "Is it still wanted in this form? Change the cadence, pause, or close."
        : "This may be independence: change the cadence, or close. Else plan the next one: rapport new meeting DAY")
    return [
      Signal(
        .meetingGap,
        "\(what); one every \(cadence.description)",
        numbers: [.init("days", days), .init("cadence in days", cadence)],
        records: [last?.file.path ?? "relationship.md"] + unsettled.map(\.path),
        nextStep: next
      )
    ]
  }

  /// S6: whether a next meeting is planned.
  @Sendable static func nothingPlanned(_ circumstances: Circumstances) -> [Signal] {
    guard circumstances.planned.isEmpty, circumstances.relationship != nil else { return [] }
    return [
      Signal(
        .nothingPlanned,
        "No meeting is recorded as planned",
        numbers: [.init("planned meetings", 0)],
        records: circumstances.held.last.map { [$0.file.path] } ?? [],
        nextStep: "When is the next one? rapport new meeting DAY"
      )
    ]
  }

  /// How many of the last meetings are looked at for what each had prepared.
  static let preparedMeetings = 3

  /// S7: what each had prepared for the last meetings.
  @Sendable static func preparation(_ circumstances: Circumstances) -> [Signal] {
    guard let histories = circumstances.histories else { return [] }
    let meetings = circumstances.held.suffix(preparedMeetings)
    guard !meetings.isEmpty else { return [] }
    var numbers: [Signal.Number] = []
    var parts: [String] = []
    for role in [Role.mentee, .mentor] {
      let days = meetings.filter { meeting in
        wasPrepared(meeting.file, by: role, on: meeting.day, histories[meeting.file.path])
      }.map(\.day.description)
      numbers.append(.init("meetings with something under Prep (\(role.rawValue))", days.count))
      parts.append("\(role.rawValue): \(days.isEmpty ? "none recorded" : days.joined(separator: ", "))")
    }
    return [
      Signal(
        .preparation,
        "Prepared by the day of the meeting, of the last \(meetings.count): \(parts.joined(separator: "; "))",
        numbers: [.init("meetings", meetings.count)] + numbers,
        records: meetings.map(\.file.path),
        nextStep: "Would an earlier agenda help either of you?"
      )
    ]
  }

  /// Whether something stood under the Prep heading of a role by the end of a day: more than what later commits added.
  private static func wasPrepared(_ file: RecordFile, by role: Role, on day: CalendarDay, _ events: [Event]) -> Bool {
    let heading = "prep (\(role.rawValue))"
    guard let document = file.document, let section = document.body.section(named: heading) else { return false }
    let lines = section.lines.count { range in !document.bytes[range].allSatisfy { [0x20, 0x09, 0x0D].contains($0) } }
    // What isn't saved is later than the meeting for all that the history knows.
    let unsaved = file.standing == .saved ? 0 : lines
    let later = events.filter { $0.day > day }.flatMap(\.changes).reduce(unsaved) { sum, change in
      switch change {
      case .section(let name?, let added, let removed) where name.lowercased() == heading: sum + added - removed
      case .task(_, let name?, nil, .some) where name.lowercased() == heading: sum + 1
      case .task(_, let name?, .some, nil) where name.lowercased() == heading: sum - 1
      case .line(let name?, _, _, _) where name.lowercased() == heading: sum + 1
      default: sum
      }
    }
    let wasWrittenLater = events.first.map { $0.day > day } ?? true
    return !wasWrittenLater && lines > later
  }
}
