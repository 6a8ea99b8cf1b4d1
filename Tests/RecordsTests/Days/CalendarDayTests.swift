import Records
import Testing

struct CalendarDayTests {
  @Test func `every day of four centuries survives the way there and back`() throws {
    var day = try #require(CalendarDay("1900-01-01"))
    var weekday = 1
    while day.year < 2301 {
      let next = day.adding(days: 1)
      #expect(next > day)
      #expect(CalendarDay(day.description) == day)
      #expect(CalendarDay(daysSince1970: day.daysSince1970) == day)
      #expect(day.weekday == weekday)
      weekday = weekday % 7 + 1
      day = next
    }
  }

  @Test(arguments: [
    "2026-02-30", "2025-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-01-00", "0000-01-01",
    "2026-1-1",
    "2026/01/01", "26-01-01", "2026-01-01 ", "", "2026-01-1a", "２026-01-01", "2026-01-011",
  ])
  func `what is no day is refused`(_ text: String) {
    #expect(CalendarDay(text) == nil)
  }

  @Test func `leap days exist in leap years`() {
    #expect(CalendarDay("2024-02-29") != nil)
    #expect(CalendarDay("2000-02-29") != nil)
  }

  @Test func `distances count days`() throws {
    let june = try #require(CalendarDay("2026-06-30"))
    let september = try #require(CalendarDay("2026-09-30"))
    #expect(june.days(until: september) == 92)
    #expect(september.days(until: june) == -92)
    #expect(try #require(CalendarDay("1970-01-01")).daysSince1970 == 0)
  }

  @Test func `sums stay within the calendar`() throws {
    let day = try #require(CalendarDay("2026-06-30"))
    #expect(day.adding(days: Int.max) == .last)
    #expect(day.adding(days: Int.min) == .first)
    #expect(day.adding(months: Int.max) == .last)
    #expect(day.adding(months: Int.min) == .first)
    #expect(try #require(CalendarDay("2026-01-31")).adding(months: 1) == CalendarDay("2026-02-28"))
    #expect(day.adding(months: -18) == CalendarDay("2024-12-30"))
  }

  // 22 November 2026 is a Sunday, the 20th a Friday.
  @Test(arguments: [
    ("today", "2026-11-20"), ("Tomorrow", "2026-11-21"), ("yesterday", "2026-11-19"), ("+2w", "2026-12-04"),
    ("-3d", "2026-11-17"), ("+3", "2026-11-23"), ("+1m", "2026-12-20"), ("-1y", "2025-11-20"), ("fri", "2026-11-27"),
    ("sat", "2026-11-21"), ("Monday", "2026-11-23"), ("next fri", "2026-11-27"), ("next mon", "2026-11-23"),
    ("2026-05-03", "2026-05-03"),
  ])
  func `people type days in words`(_ typed: String, expected: String) throws {
    let today = try #require(CalendarDay("2026-11-20"))
    #expect(CalendarDay(typed: typed, today: today)?.description == expected)
  }

  @Test(arguments: [
    "", "soon", "+", "+w", "+2x", "next", "next week", "last fri", "fr", "frida", "+999999999999d", "2026-02-30",
  ])
  func `what no one could mean is refused`(_ typed: String) throws {
    let today = try #require(CalendarDay("2026-11-20"))
    #expect(CalendarDay(typed: typed, today: today) == nil)
  }
}
