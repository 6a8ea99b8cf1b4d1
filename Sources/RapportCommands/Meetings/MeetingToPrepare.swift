import Practice
import Records
import Reports
import Space

/// The meeting that `prep` is about: the one of a day, or the next one that is planned.
struct MeetingToPrepare {
  let day: CalendarDay
  let path: String
  /// What is worth knowing of other meetings.
  private(set) var hints: [StyledText] = []

  /// - Parameters:
  ///   - date: the day as the person typed it; nil for the next meeting.
  ///   - terms: the numbers that the two work by.
  /// - Throws: ``CommandFailure`` where no meeting is meant or the meeting can't be prepared any more.
  init(_ date: String?, in listing: RecordListing, terms: Terms, session: Session) throws {
    let choice = MeetingChoice(
      among: listing.files,
      terms: terms,
      pauses: session.pauses(in: listing),
      today: session.today
    )
    for day in choice.forgotten {
      hints.append("The meeting of \(day) is still planned; if it took place: rapport set \(day) status=held")
    }
    let relationshipStatus = listing.files(of: .relationship).first?.document?.text(of: "status")
    let day: CalendarDay
    if let date {
      day = try session.day(date)
    } else if let next = choice.next, let nextDay = RecordName.day(of: next) {
      day = nextDay
      if let later = choice.alsoPlanned.first {
        hints.append("The meeting of \(later) is planned, too: rapport prep --date \(later)")
      }
    } else {
      day = try Self.proposed(choice, relationshipStatus: relationshipStatus, session: session)
    }
    switch relationshipStatus {
    case "closing":
      hints.append("The relationship is closing: a time to look back together, and to say how you go on: rapport close")
    case "closed":
      hints.append(Session.closedHint)
    default: break
    }
    let meeting = listing.meeting(on: day)
    self.day = day
    path = listing.pathOfMeeting(on: day)
    try RelationshipBeginning.require(day, in: listing)
    try requireAhead(of: session.today, meeting)
  }

  private static func status(of meeting: RecordFile) -> String { meeting.document?.text(of: "status") ?? "planned" }

  /// The proposed day, if the person at the terminal agrees with it.
  private static func proposed(
    _ choice: MeetingChoice,
    relationshipStatus: String?,
    session: Session
  ) throws -> CalendarDay {
    guard let proposal = choice.proposal else {
      throw CommandFailure(
        .usage,
        "no meeting is planned, and the relationship is \(relationshipStatus == "closed" ? "closed" : "paused")",
        help: "name a day: rapport prep --date DATE"
      )
    }
    let question: StyledText = "No meeting is planned. Prepare one for \(proposal), \(choice.ground)? [y/N]"
    if session.isYes(session.ask(question)) { return proposal }
    throw CommandFailure(
      .usage,
      "no meeting is planned; \(proposal) would be \(choice.ground)",
      help: "rapport prep --date \(proposal)"
    )
  }

  private func requireAhead(of today: CalendarDay, _ meeting: RecordFile?) throws {
    if let meeting, Self.status(of: meeting) != "planned" {
      throw CommandFailure(
        .usage,
        "this meeting was \(Self.status(of: meeting)), so there is nothing to prepare",
        path: path,
        help: "name another day: rapport prep --date DATE"
      )
    }
    guard day < today else { return }
    throw CommandFailure(
      .usage,
      "\(day) has passed",
      path: meeting?.path,
      help: meeting == nil
        ? "for notes of a meeting that took place: rapport new meeting \(day) status=held"
        : "say what became of it: rapport set \(day) status=held, or status=cancelled"
    )
  }
}
