import Git
import History
import TestSupport
import Testing

struct RecordDifferenceTests {
  private let first = "---\ntitle: X\nstatus: proposed\n---\n"
  private let second = "---\ntitle: X\nstatus: active\n---\n"
  private let third = "---\ntitle: X\nstatus: paused\n---\n"

  /// The differences of the newest event, as paths and texts.
  private func differences(_ fixture: FixtureRepository, at path: String = "goals/x.md") async throws -> [[String?]] {
    let history = try History(repository: fixture.repository)
    let events = try await history.events(HistoryQuery()).events
    let event = try #require(events.last { $0.record.path == path })
    return try history.differences(of: event).map { difference in
      [difference.old, difference.new].flatMap { version in
        [version?.path, version?.bytes.map { String(decoding: $0, as: UTF8.self) }]
      }
    }
  }

  @Test func `a record that begins has nothing before`() async throws {
    let fixture = try FixtureRepository()
    try fixture.commit("one", files: ["goals/x.md": first])
    #expect(try await differences(fixture) == [[nil, nil, "goals/x.md", first]])
  }

  @Test func `an edit has both versions`() async throws {
    let fixture = try FixtureRepository()
    try fixture.commit("one", files: ["goals/x.md": first])
    try fixture.commit("two", files: ["goals/x.md": second])
    #expect(try await differences(fixture) == [["goals/x.md", first, "goals/x.md", second]])
  }

  @Test func `a moved record has its old name before`() async throws {
    let fixture = try FixtureRepository()
    let withID = "id: k7f3q2\ntitle"
    let (old, new) = (first.replacing("title", with: withID), second.replacing("title", with: withID))
    try fixture.commit("one", files: ["goals/y.md": old])
    try fixture.commit("two", files: ["goals/y.md": nil, "goals/x.md": new])
    #expect(try await differences(fixture) == [["goals/y.md", old, "goals/x.md", new]])
  }

  @Test func `a removed record has nothing after`() async throws {
    let fixture = try FixtureRepository()
    try fixture.commit("one", files: ["goals/x.md": first])
    try fixture.commit("two", files: ["goals/x.md": nil])
    #expect(try await differences(fixture) == [["goals/x.md", first, nil, nil]])
  }

  @Test func `a merge is compared with each parent from which it differs`() async throws {
    let fixture = try FixtureRepository()
    try fixture.commit("one", files: ["goals/x.md": first])
    try fixture.createBranch("side")
    try fixture.switchTo("side")
    try fixture.commit("two", files: ["goals/x.md": second])
    try fixture.switchTo("main")
    let ours = try fixture.commit("other", files: ["notes.txt": "x\n"])
    // Theirs is thrown away: the merge has the text of ours.
    try fixture.merge("side", files: ["goals/x.md": first])
    #expect(try await differences(fixture) == [["goals/x.md", second, "goals/x.md", first]])
    let history = try History(repository: fixture.repository)
    let event = try #require(try await history.events(HistoryQuery()).events.last)
    #expect(try history.differences(of: event).map(\.mergedParent) == [try fixture.tip(of: "side")])
    #expect(ours != (try fixture.tip()))
  }

  @Test func `an evil merge differs from both parents`() async throws {
    let fixture = try FixtureRepository()
    try fixture.commit("one", files: ["goals/x.md": first])
    try fixture.createBranch("side")
    try fixture.switchTo("side")
    try fixture.commit("two", files: ["goals/x.md": second])
    try fixture.switchTo("main")
    try fixture.commit("other", files: ["notes.txt": "x\n"])
    try fixture.merge("side", files: ["goals/x.md": third])
    #expect(
      try await differences(fixture)
        == [["goals/x.md", first, "goals/x.md", third], ["goals/x.md", second, "goals/x.md", third]]
    )
  }
}
