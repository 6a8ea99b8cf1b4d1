import Git
import History
import TestSupport
import Testing

/// Since when something has been so in one file.
struct FileVersionsTests {
  private let path = "agreement.md"

  /// The subjects of the commits in which the word came into the file, among versions that aren't "?".
  private func origins(_ word: String, in fixture: FixtureRepository) async throws -> [String] {
    let versions = try #require(await History(repository: fixture.reopened()).versions(of: path))
    return try versions.origins { blob throws(HistoryError) in
      let text = String(decoding: try versions.bytes(blob) ?? [], as: UTF8.self)
      return text == "?" ? nil : text.contains(word)
    }.map(\.commit.subject)
  }

  @Test func `what holds began where no parent had it`() async throws {
    let fixture = try FixtureRepository()
    try fixture.commit("start", files: [path: "a"])
    try fixture.commit("added", files: [path: "a b"])
    try fixture.commit("elsewhere", files: ["README.md": "x"])
    try fixture.commit("more", files: [path: "a b c"])
    #expect(try await origins("a", in: fixture) == ["start"])
    #expect(try await origins("b", in: fixture) == ["added"])
    #expect(try await origins("z", in: fixture) == [])
  }

  @Test func `what was taken away and came back began where it was first`() async throws {
    let fixture = try FixtureRepository()
    try fixture.commit("start", files: [path: "a"])
    try fixture.commit("away", files: [path: "b"])
    try fixture.commit("back", files: [path: "a"])
    #expect(try await origins("a", in: fixture) == ["start"])
    try fixture.commit("file away", files: [path: nil])
    #expect(try await origins("a", in: fixture) == [])
    try fixture.commit("file back", files: [path: "a"])
    #expect(try await origins("a", in: fixture) == ["start"])
  }

  @Test func `a version that doesn't tell is passed by`() async throws {
    let fixture = try FixtureRepository()
    try fixture.commit("start", files: [path: "a"])
    try fixture.commit("broken", files: [path: "?"])
    try fixture.commit("mended", files: [path: "a b"])
    #expect(try await origins("a", in: fixture) == ["start"])
    #expect(try await origins("b", in: fixture) == ["mended"])
    try fixture.commit("broken again", files: [path: "?"])
    #expect(try await origins("b", in: fixture) == ["mended"])
  }

  @Test func `a merge that takes it from one side adds nothing, and two sides may both have begun it`() async throws {
    let fixture = try FixtureRepository()
    try fixture.commit("start", files: [path: "-"])
    try fixture.createBranch("other")
    try fixture.commit("ours", files: [path: "a"])
    try fixture.switchTo("other")
    try fixture.commit("theirs", files: [path: "a"])
    try fixture.commit("theirs alone", files: ["x.md": "x"])
    try fixture.switchTo("main")
    try fixture.merge("other")
    #expect(try await origins("a", in: fixture) == ["ours", "theirs"])
    try fixture.createBranch("third")
    try fixture.commit("b", files: [path: "a b"])
    try fixture.switchTo("third")
    try fixture.commit("more", files: ["y.md": "y"])
    try fixture.merge("main")
    #expect(try await origins("b", in: fixture) == ["b"])
  }

  @Test func `commits that aren't before others are told apart from those that are`() async throws {
    let fixture = try FixtureRepository()
    let start = try fixture.commit("start", files: [path: "a"])
    let middle = try fixture.commit("middle", files: [path: "b"])
    let end = try fixture.commit("end", files: [path: "c"])
    let versions = try #require(await History(repository: fixture.reopened()).versions(of: path))
    #expect(versions.commits(notBefore: [middle]) == [end])
    #expect(versions.commits(notBefore: []) == [start, middle, end])
  }

  @Test func `a history is walked once for several questions`() async throws {
    let fixture = try AnaAndBen.space()
    let alone = try await History(repository: fixture.reopened()).events(HistoryQuery())
    let history = try History(repository: fixture.reopened())
    _ = try await history.versions(of: path)
    #expect(try await history.events(HistoryQuery()) == alone)
    #expect(
      try await history.events(HistoryQuery(selection: .record(path: path)))
        == History(repository: fixture.reopened()).events(HistoryQuery(selection: .record(path: path)))
    )
  }
}
