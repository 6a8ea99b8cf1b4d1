import History
import Records
import Reports
import Space
import TestSupport
import Testing

struct LogHeadTests {
  private let goal = RecordFile.stub(
    "goals/x.md",
    "---\ntitle: Toxicity paper\nstatus: active\ntarget: 2026-09-30\n---\n## Milestones\n- [x] A\n- [ ] B\n- [-] C\n"
  )

  private func head(_ history: [Event], of record: RecordFile? = nil) throws -> LogHead {
    LogHead(record ?? goal, history: history, today: try #require(CalendarDay("2026-08-12")))
  }

  @Test func `a log of one record begins with its state`() throws {
    let status = Event.stub(.field(path: "status", old: .text("proposed"), new: .text("active")))
    #expect(
      try head([status]).lines.plainText
        == """
        Toxicity paper                                                        goals/x.md
        active · target 2026-09-30 · milestones 1 of 2


        """
    )
  }

  @Test(arguments: [(0, ""), (1, " · target moved once"), (2, " · target moved twice"), (3, " · target moved 3 times")])
  func `it counts how often the target moved, not how often it was first set`(moves: Int, ending: String) throws {
    let days = ["2026-06-30", "2026-07-31", "2026-08-31", "2026-09-30"]
    let moved = zip(days, days.dropFirst()).map { old, new in
      Event.stub(.field(path: "target", old: .text(old), new: .text(new)))
    }
    let first = Event.stub(.field(path: "target", old: .text(""), new: .text("2026-06-30")))
    let state = try head([first] + moved.prefix(moves)).state
    #expect(state == "active · target 2026-09-30 · milestones 1 of 2" + ending)
  }

  @Test func `a goal with milestones has its line of progress`() throws {
    let begun = Event.stub(.created, .task(text: "A", section: "Milestones", old: nil, new: .open))
    let lines = try head([begun]).lines
    #expect(lines.count == 4)
    #expect(lines[2].plainText.hasPrefix("milestones done  2026-03-02 ─"))
  }

  @Test func `as Markdown it is a heading, the state and the line as code`() throws {
    let begun = Event.stub(.created, .task(text: "A", section: "Milestones", old: nil, new: .open))
    let lines = try head([begun]).markdown.map(\.plainText)
    #expect(lines[0] == "## Toxicity paper")
    #expect(lines[2] == "active · target 2026-09-30 · milestones 1 of 2")
    #expect(lines[4].hasPrefix("`milestones done  2026-03-02 ─") && lines[4].hasSuffix("2026-09-30`"))
    #expect(lines.indices.filter { lines[$0].isEmpty } == [1, 3, 5])
  }

  @Test func `a record that can't be read says so`() throws {
    let torn = RecordFile.stub("goals/x.md", "---\ntitle: [torn\n---\n")
    #expect(try head([], of: torn).lines.plainText.contains("can't be read"))
  }
}
