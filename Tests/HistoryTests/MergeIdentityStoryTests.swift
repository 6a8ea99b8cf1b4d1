import Git
import History
import TestSupport
import Testing

/// Merges after which a record can be taken for another: what a merge has just as a parent has it is that parent's record.
struct MergeIdentityStoryTests {
  private let broken = record("id: abc123", "status: active", "status: active")

  @Test func `a merge that keeps a record's old file has the same record, whatever id and place it got beside`()
    async throws
  {
    let fixture = try FixtureRepository()
    try fixture.commit("base", files: ["goals/x.md": record("status: proposed")])
    try fixture.createBranch("side")
    try fixture.commit("ours", files: ["notes/n.md": record("a: 1")])
    try fixture.switchTo("side")
    try fixture.commit("name", files: ["goals/x.md": record("status: proposed", "id: abc123")])
    try fixture.commit("move", files: ["goals/x.md": nil, "goals/y.md": record("status: proposed", "id: abc123")])
    try fixture.switchTo("main")
    try fixture.merge(
      "side",
      message: "merge -s ours",
      files: ["goals/x.md": record("status: proposed"), "goals/y.md": nil]
    )
    let events = """
      base: goals/x.md: created, status – → proposed
      ours: notes/n.md: created, a – → 1
      name: goals/x.md: id – → abc123
      move: goals/y.md: goals/x.md → goals/y.md
      merge -s ours: goals/x.md: goals/y.md → goals/x.md, id abc123 → –
      """
    try await expect(fixture, tells: events)
    try await expect(
      fixture,
      tells: events.split(separator: "\n").filter { !$0.contains("notes") }.joined(separator: "\n"),
      HistoryQuery(selection: .record(path: "goals/x.md"))
    )
  }

  @Test func `a file that can't be read is known in a merge by its content`() async throws {
    let fixture = try FixtureRepository()
    let worse = record("status: active", "status: active", "status: active")
    let bad = record("status: active", "status: active")
    try fixture.commit("write", files: ["goals/x.md": record("status: proposed")])
    try fixture.commit("break", files: ["goals/x.md": bad])
    try fixture.createBranch("side")
    try fixture.commit("ours", files: ["notes/n.md": record("a: 1")])
    try fixture.switchTo("side")
    try fixture.commit("break more", files: ["goals/x.md": worse])
    try fixture.switchTo("main")
    try fixture.merge("side", message: "merge", files: ["goals/x.md": nil, "goals/y.md": bad])
    try await expect(
      fixture,
      tells: """
        write: goals/x.md: created, status – → proposed
        break: goals/x.md: unreadable duplicate-key
        ours: notes/n.md: created, a – → 1
        break more: goals/x.md: unreadable duplicate-key
        merge: goals/y.md: goals/x.md → goals/y.md
        """
    )
  }

  @Test func `a record that came back on both sides is one by its id, also where one can't be read any more`()
    async throws
  {
    let fixture = try FixtureRepository()
    let goal = record("id: abc123", "status: active")
    try fixture.commit("write", files: ["goals/x.md": goal])
    try fixture.commit("drop", files: ["goals/x.md": nil])
    try fixture.createBranch("side")
    try fixture.commit("back", files: ["goals/y.md": goal])
    try fixture.switchTo("side")
    try fixture.commit("back too", files: ["goals/x.md": goal])
    try fixture.commit("break", files: ["goals/x.md": broken])
    try fixture.switchTo("main")
    try fixture.merge("side", message: "merge", files: ["goals/y.md": nil, "goals/x.md": broken])
    try await expect(
      fixture,
      tells: """
        write: goals/x.md: created, id – → abc123, status – → active
        drop: goals/x.md: removed, id abc123 → –, status active → –
        back: goals/y.md: restored, id – → abc123, status – → active
        back too: goals/x.md: restored, id – → abc123, status – → active
        break: goals/x.md: unreadable duplicate-key
        merge: goals/x.md: goals/y.md → goals/x.md, unreadable duplicate-key
        """
    )
  }

