import History
import Practice
import Records
import Testing

struct GoalSignalTests {
  private func active(_ count: Int, limit: String? = nil) -> SignalCase {
    var story = SignalCase()
    for number in 0..<count { story.goal("g\(number)", "status: active") }
    story.goal("waiting", "status: paused")
    story.goal("idea", "status: proposed")
    if let limit { story.files["agreement.md"] = "---\nmax_active_goals: \(limit)\n---\n" }
    return story
  }

  @Test(arguments: [(2, false), (3, false), (4, true)])
  func `S1: more active goals than the default are told`(count: Int, isTold: Bool) throws {
    let signals = try active(count).signals(.activeGoals, on: "2026-03-01")
    #expect(signals.isEmpty != isTold)
    if isTold { #expect(signals.first?.observation == "4 goals recorded as active; 3, default") }
  }

  @Test(arguments: [(1, false), (2, true)])
  func `S1: what the two agreed counts`(count: Int, isTold: Bool) throws {
    var story = active(count, limit: "1")
    story.isSigned = true
    #expect(try story.signals(.activeGoals, on: "2026-03-01").isEmpty != isTold)
    if isTold { #expect(try story.signals(.activeGoals, on: "2026-03-01").first?.numbers.last?.origin == .agreed) }
  }

  @Test(arguments: [(1, false), (2, true), (3, true)])
  func `S2: a target that moved twice is told with all its days`(moves: Int, isTold: Bool) throws {
    var story = SignalCase()
    story.goal("paper", "status: active\ntarget: 2026-0\(moves + 5)-30")
    try story.change(
      "goals/first-name.md",
      on: "2026-01-01",
      .created,
      .field(path: "target", old: nil, new: .text("2026-05-30"))
    )
    try story.change(
      "goals/paper.md",
      on: "2026-01-02",
      .renamed(from: "goals/first-name.md", to: "goals/paper.md", similarity: nil)
    )
    for move in 0..<moves {
      try story.change(
        "goals/paper.md",
        on: "2026-02-0\(move + 1)",
        .field(path: "target", old: .text("2026-0\(move + 5)-30"), new: .text("2026-0\(move + 6)-30"))
      )
    }
    let signals = try story.signals(.movedTarget, on: "2026-03-01")
    #expect(signals.isEmpty != isTold)
    if moves == 2 {
      #expect(
        signals.first?.observation
          == "paper: target recorded as moved twice (2026-05-30 → 2026-06-30 → 2026-07-30)"
      )
    }
    story.goal("paper", "status: achieved")
    #expect(try story.signals(.movedTarget, on: "2026-03-01").isEmpty)
  }

  @Test func `S2: a target given for the first time, or of an earlier goal of that name, is no move`() throws {
    var story = SignalCase()
    story.goal("paper", "status: active\ntarget: 2026-06-30")
    for (day, days) in [("2026-01-01", ("2026-01-30", "2026-02-28")), ("2026-01-02", ("2026-02-28", "2026-03-30"))] {
      try story.change("goals/paper.md", on: day, .field(path: "target", old: .text(days.0), new: .text(days.1)))
    }
    try story.change("goals/paper.md", on: "2026-01-03", .removed)
    try story.change("goals/paper.md", on: "2026-01-04", .created, .field(path: "target", old: nil, new: .text("")))
    try story.change(
      "goals/paper.md",
      on: "2026-01-05",
      .field(path: "target", old: .text(""), new: .text("2026-06-30"))
    )
    #expect(try story.signals(.movedTarget, on: "2026-03-01").isEmpty)
  }

  @Test(arguments: [("2026-06-29", 0), ("2026-06-30", 0), ("2026-07-01", 1)])
  func `S3: a target has passed from the day after it on`(today: String, count: Int) throws {
    var story = SignalCase()
    story.goal("paper", "status: active\ntarget: 2026-06-30")
    story.goal("done", "status: achieved\ntarget: 2026-01-30")
    story.goal("waiting", "status: paused\ntarget: 2026-01-30")
    #expect(try story.signals(.pastDay, on: today).count == count)
    story.relationship("status: active\npauses: [{from: 2026-06-20, to: 2026-07-10}]")
    #expect(try story.signals(.pastDay, on: "2026-07-11").count == 1)
  }

  @Test(arguments: [(44, 0), (45, 0), (46, 1)])
  func `S4: an active goal without a recorded change is told after one and a half times the cadence`(
    days: Int,
    count: Int
  ) throws {
    var story = SignalCase()
    story.goal("paper", "status: active")
    story.goal("idea", "status: proposed")
    for goal in ["paper", "idea"] { try story.change("goals/\(goal).md", on: "2026-02-01", .created) }
    let today = try #require(CalendarDay("2026-02-01")).adding(days: days).description
    #expect(try story.signals(.untouchedGoal, on: today).count == count)
    story.areAll = false
    #expect(try story.signals(.untouchedGoal, on: today).isEmpty, "the latest events alone don't tell")
  }

  @Test func `S4: pauses are not counted`() throws {
    var story = SignalCase()
    story.goal("paper", "status: active")
    try story.change("goals/paper.md", on: "2026-02-01", .created)
    story.relationship("status: active\npauses: [{from: 2026-02-10, to: 2026-02-19}]")
    #expect(try story.signals(.untouchedGoal, on: "2026-03-28").isEmpty)
    #expect(try story.signals(.untouchedGoal, on: "2026-03-29").first?.numbers.first?.value == 46)
  }

  @Test func `S11: who proposed goals is told for both`() throws {
    var story = SignalCase()
    for (name, role) in [("a", "mentee"), ("b", "mentor"), ("c", "mentor"), ("d", "")] {
      story.goal(name, "status: active\nproposed_by: \(role)")
      try story.change("goals/\(name).md", on: "2026-02-01", by: name == "b" ? .mentor : .mentee, .created)
    }
    let signal = try #require(try story.signals(.goalOrigin, on: "2026-03-01").first)
    #expect(signal.observation == "Goals recorded as proposed: by mentee 1, by mentor 2, not said 1")
    #expect(signal.numbers.suffix(2) == [.init("first recorded by mentee", 3), .init("first recorded by mentor", 1)])
    story.files = story.files.filter { !$0.key.hasPrefix("goals/") }
    #expect(try story.signals(.goalOrigin, on: "2026-03-01").isEmpty)
  }
}
