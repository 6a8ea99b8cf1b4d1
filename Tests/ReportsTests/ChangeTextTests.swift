import History
import Records
import Reports
import Testing

struct ChangeTextTests {
  private func lines(_ changes: Change..., path: String = "goals/x.md") -> [String] {
    ChangeText(
      Event(
        commit: .stub(),
        record: .init(path: path, id: nil, kind: RecordKind(path: path), title: nil),
        changes: changes
      )
    )
    .lines.map(\.plainText)
  }

  @Test func `what a merge left open is told with its values, and then what was settled`() {
    #expect(
      lines(.disputed(field: "target", values: [nil, "2026-10-15"])) == ["target open: none or 2026-10-15"]
    )
    #expect(lines(.disputed(field: "Why", values: [])) == ["Why open"])
    #expect(lines(.settled(field: "target", value: .text("2026-10-15"))) == ["target settled: 2026-10-15"])
    #expect(lines(.settled(field: "Why", value: nil)) == ["Why settled"])
  }

  @Test func `a new record is told by state, days and tasks`() {
    #expect(
      lines(
        .created,
        .field(path: "id", old: nil, new: .text("k7f3q2")),
        .field(path: "title", old: nil, new: .text("Paper")),
        .field(path: "target", old: nil, new: .text("2026-06-30")),
        .field(path: "status", old: nil, new: .text("proposed")),
        .task(text: "Abstract", section: "Milestones", old: nil, new: .open)
      )
        == ["proposed · target 2026-06-30 · 1 task"]
    )
    #expect(lines(.created, .field(path: "title", old: nil, new: .text("Paper"))) == ["created"])
  }

  @Test func `days that are empty or name the record are left out`() {
    #expect(
      lines(
        .created,
        .field(path: "date", old: nil, new: .text("2026-03-10")),
        .field(path: "status", old: nil, new: .text("held")),
        path: "meetings/2026-03-10.md"
      ) == ["held"]
    )
    #expect(lines(.created, .field(path: "target", old: nil, new: .text(""))) == ["created"])
    #expect(
      lines(.created, .field(path: "review_by", old: nil, new: .text("2026-09-10")), path: "agreement.md")
        == ["review by 2026-09-10"]
    )
  }

  @Test func `a removed record is one word, a restored one is back`() {
    #expect(lines(.removed, .field(path: "status", old: .text("active"), new: nil)) == ["removed"])
    #expect(
      lines(.restored, .field(path: "status", old: nil, new: .text("active"))) == ["back again · active"]
    )
    #expect(
      lines(.restored, .renamed(from: "goals/y.md", to: "goals/x.md", similarity: nil)) == [
        "back again · from goals/y.md"
      ]
    )
  }

  @Test func `a rename says from where, and how sure`() {
    #expect(lines(.renamed(from: "goals/y.md", to: "goals/x.md", similarity: nil)) == ["moved from goals/y.md"])
    #expect(
      lines(.renamed(from: "goals/y.md", to: "goals/x.md", similarity: 64)) == ["moved from goals/y.md (64 % alike)"]
    )
  }

  @Test func `what can't be read is told with its place`() {
    #expect(
      lines(.unreadable(.init(code: "yaml-syntax", line: 3, column: 1)))
        == ["can't be read from here on (yaml-syntax in line 3)"]
    )
    #expect(lines(.unreadable(.init(code: "missing-object"))) == ["can't be read from here on (missing-object)"])
    #expect(lines(.readable) == ["can be read again"])
  }

  @Test func `a field tells its old and its new value`() {
    #expect(lines(.field(path: "status", old: .text("proposed"), new: .text("active"))) == ["status proposed → active"])
    #expect(lines(.field(path: "confidence", old: nil, new: .text("on-track"))) == ["confidence → on-track"])
    #expect(lines(.field(path: "success", old: .text(""), new: .text("Submitted"))) == ["success → Submitted"])
    #expect(lines(.field(path: "success", old: .text("Submitted"), new: .text(""))) == ["success Submitted → empty"])
    #expect(lines(.field(path: "reason", old: .text("on call"), new: nil)) == ["reason removed (was on call)"])
    #expect(lines(.field(path: "success", old: nil, new: .text(""))) == ["success → empty"])
  }

  @Test func `days tell their distance`() {
    #expect(
      lines(.field(path: "target", old: .text("2026-06-30"), new: .text("2026-09-30")))
        == ["target 2026-06-30 → 2026-09-30 (+92 days)"]
    )
    #expect(
      lines(.field(path: "target", old: .text("2026-07-01"), new: .text("2026-06-30")))
        == ["target 2026-07-01 → 2026-06-30 (−1 day)"]
    )
  }

  @Test func `a long text tells what differs`() {
    #expect(
      lines(
        .field(
          path: "title",
          old: .text("Toxicity paper: hypofractionated breast"),
          new: .text("Toxicity paper: grade 2+ hypofractionated breast")
        )
      )
        == ["title \"Toxicity paper: …\" → \"… grade 2+ …\""]
    )
  }

  @Test func `a list tells what came and went`() {
    #expect(
      lines(.field(path: "skills", old: .list(["a", "b"]), new: .list(["b", "c"]))) == ["skills +c −a"]
    )
    #expect(
      lines(.field(path: "skills", old: .list(["a", "b"]), new: .list(["b", "a"]))) == ["skills in another order"]
    )
    #expect(lines(.field(path: "skills", old: nil, new: .list(["a", "b"]))) == ["skills → [a, b]"])
    #expect(lines(.field(path: "skills", old: .text("a"), new: .list(["a", "b"]))) == ["skills a → [a, b]"])
    #expect(lines(.field(path: "skills", old: .list(["a"]), new: nil)) == ["skills removed (was [a])"])
  }

  @Test func `a pause reads as one, be its end known or not`() {
    let (pause, end) = ("pauses[from=2026-08-01]", "pauses[from=2026-08-01].to")
    func told(_ changes: Change...) -> [String] {
      ChangeText(
        Event(
          commit: .stub(),
          record: .init(path: "relationship.md", id: nil, kind: .relationship, title: nil),
          changes: changes
        )
      ).lines.map(\.plainText)
    }
    #expect(told(.field(path: pause, old: nil, new: .list([]))) == ["pause from 2026-08-01 to further notice"])
    #expect(told(.field(path: pause, old: .list([]), new: nil)) == ["pause from 2026-08-01 removed"])
    #expect(
      told(.field(path: pause, old: .list([]), new: nil), .field(path: end, old: nil, new: .text("2026-08-31")))
        == ["pause from 2026-08-01 to 2026-08-31"]
    )
    #expect(
      told(.field(path: pause, old: nil, new: .list([])), .field(path: end, old: .text("2026-08-31"), new: nil))
        == ["pause from 2026-08-01 to further notice"]
    )
    #expect(
      told(.disputed(field: end, values: ["2026-08-31", "2026-09-15"]))
        == ["end of the pause from 2026-08-01 open: 2026-08-31 or 2026-09-15"]
    )
    #expect(
      told(
        .field(path: pause, old: .list([]), new: nil),
        .field(path: end, old: nil, new: .text("2026-08-31")),
        .settled(field: end, value: .text("2026-08-31"))
      ) == ["pause from 2026-08-01 to 2026-08-31, settled"]
    )
  }

  @Test func `a signature reads as one`() {
    let path = "signatures[by=mentee].on"
    #expect(
      lines(.field(path: path, old: nil, new: .text("2026-03-12")), path: "agreement.md")
        == ["signed by mentee on 2026-03-12"]
    )
    #expect(
      lines(.field(path: path, old: .text("2026-03-12"), new: nil), path: "agreement.md")
        == ["signature by mentee removed"]
    )
    #expect(
      lines(.field(path: path, old: .text("2026-03-12"), new: .text("2026-03-13")), path: "agreement.md")
        == ["signed again by mentee on 2026-03-13"]
    )
    #expect(
      lines(.field(path: "signatures[by=mentee].time", old: nil, new: .text("15:40")), path: "agreement.md")
        == ["signed again by mentee at 15:40"]
    )
  }

  @Test(
    arguments: [
      (nil, TaskState.open, "☐ Abstract"), (.open, .done, "☑ Abstract"), (nil, .done, "☑ Abstract"),
      (.open, .dropped, "☒ Abstract (dropped)"), (.done, .open, "☐ Abstract (open again)"),
      (.dropped, .open, "☐ Abstract (open again)"), (.open, nil, "Abstract (taken off the list)"),
    ] as [(TaskState?, TaskState?, String)]
  )
  func `a task shows its box`(old: TaskState?, new: TaskState?, text: String) {
    #expect(lines(.task(text: "Abstract", section: "Milestones", old: old, new: new)) == [text])
  }

  @Test(
    arguments: [
      ("due", "2026-06-30", "2026-07-01", "Abstract: due 2026-06-30 → 2026-07-01 (+1 day)"),
      ("due", nil, "2026-07-01", "Abstract: due → 2026-07-01"),
      ("due", "2026-07-01", nil, "Abstract: due removed (was 2026-07-01)"),
      ("@", "@mentee", "@mentor", "Abstract: @mentee → @mentor"), ("@", nil, "@mentor", "Abstract: for @mentor"),
      ("@", "@mentor", nil, "Abstract: no longer for @mentor"),
    ] as [(String, String?, String?, String)]
  )
  func `a task tells its day and whose it is`(name: String, old: String?, new: String?, text: String) {
    #expect(lines(.taskWord(text: "Abstract", section: "Milestones", name: name, old: old, new: new)) == [text])
  }

  @Test func `a dated line is told whole, and among the news by its beginning where it is long`() throws {
    let day = try #require(CalendarDay("2026-03-02"))
    #expect(lines(.line(section: "Progress", day: day, who: nil, text: "Abstract accepted.")) == ["Abstract accepted."])
    #expect(
      lines(.line(section: "Assessments", day: day, who: "mentor", text: "3 good aims page"), path: "skills/x.md")
        == ["mentor 3 good aims page"]
    )
    let long = String(repeating: "word ", count: 30)
    for (who, day) in [(nil, day), ("mentor", day), (nil, day.adding(days: -3))] {
      let change = Change.line(section: "Progress", day: day, who: who, text: long)
      #expect(try #require(lines(change).first).hasSuffix(long))
      let record = RecordReference(path: "goals/x.md", id: nil, kind: .goal, title: nil)
      let news = ChangeText(Event(commit: .stub(), record: record, changes: [change]), isBrief: true)
      let line = try #require(news.lines.first).plainText
      #expect(line.count <= 76)
      #expect(line.hasSuffix("…"))
    }
  }

  @Test func `a box that settled a question is told once`() {
    let tick = Change.task(text: "Topic one", section: "Actions", old: .open, new: .done)
    #expect(lines(tick, .settled(field: "Topic one: state", value: nil)) == ["☑ Topic one, settled"])
    #expect(lines(.settled(field: "Topic one: state", value: nil)) == ["Topic one: state settled"])
    #expect(
      lines(tick, .settled(field: "Topic two: state", value: nil)) == ["☑ Topic one", "Topic two: state settled"]
    )
    let moved = Change.taskWord(text: "Topic one", section: "Actions", name: "due", old: nil, new: "2026-07-01")
    #expect(
      lines(moved, .settled(field: "Topic one: due", value: nil)) == ["Topic one: due → 2026-07-01, settled"]
    )
  }

  @Test func `other text is counted in lines`() {
    #expect(lines(.section(heading: "Why", added: 1, removed: 0)) == ["Why: 1 line added"])
    #expect(lines(.section(heading: "Why", added: 2, removed: 1)) == ["Why: 2 lines added, 1 line removed"])
    #expect(lines(.section(heading: nil, added: 0, removed: 3)) == ["text: 3 lines removed"])
  }

  @Test func `several changes are several lines in their order`() {
    #expect(
      lines(
        .field(path: "status", old: .text("planned"), new: .text("held")),
        .section(heading: "Decisions", added: 1, removed: 0),
        .task(text: "Send outline", section: "Actions", old: nil, new: .open),
        path: "meetings/2026-03-10.md"
      )
        == ["status planned → held", "Decisions: 1 line added", "☐ Send outline"]
    )
  }

  @Test func `a dated line names its day where it was written down on another`() throws {
    let (today, earlier) = (try #require(CalendarDay("2026-03-02")), try #require(CalendarDay("2026-02-27")))
    #expect(
      lines(
        .line(section: "Progress", day: today, who: nil, text: "Draft read."),
        .line(section: "Progress", day: earlier, who: nil, text: "Abstract accepted.")
      ) == ["Draft read.", "of 2026-02-27: Abstract accepted."]
    )
  }
}
