package import Records

/// A number that the two work by, and where it comes from.
package struct Term: Sendable, Hashable {
  /// How much weight a number has.
  package enum Origin: String, Sendable, Hashable {
    /// Both signed the agreement that states it.
    case agreed
    /// The agreement states it, but not both have signed its present text.
    case unsigned = "not signed by both"
    /// Nobody said anything: rapport's convention.
    case byDefault = "default"
  }

  package let value: Int
  package let origin: Origin

  package init(_ value: Int, _ origin: Origin) {
    self.value = value
    self.origin = origin
  }

  /// The number with its origin, as text says it: "3, agreed".
  package var description: String { "\(value), \(origin.rawValue)" }
}

/// The numbers of the agreement, each with its origin.
///
/// Defaults are conventions of mentoring programmes, not findings: they are called "default", never "recommended".
package struct Terms: Sendable, Hashable {
  /// Days between two meetings.
  package let cadenceDays: Term
  /// Minutes a meeting takes.
  package let meetingMinutes: Term
  /// Days within which a message between meetings is answered; nil where nobody said, since there is no default.
  package let replyDays: Term?
  /// Goals that are worked on at one time.
  package let activeGoals: Term
  /// Days before a meeting by which its agenda is ready.
  package let agendaLeadDays: Term
  /// Whether active commitments count against the number of goals.
  package let countsCommitments: Bool
  /// Whether the mentee may name the mentor when declining a request; only what both signed allows it.
  package let mayNameMentor: Bool

  /// - Parameters:
  ///   - agreement: the present text of `agreement.md`; nil where there is none or it can't be read.
  ///   - isSigned: whether both signed that text.
  package init(agreement: Document?, isSigned: Bool) {
    func stated(_ field: String) -> Term? {
      guard let text = agreement?.frontMatter.text(field), let value = Int(text),
        case .integer(let range)? = KindDescription.of(.agreement).field(named: field)?.type, range.contains(value)
      else { return nil }
      return Term(value, isSigned ? .agreed : .unsigned)
    }
    cadenceDays = stated("cadence_days") ?? Term(30, .byDefault)
    meetingMinutes = stated("meeting_minutes") ?? Term(60, .byDefault)
    replyDays = stated("reply_days")
    activeGoals = stated("max_active_goals") ?? Term(3, .byDefault)
    agendaLeadDays = stated("agenda_lead_days") ?? Term(2, .byDefault)
    countsCommitments = agreement?.frontMatter.text("limit_counts_commitments") == "yes"
    mayNameMentor = isSigned && agreement?.frontMatter.text("may_name_mentor") == "yes"
  }
}
