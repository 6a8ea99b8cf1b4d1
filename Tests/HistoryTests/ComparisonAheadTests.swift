import Git
import TestSupport
import Testing

@testable import History

/// What commits changed, compared while they are still being walked.
struct ComparisonAheadTests {
  /// Two lines of work that meet, with as many commits on each as in all before them.
  private func history() throws -> FixtureRepository {
    let fixture = try FixtureRepository()
    for number in 1...4 { try fixture.commit("\(number)", files: ["goals/x.md": text(number)]) }
    try fixture.createBranch("other")
    for number in 5...8 { try fixture.commit("\(number)", files: ["goals/y.md": text(number)]) }
    try fixture.switchTo("other")
    for number in 5...8 { try fixture.commit("\(number)", files: ["goals/z.md": text(number), "notes/n.txt": "n"]) }
    try fixture.merge("main")
    return fixture
  }

  private func text(_ number: Int) -> String { "---\ntitle: \(number)\n---\n" }

  private func compared(from tip: ObjectID, in repository: Repository) async throws -> CommitGraph {
    let comparison = ComparisonAhead(at: repository.location)
    var graph = try CommitGraph(from: tip, in: repository, comparing: comparison)
    await graph.take(comparison)
    return graph
  }

  @Test func `what is compared meanwhile is what would be compared later`() async throws {
    let fixture = try history()
    let repository = try fixture.reopened()
    let tip = try #require(try repository.head().tip)
    let graph = try CommitGraph(from: tip, in: repository)
    var known: [ObjectID: CommitFiles] = [:]
    // How many are compared by the time they are asked for is up to chance.
    for _ in 0..<200 where known.isEmpty {
      var comparison = ComparisonAhead(at: repository.location, stretchLength: 1)
      var walk = try CommitWalk(from: [tip], in: repository)
      while let commit = try walk.next() {
        comparison.add(commit)
        await Task.yield()
      }
      comparison.finish()
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
    let graph = try await compared(from: tip, in: repository)
    #expect(graph.nodes.map(\.id) == alone.nodes.map(\.id))
    for commit in graph.nodes.indices {
      #expect(try graph.files(of: commit, in: repository).byParent == alone.files(of: commit, in: repository).byParent)
    }
  }

  @Test(arguments: [false, true])
  func `a history that is walked before it is asked for tells the same`(comparing: Bool) async throws {
    let fixture = try history()
    let alone = try await History(repository: try fixture.reopened()).events(HistoryQuery())
    #expect(alone.events.count == 12)
    let ahead = try History(repository: try fixture.reopened())
    ahead.walkAhead(comparing: comparing)
    // A question that doesn't need to know what the commits changed comes first.
    _ = try await ahead.versions(of: "goals/x.md")
    #expect(try await ahead.events(HistoryQuery()) == alone)
  }

  @Test func `a tree that is missing is no reason to end before its turn`() async throws {
    let fixture = try history()
    let repository = try fixture.reopened()
    let tip = try #require(try repository.head().tip)
    let graph = try CommitGraph(from: tip, in: repository)
    let lost = graph.nodes[1].tree
    try fixture.lose(lost)
    let reopened = try fixture.reopened()
    let compared = try await compared(from: tip, in: reopened)
    for commit in [1, 2] { #expect(try compared.files(of: commit, in: reopened).missing == lost) }
  }
}
