import Practice
import Records
import Testing

@Suite
struct TermsTests {
  private func agreement(_ fields: String) throws -> Document {
    try Document.parse(Array("---\n\(fields)\n---\n".utf8))
  }

  @Test func `without an agreement every number is the default, and a reply has none`() {
    let terms = Terms(agreement: nil, isSigned: false)
    #expect(terms.cadenceDays == Term(30, .byDefault))
    #expect(terms.meetingMinutes == Term(60, .byDefault))
    #expect(terms.activeGoals == Term(3, .byDefault))
    #expect(terms.agendaLeadDays == Term(2, .byDefault))
    #expect(terms.replyDays == nil)
  }

  @Test func `a number counts as agreed only once both have signed`() throws {
    let document = try agreement("cadence_days: 14\nreply_days: 0")
    #expect(Terms(agreement: document, isSigned: true).cadenceDays == Term(14, .agreed))
    #expect(Terms(agreement: document, isSigned: true).replyDays == Term(0, .agreed))
    #expect(Terms(agreement: document, isSigned: false).cadenceDays == Term(14, .unsigned))
    #expect(Terms(agreement: document, isSigned: true).activeGoals == Term(3, .byDefault))
  }

  @Test(arguments: ["0", "-1", "367", "many", "9223372036854775808", "''"])
  func `a number that can't be meant leaves the default`(value: String) throws {
    #expect(
      Terms(agreement: try agreement("cadence_days: \(value)"), isSigned: true).cadenceDays == Term(30, .byDefault)
    )
  }
}

@Suite
struct PausesTests {
  private func pauses(_ items: String) throws -> Pauses {
    Pauses(relationship: try Document.parse(Array("---\npauses: [\(items)]\n---\n".utf8)))
  }

  private func day(_ text: String) throws -> CalendarDay {
    try #require(CalendarDay(text))
  }

  @Test func `time without a pause is counted whole, over a leap day too`() throws {
    #expect(Pauses(relationship: nil).days(after: try day("2028-02-28"), through: try day("2028-03-01")) == 2)
    #expect(Pauses(relationship: nil).days(after: try day("2027-02-28"), through: try day("2027-03-01")) == 1)
    #expect(Pauses(relationship: nil).days(after: try day("2028-03-01"), through: try day("2028-03-01")) == 0)
    #expect(Pauses(relationship: nil).days(after: try day("2028-03-02"), through: try day("2028-03-01")) == 0)
  }

  @Test func `a pause stops the clock from its first to its last day`() throws {
    let pauses = try pauses("{from: 2026-03-10, to: 2026-03-12}")
    #expect(!pauses.contains(try day("2026-03-09")))
    #expect(pauses.contains(try day("2026-03-10")))
    #expect(pauses.contains(try day("2026-03-12")))
    #expect(!pauses.contains(try day("2026-03-13")))
    #expect(pauses.days(after: try day("2026-03-09"), through: try day("2026-03-13")) == 1)
    #expect(pauses.days(after: try day("2026-03-10"), through: try day("2026-03-11")) == 0)
    #expect(pauses.days(after: try day("2026-03-12"), through: try day("2026-03-14")) == 2)
  }

  @Test func `pauses that overlap or touch are counted once`() throws {
    let pauses = try pauses(
      "{from: 2026-03-12, to: 2026-03-20}, {from: 2026-03-10, to: 2026-03-14}, {from: 2026-03-21, to: 2026-03-22}"
    )
    #expect(pauses.days(after: try day("2026-03-09"), through: try day("2026-03-23")) == 1)
  }

  @Test func `a pause without an end lasts, and one whose days make no sense is none`() throws {
    #expect(try pauses("{from: 2026-03-10, to: }").contains(try day("2029-01-01")))
    #expect(!(try pauses("{from: soon}, {from: 2026-03-10, to: 2026-03-01}").contains(try day("2026-03-10"))))
  }
}
