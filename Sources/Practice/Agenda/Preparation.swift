import History
package import Records
package import Space

/// What preparing a meeting changes: headings, what went well, topics, and boxes that were overtaken elsewhere.
///
/// Words that are there stay as they are; lines are only added.
package struct Preparation {
  /// The meeting's file as it will be.
  package let text: [UInt8]
  /// Boxes of other meetings whose task was ticked or dropped elsewhere.
  package let otherFiles: [(file: RecordFile, text: [UInt8])]
  /// The topics that are added to the agenda.
  package let topics: [AgendaTopic]
  /// The topics for which the agenda has no room.
  package let left: [AgendaTopic]
  /// The lines that are added under Went well.
  package let achieved: [String]
  /// How many more were reached.
  package let moreAchieved: Int

  /// The headings under which each of the two prepares.
  package static let headings = ["Prep (mentee)", "Prep (mentor)"]
  private static let wentWell = "Went well"
  private static let mostAchieved = 5

  /// - Parameters:
  ///   - meeting: The meeting's file; nil where it is new.
  ///   - template: The template that a new meeting begins with, its day filled in.
  ///   - isFilledUp: Whether a meeting that is there gets the template's headings, too.
  /// - Throws: `EditError` where the way the file is written doesn't allow the change.
  package init(
    _ agenda: Agenda,
    of meeting: Document?,
    template: Document,
    isFilledUp: Bool
  ) throws(EditError) {
    let all = agenda.topics
    (topics, left) = (all.added, all.left)
    let reached = agenda.achievements
    achieved = Array(reached.prefix(max(0, Self.mostAchieved - agenda.achievementsThere)))
    moreAchieved = reached.count - achieved.count

    let overtaken = Dictionary(grouping: agenda.items.overtaken) { $0.item.file.path }
    var document = meeting ?? template
    document = try document.marking(overtaken[agenda.path] ?? [])
    if isFilledUp {
      let sections = template.body.sections.filter { $0.level == 2 }
      let order = sections.compactMap(\.heading)
      for section in sections {
        guard let heading = section.heading else { continue }
        document = try document.with(heading, lines: template.lines(of: section), order: order)
      }
    }
    let order = KindDescription.of(.meeting).headings.map(\.name)
    for heading in Self.headings { document = try document.with(heading, lines: [], order: order) }
    if !achieved.isEmpty { document = try document.with(Self.wentWell, lines: [], order: order) }
    for line in achieved { document = try document.adding("- \(line)", under: Self.wentWell) }
    if !topics.isEmpty { document = try document.with("Agenda", lines: [], order: order) }
    for topic in topics { document = try document.adding("- [ ] \(topic.line)", under: "Agenda") }
    text = document.bytes

    var others: [(file: RecordFile, text: [UInt8])] = []
    for file in agenda.files where file.path != agenda.path {
      guard let items = overtaken[file.path], let document = file.document else { continue }
      others.append((file, try document.marking(items).bytes))
    }
    otherFiles = others
  }
}

extension Agenda {
  /// What was reached since the last meeting and doesn't stand in the meeting's file, as dated lines, in the order in which it was.
  fileprivate var achievements: [String] {
    let known = (history.datedLines[path] ?? []).union(
      files.first { $0.path == path }?.document?.body.sections.flatMap(\.datedLines).map {
        .init(day: $0.day, text: $0.text)
      }
        ?? []
    )
    return history.achievements.compactMap { achievement in
      guard let text = text(of: achievement) else { return nil }
      let line = MeetingHistory.DatedText(day: achievement.day, text: AgendaTopic.inOneLine(text))
      return known.contains(line) ? nil : "\(line.day) \(line.text)"
    }
  }

  /// How many lines of what was reached the meeting has or once had.
  fileprivate var achievementsThere: Int { history.datedLines[path]?.count ?? 0 }

  /// What a line says of something reached; nil where that isn't so any more, or is ticked on an agenda.
  private func text(of achievement: MeetingHistory.Achievement) -> String? {
    guard let file = files.first(where: { $0.path == achievement.path }), let document = file.document else {
      return nil
    }
    guard let text = achievement.task else {
      return document.text(of: "status") == "achieved" ? "\(file.shortTitle): achieved" : nil
    }
    let section = document.body.sections.first { section in
      !Self.isAgenda(section.heading) && section.tasks.contains { $0.text == text && $0.state == .done }
    }
    guard let section, let task = section.tasks.first(where: { $0.text == text }) else { return nil }
    if file.kind == .goal { return "\(text) (\(file.shortTitle))" }
    let item = RecordTask(task: task, file: file, section: section.heading)
    return MeetingTwins.of(item, in: files, becoming: .open).isEmpty ? text : nil
  }
}

extension Document {
  /// The lines of a section without the blank ones at its end.
  fileprivate func lines(of section: Section) -> [String] {
    var lines = section.lines.map { String(decoding: bytes[$0], as: UTF8.self) }
    while lines.last?.allSatisfy(\.isWhitespace) ?? false { lines.removeLast() }
    return lines
  }

  fileprivate func with(_ heading: String, lines: [String], order: [String]) throws(EditError) -> Document {
    try applied(try addingSection(heading, lines: lines, order: order))
  }

  fileprivate func adding(_ line: String, under heading: String) throws(EditError) -> Document {
    try applied(try addingLine(line, under: heading))
  }

  fileprivate func marking(_ items: [(item: RecordTask, state: TaskState)]) throws(EditError) -> Document {
    try applied(items.flatMap { marking($0.item.task, as: $0.state) })
  }

  private func applied(_ edits: [Edit]) throws(EditError) -> Document {
    guard !edits.isEmpty else { return self }
    guard let changed = try? Document.parse(applying(edits)) else { throw .cannotEdit(name: "Agenda") }
    return changed
  }
}
