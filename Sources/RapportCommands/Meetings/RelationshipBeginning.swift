import Records
import Space

/// The day on which the two began, before which they had no meeting and nothing ended.
enum RelationshipBeginning {
  /// The day, as `relationship.md` has it; nil where it names none.
  private static func day(in listing: RecordListing) -> CalendarDay? {
    listing.files(of: .relationship).first?.document?.text(of: "started").flatMap(CalendarDay.init)
  }

  /// What to say of older meetings that are brought in, where the first of them shows that the two began earlier; nil else.
  static func hint(at meetings: [Document], in listing: RecordListing) -> String? {
    guard let started = day(in: listing),
      let first = meetings.compactMap({ $0.text(of: "date").flatMap(CalendarDay.init) }).min(), first < started
    else { return nil }
    return "The relationship is recorded as begun on \(started), after the first of these meetings; "
      + "if it began with them: rapport set relationship started=\(first)"
  }

  /// Makes sure that the day of a meeting, or of the end, isn't before it.
  ///
  /// - Throws: ``CommandFailure`` that shows where the day stands and how to correct it.
  static func require(_ day: CalendarDay, in listing: RecordListing) throws {
    guard let relationship = listing.files(of: .relationship).first, let document = relationship.document,
      let started = self.day(in: listing), day < started, let value = document.frontMatter["started"]
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
