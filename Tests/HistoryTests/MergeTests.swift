import Git
import History
import Records
import TestSupport
import Testing

struct MergeTests {
  /// A fixture with a base, and two branches `main` and `side` with one commit each.
  private func fork(
    base: [String: String?],
    ours: [String: String?],
    theirs: [String: String?]
  ) throws -> FixtureRepository {
    let fixture = try FixtureRepository()
    try fixture.commit("base", files: base)
    try fixture.createBranch("side")
    try fixture.commit("ours", files: ours)
    try fixture.switchTo("side")
    try fixture.commit("theirs", files: theirs)
    try fixture.switchTo("main")
    return fixture
  }

  private func mergeStory(_ fixture: FixtureRepository) async throws -> [String] {
    try await story(of: fixture).filter { $0.hasPrefix("merge") }
  }

  @Test func `a plain merge of different files has no event`() async throws {
    let fixture = try fork(
      base: ["x.md": record("a: 1"), "y.md": record("a: 1")],
      ours: ["x.md": record("a: 2"), "new.md": record("a: 1")],
      theirs: ["y.md": nil]
    )
    try fixture.merge("side", message: "merge")
    #expect(try await mergeStory(fixture).isEmpty)
    #expect(try await story(of: fixture).count == 5)
  }

  @Test func `a plain merge within one record has no event`() async throws {
    let fixture = try fork(
      base: ["x.md": record("a: 1", "b: 1", body: "## H\none\n- [ ] t\n")],
      ours: ["x.md": record("a: 2", "b: 1", body: "## H\nzero\none\n- [x] t\n")],
      theirs: ["x.md": record("a: 1", "b: 2", body: "## H\none\n- [ ] t\ntwo\n")]
    )
    try fixture.merge(
      "side",
      message: "merge",
      files: ["x.md": record("a: 2", "b: 2", body: "## H\nzero\none\n- [x] t\ntwo\n")]
    )
    #expect(try await mergeStory(fixture).isEmpty)
  }

  @Test func `words of tasks that both sides changed are told by the merge only where it chose`() async throws {
    func goal(_ words: String...) -> String {
      record("a: 1", body: "## M\n" + zip(["x", "y", "z"], words).map { "- [ ] \($0) \($1)\n" }.joined())
    }
    let fixture = try fork(
      base: ["x.md": goal("due:2026-01-01 @mentee", "due:2026-01-01", "@mentee")],
      ours: ["x.md": goal("due:2026-02-01 @mentee", "due:2026-02-01", "@mentee @ana")],
      theirs: ["x.md": goal("due:2026-01-01 @mentor", "due:2026-03-01", "@mentee @ben")]
    )
    let merged = goal("due:2026-02-01 @mentor", "due:2026-03-01", "@mentee @ana @ben")
    try fixture.merge("side", message: "merge", files: ["x.md": merged])
    #expect(try await mergeStory(fixture) == ["merge: x.md: “y” due 2026-02-01 → 2026-03-01"])
  }

  @Test func `a word of a task that only the merge changed is told`() async throws {
    let fixture = try fork(
      base: ["x.md": record("a: 1", body: "## M\n- [ ] x due:2026-01-01\n")],
      ours: ["x.md": record("a: 2", body: "## M\n- [ ] x due:2026-01-01\n")],
      theirs: ["x.md": record("a: 1", body: "## M\n- [ ] x due:2026-02-01\n")]
    )
    try fixture.merge(
      "side",
      message: "merge",
      files: ["x.md": record("a: 2", body: "## M\n- [ ] x @mentor due:2026-01-01\n")]
    )
    #expect(try await mergeStory(fixture) == ["merge: x.md: “x” due 2026-02-01 → 2026-01-01, “x” @ – → @mentor"])
  }

  @Test func `a meeting that one moved to the day of one that the other wrote is one in the merge`() async throws {
    let (old, new) = ("meetings/2026-06-09.md", "meetings/2026-06-16.md")
    func meeting(_ day: String, _ agenda: String) -> String { record("date: \(day)", body: "## Agenda\n\(agenda)") }
    let fixture = try fork(
      base: [old: meeting("2026-06-09", "- [ ] Draft\n")],
      ours: [new: meeting("2026-06-16", "- [ ] Draft\n- [ ] Letters\n")],
      theirs: [old: nil, new: meeting("2026-06-16", "- [ ] Draft\n")]
    )
    let merged = meeting("2026-06-16", "- [ ] Draft\n- [ ] Letters\n")
    try fixture.merge("side", message: "merge", files: [old: nil, new: merged])
    #expect(try await mergeStory(fixture).isEmpty)
  }

