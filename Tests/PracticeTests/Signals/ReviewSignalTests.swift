import History
import Practice
import Records
import Testing

struct ReviewSignalTests {
  @Test(arguments: [("2028-02-28", 0), ("2028-02-29", 1), ("2028-03-01", 1)])
  func `S14: a review is due from its day on`(today: String, count: Int) throws {
    var story = SignalCase()
    story.files["agreement.md"] = "---\nreview_by: 2028-02-29\n---\n"
    story.files["skills/s.md"] = "---\nname: S\nnext_review: 2028-02-29\n---\n"
    story.relationship("status: active\nends: 2028-02-29")
    let signals = try story.signals(.reviewDue, on: today)
    #expect(signals.count == 3 * count)
    if count == 1 {
      #expect(
        signals.map(\.observation) == [
          "agreement: review recorded for 2028-02-29", "relationship: recorded to end 2028-02-29",
          "skill s: review recorded for 2028-02-29",
        ]
      )
    }
  }

  private func skill(_ lines: String...) -> SignalCase {
    var story = SignalCase()
    story.files["skills/aims.md"] = "---\nname: Aims\n---\n## Assessments\n" + lines.joined(separator: "\n") + "\n"
    return story
  }

  @Test func `S15: self and mentor stand apart, each with the last two levels`() throws {
    let story = skill(
      "- 2026-01-10 mentee 1",
      "- 2026-03-10 mentee 2 text",
      "- 2026-01-12 mentor 2",
      "- 2026-06-01 mentee 3",
      "- 2026-06-02 mentor 2"
    )
    let signal = try #require(try story.signals(.skillChange, on: "2026-07-01").first)
    #expect(signal.observation == "aims assessed again: mentee 2 → 3 (2026-06-01); mentor 2 → 2 (2026-06-02)")
  }

  @Test func `S15: who assessed is understood in capitals, too`() throws {
    let signal = try skill("- 2026-01-10 Mentee 1", "- 2026-06-01 MENTEE 3").signals(.skillChange, on: "2026-07-01")
      .first
    #expect(signal?.observation == "aims assessed again: mentee 1 → 3 (2026-06-01)")
  }

  @Test(arguments: [("2026-08-30", 1), ("2026-08-31", 0), ("2026-05-31", 0)])
  func `S15: it is told for ninety days after it was assessed again`(today: String, count: Int) throws {
    let story = skill("- 2026-01-10 mentee 1", "- 2026-06-01 mentee 3")
    #expect(try story.signals(.skillChange, on: today).count == count)
  }

  @Test func `S15: a first assessment is no change`() throws {
    #expect(try skill("- 2026-06-01 mentee 3", "- 2026-06-01 mentor 2").signals(.skillChange, on: "2026-07-01").isEmpty)
  }

  @Test func `S15: two looks on one day are no change; the day before is what came before`() throws {
    #expect(try skill("- 2026-06-01 mentee 2", "- 2026-06-01 mentee 4").signals(.skillChange, on: "2026-07-01").isEmpty)
    let story = skill("- 2026-01-10 mentee 1", "- 2026-06-01 mentee 2", "- 2026-06-01 mentee 4")
    let signal = try story.signals(.skillChange, on: "2026-07-01").first
    #expect(signal?.observation == "aims assessed again: mentee 1 → 4 (2026-06-01)")
  }

  private func question(_ name: String, _ fields: String, answer: String = "") -> (String, String) {
    ("questions/\(name).md", "---\ntitle: \(name)\n\(fields)\n---\n## Question\n\n## Answer\n\(answer)\n")
  }

  @Test func `S10: an open question that follows an answered one is told`() throws {
    var story = SignalCase()
    for (path, text) in [question("first", "by: mentee", answer: "Yes."), question("second", "follows: first")] {
      story.files[path] = text
    }
    #expect(
      try story.signals(.askedBefore, on: "2026-03-01").map(\.observation)
        == ["second goes on from first, which has a recorded answer"]
    )
    story.files["questions/second.md"] = question("second", "follows: first", answer: "No.").1
    #expect(try story.signals(.askedBefore, on: "2026-03-01").isEmpty)
    story.files["questions/first.md"] = question("first", "by: mentee").1
    story.files["questions/second.md"] = question("second", "follows: first").1
    #expect(try story.signals(.askedBefore, on: "2026-03-01").isEmpty)
  }

  @Test(arguments: [("status: parked", ""), ("by: mentee", "<!-- What the other says. -->")])
  func `S10: a question that was put aside, or holds a comment alone, has no answer`(field: String, answer: String)
    throws
  {
    var story = SignalCase()
    for (path, text) in [question("first", field, answer: answer), question("second", "follows: first")] {
      story.files[path] = text
    }
    #expect(try story.signals(.askedBefore, on: "2026-03-01").isEmpty)
    // It still waits for one itself, unless it was put aside.
    for (path, text) in [
      question("first", "status: answered"), question("second", "\(field)\nfollows: first", answer: answer),
    ] {
      story.files[path] = text
    }
    #expect(try story.signals(.askedBefore, on: "2026-03-01").isEmpty == (field == "status: parked"))
  }

  private func feedback(_ fields: String, reply: String?) -> SignalCase {
    var story = SignalCase()
    story.files["feedback/x.md"] = "---\nrequested_on: 2026-03-01\n\(fields)\n---\n"
    if let reply { story.files["agreement.md"] = "---\nreply_days: \(reply)\n---\n" }
    return story
  }

  @Test(arguments: ["mentor", "mentee"], [("2026-03-05", 0), ("2026-03-06", 0), ("2026-03-07", 1)])
  func `S13: feedback is awaited after the days of a reply, whoever gives it`(from: String, day: (String, Int)) throws {
    let story = feedback("from: \(from)\nstatus: requested", reply: "5")
    let signals = try story.signals(.awaitedFeedback, on: day.0)
    #expect(signals.count == day.1)
    if day.1 == 1 {
      #expect(
        signals[0].observation
          == "Feedback asked of \(from) 6 days ago, not recorded as given; a reply takes 5, not signed by both"
      )
    }
  }

  @Test func `S13: without a number that the two named there is none, nor for what was given`() throws {
    #expect(try feedback("status: requested", reply: nil).signals(.awaitedFeedback, on: "2026-08-01").isEmpty)
    #expect(try feedback("status: given", reply: "5").signals(.awaitedFeedback, on: "2026-08-01").isEmpty)
    #expect(try feedback("given_on: 2026-03-20", reply: "5").signals(.awaitedFeedback, on: "2026-08-01").isEmpty)
  }

  @Test func `S16: gaps of the map are told in the private space alone`() throws {
    var story = SignalCase()
    #expect(try story.signals(.map, on: "2026-03-01").isEmpty)
    story.files = ["private.md": "---\nowner:\n---\n", "network/k.md": "---\nname: K\nrole: sponsor\n---\n"]
    #expect(
      try story.signals(.map, on: "2026-03-01").map(\.observation)
        == ["Nobody listed for: mentor, co-mentor, coach, connector, peer, advisor"]
    )
  }

  @Test(arguments: [("2026-03-09", 0), ("2026-03-10", 0), ("2026-03-11", 1)])
  func `S16: a new stage since the last meeting asks for a look at the map`(changed: String, count: Int) throws {
    var story = SignalCase()
    story.meeting("2026-03-10")
    try story.change(
      "relationship.md",
      on: "2026-01-01",
      .created,
      .field(path: "stage", old: nil, new: .text("student"))
    )
    try story.change(
      "relationship.md",
      on: changed,
      .field(path: "stage", old: .text("student"), new: .text("resident"))
    )
    let signals = try story.signals(.map, on: "2026-03-20")
    #expect(signals.count == count)
    if count == 1 { #expect(signals[0].observation == "The stage was recorded as resident on 2026-03-11") }
  }

  @Test func `every code has its rule, and says nothing of a person`() {
    for code in Signal.Code.allCases {
      #expect(!code.rule.isEmpty)
      #expect(!code.rule.contains("bad") && !code.rule.contains("late "))
    }
    #expect(Set(Signal.Code.allCases.map(\.rawValue)).count == 15)
  }
}
