import Git
import TestSupport
import Testing

/// What a merge left open, in every command that shows or settles it.
struct ResolveCommandTests {
  private static let path = "goals/paper.md"

  private static func goal(target: String, status: String = "active", _ unmerged: String = "") -> String {
    "---\nid: k7f3q2\ntitle: Toxicity paper\nstatus: \(status)\ntarget: \(target)\n\(unmerged)---\n## Why\nOne project.\n"
  }

  private static let question =
    "unmerged:\n  - {field: target, shown: \"2026-06-30\", values: [\"2026-09-30\", \"2026-10-15\"]}\n"

  /// A space in which Ana and Ben moved one target to different days, and a merge left it open.
  private func disputed() throws -> TestContext {
    let space = try TestContext.new()
    let fixture = space.fixture
    try fixture.commit("goal paper: new", files: [Self.path: Self.goal(target: "2026-06-30")])
    try fixture.createBranch("side")
    try fixture.commit("data office is late", files: [Self.path: Self.goal(target: "2026-09-30")])
    try fixture.switchTo("side")
    try fixture.commit("after the congress", files: [Self.path: Self.goal(target: "2026-10-15")], by: .ben)
    try fixture.switchTo("main")
    try fixture.merge(
      "side",
      message: "merge",
      files: [Self.path: Self.goal(target: "2026-06-30", Self.question)]
    )
    return space
  }

  @Test func `status, check and log say what is open, and who would have what`() async throws {
    let space = try disputed()
    var transcript = await space.run("status")
    transcript += await space.run("status", "--format", "json")
    transcript += await space.run("check")
    transcript += await space.run("log", "paper")
    transcript.expect(golden: "resolve-open")
  }

  @Test(arguments: [("mine", "mine"), ("theirs", "theirs"), ("value", "2026-12-01"), ("none", "none")])
  func `a question gets its answer in one commit`(name: String, answer: String) async throws {
    let space = try disputed()
    var transcript = await space.run("resolve", "paper", "target", answer)
    transcript += try space.lastCommit()
    transcript += await space.run("check")
    transcript.expect(golden: "resolve-" + name)
  }

  @Test(arguments: ["Ana@Example.org", "ana@old.example"])
  func `what is mine is so by any address of mine`(address: String) async throws {
    let space = try disputed()
    try space.fixture.commit("another address", files: [".mailmap": "Ana Ruiz <ana@example.org> <ana@old.example>\n"])
    space.person = Person(name: "Ana Ruiz", email: address)
    #expect(await space.run("resolve", "paper", "target", "mine").status == 0)
    #expect(try space.fixture.read(Self.path) == Self.goal(target: "2026-09-30"))
  }

  @Test func `at a terminal each question is asked`() async throws {
    let space = try disputed()
    space.environment = ["NO_COLOR": "1"]
    let transcript = await space.runInteractively("resolve", "paper", answers: ["theirs"])
    transcript.expect(golden: "resolve-asked")
    #expect(try space.fixture.read(Self.path) == Self.goal(target: "2026-10-15"))
  }

  @Test func `an answer that can't be taken is told and asked again, and the others stay`() async throws {
    let space = try TestContext.new()
    space.environment = ["NO_COLOR": "1"]
    let status = #"  - {field: status, shown: "active", values: ["achieved", "proposed"]}\#n"#
    try space.fixture.commit("merged", files: [Self.path: Self.goal(target: "2026-06-30", Self.question + status)])
    let transcript = await space.runInteractively(
      "resolve",
      "paper",
      answers: ["2026-10-01", "soon", "mine", "proposed"]
    )
    transcript.expect(golden: "resolve-asked-again")
    #expect(try space.fixture.read(Self.path) == Self.goal(target: "2026-10-01", status: "proposed"))
  }

  @Test func `a question about text is settled in the text, by no mine or theirs`() async throws {
    let space = try TestContext.new()
    space.environment = ["NO_COLOR": "1"]
    let goal = Self.goal(target: "2026-12-30", "unmerged:\n  - {heading: Why}\n") + "Two projects.\n"
    try space.fixture.commit("merged", files: [Self.path: goal])
    var transcript = await space.run("resolve", "paper")
    transcript += await space.run("resolve", "paper", "Why", "mine")
    transcript += await space.run("resolve", "paper", "Why", "theirs")
    transcript += await space.runInteractively("resolve", "paper", answers: [""])
    #expect(try space.fixture.read(Self.path) == goal)
    transcript += await space.run("resolve", "paper", "Why", "done")
    transcript.expect(golden: "resolve-text")
    #expect(try space.fixture.read(Self.path) == Self.goal(target: "2026-12-30") + "Two projects.\n")
  }

