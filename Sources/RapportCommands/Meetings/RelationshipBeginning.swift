import Records
import Space

/// The day on which the two began, before which they had no meeting.
enum RelationshipBeginning {
  /// Makes sure that a meeting's day isn't before it.
  ///
  /// - Throws: ``CommandFailure`` that shows where the day stands and how to correct it.
  static func require(_ day: CalendarDay, in listing: RecordListing) throws {
    guard let relationship = listing.files(of: .relationship).first, let document = relationship.document,
      let text = document.text(of: "started"), let started = CalendarDay(text), day < started,
      let value = document.frontMatter["started"]
    else { return }
    throw CommandFailure(
      .usage,
      "\(day) is before the two of you began",
      help: "choose a later day, or correct the first one: rapport set relationship started=\(day)",
      diagnostics: [
        Diagnostic(
          code: DiagnosticCode(kind: .relationship, field: "started"),
          severity: .error,
          at: value.range,
          in: document.lines,
          summary: "the relationship began on \(started)"
        ).at(path: relationship.path)
      ]
    )
  }
}
