import Git
import TestSupport
import Testing

/// What people write stays in their records: it reaches neither an error nor the subject of a commit.
struct SecretTests {
  private static let secret = "xyzzy"

  /// A space whose titles, texts, tasks, and messages all hold the secret.
  private static func space() throws -> TestContext {
    let space = try TestContext.new()
    let goal = """
      ---
      id: a1b2c3
      title: Goal \(secret)
      status: active
      success: \(secret) is done
      skills: [\(secret)]
      ---
      ## Why
      \(secret) matters.

      ## Milestones
      - [ ] First \(secret) due:2026-09-01
      - [ ] Second \(secret) due:soon

      ## Progress
      - 2026-07-01 \(secret) went well.

      """
    try space.fixture.commit("\(secret) begins", files: ["goals/one.md": goal])
    try space.fixture.commit(
      "by hand\n\n\(secret) said so",
      files: [
        "goals/two.md": goal.replacing("a1b2c3", with: "d4e5f6"),
        "meetings/2026-08-18.md": "---\ndate: 2026-08-18\nstatus: planned\n---\n## Agenda\n- [ ] \(secret)\n",
        "questions/hard.md": "---\nid: qu3st1\ntitle: \(secret)?\n---\n## Answer\n",
        "skills/hand.md": "---\nid: sk1lls\nname: \(secret)\n---\n## Assessments\n",
      ]
    )
    return space
  }

  @Test(arguments: [
    ["set", "one", "status=achieved", "--because", secret],
    ["set", "one", "title=New \(secret)", "success=\(secret)"],
    ["set", "one", "skills+=\(secret)2"],
    ["set", "one", "skills-=\(secret)"],
    ["set", "one", "--unset", "success"],
    ["set", "one", "waiting_on=\(secret)", "note=\(secret)"],
    ["add", "one", "\(secret) again"],
    ["add", "one", "\(secret) step", "--action"],
    ["add", "next", "\(secret) topic"],
    ["add", "next", "\(secret) step", "--action"],
    ["add", "one", "text", "--under", "About \(secret)"],
    ["done", "first", "one"],
    ["done", "second", "goals/two.md", "--drop"],
    ["new", "advocacy", "act=\(secret)"],
    ["new", "feedback", "about=\(secret)"],
    ["prep"],
    ["ask", "Which one?", "--tried", secret],
    ["answer", "hard", secret],
    ["undo"],
  ])
  func `no subject of a commit holds what people wrote`(arguments: [String]) async throws {
    let space = try Self.space()
    if arguments == ["undo"] { #expect(await space.run("set", "one", "success=\(Self.secret)!").status == 0) }
    let tip = try space.fixture.tip()
    let transcript = await space.run(arguments: arguments)
    #expect(transcript.status == 0)
    let subjects = try space.git("log", "--format=%s", "\(tip.hex)..HEAD").output
    #expect(!subjects.isEmpty)
    #expect(!subjects.contains(Self.secret))
    #expect(!transcript.error.contains(Self.secret))
  }

  @Test(arguments: [
    ["goals/one.md", "matters", "matters much"], ["goals/one.md", "title: Goal", "title: Grand goal"],
    ["goals/one.md", "First", "Very first"], ["meetings/2026-08-18.md", "Agenda", "Agenda of"],
  ])
  func `no subject of saved work holds what people wrote`(edit: [String]) async throws {
    let space = try Self.space()
    try space.edit(edit[0], edit[1], edit[2])
    try space.fixture.write("goals/three.md", "---\ntitle: Third \(Self.secret)\nstatus: active\n---\n\(Self.secret)\n")
    for arguments in [["save", edit[0]], ["set", "three", "status=achieved"], ["save"]] {
      let transcript = await space.run(arguments: arguments)
      #expect(transcript.status == 0)
      #expect(!transcript.error.contains(Self.secret))
    }
    let subjects = try space.git("log", "--format=%s", "-4").output.split(separator: "\n").dropLast()
    #expect(subjects.count == 3)
    #expect(!subjects.contains { $0.contains(Self.secret) })
  }

  @Test(arguments: [
    ["show", "goal"], ["show", "two.md.md"], ["set", "one", "status=actve"], ["set", "one", "target=soon"],
    ["set", "one", "success+=more"], ["set", "one", "skills-=none"], ["set", "one", "skills=none"],
    ["set", "one", "--unset", "target"], ["done", "st"], ["done", "nothing like it"], ["done", "first"],
    ["add", "hand", "text"], ["add", "agreement", "text"], ["new", "goal"], ["log", "none"], ["log", "--by", "nobody"],
    ["list", "none"], ["tasks", "mine"], ["search", "none such"], ["answer", "none", secret],
    ["prep", "--date", "2020-01-01"], ["save", "none"], ["undo"], ["check", "none"],
    ["show", "one", "--at", "2020-01-01"],
  ])
  func `no error holds what people wrote`(arguments: [String]) async throws {
    let space = try Self.space()
    space.person = .ben
    let transcript = await space.run(arguments: arguments)
    #expect(!transcript.error.contains(Self.secret))
  }

  /// Faults of a record beside its texts, each of which makes commands complain.
  @Test(arguments: [
    ("status: active", "status: [active"), ("status: active", "status: active\nstatus: active"),
    ("status: active", "\tstatus: active"), ("---\n## Why", "## Why"), ("id: a1b2c3", "id: &a a1b2c3"),
    ("id: a1b2c3", "id: !x a1b2c3"), ("id: a1b2c3", "id: d4e5f6"), ("## Why", "\u{0}## Why"),
  ])
  func `a faulty record shows the line at fault and nothing else`(good: String, faulty: String) async throws {
    let space = try Self.space()
    try space.edit("goals/one.md", good, faulty)
    for arguments in [
      ["check"], ["check", "--fix", "--dry-run"], ["show", "goals/one.md"], ["set", "goals/one.md", "area=skill"],
      ["save"],
      ["log", "goals/one.md", "--field", "area"], ["status"], ["list", "meetings"], ["tasks", "mine"],
    ] {
      let transcript = await space.run(arguments: arguments)
      #expect(!transcript.error.contains(Self.secret), "\(arguments)")
    }
  }
}
