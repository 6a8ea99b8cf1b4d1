package import History
import Practice
package import Records
package import Space

/// How one space stands, in few words.
package struct SpaceOverview: Sendable {
  /// The space's folder.
  package let root: String
  private let isPersonal: Bool
  private let people: String
  private let status: String?
  private let closedOn: CalendarDay?
  private let lastMeeting: CalendarDay?
  private let nextMeeting: CalendarDay?
  private let changes: Int
  private let changedRecords: Int
  private let reviews: [Review]
  private let questions: Int
  private let meetingsHeld: Int
  /// How many goals have each status, in the order in which the kind's table names them.
  private let goals: [(status: String, count: Int)]
  private let isSigned: Bool

  /// - Parameters:
  ///   - moved: events since the last meeting.
  ///   - isSigned: whether both signed the present text of the agreement.
  ///   - questions: how many things a merge left for the two to decide.
  package init(
    root: String,
    listing: RecordListing,
    moved: [Event],
    questions: Int,
    isSigned: Bool,
    isPersonal: Bool,
    today: CalendarDay
  ) {
    self.root = root
    self.isSigned = isSigned
    meetingsHeld = listing.files(of: .meeting).count { $0.document?.text(of: "status") == "held" }
    let states = listing.files(of: .goal).compactMap { $0.document?.text(of: "status") }
    goals = KindDescription.of(.goal).statuses.map { status in (status, states.count { $0 == status }) }
    self.isPersonal = isPersonal
    self.questions = questions
    let relationship = listing.files(of: .relationship).first?.document
    func names(_ field: String) -> String {
      (relationship?.texts(of: field) ?? []).map(NamedPerson.name).joined(separator: ", ")
    }
    people = isPersonal ? "Your private space" : "\(names("mentee")) (mentee) and \(names("mentor")) (mentor)"
    status = relationship?.text(of: "status")
    closedOn = listing.files(of: .closure).first?.document?.text(of: "closed_on").flatMap { CalendarDay($0) }
    lastMeeting = StatusReport.lastMeeting(in: listing, today: today)
    nextMeeting =
      status == "closed" ? nil : RecordName.meeting("next", among: listing.files, today: today).flatMap(RecordName.day)
    changes = moved.count
    changedRecords = Set(moved.map(\.record.path)).count
    reviews = status == "closed" ? [] : Review.due(in: listing.files, today: today)
  }

  private var isClosed: Bool { status == "closed" }

  /// The status as a word of the kind's table; whatever else a person wrote there may be more than others shall know.
  private var knownStatus: String? {
    status.map { KindDescription.of(.relationship).statuses.contains($0) ? $0 : "other" }
  }

  func lines(today: CalendarDay) -> [StyledText] {
    var head = StyledText(people, .heading)
    if let status { head += StyledText(" · \(status)" + (isClosed ? closedOn.map { " \($0)" } ?? "" : "")) }
    var lines: [StyledText] = [head + StyledText("  \(root)", .faint)]
    if !isPersonal, !isClosed {
      let next = nextMeeting.map { "\($0), \(ValueText.relative($0, to: today))" } ?? "none planned"
      lines.append("  next meeting: \(next)")
    }
    if changes > 0, !isClosed {
      let since = lastMeeting.map { "since the meeting of \($0)" } ?? "so far"
      lines.append("  moved \(since): \(counted(changes, "change")) in \(counted(changedRecords, "record"))")
    }
    if !reviews.isEmpty {
      lines.append(StyledText("  due: \(reviews.map { "\($0.label) \($0.day)" }.joined(separator: ", "))"))
    }
    if questions > 0 { lines.append("  for the two of you to decide: \(questions)") }
    return lines
  }

  /// What may be handed over: names, days, counts and words of rapport's own.
  var json: JSONValue {
    .object([
      .init("root", .string(root)),
      .init("private", .boolean(isPersonal)),
      .init("people", .string(people)),
      .init("status", .optional(knownStatus)),
      .init("closedOn", .optional(closedOn?.description)),
      .init("lastMeeting", .optional(lastMeeting?.description)),
      .init("nextMeeting", .optional(nextMeeting?.description)),
      .init("meetingsHeld", .integer(meetingsHeld)),
      .init("changesSinceLastMeeting", .integer(changes)),
      .init("goals", .object(goals.map { .init($0.status, .integer($0.count)) })),
      .init("agreementSignedByBoth", .boolean(isSigned)),
      .init(
        "reviewsDue",
        .array(
          reviews.map { review in
            .object([
              // A file's name holds words of its title.
              .init("kind", .string(RecordKind(path: review.path).rawValue)), .init("field", .string(review.field)),
              .init("day", .string(review.day.description)),
            ])
          }
        )
      ),
      .init("openEntries", .integer(questions)),
      .init("problem", .null),
    ])
  }

  private func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)" + (count == 1 ? "" : "s") }
}

/// What `rapport overview` says: each space in few words, and those that can't be read by name.
package struct OverviewReport: Sendable {
  /// One of the spaces that were asked for.
  package enum Entry: Sendable {
    case space(SpaceOverview)
    /// A folder in which no space could be read, and why.
    case unreadable(root: String, problem: String)
  }

  private let entries: [Entry]
  private let today: CalendarDay

  package init(_ entries: [Entry], today: CalendarDay) {
    self.entries = entries
    self.today = today
  }

  package var lines: [StyledText] {
    entries.flatMap { entry -> [StyledText] in
      switch entry {
      case .space(let space): space.lines(today: today)
      case .unreadable(let root, let problem):
        [StyledText(root, .heading) + ": " + StyledText(problem, .warning)]
      }
    }
  }

  package var json: JSONValue {
    .object([
      .init("schema", .string("rapport/overview/1")),
      .init("today", .string(today.description)),
      .init(
        "spaces",
        .array(
          entries.map { entry in
            switch entry {
            case .space(let space): space.json
            case .unreadable(let root, let problem):
              .object([.init("root", .string(root)), .init("problem", .string(problem))])
            }
          }
        )
      ),
    ])
  }
}