  @Test func `a record that moves while what is left can't be read has moved`() async throws {
    let fixture = try FixtureRepository()
    try fixture.commit("write", files: ["goals/x.md": record("id: abc123", "status: active")])
    try fixture.commit("move", files: ["goals/x.md": broken, "goals/y.md": record("id: abc123", "status: active")])
    try await expect(
      fixture,
      tells: """
        write: goals/x.md: created, id – → abc123, status – → active
        move: goals/x.md: created, unreadable duplicate-key
        move: goals/y.md: goals/x.md → goals/y.md
        """
    )
  }

  @Test func `a record that one side dropped and a merge keeps is back, though another took its place`() async throws {
    let fixture = try FixtureRepository()
    let (goal, other) = (record("id: abc123", "s: 1"), record("id: zzz999", "s: 1"))
    try fixture.commit("write", files: ["goals/x.md": goal])
    try fixture.createBranch("side")
    try fixture.commit("drop", files: ["goals/x.md": nil])
    try fixture.switchTo("side")
    try fixture.commit("move", files: ["goals/x.md": other, "goals/y.md": goal])
    try fixture.switchTo("main")
    try fixture.merge("side", message: "merge", files: ["goals/x.md": other, "goals/y.md": goal])
    try await expect(
      fixture,
      tells: """
        write: goals/x.md: created, id – → abc123, s – → 1
        drop: goals/x.md: removed, id abc123 → –, s 1 → –
        move: goals/x.md: created, id – → zzz999, s – → 1
        move: goals/y.md: goals/x.md → goals/y.md
        merge: goals/y.md: restored, id – → abc123, s – → 1
        """
    )
  }

  @Test func `a record that came back on both sides is one where a merge has another at one of its paths`()
    async throws
  {
    let fixture = try FixtureRepository()
    let (goal, other) = (record("id: abc123", "s: 1"), record("id: zzz999", "s: 1"))
    try fixture.commit("write", files: ["goals/x.md": goal])
    try fixture.commit("drop", files: ["goals/x.md": nil])
    try fixture.createBranch("side")
    try fixture.commit("back", files: ["goals/x.md": other, "goals/y.md": goal])
    try fixture.switchTo("side")
    try fixture.commit("back too", files: ["goals/x.md": goal])
    try fixture.switchTo("main")
    try fixture.merge("side", message: "merge", files: ["goals/x.md": other])
    try await expect(
      fixture,
      tells: """
        write: goals/x.md: created, id – → abc123, s – → 1
        drop: goals/x.md: removed, id abc123 → –, s 1 → –
        back: goals/x.md: created, id – → zzz999, s – → 1
        back: goals/y.md: restored, id – → abc123, s – → 1
        back too: goals/x.md: restored, id – → abc123, s – → 1
        merge: goals/y.md: goals/x.md → goals/y.md
        """
    )
  }

  @Test func `a record is restored after a merge without it, though one side had it back before`() async throws {
    let fixture = try FixtureRepository()
    let goal = record("id: abc123", "s: 1")
    try fixture.commit("write", files: ["goals/x.md": goal])
    try fixture.createBranch("side")
    try fixture.commit("drop", files: ["goals/x.md": nil])
    try fixture.commit("back", files: ["goals/x.md": goal])
    try fixture.switchTo("side")
    try fixture.commit("drop too", files: ["goals/x.md": nil])
    try fixture.switchTo("main")
    try fixture.merge("side", message: "merge", files: ["goals/x.md": nil])
    try fixture.commit("again", files: ["goals/y.md": goal])
    try await expect(
      fixture,
      tells: """
        write: goals/x.md: created, id – → abc123, s – → 1
        drop: goals/x.md: removed, id abc123 → –, s 1 → –
        back: goals/x.md: restored, id – → abc123, s – → 1
        drop too: goals/x.md: removed, id abc123 → –, s 1 → –
        again: goals/y.md: restored, id – → abc123, s – → 1
        """
    )
  }

  /// A goal that was dropped and came back on two lines: on one it went on, on the other, `side`, it broke.
  private func goalThatCameBackTwice() throws -> FixtureRepository {
    let fixture = try FixtureRepository()
    try fixture.commit("write", files: ["goals/x.md": record("id: abc123", "status: active")])
    try fixture.commit("drop", files: ["goals/x.md": nil])
    try fixture.createBranch("side")
    try fixture.commit("back", files: ["goals/x.md": record("id: abc123", "status: active")])
    try fixture.commit("go on", files: ["goals/x.md": record("id: abc123", "status: done")])
    try fixture.switchTo("side")
    try fixture.commit("back too", files: ["goals/x.md": record("id: abc123", "status: active")])
    try fixture.commit("break", files: ["goals/x.md": broken])
    try fixture.switchTo("main")
    return fixture
  }

