import Git
import History
import Records
import TestSupport
import Testing

/// Which record a file is, told by the event list that a person would write.
struct IdentityStoryTests {
  private let lines = (1...9).map { "What the goal says in line \($0).\n" }.joined()

  // MARK: - Ids

  @Test func `an id that is gained, edited and lost in place is a field like any other`() async throws {
    let fixture = try FixtureRepository()
    try fixture.commit("write", files: ["goals/x.md": record("title: X")])
    try fixture.commit("gain", files: ["goals/x.md": record("id: abc123", "title: X")])
    try fixture.commit("edit", files: ["goals/x.md": record("id: def456", "title: Y")])
    try fixture.commit("lose", files: ["goals/x.md": record("title: Y")])
    try await expect(
      fixture,
      tells: """
        write: goals/x.md: created, title – → X
        gain: goals/x.md: id – → abc123
        edit: goals/x.md: id abc123 → def456, title X → Y
        lose: goals/x.md: id def456 → –
        """
    )
  }

  @Test func `a copy is a new record and the old path keeps the old one`() async throws {
    let fixture = try FixtureRepository()
    try fixture.commit("write", files: ["goals/m.md": record("id: abc123", "title: X")])
    try fixture.commit("copy", files: ["goals/a.md": record("id: abc123", "title: X")])
    try fixture.commit(
      "edit",
      files: [
        "goals/a.md": record("id: abc123", "title: A"), "goals/m.md": record("id: abc123", "title: M"),
      ]
    )
    try fixture.commit("tidy", files: ["goals/m.md": nil])
    try await expect(
      fixture,
      tells: """
        write: goals/m.md: created, id – → abc123, title – → X
        copy: goals/a.md: created, id – → abc123, title – → X
        edit: goals/a.md: title X → A
        edit: goals/m.md: title X → M
        tidy: goals/m.md: removed, id abc123 → –, title M → –
        """
    )
  }

  @Test func `a record that moves to another folder is another kind from there on`() async throws {
    let fixture = try FixtureRepository()
    try fixture.commit("ask", files: ["questions/q.md": record("id: abc123", "title: Q", "status: open")])
    try fixture.commit(
      "make it a goal",
      files: ["questions/q.md": nil, "goals/q.md": record("id: abc123", "title: Q", "status: active")]
    )
    try await expect(
      fixture,
      tells: """
        ask: questions/q.md: created, id – → abc123, title – → Q, status – → open
        make it a goal: goals/q.md: questions/q.md → goals/q.md, status open → active
        """
    )
    let events = try await History(repository: fixture.repository).events(HistoryQuery()).events
    #expect(events.map(\.record.kind) == [.question, .goal])
    try await expect(
      fixture,
      tells: "make it a goal: goals/q.md: questions/q.md → goals/q.md, status open → active",
      HistoryQuery(kind: .goal)
    )
  }

  @Test func `swapped names are told as moves, edits in the same commit as edits of the right record`() async throws {
    let fixture = try FixtureRepository()
    let (first, second) = (record("id: abc123", "title: A"), record("id: def456", "title: B"))
    try fixture.commit("write", files: ["goals/a.md": first, "goals/b.md": second])
    try fixture.commit("swap", files: ["goals/a.md": record("id: def456", "title: C"), "goals/b.md": first])
    try await expect(
      fixture,
      tells: """
        write: goals/a.md: created, id – → abc123, title – → A
        write: goals/b.md: created, id – → def456, title – → B
        swap: goals/a.md: goals/b.md → goals/a.md, title B → C
        swap: goals/b.md: goals/a.md → goals/b.md
        """
    )
  }

  @Test func `a path that one record leaves and another takes in the same commit tells both`() async throws {
    let fixture = try FixtureRepository()
    try fixture.commit("write", files: ["goals/a.md": record("id: abc123", "title: A")])
    try fixture.commit(
      "make room",
      files: ["goals/b.md": record("id: abc123", "title: A"), "goals/a.md": record("id: def456", "title: New")]
    )
    try await expect(
      fixture,
      tells: """
        write: goals/a.md: created, id – → abc123, title – → A
        make room: goals/a.md: created, id – → def456, title – → New
        make room: goals/b.md: goals/a.md → goals/b.md
        """
    )
  }

  // MARK: - Gone and back

  @Test func `a record that comes back is restored, under another path if it has an id`() async throws {
    let fixture = try FixtureRepository()
    try fixture.commit(
      "write",
      files: ["goals/a.md": record("id: abc123", "title: A"), "notes/b.md": record("title: B")]
    )
    try fixture.commit("delete", files: ["goals/a.md": nil, "notes/b.md": nil])
    try fixture.commit(
      "restore",
      files: ["notes/a.md": record("id: abc123", "title: A2"), "notes/b.md": record("title: B")]
    )
    try fixture.commit("reuse", files: ["goals/a.md": record("id: zzz999", "title: Z")])
    try await expect(
      fixture,
      tells: """
        write: goals/a.md: created, id – → abc123, title – → A
        write: notes/b.md: created, title – → B
        delete: goals/a.md: removed, id abc123 → –, title A → –
        delete: notes/b.md: removed, title B → –
        restore: notes/a.md: restored, id – → abc123, title – → A2
        restore: notes/b.md: restored, title – → B
        reuse: goals/a.md: created, id – → zzz999, title – → Z
        """
    )
    try await expect(
      fixture,
      tells: """
        write: goals/a.md: created, id – → abc123, title – → A
        delete: goals/a.md: removed, id abc123 → –, title A → –
        restore: notes/a.md: restored, id – → abc123, title – → A2
        """,
      HistoryQuery(selection: .record(path: "notes/a.md"))
    )
  }

