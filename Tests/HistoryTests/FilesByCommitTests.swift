import Git
import TestSupport
import Testing

@testable import History

/// What stands at single paths, read for many commits at once.
struct FilesByCommitTests {
  private static let paths = ["goals/x.md", "relationship.md", "goals/deep/y.md"]

  /// Commits in which files come, change, stay, go and turn into folders.
  private func history() throws -> FixtureRepository {
    let fixture = try FixtureRepository()
    let states: [[String: String?]] = [
      ["relationship.md": "a"],
      ["goals/x.md": "1"],
      ["notes/n.md": "n"],
      ["goals/x.md": "2", "goals/deep/y.md": "y"],
      ["relationship.md": "b"],
      ["goals/x.md": nil, "goals/deep/y.md": nil],
      ["goals": "a file"],
      ["goals": nil],
      ["goals/x.md": "2", "relationship.md": nil],
      ["goals/deep": "another"],
    ]
    for (index, files) in states.enumerated() { try fixture.commit("\(index)", files: files) }
    return fixture
  }

  @Test(arguments: [2, 1000])
  func `what stands at a path is told as of every commit, by one reader and by two`(length: Int) async throws {
    let fixture = try history()
    let repository = try fixture.reopened()
    let graph = try CommitGraph(from: #require(try repository.head().tip), in: repository)
    let files = try await FilesByCommit.read(
      Self.paths.first,
      Array(Self.paths.dropFirst()),
      in: graph,
      of: repository,
      dividingFrom: length
    )
    #expect(graph.nodes.count == 10)
    for (commit, node) in graph.nodes.enumerated() {
      for path in Self.paths {
        #expect(try files.file(at: path, asOf: commit) == .some(repository.file(at: path, in: node.tree)))
      }
    }
    #expect(files.file(at: "goals/z.md", asOf: 0) == nil)
    #expect(files.blobs.count == 2)
  }

  @Test func `where a folder is missing it isn't said that there is nothing`() async throws {
    let fixture = try FixtureRepository()
    for text in ["1", "2", "3"] { try fixture.commit(text, files: ["goals/x.md": text]) }
    let repository = try fixture.reopened()
    let graph = try CommitGraph(from: #require(try repository.head().tip), in: repository)
    try fixture.lose(#require(try repository.entry(at: "goals", in: graph.nodes[1].tree)).id)
    let files = try await FilesByCommit.read("goals/x.md", [], in: graph, of: fixture.reopened())
    #expect(files.file(at: "goals/x.md", asOf: 1) == nil)
    for commit in [0, 2] { #expect(files.file(at: "goals/x.md", asOf: commit) != nil) }
  }
}