  @Test func `the box that a merge leaves open is nobody's tick`() async throws {
    func goal(_ box: String, question: String = "# none") -> String {
      record("a: 1", question, body: "## M\n- [\(box)] x\n")
    }
    let fixture = try fork(base: ["x.md": goal(" ")], ours: ["x.md": goal("x")], theirs: ["x.md": goal("-")])
    let question = "unmerged: [{task: x, heading: M, field: state, shown: open, values: [done, dropped]}]"
    try fixture.merge("side", message: "merge", files: ["x.md": goal(" ", question: question)])
    #expect(try await mergeStory(fixture) == ["merge: x.md: x: state open: done or dropped"])
  }

  @Test func `a value that both made a list of is merged as a list of one`() async throws {
    let fixture = try fork(
      base: ["x.md": record("skills: stats")],
      ours: ["x.md": record("skills: [a]")],
      theirs: ["x.md": record("skills: [stats, b]")]
    )
    try fixture.merge("side", message: "merge", files: ["x.md": record("skills: [a, b]")])
    #expect(try await mergeStory(fixture).isEmpty)
  }

  @Test func `a merge of another heading with a change below the old one has no event`() async throws {
    let fixture = try fork(
      base: ["x.md": record("a: 1", body: "## Why\none\ntwo\n## Next\nthree\n")],
      ours: ["x.md": record("a: 1", body: "## Because\none\ntwo\n## Next\nthree\n")],
      theirs: ["x.md": record("a: 1", body: "## Why\none\nnew\n- [ ] t\n## Next\nthree\n")]
    )
    let merged = record("a: 1", body: "## Because\none\nnew\n- [ ] t\n## Next\nthree\n")
    try fixture.merge("side", message: "merge", files: ["x.md": merged])
    #expect(try await mergeStory(fixture).isEmpty)
  }

  @Test func `what a merge does besides under another heading is told under that`() async throws {
    let fixture = try fork(
      base: ["x.md": record("a: 1", body: "## Why\none\n## Next\nthree\n")],
      ours: ["x.md": record("a: 1", body: "## Because\none\n## Next\nthree\n")],
      theirs: ["x.md": record("a: 1", body: "## Why\none\nnew\n## Next\nthree\n")]
    )
    let merged = record("a: 1", body: "## Because\none\nnew\nevil\n## Next\nthree\n")
    try fixture.merge("side", message: "merge", files: ["x.md": merged])
    #expect(try await mergeStory(fixture) == ["merge: x.md: Because +1 −0"])
  }

  @Test func `a merge that takes another heading back tells both`() async throws {
    let fixture = try fork(
      base: ["x.md": record("a: 1", body: "## Why\none\n")],
      ours: ["x.md": record("a: 1", body: "## Because\none\n")],
      theirs: ["x.md": record("a: 1", body: "## Why\none\nnew\n")]
    )
    try fixture.merge("side", message: "merge", files: ["x.md": record("a: 1", body: "## Why\none\nnew\n")])
    let told = try await mergeStory(fixture)
    #expect(told == ["merge: x.md: Why +1 −0, Because +0 −1"])
  }

  @Test func `a plain merge of a rename with an edit has no event`() async throws {
    let fixture = try fork(
      base: ["x.md": record("id: abc123", "a: 1", "b: 1")],
      ours: ["x.md": nil, "y.md": record("id: abc123", "a: 2", "b: 1")],
      theirs: ["x.md": record("id: abc123", "a: 1", "b: 2")]
    )
    try fixture.merge("side", message: "merge", files: ["x.md": nil, "y.md": record("id: abc123", "a: 2", "b: 2")])
    #expect(try await mergeStory(fixture).isEmpty)
  }

