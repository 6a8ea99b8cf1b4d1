package import Git
package import History
package import Practice
package import Records
package import Space

/// What `rapport status` says: what moved, then what is next and due, in about ten lines.
package struct StatusReport: Sendable {
  /// How many entries of one kind are spelled out.
  static let shown = 3

  let listing: RecordListing
  let today: CalendarDay
  /// The numbers that the two work by.
  let terms: Terms
  /// The last meeting that was held.
  package let lastMeeting: CalendarDay?
  package let nextMeeting: RecordFile?
  private let moved: [Event]
  package let findings: Int
  /// Authors whose address no record and no `.mailmap` knows.
  private let strangers: [String]
  private let isPersonal: Bool
  /// The commit that is looked at; nil for the present.
  let commit: ObjectID?
  private let questions: [OpenQuestion]
  /// What the records show and the two may want to look at, the most useful first.
  let signals: [Signal]
  private let agreement: AgreementStatus?

  /// - Parameters:
  ///   - moved: events since the last meeting, oldest first.
  ///   - findings: errors and warnings that `check` would tell, without the questions.
  ///   - today: the day of the report; with a commit one that may be past.
  ///   - commit: the commit that holds the records; nil for the present.
  ///   - isSigned: whether both signed the present text of the agreement.
  package init(
    listing: RecordListing,
    moved: [Event],
    findings: Int,
    strangers: [String],
    isPersonal: Bool,
    questions: [OpenQuestion] = [],
    signals: [Signal] = [],
    agreement: AgreementStatus? = nil,
    today: CalendarDay,
    commit: ObjectID? = nil,
    isSigned: Bool = false
  ) {
    self.listing = listing
    self.moved = moved
    self.findings = findings
    self.strangers = strangers
    self.isPersonal = isPersonal
    self.questions = questions
    self.signals = signals
    self.agreement = agreement
    self.today = today
    self.commit = commit
    terms = Terms(agreement: listing.files(of: .agreement).first?.document, isSigned: isSigned)
    lastMeeting = Self.lastMeeting(in: listing, today: today)
    nextMeeting = RecordName.meeting("next", among: listing.files, today: today)
  }

  /// The day of the last meeting that isn't ahead, cancelled or still planned.
  package static func lastMeeting(in listing: RecordListing, today: CalendarDay) -> CalendarDay? {
    RecordName.meeting("last", among: listing.files, today: today).flatMap(RecordName.day)
  }

  package var lines: [StyledText] {
    // What is to be done about files and addresses is of the present alone.
    let unsaved = commit == nil ? unsavedLines : []
    if isClosed { return [people, closureLines, questionLines, unsaved].flatMap { $0 } }
    let agreed = agreement?.lines ?? []
    return [
      people, movedLines, questionLines, meetingLines, preparationLines, goalLines, dueLines, agreed, signalLines,
      unsaved,
    ]
    .flatMap { $0 }
  }

  /// Whether the relationship has ended; nothing is asked of anybody then.
  private var isClosed: Bool { Closure.isClosed(listing.files) }

  private var closureLines: [StyledText] {
    guard let closure = listing.files(of: .closure).first else { return [] }
    let parts = ["closed_on", "reason"].compactMap { closure.document?.text(of: $0) }
    return [StyledText("Closed: ", .strong) + StyledText((parts + ["rapport show closure"]).joined(separator: " · "))]
  }

  private var people: [StyledText] {
    let then: StyledText = commit == nil ? "" : " · as of \(today)"
    guard !isPersonal else { return [StyledText("Your private space", .heading) + then] }
    guard let relationship = listing.files(of: .relationship).first?.document else {
      return [StyledText("A repository without relationship.md", .heading) + then]
    }
    let mentees = relationship.texts(of: "mentee").map(NamedPerson.name)
    let mentors = relationship.texts(of: "mentor").map(NamedPerson.name)
    var line = StyledText(
      "\(mentees.joined(separator: ", ")) (mentee) and \(mentors.joined(separator: ", ")) (mentor)",
      .heading
    )
    let isActive = (relationship.text(of: "status") ?? "active") == "active"
    if let status = relationship.text(of: "status") { line += " · \(status)" }
    if let started = relationship.text(of: "started") { line += isActive ? " since \(started)" : " · began \(started)" }
    return [line + then]
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
      let change = ChangeText(event, isBrief: true).lines.first ?? ""
      lines.append("  " + StyledText(event.commit.authored.day.description, .faint) + "  \(label): " + change)
    }
    return lines
      + more(than: moved.count, see: "rapport log" + (lastMeeting == nil ? "" : " --since last-meeting --summary"))
  }

  private var questionLines: [StyledText] {
    guard !questions.isEmpty else { return [] }
    return [OpenQuestion.listHeading] + questions.prefix(Self.shown).map { "  " + $0.line }
      + more(than: questions.count, see: "rapport check")
  }

  private var meetingLines: [StyledText] {
    isPersonal ? [] : unsettledLines + nextMeetingLines
  }

  /// A meeting whose day has passed and of which nobody said whether it took place; what moved is counted from it.
  private var unsettledLines: [StyledText] {
    guard let last = RecordName.meeting("last", among: listing.files, today: today), let day = RecordName.day(of: last),
      (last.document?.text(of: "status") ?? "planned") == "planned"
    else { return [] }
    let pointer = commit == nil ? " Was it held? rapport set \(shell: last.stem) status=held" : ""
    return [StyledText("Last meeting: ", .strong) + "\(day), still recorded as planned.\(pointer)"]
  }

  private var nextMeetingLines: [StyledText] {
    guard let nextMeeting, let day = RecordName.day(of: nextMeeting) else {
      guard !listing.files(of: .relationship).isEmpty else { return [] }
      let pointer = commit == nil ? "; rapport prep" : ""
      return [StyledText("Next meeting: ", .strong) + "none planned\(pointer)"]
    }
    let agenda = nextMeeting.document?.body.section(named: "Agenda")?.tasks.count { $0.state == .open } ?? 0
    return [
      StyledText("Next meeting: ", .strong)
        + "\(day), \(ValueText.relative(day, to: today)) · \(agenda) on the agenda"
    ]
  }

  private var goalLines: [StyledText] {
    let known = KindDescription.of(.goal).statuses
    // A word that no goal can have is a slip for one of the others, and hides no goal.
    let active = listing.files(of: .goal).filter { goal in
      goal.document?.text(of: "status").map { ["active", "proposed"].contains($0) || !known.contains($0) } ?? false
    }
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
        && !item.file.isEndedGoal
    }
    guard !open.isEmpty else { return [] }
    let tasks = TasksReport(open, today: today).tasks
    return [StyledText("Due", .strong)]
      + tasks.prefix(Self.shown).map { "  " + TasksReport.line(for: $0, today: today) }
      + more(than: tasks.count, see: commit == nil ? "rapport tasks" : nil)
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
          + "\(listing.missing.prefix(Self.shown).joined(separator: ", ")); rapport save --removed if on purpose, git restore FILE to have it back"
      )
    }
    lines += listing.problems.filter { $0.code == .unmergedVersion }.compactMap(\.path).prefix(Self.shown).map { path in
      StyledText("Two versions: ", .warning) + "\(path) is to be mended; rapport resolve \(shell: path)"
    }
    if findings > 0 {
      lines.append(
        StyledText("To mend: ", .warning) + "\(findings) \(findings == 1 ? "finding" : "findings"); rapport check"
      )
    }
    if let stranger = strangers.first {
      let rest = strangers.count > 1 ? " and \(strangers.count - 1) more" : ""
      lines.append(
        StyledText("Unknown author: ", .warning) + "\(stranger)\(rest); rapport doctor says how to name them"
      )
    }
    return lines
  }

  /// How many are left out, and the command that shows them, as of the same commit.
  func more(than count: Int, see command: String?) -> [StyledText] {
    guard count > Self.shown else { return [] }
    let then = commit.map { " --at " + $0.abbreviated } ?? ""
    let pointer = command.map { ": \($0)\(then)" } ?? ""
    return [StyledText("  and \(count - Self.shown) more\(pointer)", .faint)]
  }
}

extension StatusReport {
  package var json: JSONValue {
    let open = RecordTask.all(in: listing.files).filter { $0.task.state == .open && $0.isAction }
    return .object([
      .init("schema", .string("rapport/status/1")),
      .init("at", .optional(commit?.hex)),
      .init("today", .string(today.description)),
      .init("lastMeeting", .optional(lastMeeting?.description)),
      .init("nextMeeting", .optional(nextMeeting?.path)),
      .init("preparation", preparationJSON),
      .init("changesSinceLastMeeting", .integer(moved.count)),
      .init("goals", .array(listing.files(of: .goal).map(RecordJSON.object))),
      .init("openTasks", .integer(open.count)),
      .init("unsaved", .array(listing.files.filter { $0.standing != .saved }.map { .string($0.path) })),
      .init("missing", .array(listing.missing.map(JSONValue.string))),
      .init("findings", .integer(findings)),
      .init("questions", .array(questions.map(\.json))),
      .init("signals", .array(signals.map(SignalJSON.object))),
      .init("agreement", agreement?.json ?? .null),
    ])
  }
}
