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

  @Test func `a pause that ends on the day it began leaves nothing`() throws {
    for end in ["", ", to: 2026-08-31", ", why: leave"] {
      let earlier = "pauses: [{from: 2026-06-01, to: 2026-06-30}"
      let paused = try document("status: paused\n\(earlier), {from: 2026-08-12\(end)}]")
      let active = try document("status: active\n\(earlier), {from: 2026-08-12\(end)}]")
      let resumed = try RelationshipChange.completed(active, since: paused, today: day("2026-08-12"))
      #expect(resumed == (try document("status: active\n\(earlier)]")))
    }
    let active = try document("status: active")
    let paused = try RelationshipChange.completed(document("status: paused"), since: active, today: day("2026-08-12"))
    let resumed = try RelationshipChange.completed(
      paused.with(status: "active"),
      since: paused,
      today: day("2026-08-12")
    )
    #expect(resumed == active)
  }

  @Test(arguments: [("2026-08-13", "2026-08-12"), ("2026-08-14", "2026-08-13")])
  func `a pause that ends on a later day has at least one day`(today: String, end: String) throws {
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

  @Test(arguments: [
    ("pauses:\n  - {from: 2026-08-01, to: 2026-08-31}\n  - {from: 2026-10-01}", "pauses:\n  - {from: 2026-10-01}"),
    ("pauses:\n  - from: 2026-08-01\n    to: 2026-08-31 # x\n  - from: 2026-10-01", "pauses:\n  - from: 2026-10-01"),
    ("pauses: [{from: 2026-10-01}, {from: 2026-08-01, to: 2026-08-31, why: leave}]", "pauses: [{from: 2026-10-01}]"),
    ("status: active\npauses:\n  - {from: 2026-08-01, to: 2026-08-31}", "status: active"),
  ])
  func `a pause is taken out by its days, and the others stay as they are`(before: String, after: String) throws {
    let (from, to) = (try day("2026-08-01"), try day("2026-08-31"))
    for end in [to, nil] {
      let without = try RelationshipChange.removing(from: from, to: end, in: document(before))
      #expect(without == (try document(after)))
    }
    #expect(throws: EditError.noSuchItem(name: "pauses")) {
      try RelationshipChange.removing(from: from, to: day("2026-08-30"), in: document(before))
    }
    let known = try document("status: active")
    let added = try RelationshipChange.adding(from: from, to: to, in: known)
    #expect(throws: EditError.noSuchField(name: "pauses")) {
      try RelationshipChange.removing(from: from, to: to, in: known)
    }
    #expect(try RelationshipChange.removing(from: from, to: to, in: added) == known)
  }

  @Test func `a stage is new only in the place of another`() throws {
    #expect(
      RelationshipChange.newStage(try document("stage: resident"), since: try document("stage: student")) == "resident"
    )
    #expect(RelationshipChange.newStage(try document("stage: student"), since: try document("status: active")) == nil)
    #expect(RelationshipChange.newStage(try document("stage: student"), since: try document("stage: student")) == nil)
  }
}

extension Document {
  fileprivate func with(status: String) throws -> Document {
    try Document.parse(applying(try setting("status", to: .text(status), order: [])))
  }
}
