package import History
package import Records
package import Space

/// What history tells a meeting's agenda: what changed since the last meeting, and what stood on agendas before.
package struct MeetingHistory: Sendable {
  /// A goal's field that has another value than at the last meeting.
  struct FieldChange: Sendable, Hashable {
    let field: String
    /// The value at the last meeting; nil for none.
    let old: String?
    var new: String?
    /// Who changed it last, and why.
    var commit: CommitReference
  }

  /// Something that was reached since the last meeting.
  struct Achievement: Sendable, Hashable {
    /// The record's path now.
    let path: String
    /// The words of the task; nil where the record itself is what was reached.
    let task: String?
    let day: CalendarDay
  }

  /// The changes of goals by their paths now, in the order in which the fields were changed first.
  private(set) var changedGoals: [String: [FieldChange]] = [:]
  /// The paths of goals that began since the last meeting.
  private(set) var newGoals: Set<String> = []
  /// In the order in which they were reached.
  private(set) var achievements: [Achievement] = []
  /// The day on which a record was last changed, by its path now; known of active goals, and of what changed since the last meeting.
  private(set) var lastChanges: [String: CalendarDay] = [:]
  /// All that ever stood on the agenda of a meeting, by its path now.
  private(set) var agendaTexts: [String: Set<String>] = [:]
  /// All dated lines that a meeting ever had, by its path now.
  private(set) var datedLines: [String: Set<DatedText>] = [:]

  /// A dated line, as far as it is one and the same.
  struct DatedText: Sendable, Hashable {
    let day: CalendarDay
    let text: String
  }

  /// What the agenda asks of the history of records.
  ///
  /// - Parameter lastMeeting: The day of the last meeting; nil for none.
  package static func interests(in files: [RecordFile], since lastMeeting: CalendarDay?) -> RecordInterests {
    var interests: [String: RecordInterest] = [:]
    for file in files where file.kind != .meeting {
      guard file.kind == .goal else {
        interests[file.path] = []
        continue
      }
      guard lastMeeting != nil else { continue }
      interests[file.path] = file.document?.text(of: "status") == "active" ? [.lastChange, .latest] : .latest
    }
    guard let lastMeeting else { return RecordInterests(interests) }
    // Nowhere does the day after begin before this.
    return RecordInterests(interests, latestSince: Int64(lastMeeting.daysSince1970) * 86_400)
  }

  /// The fields of a goal whose changes are worth talking about.
  private static let telling = ["status", "target", "title", "success", "confidence", "waiting_on"]

  /// - Parameters:
  ///   - events: All events of the space that matter, oldest first.
  ///   - lastMeeting: The day of the last meeting; what was recorded on that day belongs to it. Nil for none.
  package init(_ events: [Event], since lastMeeting: CalendarDay?) {
    let names = CurrentPaths(events)
    for (index, event) in events.enumerated() {
      let path = names.path(of: event.record.path, at: index)
      lastChanges[path] = event.commit.committed.day
      if event.record.kind == .meeting { takeMeeting(event, path) }
      guard lastMeeting.map({ $0 < event.commit.committed.day }) ?? true else { continue }
      takeChanges(event, path)
    }
  }

  private mutating func takeMeeting(_ event: Event, _ path: String) {
    for change in event.changes {
      switch change {
      case .task(let text, let section, _, _?) where Agenda.isAgenda(section):
        agendaTexts[path, default: []].insert(text)
      case .line(_, let day, _, let text): datedLines[path, default: []].insert(DatedText(day: day, text: text))
      default: break
      }
    }
  }

  private mutating func takeChanges(_ event: Event, _ path: String) {
    let begins = event.changes.contains { $0 == .created || $0 == .restored }
    if event.record.kind == .goal, begins { newGoals.insert(path) }
    for change in event.changes where !begins {
      switch change {
      case .field(let field, let old, let new) where event.record.kind == .goal:
        takeField(field, old?.plainText, new?.plainText, event, path)
        if field == "status", new == .text("achieved") { reach(nil, event, path) }
      case .task(let text, let section, _, .done?) where !Agenda.isAgenda(section):
        if event.record.kind == .goal || event.record.kind == .meeting { reach(text, event, path) }
      default: break
      }
    }
  }

  private mutating func takeField(_ field: String, _ old: String?, _ new: String?, _ event: Event, _ path: String) {
    guard Self.telling.contains(field) else { return }
    var changes = changedGoals[path] ?? []
    if let index = changes.firstIndex(where: { $0.field == field }) {
      changes[index].new = new
      changes[index].commit = event.commit
    } else {
      changes.append(FieldChange(field: field, old: old, new: new, commit: event.commit))
    }
    changedGoals[path] = changes
  }

  private mutating func reach(_ task: String?, _ event: Event, _ path: String) {
    achievements.removeAll { $0.path == path && $0.task == task }
    achievements.append(Achievement(path: path, task: task, day: event.commit.authored.day))
  }
}

extension RecordedValue {
  /// The text of a scalar; a list's items with commas between them.
  fileprivate var plainText: String {
    switch self {
    case .text(let text): text
    case .list(let items): items.joined(separator: ", ")
    }
  }
}

/// Where the records of events are now.
private struct CurrentPaths {
  /// What a path became later, newest first.
  private let renames: [(index: Int, from: String, to: String)]

  init(_ events: [Event]) {
    renames = events.enumerated().flatMap { index, event in
      event.changes.compactMap { change in
        if case .renamed(let from, let to, _) = change { (index, from, to) } else { nil }
      }
    }
  }

  /// The path that the record of an event has in the end.
  func path(of path: String, at index: Int) -> String {
    guard !renames.isEmpty else { return path }
    var path = path
    for rename in renames where rename.index > index && rename.from == path { path = rename.to }
    return path
  }
}