  private static let cameBackTwice = """
    write: goals/x.md: created, id – → abc123, status – → active
    drop: goals/x.md: removed, id abc123 → –, status active → –
    back: goals/x.md: restored, id – → abc123, status – → active
    go on: goals/x.md: status active → done
    back too: goals/x.md: restored, id – → abc123, status – → active
    break: goals/x.md: unreadable duplicate-key
    """

  @Test func `a record that came back on both sides and broke on one is readable again where a merge has it whole`()
    async throws
  {
    let fixture = try goalThatCameBackTwice()
    try fixture.merge("side", message: "merge", files: ["goals/x.md": record("id: abc123", "status: done")])
    try await expect(
      fixture,
      tells: """
        \(Self.cameBackTwice)
        merge: goals/x.md: readable, status active → done
        """
    )
  }

  @Test
  func `where a merge takes a file that can't be read, what can be read of it again is told against its own line`()
    async throws
  {
    let fixture = try goalThatCameBackTwice()
    try fixture.merge("side", message: "merge", files: ["goals/x.md": broken])
    try fixture.commit("mend", files: ["goals/x.md": record("id: abc123", "status: active")])
    try await expect(
      fixture,
      tells: """
        \(Self.cameBackTwice)
        merge: goals/x.md: unreadable duplicate-key
        mend: goals/x.md: readable
        """
    )
  }

  @Test func `the log of a record that can't be read has nothing of another that was at its path before`() async throws
  {
    let fixture = try FixtureRepository()
    try fixture.commit("other", files: ["goals/x.md": record("id: zzz999", "s: 1")])
    try fixture.createBranch("side")
    try fixture.commit("drop", files: ["goals/x.md": nil])
    try fixture.switchTo("side")
    try fixture.commit("move", files: ["goals/x.md": nil, "goals/y.md": record("id: zzz999", "s: 1")])
    try fixture.commit("write", files: ["goals/x.md": record("id: abc123", "status: active")])
    try fixture.commit("break", files: ["goals/x.md": broken])
    try fixture.switchTo("main")
    try fixture.merge("side", message: "merge", files: ["goals/x.md": broken, "goals/y.md": nil])
    try await expect(
      fixture,
      tells: """
        write: goals/x.md: created, id – → abc123, status – → active
        break: goals/x.md: unreadable duplicate-key
        """,
      HistoryQuery(selection: .record(path: "goals/x.md"))
    )
  }

  @Test func `the log of a record has a merge that brought it back for a time, at the place where a side still had it`()
    async throws
  {
    let fixture = try FixtureRepository()
    try fixture.commit("write", files: ["goals/x.md": record("s: 1")])
    try fixture.createBranch("side")
    try fixture.commit("ours", files: ["notes/n.md": record("a: 1")])
    try fixture.switchTo("side")
    try fixture.commit("move", files: ["goals/x.md": nil, "goals/y.md": record("s: 1")])
    try fixture.createBranch("third")
    try fixture.commit("drop", files: ["goals/y.md": nil])
    try fixture.switchTo("main")
    try fixture.merge("side", message: "keep", files: ["goals/x.md": record("s: 1")])
    try fixture.commit("drop again", files: ["goals/x.md": nil])
    try fixture.switchTo("third")
    try fixture.commit("theirs", files: ["notes/o.md": record("a: 1")])
    try fixture.switchTo("main")
    try fixture.merge("third", message: "back", files: ["goals/y.md": record("s: 1"), "notes/o.md": record("a: 1")])
    try await expect(
      fixture,
      tells: """
        write: goals/x.md: created, s – → 1
        move: goals/y.md: goals/x.md → goals/y.md
        drop: goals/y.md: removed, s 1 → –
        keep: goals/x.md: restored, s – → 1
        drop again: goals/x.md: removed, s 1 → –
        back: goals/y.md: restored, s – → 1
        """,
      HistoryQuery(selection: .record(path: "goals/y.md"))
    )
  }
}
