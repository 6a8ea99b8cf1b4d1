import Git
import TestSupport
import Testing

/// What `set` and `new` ask of a change of a goal's status.
struct GoalRulesTests {
  @Test(arguments: ["paused", "withdrawn", "declined"])
  func `a goal that is put aside says why, or stays as it is`(status: String) async throws {
    let space = try TestContext.anaAndBen()
    let tip = try space.fixture.tip()
    let refused = await space.run("set", "toxicity-paper", "status=\(status)")
    #expect(refused.status == 2)
    #expect(refused.error.contains("a goal that is \(status) says why"))
    #expect(refused.error.contains("--because"))
    #expect(await space.run("set", "toxicity-paper", "status=\(status)", "--because", " ").status == 2)
    #expect(try space.fixture.tip() == tip)
    #expect(await space.run("set", "toxicity-paper", "status=\(status)", "reason=on leave").status == 0)
    #expect(try space.fixture.read("goals/toxicity-paper.md").contains("reason: on leave"))
    #expect(await space.run("set", "toxicity-paper", "status=\(status)", "target=2026-12-01").status == 0)
  }

  @Test func `a goal that goes on no longer says why it waited`() async throws {
    let space = try TestContext.anaAndBen()
    #expect(await space.run("set", "toxicity-paper", "status=paused", "--because", "no funds").status == 0)
    #expect(await space.run("set", "toxicity-paper", "status=active").status == 0)
    #expect(try !space.fixture.read("goals/toxicity-paper.md").contains("reason:"))
    #expect(await space.run("log", "toxicity-paper").output.contains("because: no funds"))
  }

  @Test func `at a terminal the reason is asked for`() async throws {
    let space = try TestContext.anaAndBen()
    var transcript = await space.runInteractively(
      arguments: ["set", "toxicity-paper", "status=paused"],
      answers: ["parental leave"]
    )
    transcript += try space.lastCommit()
    transcript += await space.runInteractively(arguments: ["set", "fellowship", "status=withdrawn"], answers: [""])
    transcript.expect(golden: "set-asks-why")
  }

  @Test func `a superseded goal names the one in its place, which must be there`() async throws {
    let space = try TestContext.anaAndBen()
    let because = ["--because", "one of them is enough"]
    var transcript = await space.run(arguments: ["set", "fellowship", "status=superseded"] + because)
    transcript += await space.run(
      arguments: ["set", "fellowship", "status=superseded", "superseded_by=papr"] + because
    )
    transcript += await space.run(
      arguments: ["set", "fellowship", "status=superseded", "superseded_by=fellowship"] + because
    )
    transcript += await space.run(
      arguments: ["set", "fellowship", "status=superseded", "superseded_by=k7f3"] + because
    )
    transcript += try space.lastCommit()
    transcript.expect(golden: "set-superseded")
  }

  @Test func `the goal in the place of another must be there, also where it is named later`() async throws {
    let space = try TestContext.anaAndBen()
    let because = ["--because", "one is enough"]
    let superseded = ["set", "fellowship", "status=superseded", "superseded_by=toxicity-paper"]
    #expect(await space.run(arguments: superseded + because).status == 0)
    let refused = await space.run("set", "fellowship", "superseded_by=nonexist")
    #expect(refused.status == 3)
    #expect(refused.error.contains("superseded_by: no other goal is called 'nonexist'"))
    #expect(await space.run("set", "fellowship", "superseded_by=k7f3").status == 0)
    #expect(try space.fixture.read("goals/fellowship.md").contains("superseded_by: toxicity-paper\n"))
  }

  @Test func `more than both agreed needs another to wait, or a reason`() async throws {
    let space = try TestContext.agreed(active: ["one", "two", "three"])
    let tip = try space.fixture.tip()
    var transcript = await space.run("set", "idea", "status=active")
    transcript += await space.run("set", "idea", "status=active", "--instead-of", "one")
    transcript += await space.run("set", "idea", "status=active", "--because", "")
    transcript += await space.run("set", "idea", "status=active", "--instead-of", "four", "--because", "x")
    transcript += await space.run("set", "idea", "target=2026-11-01", "--instead-of", "one", "--because", "x")
    #expect(try space.fixture.tip() == tip)
    transcript += await space.run("set", "idea", "status=active", "--instead-of", "one", "--because", "due in May")
    transcript += try space.lastCommit()
    transcript += await space.run("set", "one", "status=active", "--because", "both are due in May")
    transcript += try space.lastCommit()
    transcript.expect(golden: "set-over-the-limit")
  }

  @Test(arguments: [(1, 0), (2, 0), (3, 5), (4, 5)])
  func `the border is the agreed number itself`(active: Int, status: Int) async throws {
    let names = ["one", "two", "three", "four"].prefix(active)
    let space = try TestContext.agreed(active: Array(names))
    #expect(await space.run("set", "idea", "status=active").status == Int32(status))
    let new = try TestContext.agreed(active: Array(names))
    #expect(await new.run("new", "goal", "Another", "status=active").status == Int32(status))
    #expect(await new.run("new", "goal", "A third").status == 0)
  }

  @Test func `over a default, or a number that not both signed, it is one line`() async throws {
    let unsigned = try TestContext.agreed(active: ["one", "two", "three"], signedBy: ["mentee"])
    let set = await unsigned.run("set", "idea", "status=active")
    #expect(set.status == 0)
    #expect(set.error == "That makes 4 active goals; the limit is 3, not signed by both.\n")
    let byDefault = try TestContext.agreed(active: ["one", "two", "three"], "cadence_days: 30")
    #expect(
      await byDefault.run("set", "idea", "status=active").error
        == "That makes 4 active goals; the limit is 3, default.\n"
    )
    #expect(await byDefault.run("set", "idea", "status=paused", "--because", "x").error == "")
  }

  @Test func `an agreement that was changed after both signed refuses nothing any more`() async throws {
    let space = try TestContext.agreed(active: ["one", "two"])
    _ = await space.run("set", "agreement", "max_active_goals=2")
    #expect(await space.run("set", "idea", "status=active").error.contains("the limit is 2, not signed by both"))
  }

  @Test func `commitments count where the agreement says so`() async throws {
    let space = try TestContext.agreed(
      active: ["one", "two"],
      "max_active_goals: 3\nlimit_counts_commitments: yes"
    )
    var transcript = await space.run("new", "commitment", "QA committee")
    transcript += await space.run("set", "idea", "status=active")
    transcript += await space.run("new", "commitment", "Journal club")
    transcript += await space.run(
      "new",
      "commitment",
      "Journal club",
      "--instead-of",
      "two",
      "--because",
      "asked by Ben"
    )
    transcript += try space.lastCommit()
    transcript.expect(golden: "limit-with-commitments")
  }

  @Test func `a goal that begins without a day or a sign of success is told so once`() async throws {
    let space = try TestContext.agreed()
    var transcript = await space.run("new", "goal", "Review")
    transcript += await space.run("set", "review", "status=active")
    transcript += await space.run("check")
    transcript.expect(golden: "goal-hints")
  }

  @Test func `edits by hand are hinted at by check and stop neither save nor check`() async throws {
    let space = try TestContext.agreed(active: ["one", "two", "three"])
    try space.edit("goals/idea.md", "status: proposed", "status: active")
    try space.edit("goals/one.md", "status: active", "status: withdrawn")
    try space.edit("goals/two.md", "status: active", "status: superseded")
    var transcript = await space.run("check")
    transcript += await space.run("save")
    transcript.expect(golden: "check-goal-practice")
    #expect(transcript.entries.map(\.status) == [0, 0])
  }
}
