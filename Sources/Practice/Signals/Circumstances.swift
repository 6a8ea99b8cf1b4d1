package import History
package import Records
package import Space

/// Everything that signals look at, as of one day.
package struct Circumstances: Sendable {
  let files: [RecordFile]
  private let filesByKind: [RecordKind: [RecordFile]]
  /// The numbers that the two work by.
  package var terms: Terms
  let pauses: Pauses
  let today: CalendarDay
  /// The tasks of meetings, and of goals that are pursued or achieved, in the order of the records.
  let tasks: [RecordTask]
  /// Events oldest first: those of the whole history, or since the last meeting.
  private(set) var events: [Event] = []
  /// The history of each record by its present path; nil where only the latest events are known.
  private(set) var histories: RecordHistories?

  /// - Parameters:
  ///   - terms: the numbers that the two work by, as far as they are known.
  ///   - today: the day as of which the records are looked at.
  package init(files: [RecordFile], terms: Terms, today: CalendarDay) {
    self.files = files
    filesByKind = Dictionary(grouping: files, by: \.kind)
    self.terms = terms
    self.today = today
    tasks = RecordTask.all(
      in: files.filter { file in
        file.kind == .meeting
          || file.kind == .goal && (file.isPursued || file.document?.text(of: "status") == "achieved")
      }
    )
    pauses = Pauses(relationship: filesByKind[.relationship]?.first?.document)
  }

  /// Knows from now on what happened since the last meeting, oldest first.
  package mutating func take(latest events: [Event]) {
    self.events = events
  }

  /// Knows from now on what happened in the whole history, oldest first.
  ///
  /// - Parameter events: all events that matter.
  package mutating func take(all events: [Event]) {
    self.events = events
    histories = RecordHistories(events)
  }

  /// What the rules ask of the history of records.
  package var interests: RecordInterests {
    let since = today.adding(days: -Signals.span)
    let done = tasks.filter { item in item.task.state == .done && item.task.due.map { $0 >= since } ?? false }
    let whole = Set(done.map(\.file.path) + held.suffix(Signals.preparedMeetings).map(\.file.path))
    var interests: [String: RecordInterest] = [:]
    for file in files where file.kind != .relationship && !whole.contains(file.path) {
      interests[file.path] =
        if file.kind != .goal { [] } else { file.isPursued ? [.beginning, .fields, .lastChange] : .beginning }
    }
    return RecordInterests(interests)
  }

  func files(of kind: RecordKind) -> [RecordFile] { filesByKind[kind] ?? [] }

  var relationship: Document? { files(of: .relationship).first?.document }

  private var status: String? { relationship?.text(of: "status") }

  /// Whether the relationship has ended, so that nothing is looked for any more.
  package var isClosed: Bool { status == "closed" }

  /// Whether nothing is expected of either of the two at present.
  package var isPaused: Bool { status == "paused" || pauses.contains(today) }

  /// The days since another, without pauses.
  func days(since day: CalendarDay) -> Int { pauses.days(after: day, through: today) }

  /// The meetings with their days, oldest first.
  private func meetings(where fits: (_ status: String, _ day: CalendarDay) -> Bool) -> [(
    day: CalendarDay, file: RecordFile
  )] {
    files(of: .meeting).compactMap { file in
      guard let day = RecordName.day(of: file), fits(file.document?.text(of: "status") ?? "planned", day) else {
        return nil
      }
      return (day, file)
    }.sorted { ($0.day, $0.file.path) < ($1.day, $1.file.path) }
  }

  /// The meetings that are recorded as held, oldest first.
  var held: [(day: CalendarDay, file: RecordFile)] { meetings { $0 == "held" && $1 <= today.latestElsewhere } }

  /// The meetings that are planned for today or later, the next first.
  var planned: [(day: CalendarDay, file: RecordFile)] { meetings { $0 == "planned" && $1 >= today } }

  /// The meetings whose day has passed and that nobody said were held or cancelled, oldest first.
  var unsettled: [(day: CalendarDay, file: RecordFile)] { meetings { $0 == "planned" && $1 < today } }

  /// Whether a span of days is longer than one and a half times the cadence.
  func isLong(_ days: Int) -> Bool { 2 * days > 3 * terms.cadenceDays.value }
}

extension RecordFile {
  /// Whether a goal is still to be reached and not put aside.
  var isPursued: Bool { ["active", "proposed"].contains(document?.text(of: "status")) }
}
