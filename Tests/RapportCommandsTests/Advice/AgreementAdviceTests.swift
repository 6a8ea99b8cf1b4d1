import Git
import TestSupport
import Testing

/// What serves the advice on goals, limits, the agreement and skills; each test is named after its point.
struct AgreementAdviceTests {
  /// A space of Ana and Ben as `init` makes it.
  private func founded() async throws -> TestContext {
    let space = try TestContext.empty()
    let people = ["--mentor", "Ben Osei <ben@example.org>", "--mentee", "Ana Ruiz <ana@example.org>"]
    #expect(await space.run(arguments: ["init"] + people).status == 0)
    return space
  }

  @Test func `A1: the agreement says what stays between the two, and shows every later change as unsigned`()
    async throws
  {
    let space = try await founded()
    #expect(await space.run("show", "agreement").output.contains("## Confidentiality and its limits\nStays between us"))
    _ = await space.run("agree")
    _ = await space.run("agree", "--as", "mentor")
    #expect(await space.run("status").output.contains("Agreement") == false)
    try space.edit("agreement.md", "Stays between us, except", "Stays between us, and the head of department, except")
    #expect(
      await space.run("status").output.contains("not signed the present text; changed: Confidentiality and its limits")
    )
  }

  @Test func `A3: a goal says who proposed it, and is proposed until the two begin it`() async throws {
    let space = try await founded()
    _ = await space.run("new", "goal", "First paper", "target=2026-12-01")
    #expect(try space.fixture.read("goals/first-paper.md").contains("status: proposed\nproposed_by: mentee\n"))
    space.person = .ben
    _ = await space.run("new", "goal", "Journal club")
    #expect(try space.fixture.read("goals/journal-club.md").contains("proposed_by: mentor"))
  }

  @Test func `A4: progress shows in the log with its reasons, and in the plan`() async throws {
    let space = try TestContext.anaAndBen()
    _ = await space.run("set", "toxicity-paper", "status=achieved", "--because", "submitted on time")
    let log = await space.run("log", "toxicity-paper").output
    #expect(log.contains("status active → achieved") && log.contains("because: submitted on time"))
    #expect(await space.run("report", "idp").output.contains("- Achieved, proposed by the mentee"))
  }

  @Test func `A5: skills are assessed, assessed again, and looked at together`() async throws {
    let space = try TestContext.anaAndBen()
    _ = await space.run("assess", "grant-writing", "4")
    let skills = await space.run("list", "skills").output
    #expect(skills.contains("mentee  2 → 4    +2") && skills.contains("mentor  2 → 3    +1"))
    #expect(skills.contains("next review 2026-09-10"))
  }

  @Test func `B1: the agreement holds how often, how long and how soon, and when to look at it again`() async throws {
    let space = try await founded()
    #expect(await space.run("set", "agreement", "reply_days=5", "cadence_days=14", "review_by=2027-02-12").status == 0)
    #expect(await space.run("agree", "--show").output.contains("Review by 2027-02-12"))
    #expect(await space.run("set", "agreement", "reply_days=91").status == 2)
  }

  @Test func `B3: the mentor's view of a skill stands beside the mentee's own`() async throws {
    let space = try TestContext.anaAndBen()
    space.person = .ben
    _ = await space.run("assess", "statistics", "4", "explained the model to the group")
    let skills = await space.run("list", "skills").output
    #expect(skills.contains("Statistics"))
    #expect(skills.contains("  mentor  4 "))
  }

  @Test(arguments: ["paused", "withdrawn", "superseded", "declined"])
  func `B4: a goal that changes its course says why`(status: String) async throws {
    let space = try TestContext.anaAndBen()
    let successor = status == "superseded" ? ["superseded_by=fellowship"] : []
    #expect(await space.run(arguments: ["set", "toxicity-paper", "status=\(status)"] + successor).status == 2)
    let because = ["--because", "the data office said no"]
    #expect(
      await space.run(arguments: ["set", "toxicity-paper", "status=\(status)"] + successor + because).status == 0
    )
    #expect(await space.run("log", "toxicity-paper").output.contains("because: the data office said no"))
    #expect(try space.fixture.read("goals/toxicity-paper.md").contains("reason: the data office said no"))
  }

  @Test func `C4: each may write what shaped them`() async throws {
    #expect(await (try await founded()).run("show", "agreement").output.contains("## What shaped us\n"))
  }

  @Test func `C6: the agreement has a place for resources and opportunities`() async throws {
    #expect(await (try await founded()).run("show", "agreement").output.contains("## Resources and opportunities\n"))
  }

  @Test func `C7: a goal names the skills it builds, and asks for them once it is achieved`() async throws {
    let space = try TestContext.anaAndBen()
    let achieved = await space.run("set", "toxicity-paper", "status=achieved", "--because", "submitted")
    #expect(achieved.error.contains("This goal builds Statistics. Where does it stand now?"))
    #expect(await space.run("status").output.contains("To assess again: Scientific writing"))
  }

  @Test func `D3: what is missing in a goal is a hint that stops nothing`() async throws {
    let space = try TestContext.agreed()
    _ = await space.run("new", "goal", "Review")
    let check = await space.run("check")
    #expect(check.status == 0)
    #expect(check.output.contains("[goal-without-target]"))
    try space.edit("goals/review.md", "## Why\n", "## Why\nTo learn it.\n")
    #expect(await space.run("save").status == 0)
  }

  @Test func `D4: a goal says how both will know, and by when`() async throws {
    let space = try TestContext.agreed()
    _ = await space.run("new", "goal", "Review")
    #expect(await space.run("set", "review", "status=active").error.contains("how both will know"))
    let set = await space.run("set", "review", "success=Accepted by the journal", "target=2026-12-01")
    #expect(set.status == 0 && set.error == "")
    #expect(await space.run("check").output == "")
  }

  @Test func `E4: feedback is a record with what was asked, said and taken from it`() async throws {
    let space = try TestContext.new()
    #expect(
      await space.run("new", "feedback", "from=mentor", "to=mentee", "about=Talk in the journal club").status == 0
    )
    let text = try space.fixture.read("feedback/2026-08-12.md")
    #expect(text.contains("status: requested") && text.contains("## What I take from it"))
    #expect(await space.run("set", "feedback/2026-08-12.md", "status=given", "given_on=today").status == 0)
    #expect(await space.run("log", "feedback/2026-08-12.md").output.contains("status requested → given"))
  }

  @Test func `F1: what takes time besides the goals is recorded with its outcome`() async throws {
    let space = try TestContext.agreed()
    _ = await space.run("new", "commitment", "QA committee", "hours=4")
    #expect(await space.run("set", "qa-committee", "status=finished", "outcome=New checklist").status == 0)
    #expect(await space.run("list", "commitments").output.contains("finished"))
  }

  @Test func `F2: the agreed limit is a reason to say no, and the mentor only where that is agreed`() async throws {
    let fields = "max_active_goals: 1\nmay_name_mentor: yes"
    let allowed = await (try TestContext.agreed(active: ["one"], fields)).run("decline", "QA committee").output
    #expect(allowed.contains("Ben Osei and I have agreed"))
    let space = try TestContext.agreed(active: ["one"], "max_active_goals: 1")
    let silent = await space.run("decline", "QA committee").output
    #expect(silent.contains("at most 1 goal at one time") && !silent.contains("Ben"))
    #expect(await space.run("list", "commitments", "status=declined").output.contains("QA committee"))
  }

  @Test func `F3: before something new is taken on, something else waits`() async throws {
    let space = try TestContext.agreed(active: ["one", "two", "three"])
    let arguments = ["set", "idea", "status=active", "--instead-of", "two", "--because", "the call closes in May"]
    #expect(await space.run(arguments: arguments).status == 0)
    #expect(await space.run("list", "goals", "status=active").output.contains("idea"))
    #expect(await space.run("log", "two").output.contains("because: the call closes in May"))
    #expect(await space.run("list", "goals", "status=paused").output.contains("two"))
  }

  @Test func `F4: one more than agreed is refused, with what is active, until one is done`() async throws {
    let space = try TestContext.agreed(active: ["one", "two", "three"])
    let refused = await space.run("set", "idea", "status=active")
    #expect(refused.status == 5)
    for name in ["one", "two", "three"] { #expect(refused.error.contains("  goal \(name)")) }
    _ = await space.run("set", "one", "status=achieved")
    #expect(await space.run("set", "idea", "status=active").status == 0)
  }

  @Test func `G6: the agreement says what belongs here and what doesn't`() async throws {
    let agreement = await (try await founded()).run("show", "agreement").output
    #expect(agreement.contains("## In scope, out of scope\n") && agreement.contains("## Between meetings\n"))
  }
}
