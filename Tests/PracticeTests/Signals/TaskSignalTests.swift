import History
import Practice
import Records
import Testing

struct TaskSignalTests {
  private func actions(_ lines: String...) -> SignalCase {
    var story = SignalCase()
    story.meeting(
      "2026-03-01",
      "held",
      "## Agenda\n- [ ] Topic due:2026-03-02\n\n## Actions\n" + lines.joined(separator: "\n") + "\n"
    )
    return story
  }

  @Test(arguments: [("2026-03-09", 0), ("2026-03-10", 0), ("2026-03-11", 1)])
  func `S3: an action is past its day from the day after on`(today: String, count: Int) throws {
    #expect(try actions("- [ ] One @mentee due:2026-03-10").signals(.pastDay, on: today).count == count)
  }

  @Test func `S3: both owners are told in the same words, and what is done or dropped isn't`() throws {
    let story = actions(
      "- [ ] One @mentee due:2026-03-10",
      "- [ ] Two @mentor due:2026-03-10",
      "- [ ] Three due:2026-03-10",
      "- [x] Four @mentee due:2026-03-10",
      "- [-] Five @mentor due:2026-03-10"
    )
    let signal = try #require(try story.signals(.pastDay, on: "2026-03-20").first)
    #expect(signal.observation == "3 tasks recorded as open after their day (mentee 1, mentor 1, nobody named 1)")
    #expect(signal.records == ["meetings/2026-03-01.md"])
  }

  @Test(arguments: [("2026-06-08", 1), ("2026-06-09", 0)])
  func `S8: it looks back ninety days`(today: String, count: Int) throws {
    var story = actions("- [x] One @mentee due:2026-03-10")
    try story.change("meetings/2026-03-01.md", on: "2026-03-01", .created)
    #expect(try story.signals(.followThrough, on: today).count == count)
  }

  @Test(arguments: [("2026-03-10", "by their day"), ("2026-03-11", "later")])
  func `S8: what was ticked through its day was in time`(ticked: String, words: String) throws {
    var story = actions("- [x] One @mentee due:2026-03-10")
    try story.change(
      "meetings/2026-03-01.md",
      on: "2026-03-01",
      .task(text: "One", section: "Actions", old: nil, new: .open)
    )
    try story.change(
      "meetings/2026-03-01.md",
      on: ticked,
      .task(text: "One", section: "Actions", old: .open, new: .done)
    )
    let signal = try #require(try story.signals(.followThrough, on: "2026-03-20").first)
    #expect(signal.observation == "Due in the last 90 days and recorded as done: mentee 1 \(words); mentor 0 due")
  }

  @Test func `S8: no share, grade or order of people is in it`() throws {
    var story = actions("- [x] One @mentor due:2026-03-10", "- [ ] Two @mentor due:2026-03-10")
    try story.change(
      "meetings/2026-03-01.md",
      on: "2026-03-02",
      .task(text: "One", section: "Actions", old: nil, new: .done)
    )
    let signal = try #require(try story.signals(.followThrough, on: "2026-03-20").first)
    #expect(!signal.observation.contains("%"))
    #expect(signal.observation.hasSuffix("mentee 0 due; mentor 1 by their day, 1 open"))
  }

  private func carried(_ times: Int, in last: String = "planned") -> SignalCase {
    var story = SignalCase()
    story.meeting("2026-01-10", "held", "## Actions\n- [ ] Letters @mentor\n")
    for time in 0..<times {
      let isLast = time == times - 1
      story.meeting("2026-0\(time + 2)-10", isLast ? last : "held", "## Agenda\n- [ ] Letters (from 2026-01-10)\n")
    }
    return story
  }

  @Test(arguments: [(2, 0), (3, 1), (4, 1)])
  func `S9: an item carried for the third time is told`(times: Int, count: Int) throws {
    let today = "2026-0\(times + 1)-10"
    #expect(try carried(times).signals(.carriedItem, on: today).count == count)
    #expect(try carried(times, in: "held").signals(.carriedItem, on: today).count == count)
    if times == 3 {
      let signal = try #require(try carried(times).signals(.carriedItem, on: today).first)
      #expect(signal.observation == "Recorded as carried over 3 times since 2026-01-10: Letters")
      #expect(signal.nextStep == "Do, drop or change?")
    }
  }

  @Test func `S9: once it is ticked nothing is carried any more`() throws {
    var story = carried(3)
    story.meeting("2026-04-10", "planned", "## Agenda\n- [x] Letters (from 2026-01-10)\n")
    #expect(try story.signals(.carriedItem, on: "2026-04-01").isEmpty)
  }
}
