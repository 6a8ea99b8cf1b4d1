import TestSupport
import Testing

/// What `rapport sync` asks at a terminal when a merge left something open.
struct SyncQuestionsTests {
  private static let goal = TwoClones.goal

  /// Ana and Ben moved one target to different days, and Ben was first to sync.
  private func disputed() async throws -> TwoClones {
    let clones = try await TwoClones.shared()
    clones.context.environment["NO_COLOR"] = "1"
    await clones.ben("set", "paper", "target=2026-10-15")
    await clones.ben("sync")
    await clones.ana("set", "paper", "target=2026-09-30")
    return clones
  }

  @Test func `an answer is committed and sent in the same run`() async throws {
    let clones = try await disputed()
    var story = await clones.ana("sync", answers: ["t"])
    story += await clones.ben("sync")
    story.expect(golden: "sync-asked-theirs")
    #expect(try clones.bensFile(Self.goal).contains("target: 2026-10-15\n"))
    #expect(try !clones.bensFile(Self.goal).contains("unmerged"))
    #expect(try clones.context.git("status", "--porcelain", "--branch").output == "## main...origin/main\n")
  }

  @Test func `two answers to one question are asked about again`() async throws {
    let clones = try await disputed()
    await clones.ana("sync", answers: ["l"])
    await clones.ben("sync")
    #expect(await clones.ana("resolve", "paper", "target", "2027-03-03").status == 0)
    #expect(await clones.ben("resolve", "paper", "target", "mine").status == 0)
    await clones.ben("sync")
    #expect(await clones.ana("sync").status == 1)
    let text = try clones.context.fixture.read(Self.goal)
    #expect(text.contains(#"{field: target, shown: "2026-06-30", values: ["2026-10-15", "2027-03-03"]}"#))
  }

  @Test(arguments: [
    ("m", "2026-09-30"), ("mine", "2026-09-30"), ("theirs", "2026-10-15"), ("2026-12-01", "2026-12-01"),
  ])
  func `each answer has its value`(answer: String, value: String) async throws {
    let clones = try await disputed()
    #expect(await clones.ana("sync", answers: [answer]).status == 0)
    #expect(try clones.context.fixture.read(Self.goal).contains("target: \(value)\n"))
    #expect(await clones.ben("sync").status == 0)
    #expect(try clones.bensFile(Self.goal) == clones.context.fixture.read(Self.goal))
  }

  @Test(arguments: ["l", "later", "L", ""])
  func `later leaves it open, and so does the return key`(answer: String) async throws {
    let clones = try await disputed()
    let tip = try clones.context.fixture.tip()
    let transcript = await clones.ana("sync", answers: [answer])
    #expect(transcript.status == 1)
    #expect(try clones.context.fixture.read(Self.goal).contains("unmerged"))
    #expect(try clones.context.fixture.tip() != tip)
    // What is open after a sync is asked, also where nothing new came in.
    #expect(await clones.ana("sync", answers: [answer]).status == 1)
    let settled = await clones.ana("sync", answers: ["theirs"])
    #expect(settled.status == 0)
    #expect(settled.output.contains("Sent: 1 change in 1 record by Ana"))
    #expect(try clones.context.fixture.read(Self.goal).contains("target: 2026-10-15\n"))
  }

  @Test func `a record that is edited while it is asked about stays open, with the edit`() async throws {
    let clones = try await disputed()
    let space = clones.context
    space.editWhileAsked = (Self.goal, "## Why\n", "## Why now\n")
    let transcript = await clones.ana("sync", answers: ["t"])
    #expect(transcript.error.contains("goals/paper.md was edited meanwhile, so its questions stay open.\n"))
    #expect(transcript.status == 1)
    let text = try space.fixture.read(Self.goal)
    #expect(text.contains("## Why now\n") && text.contains("unmerged"))
    #expect(try space.git("status", "--porcelain").output == " M goals/paper.md\n")
  }

  @Test func `what can't be taken is told and asked again`() async throws {
    let clones = try await disputed()
    await clones.ana("sync", answers: ["soon", "2026-11-31", "2026-11-30"]).expect(golden: "sync-asked-again")
    #expect(try clones.context.fixture.read(Self.goal).contains("target: 2026-11-30\n"))
  }

  @Test func `several questions are asked one by one and settled record by record`() async throws {
    let clones = try await disputed()
    await clones.ben("set", "paper", "status=proposed")
    await clones.ben("set", "relationship", "ends=2027-03-01")
    await clones.ben("sync")
    await clones.ana("set", "paper", "status=achieved")
    await clones.ana("set", "relationship", "ends=2027-06-01")
    await clones.ana("sync", answers: ["m", "", "t"]).expect(golden: "sync-asked-several")
    #expect(try clones.context.git("log", "-2", "--format=%s").output.hasPrefix("relationship: ends settled\n"))
  }

