import Practice
import Records
import Testing

struct RelationshipChangeTests {
  private func document(_ fields: String) throws -> Document {
    try Document.parse(Array("---\nmentor: B <b@x>\n\(fields)\n---\n".utf8))
  }

  private func text(_ document: Document) -> String { String(decoding: document.bytes, as: UTF8.self) }

  private func day(_ text: String) throws -> CalendarDay { try #require(CalendarDay(text)) }

  @Test func `who pauses today begins a pause, and who goes on ends it yesterday`() throws {
    let active = try document("status: active")
    let paused = try RelationshipChange.completed(
      document("status: paused"),
      since: active,
      today: day("2026-08-12")
    )
    #expect(text(paused).contains("pauses:\n  - {from: 2026-08-12}\n"))
    let again = try document("status: active\npauses:\n  - {from: 2026-08-12}")
    let resumed = try RelationshipChange.completed(again, since: paused, today: day("2026-09-01"))
    #expect(text(resumed).contains("pauses:\n  - {from: 2026-08-12, to: 2026-08-31}\n"))
  }

  @Test(arguments: [("2026-08-12", "2026-08-12"), ("2026-08-13", "2026-08-12"), ("2026-08-14", "2026-08-13")])
  func `a pause has at least one day`(today: String, end: String) throws {
    let paused = try document("status: paused\npauses: [{from: 2026-08-12, to: , why: leave}]")
    let active = try document("status: active\npauses: [{from: 2026-08-12, to: , why: leave}]")
    let resumed = try RelationshipChange.completed(active, since: paused, today: day(today))
    #expect(text(resumed).contains("{from: 2026-08-12, to: \(end), why: leave}"))
  }

  @Test func `a pause that was planned is not begun twice, and one that is over stays as it was`() throws {
    let active = try document("status: active\npauses: [{from: 2026-08-01, to: 2026-08-31}]")
    let paused = try document("status: paused\npauses: [{from: 2026-08-01, to: 2026-08-31}]")
    #expect(try RelationshipChange.completed(paused, since: active, today: day("2026-08-31")) == paused)
    #expect(
      text(try RelationshipChange.completed(paused, since: active, today: day("2026-09-01")))
        .contains("[{from: 2026-08-01, to: 2026-08-31}, {from: 2026-09-01}]")
    )
    #expect(try RelationshipChange.completed(active, since: paused, today: day("2026-09-01")) == active)
    #expect(try RelationshipChange.completed(active, since: active, today: day("2026-08-12")) == active)
  }

  @Test func `a stage is new only in the place of another`() throws {
    #expect(
      RelationshipChange.newStage(try document("stage: resident"), since: try document("stage: student")) == "resident"
    )
    #expect(RelationshipChange.newStage(try document("stage: student"), since: try document("status: active")) == nil)
    #expect(RelationshipChange.newStage(try document("stage: student"), since: try document("stage: student")) == nil)
  }
}
