import Git
import History
import Records
import Testing

struct CommitTimeTests {
  @Test(arguments: [
    (0, 0, "1970-01-01"), (-1, 0, "1969-12-31"), (-1, 1, "1970-01-01"), (86_399, 1, "1970-01-02"),
    (-62_135_596_800, 0, "0001-01-01"), (-62_135_596_800, -60, "0001-01-01"), (253_402_300_799, 60, "9999-12-31"),
    (Int64.min, 840, "0001-01-01"), (.min, -840, "0001-01-01"), (.max, 840, "9999-12-31"), (.max, -840, "9999-12-31"),
  ])
  func `a commit's day is by its own offset, and any instant has one`(seconds: Int64, offset: Int, day: String) {
    #expect(CommitTime(secondsSince1970: seconds, offsetMinutes: offset).day.description == day)
  }
}
