package import Records
package import Space

/// Whether the two have prepared for a meeting that is near; both are told alike.
package struct PreparationState: Sendable, Hashable {
  /// What one of the two wrote under their heading.
  package struct Part: Sendable, Hashable {
    package let heading: String
    package let isEmpty: Bool
  }

  package let parts: [Part]
  /// Days until the meeting; 0 on its day.
  package let daysToGo: Int
  /// How many days before a meeting its agenda is ready.
  package let lead: Term

  /// Looks at a meeting; nil before its agenda is to be ready, and after its day.
  package init?(of meeting: RecordFile, terms: Terms, today: CalendarDay) {
    guard let day = RecordName.day(of: meeting), let document = meeting.document,
      (document.text(of: "status") ?? "planned") == "planned"
    else { return nil }
    daysToGo = today.days(until: day)
    lead = terms.agendaLeadDays
    guard (0...lead.value).contains(daysToGo) else { return nil }
    parts = Preparation.headings.map { Part(heading: $0, isEmpty: !document.hasText(under: $0)) }
  }
}