  @Test func `what changes in the record while a question is asked stays`() async throws {
    let space = try disputed()
    space.editWhileAsked = (Self.path, "One project.", "Two projects.")
    #expect(await space.runInteractively("resolve", "paper", answers: ["theirs"]).status == 0)
    #expect(
      try space.fixture.read(Self.path)
        == Self.goal(target: "2026-10-15").replacing("One project", with: "Two projects")
    )
    #expect(try space.fixture.runGit(["status", "--porcelain"]).stdout == "")
  }

  @Test func `a question that is gone by the time of the answer is told`() async throws {
    let space = try disputed()
    space.environment = ["NO_COLOR": "1"]
    space.editWhileAsked = (Self.path, Self.question, "")
    let transcript = await space.runInteractively("resolve", "paper", answers: ["theirs"])
    #expect(transcript.error.contains("\(Self.path): error: nothing is open about 'target' any more"))
    #expect(transcript.status == 5)
    #expect(try space.fixture.read(Self.path) == Self.goal(target: "2026-06-30"))
  }

  @Test func `what isn't open, or isn't said, is refused with what is`() async throws {
    let space = try disputed()
    var transcript = await space.run("resolve", "paper", "status", "mine")
    transcript += await space.run("resolve", "paper", "target")
    transcript += await space.run("resolve", "paper")
    transcript.expect(golden: "resolve-refused")
  }

  @Test func `a task's words name the one question that is open about it, and of several each has a name`() async throws
  {
    let space = try TestContext.new()
    let state = #"{task: Topic one, heading: Actions, field: state, shown: "open", values: ["done", "dropped"]}"#
    let day = #"{task: Topic two, heading: Actions, field: due, shown: null, values: ["2026-05-01", "2026-06-01"]}"#
    let other = state.replacing("one", with: "two")
    let questions = [state, day, other].map { "  - \($0)\n" }.joined()
    let meeting = "meetings/2026-02-10.md"
    try space.fixture.commit(
      "merged",
      files: [
        meeting:
          "---\ndate: 2026-02-10\nstatus: held\nunmerged:\n\(questions)---\n## Actions\n- [ ] Topic one\n- [ ] Topic two\n"
      ]
    )
    var transcript = await space.run("resolve", "2026-02-10", "topic one", "done")
    transcript += await space.run("resolve", "2026-02-10", "Topic two", "done")
    // History doesn't tell whose day is which, so that no mine or theirs is shown for an answer.
    transcript += await space.run("resolve", "2026-02-10", "Topic two: due")
    transcript.expect(golden: "resolve-task")
    #expect(try space.fixture.read(meeting).contains("- [x] Topic one\n- [ ] Topic two\n"))
  }

  @Test func `pauses are named as people read them, and settled by these names`() async throws {
    let space = try TestContext.new()
    let end = #"{field: "pauses[from=2026-08-01].to", shown: null, values: ["2026-08-31", "2026-09-15"]}"#
    let pause = "{from: 2026-10-01, to: 2026-10-09}"
    let whole = #"{field: "pauses[from=2026-10-01]", shown: null, values: [null, "\#(pause)"]}"#
    let text = try space.fixture.read("relationship.md")
    try space.fixture.commit(
      "merged",
      files: [
        "relationship.md": text.replacing(
          "status: active\n",
          with: "status: active\npauses:\n  - {from: 2026-08-01}\nunmerged:\n  - \(end)\n  - \(whole)\n"
        )
      ]
    )
    var transcript = await space.run("resolve", "relationship")
    transcript += await space.run("resolve", "relationship", "pauses", "theirs")
    transcript += await space.run("resolve", "relationship", "stage", "theirs")
    transcript += await space.run("resolve", "relationship", "end of the pause from 2026-08-01", "theirs")
    transcript += await space.run("resolve", "relationship", "end of the pause from 2026-08-01", "2026-08-31")
    transcript += await space.run("resolve", "relationship", "pauses", "none")
    transcript.expect(golden: "resolve-pauses")
  }

  @Test func `a status that isn't chosen takes its reason along`() async throws {
    let space = try TestContext.new()
    let goal = Self.goal(
      target: "2026-06-30",
      "reason: the relationship ended\nunmerged:\n"
        + "  - {field: status, shown: \"active\", values: [\"achieved\", \"withdrawn\"]}\n"
    )
    try space.fixture.commit("merged", files: [Self.path: goal])
    #expect(await space.run("resolve", "paper", "status", "withdrawn", "--dry-run").output.contains("-unmerged"))
    #expect(await space.run("resolve", "paper", "status", "achieved").status == 0)
    #expect(try space.fixture.read(Self.path) == Self.goal(target: "2026-06-30", status: "achieved"))
  }

  @Test func `save takes away a question that was settled by hand`() async throws {
    let space = try disputed()
    try space.edit(Self.path, "target: 2026-06-30", "target: 2026-11-01")
    var transcript = await space.run("save")
    transcript += try space.lastCommit()
    transcript += await space.run("log", "paper")
    transcript.expect(golden: "resolve-by-hand")
    #expect(try space.fixture.read(Self.path) == Self.goal(target: "2026-11-01"))
  }

  @Test func `in an unfinished merge the file is settled and git goes on`() async throws {
    let space = try TestContext.new()
    let fixture = space.fixture
    try fixture.commit("goal paper: new", files: [Self.path: Self.goal(target: "2026-06-30")])
    try fixture.createBranch("side")
    try fixture.commit("ours", files: [Self.path: Self.goal(target: "2026-09-30")])
    try fixture.switchTo("side")
    try fixture.commit("theirs", files: [Self.path: Self.goal(target: "2026-10-15")], by: .ben)
    try fixture.switchTo("main")
    #expect(try space.git("merge", "side").status == 1)
    try fixture.write(Self.path, Self.goal(target: "2026-06-30", Self.question))
    var transcript = await space.run("resolve", "paper", "target", "theirs")
    transcript += try space.git("add", Self.path)
    transcript += try space.git("commit", "--quiet", "--no-edit")
    transcript += await space.run("show", "paper")
    transcript.expect(golden: "resolve-unfinished")
  }

  @Test func `a record that one removed and one that both moved are told of, and settled as they are`() async throws {
    let space = try TestContext.new()
    let moved = "goals/paper.md\", \"goals/thesis.md"
    try space.fixture.commit(
      "merged",
      files: [
        "goals/paper.md": Self.goal(
          target: "2026-06-30",
          "unmerged:\n  - {path: moved, shown: \"goals/paper.md\", values: [\"\(moved)\"]}\n"
        ),
        "goals/review.md": "---\ntitle: Review\nstatus: active\nunmerged:\n  - {record: removed}\n---\n",
      ]
    )
    var transcript = await space.run("status")
    transcript += await space.run("resolve", "goals/review.md", "record", "mine")
    transcript += await space.run("resolve", "goals/review.md", "record", "2026-10-01")
    transcript += await space.run("resolve", "goals/review.md", "record", "keep")
    transcript += await space.run("resolve", "goals/paper.md", "path", "goals/paper.md")
    transcript.expect(golden: "resolve-removed-and-moved")
    #expect(try !space.fixture.read("goals/review.md").contains("unmerged"))
    #expect(try !space.fixture.read("goals/paper.md").contains("unmerged"))
  }

  @Test func `a record goes to the name that is chosen, or goes away, in one commit`() async throws {
    let space = try TestContext.new()
    let places = "\"goals/paper.md\", \"goals/thesis.md\""
    try space.fixture.commit(
      "merged",
      files: [
        "goals/paper.md": Self.goal(
          target: "2026-06-30",
          "unmerged:\n  - {path: moved, shown: \"goals/paper.md\", values: [\(places)]}\n"
        ),
        "goals/review.md": "---\ntitle: Review\nstatus: active\nunmerged:\n  - {record: removed}\n---\n",
      ]
    )
    var transcript = await space.run("resolve", "goals/paper.md", "path", "../elsewhere.md")
    transcript += await space.run("resolve", "goals/paper.md", "path", "goals/thesis.md")
    transcript += await space.run("resolve", "goals/review.md", "record", "none")
    transcript += await space.run("list", "goals")
    transcript.expect(golden: "resolve-moves-and-removes")
    #expect(try !space.fixture.read("goals/thesis.md").contains("unmerged"))
    #expect(throws: (any Error).self) { try space.fixture.read("goals/paper.md") }
    #expect(throws: (any Error).self) { try space.fixture.read("goals/review.md") }
  }
}