  @Test func `a revert hidden in a merge that keeps one side whole is told`() async throws {
    let fixture = try fork(
      base: ["x.md": record("a: 1")],
      ours: ["y.md": record("a: 1")],
      theirs: ["x.md": record("a: 2")]
    )
    try fixture.merge("side", message: "merge", files: ["x.md": record("a: 1")])
    #expect(try await mergeStory(fixture) == ["merge: x.md: a 2 → 1"])
  }

  @Test func `a value that no parent has is told against what the parents make of it`() async throws {
    let fixture = try fork(
      base: ["x.md": record("a: 1", "b: 1", body: "## M\n- [ ] t\n")],
      ours: ["x.md": record("a: 2", "b: 1", body: "## M\n- [ ] t\n")],
      theirs: ["x.md": record("a: 1", "b: 2", body: "## M\n- [ ] t\n")]
    )
    let merged = record("a: 9", "b: 2", "c: 3", body: "## M\n- [x] t\nevil\n")
    try fixture.merge("side", message: "merge", files: ["x.md": merged])
    #expect(try await mergeStory(fixture) == ["merge: x.md: a 2 → 9, c – → 3, “t” open → done, M +1 −0"])
  }

  @Test func `where the parents disagree the merge's choice is told`() async throws {
    let fixture = try fork(
      base: ["x.md": record("a: 1")],
      ours: ["x.md": record("a: 2")],
      theirs: ["x.md": record("a: 3")]
    )
    try fixture.merge("side", message: "merge")
    #expect(try await mergeStory(fixture) == ["merge: x.md: a 2 → 3"])
  }

  @Test func `a record that only the merge drops or adds is told`() async throws {
    let fixture = try fork(
      base: ["x.md": record("a: 1")],
      ours: ["y.md": record("a: 1")],
      theirs: ["x.md": record("a: 2")]
    )
    try fixture.merge(
      "side",
      message: "merge",
      files: ["x.md": nil, "z.md": record("b: 1", body: "nothing like the other record\n")]
    )
    let told = try await mergeStory(fixture)
    #expect(told == ["merge: x.md: removed, a 2 → –", "merge: z.md: created, b – → 1"])
  }

  @Test func `a record that a parent removed and the merge kept is restored`() async throws {
    let fixture = try fork(base: ["x.md": record("a: 1")], ours: ["x.md": nil], theirs: ["y.md": record("a: 1")])
    try fixture.merge("side", message: "merge", files: ["x.md": record("a: 1")])
    #expect(try await mergeStory(fixture) == ["merge: x.md: restored, a – → 1"])
  }

  @Test func `a record that only the merge renames is told as renamed`() async throws {
    let fixture = try fork(
      base: ["x.md": record("id: abc123", "a: 1", "b: 1")],
      ours: ["x.md": record("id: abc123", "a: 2", "b: 1")],
      theirs: ["x.md": record("id: abc123", "a: 1", "b: 2")]
    )
    try fixture.merge("side", message: "merge", files: ["x.md": nil, "z.md": record("id: abc123", "a: 2", "b: 2")])
    #expect(try await mergeStory(fixture) == ["merge: z.md: x.md → z.md"])
  }

  @Test func `a merge that can't be read is reported and the next commit tells what it changed`() async throws {
    let fixture = try fork(
      base: ["x.md": record("a: 1", "b: 1")],
      ours: ["x.md": record("a: 2", "b: 1")],
      theirs: ["x.md": record("a: 1", "b: 2")]
    )
    try fixture.merge("side", message: "merge", files: ["x.md": record("a: 2", "a: 2")])
    try fixture.commit("mended", files: ["x.md": record("a: 2", "b: 3")])
    #expect(
      try await story(of: fixture).suffix(2) == [
        "merge: x.md: unreadable duplicate-key", "mended: x.md: readable, b 2 → 3",
      ]
    )
  }

  @Test func `an unreadable record that a merge takes over keeps what could be read last`() async throws {
    let fixture = try fork(
      base: ["x.md": record("a: 1")],
      ours: ["y.md": record("a: 1")],
      theirs: ["x.md": record("a: 2", "a: 2")]
    )
    try fixture.merge("side", message: "merge")
    try fixture.commit("mended", files: ["x.md": record("a: 2")])
    #expect(try await story(of: fixture).suffix(1) == ["mended: x.md: readable, a 1 → 2"])
  }
}
