package import Records
package import Space

/// What is left to do once a meeting was held.
package struct MeetingFollowUp: Sendable, Hashable {
  package let day: CalendarDay
  /// What its file is called, which may still be another day.
  package let name: String
  package let hasDecisions: Bool
  package let hasActions: Bool
  /// How many topics of its agenda are still open.
  package let openTopics: Int
  /// The names of questions that were talked about and have no answer in writing.
  package let questions: [String]
  /// The day of the next meeting that is planned.
  package let next: CalendarDay?
  /// A day for the next meeting, and how it comes about; nil where one is planned or no day can be told.
  package let proposal: CalendarDay?
  package let ground: String

  /// - Parameter meeting: The meeting as it is once it was held.
  package init?(of meeting: RecordFile, among files: [RecordFile], terms: Terms, pauses: Pauses, today: CalendarDay) {
    guard let day = RecordName.day(of: meeting), let document = meeting.document else { return nil }
    self.day = day
    name = meeting.stem
    hasDecisions = document.hasText(under: "Decisions")
    hasActions = !(document.body.section(named: "Actions")?.tasks.isEmpty ?? true)
    let topics = document.body.section(named: "Agenda")?.tasks ?? []
    openTopics = topics.count { $0.state == .open }
    let talkedAbout = topics.filter { $0.state == .done }.compactMap { $0.value(of: "question") }
    questions = talkedAbout.filter { name in
      files.contains { $0.kind == .question && $0.stem == name && QuestionState(of: $0) == .open }
    }
    let others = files.filter { $0.path != meeting.path } + [meeting]
    // On the meeting's day none of that day is the next.
    let choice = MeetingChoice(among: others, terms: terms, pauses: pauses, today: max(today, day))
    next = choice.next.flatMap(RecordName.day)
    proposal = next == nil ? choice.proposal : nil
    ground = choice.ground
  }
}