  @Test func `where nobody can be asked nothing is`() async throws {
    for options in [["--no-input"], ["--format", "json"], ["--dry-run"]] {
      let clones = try await disputed()
      clones.context.person = .ana
      let transcript = await clones.context.runInteractively(arguments: ["sync"] + options, answers: [])
      #expect(!transcript.error.contains("[l]ater"))
      #expect(transcript.status == (options == ["--dry-run"] ? 0 : 1))
    }
  }

  @Test func `a pause that both entered with another end is told in words, and gets its end`() async throws {
    let clones = try await TwoClones.shared()
    clones.context.environment["NO_COLOR"] = "1"
    await clones.ben("set", "relationship", "pauses+=2026-08-20..2026-09-15")
    await clones.ben("sync")
    await clones.ana("set", "relationship", "pauses+=2026-08-20..2026-08-31")
    var story = await clones.ana("sync", answers: ["later"])
    story += await clones.ana("status")
    story += await clones.ana("resolve", "relationship", "pauses", "mine")
    story += await clones.ana("log", "relationship")
    story.expect(golden: "sync-pause-open")
    #expect(try clones.context.fixture.read("relationship.md").contains("  - {from: 2026-08-20, to: 2026-08-31}\n"))
  }

  @Test func `a signature that each recorded on another day asks nothing, and both have signed`() async throws {
    let clones = try await TwoClones.shared()
    try clones.context.fixture.commit(
      "agreement: new",
      files: ["agreement.md": "---\ncadence_days: 30\nsignatures:\n  - {by: mentee, on: 2026-08-10}\n---\nText.\n"]
    )
    await clones.ana("sync")
    await clones.ben("sync")
    #expect(await clones.ana("agree", "--as", "mentor", "--date", "2026-08-11").status == 0)
    #expect(await clones.ben("agree", "--date", "2026-08-12").status == 0)
    #expect(await clones.ben("sync").status == 0)
    #expect(await clones.ana("sync").status == 0)
    let signed = "signatures:\n  - {by: mentee, on: 2026-08-10}\n  - {by: mentor, on: 2026-08-11}\n---\n"
    #expect(try clones.context.fixture.read("agreement.md").contains(signed))
    #expect(await clones.ana("agree", "--show", "--format", "json").output.contains("\"signedByBoth\":true"))
  }

  @Test(arguments: [(true, "mine", true), (true, "theirs", false), (false, "mine", false), (false, "theirs", true)])
  func `of a record that Ben removed and Ana changed, mine and theirs are what each did`(
    isAna: Bool,
    answer: String,
    stays: Bool
  ) async throws {
    let clones = try await TwoClones.shared()
    try clones.bensGit("rm", "--quiet", Self.goal)
    try clones.bensGit("commit", "--quiet", "--message", "no longer")
    await clones.ben("sync")
    await clones.ana("set", "paper", "target=2026-09-30")
    #expect(await clones.ana("sync").status == 1)
    #expect(await clones.ben("sync").status == 1)
    let transcript =
      isAna
      ? await clones.ana("resolve", "paper", "record", answer)
      : await clones.ben("resolve", "paper", "record", answer)
    #expect(transcript.status == 0, "\(transcript.error)")
    let text = isAna ? try? clones.context.fixture.read(Self.goal) : try? clones.bensFile(Self.goal)
    #expect((text != nil) == stays)
    #expect(text?.contains("unmerged") != true)
  }

  @Test func `of a task's states it is told who wrote which, not who merged`() async throws {
    let clones = try await TwoClones.shared()
    let meeting = "meetings/2026-08-10.md"
    try clones.context.fixture.commit(
      "meeting",
      files: [meeting: "---\ndate: 2026-08-10\nstatus: held\n---\n## Actions\n"]
    )
    await clones.ana("sync")
    await clones.ben("sync")
    let text = try clones.bensFile(meeting)
    try clones.bensFile(meeting, text + "- [x] Send the draft\n")
    #expect(await clones.ben("save").status == 0)
    await clones.ben("sync")
    try clones.context.fixture.write(meeting, text + "- [-] Send the draft\n")
    #expect(await clones.ana("save").status == 0)
    #expect(await clones.ana("sync").status == 1)
    let told = await clones.ana("status").output
    #expect(told.contains("Ben done (2026-08-12), Ana dropped (2026-08-12)"), "\(told)")
    #expect(await clones.ana("resolve", "2026-08-10", "Send the draft", "theirs").status == 0)
    #expect(try clones.context.fixture.read(meeting).contains("- [x] Send the draft"))
  }

  @Test func `a record with unsaved edits isn't asked about`() async throws {
    let clones = try await disputed()
    await clones.ana("sync")
    await clones.ben("sync")
    await clones.ben("set", "relationship", "ends=2027-03-01")
    await clones.ben("sync")
    try clones.context.edit(Self.goal, "One.", "One project.")
    #expect(await clones.ana("sync", "--no-save", answers: []).status == 1)
    #expect(try clones.context.git("status", "--porcelain").output == " M \(Self.goal)\n")
  }
}
