import Git
import History
import Records
import TestSupport
import Testing

/// Of records that are looked at in brief it is told when they began, moved and ended.
struct BriefHistoryTests {
  private let brief = HistoryQuery(inBrief: ["goals/a.md"])

  @Test func `what changed in a record in brief isn't told, and what changed in others is`() async throws {
    let fixture = try FixtureRepository()
    try fixture.commit("new", files: ["goals/a.md": record("status: a1"), "goals/b.md": record("status: b1")])
    try fixture.commit("a", files: ["goals/a.md": record("status: a2")])
    try fixture.commit("b", files: ["goals/b.md": record("status: b2")])
    try fixture.commit("gone", files: ["goals/a.md": nil])
    try await expect(
      fixture,
      tells: """
        new: goals/a.md: created
        new: goals/b.md: created, status – → b1
        b: goals/b.md: status b1 → b2
        gone: goals/a.md: removed
        """,
      brief
    )
  }

  @Test func `a record that moved away from a path in brief is told whole`() async throws {
    let fixture = try FixtureRepository()
    try fixture.commit("new", files: ["goals/a.md": record("id: a7f3q2", "status: a1")])
    try fixture.commit("a", files: ["goals/a.md": record("id: a7f3q2", "status: a2")])
    try fixture.commit("move", files: ["goals/a.md": nil, "goals/c.md": record("id: a7f3q2", "status: a2")])
    try fixture.commit("other", files: ["goals/a.md": record("status: o1")])
    #expect(try await story(of: fixture, brief) == story(of: fixture))
  }

  @Test func `a version in brief that can't be read is looked up where it matters`() async throws {
    let fixture = try FixtureRepository()
    let readable = record("id: a7f3q2", "status: a1")
    try fixture.commit("new", files: ["goals/a.md": readable])
    try fixture.commit("broken", files: ["goals/a.md": "---\n- no: [fields\n---\n"])
    try fixture.commit(
      "move",
      files: ["goals/a.md": nil, "goals/c.md": record("id: a7f3q2", "status: a2"), "goals/b.md": record("status: b1")]
    )
    try await expect(
      fixture,
      tells: """
        new: goals/a.md: created
        move: goals/b.md: created, status – → b1
        move: goals/c.md: goals/a.md → goals/c.md, readable
        """,
      HistoryQuery(inBrief: ["goals/a.md", "goals/c.md"])
    )
  }
}
