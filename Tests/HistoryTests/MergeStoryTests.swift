import Git
import History
import TestSupport
import Testing

/// Histories with branches, told by the event list that a person would write: a change belongs to the commit that made it.
struct MergeStoryTests {
  private func goal(_ status: String, _ target: String, done: String = " ") -> String {
    record("id: abc123", "status: \(status)", "target: \(target)", body: "## Milestones\n- [\(done)] Draft\n")
  }

  @Test func `what a merge that keeps one side whole throws away is told by the merge`() async throws {
    let fixture = try FixtureRepository()
    try fixture.commit("base", files: ["goals/x.md": goal("proposed", "June")])
    try fixture.createBranch("side")
    try fixture.commit("ours", files: ["notes/n.md": record("a: 1")])
    try fixture.switchTo("side")
    try fixture.commit(
      "theirs",
      files: ["goals/x.md": goal("active", "June", done: "x"), "notes/o.md": record("a: 1")]
    )
    try fixture.switchTo("main")
    try fixture.merge(
      "side",
      message: "merge -s ours",
      files: ["goals/x.md": goal("proposed", "June"), "notes/o.md": nil]
    )
    try await expect(
      fixture,
      tells: """
        base: goals/x.md: created, id – → abc123, status – → proposed, target – → June, “Draft” – → open
        ours: notes/n.md: created, a – → 1
        theirs: goals/x.md: status proposed → active, “Draft” open → done
        theirs: notes/o.md: created, a – → 1
        merge -s ours: goals/x.md: status active → proposed, “Draft” done → open
        merge -s ours: notes/o.md: removed, a 1 → –
        """
    )
  }

  @Test(arguments: [
    // Both add, in either order; one adds and one takes out; both take out.
    ("[a, b, c]", "[a, b, d]", "[a, b, c, d]", ""), ("[a, b, c]", "[a, b, d]", "[a, b, d, c]", ""),
    ("[a, b, c]", "[b]", "[b, c]", ""), ("[b]", "[a]", "[]", ""), ("[b]", "[a]", "", ""),
    // The same by both, where it is kept once.
    ("[a, b, c, d]", "[a, b, c]", "[a, b, c, d]", ""),
    // What a merge leaves out, brings back or adds of its own is its own change.
    ("[a, b, c]", "[a, b, d]", "[a, b, c]", "\nmerge: goals/x.md: skills [a b c d] → [a b c]"),
    ("[a, b, c]", "[b]", "[a, b, c]", "\nmerge: goals/x.md: skills [b c] → [a b c]"),
    ("[a, b, c]", "[a, b, d]", "[a, b, c, d, e]", "\nmerge: goals/x.md: skills [a b c d] → [a b c d e]"),
    ("[a, b, c]", "a", "a", "\nmerge: goals/x.md: skills [a b c] → a"),
  ])
  func `a list that both changed is merged by its items`(ours: String, theirs: String, merged: String, told: String)
    async throws
  {
    func goal(_ skills: String) -> String {
      record("id: abc123", skills.isEmpty ? "title: x" : "title: x\nskills: \(skills)")
    }
    let fixture = try FixtureRepository()
    try fixture.commit("base", files: ["goals/x.md": goal("[a, b]")])
    try fixture.createBranch("side")
    try fixture.commit("ours", files: ["goals/x.md": goal(ours)])
    try fixture.switchTo("side")
    try fixture.commit("theirs", files: ["goals/x.md": goal(theirs)])
    try fixture.switchTo("main")
    try fixture.merge("side", message: "merge", files: ["goals/x.md": goal(merged)])
    try await expect(
      fixture,
      tells: """
        base: goals/x.md: created, id – → abc123, title – → x, skills – → [a b]
        ours: goals/x.md: skills [a b] → \(ours.replacing(",", with: ""))
        theirs: goals/x.md: skills [a b] → \(theirs.replacing(",", with: ""))\(told)
        """
    )
  }

  @Test func `an edit that a merge loses beside a move of the other side is told by the merge`() async throws {
    let fixture = try FixtureRepository()
    try fixture.commit("base", files: ["goals/x.md": goal("proposed", "June")])
    try fixture.createBranch("side")
    try fixture.commit("move", files: ["goals/x.md": nil, "goals/y.md": goal("proposed", "June")])
    try fixture.switchTo("side")
    try fixture.commit("agree", files: ["goals/x.md": goal("active", "June")])
    try fixture.switchTo("main")
    try fixture.merge("side", message: "merge", files: ["goals/x.md": nil])
    try await expect(
      fixture,
      tells: """
        base: goals/x.md: created, id – → abc123, status – → proposed, target – → June, “Draft” – → open
        move: goals/y.md: goals/x.md → goals/y.md
        agree: goals/x.md: status proposed → active
        merge: goals/y.md: status active → proposed
        """
    )
    try await expect(
      fixture,
      tells: try await story(of: fixture).joined(separator: "\n"),
      HistoryQuery(selection: .record(path: "goals/y.md"))
    )
  }

