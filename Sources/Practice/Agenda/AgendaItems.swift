import History
import Records
import Space

/// The actions and topics of all meetings: what is still open of them, and what stood on agendas before.
struct AgendaItems {
  /// Everything that is or ever was on the agenda in question.
  let everOnThis: Set<String>
  /// Everything that is or ever was on any other.
  let everOnOthers: Set<String>
  /// The questions that any agenda names, in whatever state.
  let questions: Set<String>
  /// The words of the lines that name them.
  let questionTexts: Set<String>
  /// The goals that lines of the agenda in question name which no commit has.
  let unsavedGoals: Set<String>
  /// What is open of earlier meetings, the oldest first.
  let carried: [AgendaTopic]
  /// The tasks whose box differs from that of the same task in another meeting where it was ticked or dropped.
  let overtaken: [(item: RecordTask, state: TaskState)]

  init(before meeting: CalendarDay, at path: String, files: [RecordFile], history: MeetingHistory, today: CalendarDay) {
    let meetings = files.filter { $0.kind == .meeting }
    let tasks = RecordTask.all(in: meetings)
    let agendas = tasks.filter { !$0.isAction }
    let here = agendas.filter { $0.file.path == path }
    everOnThis = Set(here.map(\.task.text)).union(history.agendaTexts[path] ?? [])
    let past = history.agendaTexts.filter { $0.key != path }.values.reduce(into: Set<String>()) { $0.formUnion($1) }
    everOnOthers = past.union(agendas.filter { $0.file.path != path }.map(\.task.text))
    let named = agendas.filter { $0.task.value(of: "question") != nil }
    questions = Set(named.compactMap { $0.task.value(of: "question") })
    questionTexts = Set(named.map(\.task.text))
    let saved = history.agendaTexts[path] ?? []
    unsavedGoals = Set(here.filter { !saved.contains($0.task.text) }.compactMap { $0.task.value(of: "goal") })

    let earlier = EarlierMeetings(
      before: meeting,
      at: path,
      among: meetings,
      agendas: agendas,
      history: history,
      today: today
    )
    var groups: [MeetingTwins.Origin: [RecordTask]] = [:]
    var origins: [MeetingTwins.Origin] = []
    for task in tasks {
      guard let origin = MeetingTwins.origin(of: task) else { continue }
      if groups[origin] == nil { origins.append(origin) }
      groups[origin, default: []].append(task)
    }
    let closed = Set(files.filter { $0.kind == .question && QuestionState(of: $0) != .open }.map(\.stem))
    var carried: [AgendaTopic] = []
    var overtaken: [(item: RecordTask, state: TaskState)] = []
    // Meetings have their days as names, so their items come by the day they are from.
    for origin in origins {
      let group = groups[origin] ?? []
      // Of two questions in the same words one may be answered.
      let members = group.filter { !($0.task.value(of: "question").map(closed.contains) ?? false) }
      if members.count < group.count, !members.contains(where: { $0.task.value(of: "question") != nil }) { continue }
      if let state = Self.end(of: members) {
        overtaken += members.filter { $0.task.state == .open }.map { ($0, state) }
      } else if let topic = Self.topic(origin, members, among: earlier) {
        carried.append(topic)
      }
    }
    self.carried = carried
    self.overtaken = overtaken
  }

  /// How a task ended: in some meeting all of it is ticked or dropped; nil while it is open everywhere.
  private static func end(of members: [RecordTask]) -> TaskState? {
    let byMeeting = Dictionary(grouping: members, by: \.file.path).values
    let ended = byMeeting.filter { tasks in tasks.allSatisfy { $0.task.state != .open } }.flatMap(\.self)
    guard !ended.isEmpty else { return nil }
    return ended.contains { $0.task.state == .done } ? .done : .dropped
  }

  /// An open item of earlier meetings; nil for a topic that was taken off an agenda, or wasn't taken up when the two met after it.
  private static func topic(
    _ origin: MeetingTwins.Origin,
    _ members: [RecordTask],
    among earlier: EarlierMeetings
  ) -> AgendaTopic? {
    let before = members.filter { earlier.places[$0.file.path] != nil }
    let places = before.compactMap { earlier.places[$0.file.path] }
    guard let first = zip(places, before).min(by: { $0.0 < $1.0 })?.1, let last = places.max() else { return nil }
    let isAction = before.contains(where: \.isAction)
    if !isAction, last < max(earlier.lastHeld, earlier.lastAgendas[origin] ?? 0) { return nil }
    let carriers = zip(places, before).filter { place, item in
      !item.isAction && earlier.takesPlace[place] && RecordName.day(of: item.file) != origin.day
    }
    let times = Set(carriers.map(\.0)).count + 1
    let sentence = MeetingTwins.sentence(of: first)
    let keys =
      isAction
      ? []
      : first.task.keys.filter { key in
        ["goal", "question", "skill"].contains(key.name) && !sentence.contains("\(key.name):\(key.value)")
      }
    let decision = times >= 3 ? MeetingTwins.decision : ""
    return AgendaTopic(
      .carried,
      (["\(sentence) (from \(origin.day))\(decision)"] + keys.map { "\($0.name):\($0.value)" }).joined(separator: " "),
      ground: times >= 3 ? "open since \(origin.day), carried \(times) times" : "open since \(origin.day)",
      origin: origin
    )
  }
}

/// The meetings before another, in the order of their days.
private struct EarlierMeetings {
  /// Where a meeting is in the order, by its path.
  let places: [String: Int]
  /// Whether each meeting was held, or may have been.
  let takesPlace: [Bool]
  /// The place of the last meeting that was held with an agenda; 0 if none was. Where there is none, nobody passed over a topic.
  let lastHeld: Int
  /// The place of the last meeting on whose agenda an item ever stood.
  private(set) var lastAgendas: [MeetingTwins.Origin: Int] = [:]

  init(
    before meeting: CalendarDay,
    at path: String,
    among meetings: [RecordFile],
    agendas: [RecordTask],
    history: MeetingHistory,
    today: CalendarDay
  ) {
    let earlier = meetings.compactMap { file -> (day: CalendarDay, path: String, status: String?)? in
      guard file.path != path, let day = RecordName.day(of: file), day < meeting else { return nil }
      let status = file.document?.text(of: "status")
      // What is planned on another day ahead isn't left over yet.
      return day >= today && status == "planned" ? nil : (day, file.path, status)
    }.sorted { ($0.day, $0.path) < ($1.day, $1.path) }
    places = Dictionary(earlier.enumerated().map { ($1.path, $0) }) { first, _ in first }
    takesPlace = earlier.map { $0.status != "cancelled" }
    let prepared = Set(agendas.map(\.file.path)).union(history.agendaTexts.filter { !$0.value.isEmpty }.keys)
    lastHeld = earlier.lastIndex { $0.status == "held" && prepared.contains($0.path) } ?? 0
    for (place, meeting) in earlier.enumerated() {
      for text in history.agendaTexts[meeting.path] ?? [] {
        lastAgendas[MeetingTwins.origin(of: text) ?? .init(text: text, day: meeting.day)] = place
      }
    }
  }
}
