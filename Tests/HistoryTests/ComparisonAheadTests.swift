import Git
import TestSupport
import Testing

@testable import History

/// What commits changed, compared while they are still being walked.
struct ComparisonAheadTests {
  /// Two lines of work that meet, with as many commits on each as in all before them.
  private func history() throws -> FixtureRepository {
    let fixture = try FixtureRepository()
    for number in 1...4 { try fixture.commit("\(number)", files: ["goals/x.md": "\(number)"]) }
    try fixture.createBranch("other")
    for number in 5...8 { try fixture.commit("\(number)", files: ["goals/y.md": "\(number)"]) }
    try fixture.switchTo("other")
    for number in 5...8 { try fixture.commit("\(number)", files: ["goals/z.md": "\(number)", "notes/n.txt": "n"]) }
    try fixture.merge("main")
    return fixture
  }

  @Test func `what is compared meanwhile is what would be compared later`() async throws {
    let fixture = try history()
    let repository = try fixture.reopened()
    let tip = try #require(try repository.head().tip)
    let graph = try CommitGraph(from: tip, in: repository)
    var known: [ObjectID: CommitFiles] = [:]
    // How many are compared by the end of the walk is up to chance.
    for _ in 0..<200 where known.isEmpty {
      var comparison = ComparisonAhead(at: repository.location, stretchLength: 1)
      var walk = try CommitWalk(from: [tip], in: repository)
      while let commit = try walk.next() {
        comparison.add(commit)
        await Task.yield()
      }
      known = await comparison.end()
    }
    #expect(!known.isEmpty)
    for (index, node) in graph.nodes.enumerated() {
      guard let compared = known[node.id] else { continue }
      #expect(try compared.byParent == graph.files(of: index, in: repository).byParent)
      #expect(node.parents.count == 1)
    }
  }

  @Test func `a graph is the same whether it is compared meanwhile or not`() async throws {
    let fixture = try history()
    let repository = try fixture.reopened()
    let tip = try #require(try repository.head().tip)
    let alone = try CommitGraph(from: tip, in: repository)
    let graph = try await CommitGraph.walked(from: tip, in: repository, comparing: true)
    #expect(graph.nodes.map(\.id) == alone.nodes.map(\.id))
    for commit in graph.nodes.indices {
      #expect(try graph.files(of: commit, in: repository).byParent == alone.files(of: commit, in: repository).byParent)
    }
  }

  @Test func `a tree that is missing is no reason to end before its turn`() async throws {
    let fixture = try history()
    let repository = try fixture.reopened()
    let tip = try #require(try repository.head().tip)
    let graph = try CommitGraph(from: tip, in: repository)
    let lost = graph.nodes[1].tree
    try fixture.lose(lost)
    let reopened = try fixture.reopened()
    let compared = try await CommitGraph.walked(from: tip, in: reopened, comparing: true)
    for commit in [1, 2] { #expect(try compared.files(of: commit, in: reopened).missing == lost) }
  }
}
