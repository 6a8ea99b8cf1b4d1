package import History
package import Records
package import Space

/// What `rapport status` says: what moved, then what is next and due, in about ten lines.
package struct StatusReport: Sendable {
  /// How many entries of one kind are spelled out.
  private static let shown = 3

  private let listing: RecordListing
  private let today: CalendarDay
  /// The last meeting that was held.
  package let lastMeeting: CalendarDay?
  package let nextMeeting: RecordFile?
  private let moved: [Event]
  package let findings: Int
  /// Authors whose address no record and no `.mailmap` knows.
  private let strangers: [String]
  private let isPersonal: Bool
  private let questions: [OpenQuestion]

  /// - Parameters:
  ///   - moved: events since the last meeting, oldest first.
  ///   - findings: errors and warnings that `check` would tell.
  package init(
    listing: RecordListing,
    moved: [Event],
    findings: Int,
    strangers: [String],
    isPersonal: Bool,
    questions: [OpenQuestion] = [],
    today: CalendarDay
  ) {
    self.listing = listing
    self.moved = moved
    self.findings = findings
    self.strangers = strangers
    self.isPersonal = isPersonal
    self.questions = questions
    self.today = today
    lastMeeting = Self.lastMeeting(in: listing, today: today)
    nextMeeting = RecordName.meeting("next", among: listing.files, today: today)
  }

  /// The day of the last meeting that isn't ahead, cancelled or still planned.
  package static func lastMeeting(in listing: RecordListing, today: CalendarDay) -> CalendarDay? {
    RecordName.meeting("last", among: listing.files, today: today).flatMap(RecordName.day)
  }

  package var lines: [StyledText] {
    [people, movedLines, questionLines, meetingLines, goalLines, dueLines, unsavedLines].flatMap { $0 }
  }

  private var people: [StyledText] {
    guard !isPersonal else { return [StyledText("Your private space", .heading)] }
    guard let relationship = listing.files(of: .relationship).first?.document else {
      return [StyledText("A repository without relationship.md", .heading)]
    }
    let mentees = relationship.texts(of: "mentee").map(Self.name)
    let mentors = relationship.texts(of: "mentor").map(Self.name)
    var line = StyledText(
      "\(mentees.joined(separator: ", ")) (mentee) and \(mentors.joined(separator: ", ")) (mentor)",
      .heading
    )
    if let status = relationship.text(of: "status") { line += " · \(status)" }
    if let started = relationship.text(of: "started") { line += " since \(started)" }
    return [line]
  }

  private var movedLines: [StyledText] {
    let since = lastMeeting.map { "since the meeting of \($0)" } ?? "so far"
    guard !moved.isEmpty else { return lastMeeting == nil ? [] : ["No changes \(since)"] }
    let records = Set(moved.map(\.record.path)).count
    var lines: [StyledText] = [
      StyledText("Moved \(since): ", .strong)
        + "\(moved.count) \(moved.count == 1 ? "change" : "changes") in \(records) \(records == 1 ? "record" : "records")"
    ]
    for event in moved.suffix(Self.shown).reversed() {
      let label = RecordFile.label(of: event.record.path)
      let change = ChangeText(event).lines.first ?? ""
      lines.append("  " + StyledText(event.commit.authored.day.description, .faint) + "  \(label): " + change)
    }
    return lines + more(than: moved.count, see: "rapport log")
  }

  private var questionLines: [StyledText] {
    guard !questions.isEmpty else { return [] }
    return [StyledText("For the two of you to decide", .strong)] + questions.prefix(Self.shown).map { "  " + $0.line }
      + more(than: questions.count, see: "rapport check")
  }

  private var meetingLines: [StyledText] {
    guard !isPersonal else { return [] }
    guard let nextMeeting, let day = RecordName.day(of: nextMeeting) else {
      return listing.files(of: .relationship).isEmpty
        ? [] : [StyledText("Next meeting: ", .strong) + "none planned; rapport new meeting DATE"]
    }
    let agenda = nextMeeting.document?.body.section(named: "Agenda")?.tasks.count { $0.state == .open } ?? 0
    return [
      StyledText("Next meeting: ", .strong)
        + "\(day), \(ValueText.relative(day, to: today)) · \(agenda) on the agenda"
    ]
  }

  private var goalLines: [StyledText] {
    let active = listing.files(of: .goal).filter { ["active", "proposed"].contains($0.document?.text(of: "status")) }
    guard !active.isEmpty else { return [] }
    let lines = active.prefix(Self.shown).map { file in
      "  \(file.stem): \(RecordSummary(file).parts.joined(separator: " · "))" as StyledText
    }
    return [StyledText("Goals", .strong)] + lines + more(than: active.count, see: "rapport list goals")
  }

  private var dueLines: [StyledText] {
    let horizon = today.adding(days: 14)
    let open = RecordTask.all(in: listing.files).filter { item in
      item.task.state == .open && item.task.due.map { $0 <= horizon } ?? false
    }
    guard !open.isEmpty else { return [] }
    let tasks = TasksReport(open, today: today).tasks
    return [StyledText("Due", .strong)]
      + tasks.prefix(Self.shown).map { "  " + TasksReport.line(for: $0, today: today) }
      + more(than: tasks.count, see: "rapport tasks")
  }

  private var unsavedLines: [StyledText] {
    var lines: [StyledText] = []
    let unsaved = listing.files.filter { $0.standing != .saved }.map(\.path)
    if !unsaved.isEmpty {
      let names = unsaved.prefix(Self.shown).joined(separator: ", ")
      let rest = unsaved.count > Self.shown ? " and \(unsaved.count - Self.shown) more" : ""
      lines.append(StyledText("Not saved yet: ", .warning) + "\(names)\(rest); rapport save")
    }
    if !listing.missing.isEmpty {
      lines.append(
        StyledText("Missing from the folder: ", .warning)
          + "\(listing.missing.prefix(Self.shown).joined(separator: ", ")); rapport save --removed, or git restore"
      )
    }
    if findings > 0 {
      lines.append(
        StyledText("To mend: ", .warning) + "\(findings) \(findings == 1 ? "finding" : "findings"); rapport check"
      )
    }
    if let stranger = strangers.first {
      let rest = strangers.count > 1 ? " and \(strangers.count - 1) more" : ""
      lines.append(
        StyledText("Unknown author: ", .warning) + "\(stranger)\(rest); add the address to relationship.md or .mailmap"
      )
    }
    return lines
  }

  private func more(than count: Int, see command: String) -> [StyledText] {
    count > Self.shown ? [StyledText("  and \(count - Self.shown) more: \(command)", .faint)] : []
  }

  /// The name in `Ana Ruiz <ana@example.org>`.
  private static func name(_ person: String) -> String {
    let name = person.prefix { $0 != "<" }
    return name.split(separator: " ").joined(separator: " ")
  }
}

extension StatusReport {
  package var json: JSONValue {
    let open = RecordTask.all(in: listing.files).filter { $0.task.state == .open && $0.isAction }
    return .object([
      .init("schema", .string("rapport/status/1")),
      .init("today", .string(today.description)),
      .init("lastMeeting", .optional(lastMeeting?.description)),
      .init("nextMeeting", .optional(nextMeeting?.path)),
      .init("changesSinceLastMeeting", .integer(moved.count)),
      .init("goals", .array(listing.files(of: .goal).map(RecordJSON.object))),
      .init("openTasks", .integer(open.count)),
      .init("unsaved", .array(listing.files.filter { $0.standing != .saved }.map { .string($0.path) })),
      .init("missing", .array(listing.missing.map(JSONValue.string))),
      .init("findings", .integer(findings)),
      .init("questions", .array(questions.map(\.json))),
    ])
  }
}