  @Test func `a plain file that becomes a record begins there, one that loses its fields can't be read`() async throws {
    let fixture = try FixtureRepository()
    try fixture.commit("plain", files: ["goals/x.md": "# X\n\n- [ ] Draft\n"])
    try fixture.commit("record", files: ["goals/x.md": record("title: X", body: "# X\n\n- [ ] Draft\n")])
    try fixture.commit(
      "move",
      files: ["goals/x.md": nil, "goals/y.md": record("title: X", body: "# X\n\n- [x] Draft\n")]
    )
    try fixture.commit("plain again", files: ["goals/y.md": "# X\n"])
    try await expect(
      fixture,
      tells: """
        record: goals/x.md: created, title – → X, “Draft” – → open
        move: goals/y.md: goals/x.md → goals/y.md 64 %, “Draft” open → done
        plain again: goals/y.md: unreadable front-matter-missing
        """
    )
  }

  @Test func `a record whose name gets another spelling of the same letters goes on`() async throws {
    let fixture = try FixtureRepository()
    try fixture.commit("write", files: ["goals/caf\u{E9}.md": record("id: k7f3q2", "title: A")])
    try fixture.runGit(["mv", "goals/caf\u{E9}.md", "goals/cafe\u{301}.md"])
    try fixture.write("goals/cafe\u{301}.md", record("id: k7f3q2", "title: B"))
    try fixture.runGit(["commit", "--quiet", "--all", "--message", "spell"])
    try await expect(
      fixture,
      tells: """
        write: goals/caf\u{E9}.md: created, id – → k7f3q2, title – → A
        spell: goals/cafe\u{301}.md: title A → B
        """
    )
  }

  // MARK: - Without ids

  @Test func `without an id equal content is a rename, whatever else is alike`() async throws {
    let fixture = try FixtureRepository()
    try fixture.commit(
      "write",
      files: ["goals/a.md": record("title: A", body: lines), "goals/b.md": record("title: B", body: lines)]
    )
    try fixture.commit(
      "move",
      files: [
        "goals/a.md": nil, "goals/b.md": nil,
        "notes/1.md": record("title: B", body: lines), "notes/2.md": record("title: A", body: lines),
      ]
    )
    try await expect(
      fixture,
      tells: """
        write: goals/a.md: created, title – → A
        write: goals/b.md: created, title – → B
        move: notes/1.md: goals/b.md → notes/1.md
        move: notes/2.md: goals/a.md → notes/2.md
        """
    )
  }

  @Test func `without an id likeness of half and more is a rename with its percentage, less is none`() async throws {
    let fixture = try FixtureRepository()
    let (half, other) = ("1234567890\n1234567\n", "abcdefghij\nabcdefg\n")
    try fixture.commit(
      "write",
      files: ["goals/a.md": record("a: 1", body: half), "goals/b.md": record("b: 1", body: other)]
    )
    try fixture.commit(
      "move",
      files: [
        "goals/a.md": nil, "goals/a2.md": record("a: 1", body: "1234567890\nsomething else\n"),
        "goals/b.md": nil, "goals/b2.md": record("b: 2", body: "something else entirely\n"),
      ]
    )
    try await expect(
      fixture,
      tells: """
        write: goals/a.md: created, a – → 1
        write: goals/b.md: created, b – → 1
        move: goals/a2.md: goals/a.md → goals/a2.md 61 %, – +1 −1
        move: goals/b.md: removed, b 1 → –
        move: goals/b2.md: created, b – → 2
        """
    )
  }

  // MARK: - What is no change

  @Test func `a change of mode, of line endings, of quoting or of comments is none`() async throws {
    let fixture = try FixtureRepository()
    let text = record("title: X", "tags: [a, b]", body: "## Milestones\n- [ ] Draft\n\nSome text.\n")
    try fixture.commit("write", files: ["goals/x.md": text])
    try fixture.runGit(["update-index", "--chmod=+x", "goals/x.md"])
    try fixture.runGit(["commit", "--quiet", "--message", "mode"])
    #expect(try fixture.runGit(["log", "-1", "--format=%s"]).stdout == "mode\n")
    try fixture.commit("endings", files: ["goals/x.md": text.replacing("\n", with: "\r\n")])
    try fixture.commit("byte order mark", files: ["goals/x.md": "\u{feff}" + text])
    try fixture.commit("quotes", files: ["goals/x.md": text.replacing("title: X", with: "title: 'X' # the title")])
    try fixture.commit("spaces", files: ["goals/x.md": text.replacing("Draft\n", with: "Draft  \n\n")])
    try await expect(
      fixture,
      tells: "write: goals/x.md: created, title – → X, tags – → [a b], “Draft” – → open"
    )
  }

  @Test func `a record that a link replaces is gone until it is a file again`() async throws {
    let fixture = try FixtureRepository()
    try fixture.commit("write", files: ["goals/x.md": record("title: X")])
    for (message, mode) in [("link", "120000"), ("file", "100755")] {
      let blob = try fixture.runGit(["rev-parse", ":goals/x.md"]).stdout.filter { $0 != "\n" }
      try fixture.runGit(["update-index", "--cacheinfo", "\(mode),\(blob),goals/x.md"])
      try fixture.runGit(["commit", "--quiet", "--message", message])
    }
    try await expect(
      fixture,
      tells: """
        write: goals/x.md: created, title – → X
        link: goals/x.md: removed, title X → –
        file: goals/x.md: restored, title – → X
        """
    )
  }
}
