package import History
package import Records
package import Space

/// What is proposed for a meeting, from the records and their history.
///
/// The same comes out for whoever asks, mentee or mentor. A topic says a fact that has a day of its own and nothing about
/// today, so that two people who prepare apart from each other propose the same.
package struct Agenda {
  /// The most topics that an agenda gets.
  package static let longest = 10

  package let meeting: CalendarDay
  /// The meeting's file; it may not be there yet.
  package let path: String
  package let today: CalendarDay
  package let terms: Terms
  let pauses: Pauses
  let files: [RecordFile]
  let history: MeetingHistory
  let names: (Author) -> String
  /// The items of all meetings, by what they share with others.
  let items: AgendaItems
  /// The day by which the two see each other again: the meeting planned next, else one cadence later; nil while no day can be told.
  package let followingMeeting: CalendarDay?

  /// - Parameters:
  ///   - meeting: The day of the meeting.
  ///   - path: The path of its file, whether or not it is there.
  ///   - files: All records.
  ///   - names: What an author is called.
  package init(
    of meeting: CalendarDay,
    at path: String,
    files: [RecordFile],
    history: MeetingHistory,
    terms: Terms,
    pauses: Pauses,
    today: CalendarDay,
    names: @escaping (Author) -> String
  ) {
    self.meeting = meeting
    self.path = path
    self.files = files
    self.history = history
    self.terms = terms
    self.pauses = pauses
    self.today = today
    self.names = names
    items = AgendaItems(before: meeting, at: path, files: files, history: history, today: today)
    let planned = files.compactMap { file -> CalendarDay? in
      guard file.kind == .meeting, file.path != path, file.document?.text(of: "status") == "planned" else { return nil }
      return RecordName.day(of: file).flatMap { $0 > meeting ? $0 : nil }
    }
    followingMeeting = planned.min() ?? pauses.day(terms.cadenceDays.value, after: meeting)
  }

  /// Whether a section is a meeting's agenda.
  package static func isAgenda(_ section: String?) -> Bool { section?.lowercased() == "agenda" }

  /// The topics to add, and those for which the agenda has no room, both in the order of their sources.
  package var topics: (added: [AgendaTopic], left: [AgendaTopic]) {
    let wanted = proposals.filter { !isKnown($0) }
    let room = max(0, Self.longest - items.everOnThis.count)
    guard wanted.count > room else { return (wanted, []) }
    // Every source gets a line before any gets two.
    var places: [AgendaTopic.Source: Int] = [:]
    let turns = wanted.map { topic in
      places[topic.source, default: 0] += 1
      return places[topic.source] ?? 0
    }
    let first = Set(wanted.indices.sorted { (turns[$0], $0) < (turns[$1], $1) }.prefix(room))
    return (
      wanted.indices.filter(first.contains).map { wanted[$0] },
      wanted.indices.filter { !first.contains($0) }.map { wanted[$0] }
    )
  }

  /// Everything that speaks for itself, whether or not it is on an agenda already.
  private var proposals: [AgendaTopic] {
    let all = goalTopics + questionTopics + items.carried + reviewTopics
    return AgendaTopic.Source.allCases.flatMap { source in all.filter { $0.source == source } }
  }

  /// Whether a topic stood on an agenda before, so that people have seen it: what they took away doesn't come back.
  ///
  /// What is carried may come back at the next meeting, until it is done or dropped; any other fact is proposed once.
  private func isKnown(_ topic: AgendaTopic) -> Bool {
    if let origin = topic.origin {
      // The same words may stand here already, where each of the two prepared another meeting.
      return items.everOnThis.contains { $0 == origin.text || MeetingTwins.origin(of: $0) == origin }
    }
    let (text, task) = (topic.text, topic.task)
    let hasStood = items.everOnThis.contains(text) || items.everOnOthers.contains(text)
    if let question = task?.value(of: "question") {
      // A question that is asked again has the words of another, which stood there for itself.
      return items.questions.contains(question) || (hasStood && !items.questionTexts.contains(text))
    }
    if hasStood { return true }
    // A line that isn't saved yet may have been edited; history doesn't know what it said before.
    return task?.value(of: "goal").map(items.unsavedGoals.contains) ?? false
  }

  private var questionTopics: [AgendaTopic] {
    files.filter { $0.kind == .question && QuestionState(of: $0) == .open }.map { file in
      AgendaTopic(.question, Self.line(forQuestion: file.title, stem: file.stem), ground: "has no answer yet")
    }
  }

  /// A question as it stands on an agenda.
  package static func line(forQuestion title: String, stem: String) -> String {
    AgendaTopic.inOneLine("\(AgendaTopic.quoted(title)) question:\(stem)")
  }

  private var reviewTopics: [AgendaTopic] {
    guard let following = followingMeeting else { return [] }
    return files.compactMap { file in
      switch file.kind {
      case .agreement:
        guard let day = file.day(of: "review_by"), day < following else { return nil }
        return AgendaTopic(
          .review,
          "Look at the agreement again (review by \(day))",
          ground: "review_by comes before \(following), when you meet again"
        )
      case .skill:
        guard let day = file.day(of: "next_review"), day < following else { return nil }
        return AgendaTopic(
          .review,
          "Look at \(file.shortTitle) again (review on \(day)) skill:\(file.stem)",
          ground: "next_review comes before \(following), when you meet again"
        )
      default: return nil
      }
    }
  }
}

extension RecordFile {
  /// The day that a field holds; nil where there is none.
  func day(of field: String) -> CalendarDay? {
    document?.text(of: field).flatMap { CalendarDay($0) }
  }
}

/// Whether a question waits for an answer.
package enum QuestionState: String, Sendable, Hashable {
  case open
  case answered
  case parked
  case outOfScope = "out-of-scope"

  /// What `status` says; without it, a question is answered once there is text under Answer.
  package init(of file: RecordFile) {
    if let status = file.document?.text(of: "status").flatMap(QuestionState.init(rawValue:)) {
      self = status
    } else {
      self = file.document?.hasText(under: "Answer") ?? false ? .answered : .open
    }
  }
}

extension RecordFile {
  /// Where the record stands: what `status` says, and for a question without it what follows from its answer.
  package var status: String? {
    kind == .question && document != nil ? QuestionState(of: self).rawValue : document?.text(of: "status")
  }
}

extension Document {
  /// Whether somebody wrote something under a heading; comments don't count.
  package func hasText(under heading: String) -> Bool {
    sectionLines(under: heading).contains { line in
      guard case .literal = line.content else { return isText(line) }
      let text = withoutIndentation(line)
      return text.starts(with: "```".utf8) || text.starts(with: "~~~".utf8)
    }
  }

  /// The lines that somebody wrote under a heading, without blank ones, comments and blocks of code.
  package func texts(under heading: String) -> [String] {
    sectionLines(under: heading).filter { line in
      if case .literal = line.content { false } else { isText(line) }
    }.map { String(decoding: bytes[$0.range], as: UTF8.self) }
  }

  private func sectionLines(under heading: String) -> [SectionLine] {
    body.section(named: heading).map { SectionLine.all(in: bytes, [$0.contentRange]) } ?? []
  }

  /// Whether a line isn't blank, nor a comment in one line, which is no block of its own.
  private func isText(_ line: SectionLine) -> Bool {
    let text = withoutIndentation(line)
    return !text.isEmpty && (!text.starts(with: "<!--".utf8) || !text.suffix(3).elementsEqual("-->".utf8))
  }

  private func withoutIndentation(_ line: SectionLine) -> ArraySlice<UInt8> {
    bytes[line.range].drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
  }
}