  @Test func `an evil merge tells what it did besides merging`() async throws {
    let fixture = try FixtureRepository()
    try fixture.commit("base", files: ["goals/x.md": goal("proposed", "June"), "notes/n.md": record("a: 1")])
    try fixture.createBranch("side")
    try fixture.commit("ours", files: ["goals/x.md": goal("active", "June")])
    try fixture.switchTo("side")
    try fixture.commit("theirs", files: ["goals/x.md": goal("proposed", "July")])
    try fixture.switchTo("main")
    try fixture.merge(
      "side",
      message: "merge",
      files: [
        "goals/x.md": nil, "notes/x.md": goal("paused", "July", done: "x"), "notes/n.md": nil,
        "notes/new.md": record("b: 1", body: "Nothing like the note that is gone.\n"),
      ]
    )
    try await expect(
      fixture,
      tells: """
        base: goals/x.md: created, id – → abc123, status – → proposed, target – → June, “Draft” – → open
        base: notes/n.md: created, a – → 1
        ours: goals/x.md: status proposed → active
        theirs: goals/x.md: target June → July
        merge: notes/n.md: removed, a 1 → –
        merge: notes/new.md: created, b – → 1
        merge: notes/x.md: goals/x.md → notes/x.md, status active → paused, “Draft” open → done
        """
    )
  }

  @Test func `a name that both sides changed is the merge's choice`() async throws {
    let fixture = try FixtureRepository()
    try fixture.commit("base", files: ["goals/x.md": goal("proposed", "June")])
    try fixture.createBranch("side")
    try fixture.commit("ours", files: ["goals/x.md": nil, "goals/y.md": goal("proposed", "June")])
    try fixture.switchTo("side")
    try fixture.commit("theirs", files: ["goals/x.md": nil, "goals/z.md": goal("proposed", "June")])
    try fixture.switchTo("main")
    try fixture.merge("side", message: "merge", files: ["goals/z.md": nil])
    try await expect(
      fixture,
      tells: """
        base: goals/x.md: created, id – → abc123, status – → proposed, target – → June, “Draft” – → open
        ours: goals/y.md: goals/x.md → goals/y.md
        theirs: goals/z.md: goals/x.md → goals/z.md
        merge: goals/y.md: goals/z.md → goals/y.md
        """
    )
  }

  // MARK: - The same id on both sides

  /// A history in which both sides added a record of the same id.
  private func twice() throws -> FixtureRepository {
    let fixture = try FixtureRepository()
    try fixture.commit("base", files: ["notes/n.md": record("a: 1")])
    try fixture.createBranch("side")
    try fixture.commit("ours", files: ["goals/a.md": goal("active", "June")])
    try fixture.switchTo("side")
    try fixture.commit("theirs", files: ["goals/b.md": goal("proposed", "June")])
    try fixture.switchTo("main")
    return fixture
  }

  private let addedTwice = """
    base: notes/n.md: created, a – → 1
    ours: goals/a.md: created, id – → abc123, status – → active, target – → June, “Draft” – → open
    theirs: goals/b.md: created, id – → abc123, status – → proposed, target – → June, “Draft” – → open
    """

  @Test func `a record that both sides added at two paths is joined by a merge that keeps one`() async throws {
    let fixture = try twice()
    try fixture.merge("side", message: "merge", files: ["goals/b.md": nil])
    try await expect(
      fixture,
      tells: addedTwice + "\nmerge: goals/a.md: goals/b.md → goals/a.md, status proposed → active"
    )
    try await expect(
      fixture,
      tells: try await story(of: fixture).dropFirst().joined(separator: "\n"),
      HistoryQuery(selection: .record(path: "goals/a.md"))
    )
  }

  @Test func `a record that both sides added at two paths stays two where the merge keeps both`() async throws {
    let fixture = try twice()
    try fixture.merge("side", message: "merge")
    try fixture.commit("edit", files: ["goals/a.md": goal("paused", "June")])
    try fixture.commit("tidy", files: ["goals/b.md": nil])
    try await expect(
      fixture,
      tells: addedTwice + """

        edit: goals/a.md: status active → paused
        tidy: goals/b.md: removed, id abc123 → –, status proposed → –, target June → –
        """
    )
  }

