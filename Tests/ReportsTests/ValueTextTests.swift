import History
import Records
import Reports
import Testing

struct ValueTextTests {
  @Test(arguments: [
    ("2026-08-12", "today"), ("2026-08-13", "tomorrow"), ("2026-08-11", "yesterday"), ("2026-08-17", "in 5 days"),
    ("2026-07-31", "12 days ago"), ("2027-08-12", "in 365 days"),
  ])
  func `a day is told as seen from today`(day: String, text: String) throws {
    let today = try #require(CalendarDay("2026-08-12"))
    #expect(ValueText.relative(try #require(CalendarDay(day)), to: today) == text)
  }

  @Test(arguments: [
    ("Short", "Other", "\"Short\" → \"Other\""),
    ("A rather long title of a goal", "A rather long title of the goal", "\"… a …\" → \"… the …\""),
    ("One two three four five six", "One two three four five six seven", "\"One two three four five…\" → \"… seven\""),
    ("One two three four five six seven", "One two three four five six", "\"… seven\" → \"One two three four five…\""),
    (
      "Wholly different words stand here", "Nothing of it is the same any more at all",
      "\"Wholly different words stand here\" → \"Nothing of it is the same any more at all\""
    ),
    ("אחת שתיים שלוש ארבע חמש שש", "אחת שתיים שלוש ארבע חמש שבע", "\"… שש\" → \"… שבע\""),
  ])
  func `two texts tell what differs`(old: String, new: String, text: String) {
    let change = Change.field(path: "success", old: .text(old), new: .text(new))
    #expect(ChangeText(.stub(change)).lines.map(\.plainText) == ["success " + text])
  }

  @Test func `a very long word is cut`() throws {
    let change = Change.field(path: "success", old: nil, new: .text(String(repeating: "a", count: 500)))
    #expect(try #require(ChangeText(.stub(change)).lines.first).width < 80)
  }
}