  @Test func `two records that were added at one path are both told where the merge moves one aside`() async throws {
    let fixture = try FixtureRepository()
    try fixture.commit("base", files: ["notes/n.md": record("a: 1")])
    try fixture.createBranch("side")
    try fixture.commit("ours", files: ["goals/x.md": record("id: aaa111", "title: A")])
    try fixture.switchTo("side")
    try fixture.commit("theirs", files: ["goals/x.md": record("id: bbb222", "title: B")])
    try fixture.switchTo("main")
    try fixture.merge(
      "side",
      message: "merge",
      files: ["goals/x.md": record("id: aaa111", "title: A"), "goals/x-bbb222.md": record("id: bbb222", "title: B")]
    )
    try await expect(
      fixture,
      tells: """
        base: notes/n.md: created, a – → 1
        ours: goals/x.md: created, id – → aaa111, title – → A
        theirs: goals/x.md: created, id – → bbb222, title – → B
        merge: goals/x-bbb222.md: goals/x.md → goals/x-bbb222.md
        """
    )
  }

  // MARK: - The shape of the graph

  @Test func `lines of work that were merged crosswise tell each change once`() async throws {
    let fixture = try FixtureRepository()
    try fixture.commit("base", files: ["goals/x.md": goal("proposed", "June")])
    try fixture.createBranch("side")
    try fixture.commit("ours", files: ["goals/x.md": goal("active", "June")])
    let ours = try fixture.tip()
    try fixture.switchTo("side")
    try fixture.commit("theirs", files: ["goals/x.md": goal("proposed", "July")])
    try fixture.createBranch("ours", at: ours)
    try fixture.merge("ours", message: "cross one", files: ["goals/x.md": goal("active", "July")])
    let crossed = try fixture.tip()
    try fixture.switchTo("main")
    try fixture.createBranch("theirs", at: fixture.repository.commit(crossed).parents[0])
    try fixture.merge("theirs", message: "cross two", files: ["goals/x.md": goal("active", "July")])
    try fixture.commit("tick", files: ["goals/x.md": goal("active", "July", done: "x")])
    try fixture.switchTo("side")
    try fixture.commit("pause", files: ["goals/x.md": goal("paused", "July")])
    try fixture.switchTo("main")
    try fixture.merge("side", message: "merge", files: ["goals/x.md": goal("paused", "July", done: "x")])
    try await expect(
      fixture,
      tells: """
        base: goals/x.md: created, id – → abc123, status – → proposed, target – → June, “Draft” – → open
        ours: goals/x.md: status proposed → active
        theirs: goals/x.md: target June → July
        tick: goals/x.md: “Draft” open → done
        pause: goals/x.md: status active → paused
        """
    )
  }

  @Test func `crosswise merges that settled a dispute differently leave the last merge to choose`() async throws {
    let fixture = try FixtureRepository()
    try fixture.commit("base", files: ["goals/x.md": goal("proposed", "June")])
    try fixture.createBranch("side")
    try fixture.commit("ours", files: ["goals/x.md": goal("active", "June")])
    let ours = try fixture.tip()
    try fixture.switchTo("side")
    let theirs = try fixture.commit("theirs", files: ["goals/x.md": goal("paused", "June")])
    try fixture.createBranch("ours", at: ours)
    try fixture.createBranch("theirs", at: theirs)
    try fixture.merge("ours", message: "side takes paused", files: ["goals/x.md": goal("paused", "June")])
    try fixture.switchTo("main")
    try fixture.merge("theirs", message: "main takes active", files: ["goals/x.md": goal("active", "June")])
    try fixture.merge("side", message: "merge", files: ["goals/x.md": goal("active", "June")])
    try await expect(
      fixture,
      tells: """
        base: goals/x.md: created, id – → abc123, status – → proposed, target – → June, “Draft” – → open
        ours: goals/x.md: status proposed → active
        theirs: goals/x.md: status proposed → paused
        side takes paused: goals/x.md: status active → paused
        main takes active: goals/x.md: status paused → active
        merge: goals/x.md: status paused → active
        """
    )
  }

  @Test func `a merge of three lines of work tells only what none of them did`() async throws {
    let fixture = try FixtureRepository()
    try fixture.commit("base", files: ["goals/x.md": goal("proposed", "June"), "notes/n.md": record("a: 1")])
    try fixture.createBranch("two")
    try fixture.createBranch("three")
    try fixture.commit("one", files: ["goals/x.md": goal("active", "June")])
    try fixture.switchTo("two")
    try fixture.commit("two", files: ["goals/x.md": goal("proposed", "July")])
    try fixture.switchTo("three")
    try fixture.commit("three", files: ["notes/n.md": nil, "notes/m.md": record("a: 1")])
    try fixture.switchTo("main")
    try fixture.octopus(
      ["two", "three"],
      message: "octopus",
      files: [
        "goals/x.md": goal("active", "July", done: "x"), "notes/n.md": nil, "notes/m.md": record("a: 2"),
      ]
    )
    try await expect(
      fixture,
      tells: """
        base: goals/x.md: created, id – → abc123, status – → proposed, target – → June, “Draft” – → open
        base: notes/n.md: created, a – → 1
        one: goals/x.md: status proposed → active
        two: goals/x.md: target June → July
        three: notes/m.md: notes/n.md → notes/m.md
        octopus: goals/x.md: “Draft” open → done
        octopus: notes/m.md: a 1 → 2
        """
    )
  }

  @Test func `histories of several roots are told together, and what their merge chose`() async throws {
    let fixture = try FixtureRepository()
    try fixture.commit("mine", files: ["goals/x.md": goal("proposed", "June"), "notes/n.md": record("a: 1")])
    try fixture.createRoot(
      "other",
      message: "yours",
      files: ["goals/x.md": goal("active", "June"), "notes/o.md": record("b: 1")]
    )
    try fixture.merge("other", message: "join", files: ["goals/x.md": goal("active", "June")])
    try await expect(
      fixture,
      tells: """
        mine: goals/x.md: created, id – → abc123, status – → proposed, target – → June, “Draft” – → open
        mine: notes/n.md: created, a – → 1
        yours: goals/x.md: created, id – → abc123, status – → active, target – → June, “Draft” – → open
        yours: notes/o.md: created, b – → 1
        join: goals/x.md: status proposed → active
        """
    )
  }

  @Test func `a clock that runs wrong never puts a merge before what it merged`() async throws {
    let fixture = try FixtureRepository()
    let start = CommitTime.fixtureStart
    try fixture.commit("base", files: ["goals/x.md": goal("proposed", "June")], at: start.adding(days: 30))
    try fixture.createBranch("side")
    try fixture.commit("ours", files: ["goals/x.md": goal("active", "June")], at: start.adding(days: 2))
    try fixture.switchTo("side")
    try fixture.commit("theirs", files: ["goals/x.md": goal("proposed", "July")], at: start.adding(days: 40))
    try fixture.switchTo("main")
    try fixture.merge("side", message: "merge", files: ["goals/x.md": goal("done", "July")], at: start.adding(days: -9))
    try fixture.commit("after", files: ["goals/x.md": goal("done", "July", done: "x")], at: start)
    let whole = """
      base: goals/x.md: created, id – → abc123, status – → proposed, target – → June, “Draft” – → open
      ours: goals/x.md: status proposed → active
      theirs: goals/x.md: target June → July
      merge: goals/x.md: status active → done
      after: goals/x.md: “Draft” open → done
      """
    try await expect(fixture, tells: whole)
    let backwards = whole.split(separator: "\n").reversed().joined(separator: "\n")
    try await expect(fixture, tells: backwards, HistoryQuery(order: .newestFirst))
    let early = DateBounds(until: start.adding(days: 39).secondsSince1970)
    try await expect(
      fixture,
      tells: whole.split(separator: "\n").prefix(2).joined(separator: "\n"),
      HistoryQuery(period: early)
    )
  }

  // MARK: - Versions that can't be read

  @Test func `a merge says whether a record can be read where the parents don't agree`() async throws {
    let fixture = try FixtureRepository()
    let bad = record("status: active", "status: active")
    try fixture.commit("base", files: ["goals/x.md": record("status: proposed"), "goals/y.md": bad])
    try fixture.createBranch("side")
    try fixture.commit("ours", files: ["goals/x.md": bad])
    try fixture.switchTo("side")
    try fixture.commit(
      "theirs",
      files: ["goals/x.md": record("status: paused"), "goals/y.md": record("status: active")]
    )
    try fixture.switchTo("main")
    try fixture.merge("side", message: "merge", files: ["goals/y.md": bad])
    try fixture.commit("mend", files: ["goals/y.md": record("status: paused")])
    try await expect(
      fixture,
      tells: """
        base: goals/x.md: created, status – → proposed
        base: goals/y.md: created, unreadable duplicate-key
        ours: goals/x.md: unreadable duplicate-key
        theirs: goals/x.md: status proposed → paused
        theirs: goals/y.md: readable, status – → active
        merge: goals/x.md: readable
        merge: goals/y.md: unreadable duplicate-key
        mend: goals/y.md: readable, status active → paused
        """
    )
  }
}
