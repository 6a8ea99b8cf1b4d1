import Foundation
import Git
import TestSupport
import Testing

struct CommitGraphFileTests {
  /// A repository whose commits stand in a pack and in a commit-graph.
  private struct Graphed {
    let fixture: FixtureRepository
    let tip: ObjectID

    /// Makes commits with as many parents each as a function says, of those shortly before it.
    init(seed: UInt64, count: Int, parentCount: (_ commit: Int, inout SplitMix64) -> Int) throws {
      fixture = try FixtureRepository(bare: true)
      var random = SplitMix64(seed: seed)
      var stream = ""
      for commit in 1...count {
        let time = 1_800_000_000 + Int.random(in: -5000...5000, using: &random)
        stream += "commit refs/heads/c\(commit)\nmark :\(commit)\n"
        stream += "committer A <a@example.org> \(time) +0000\ndata 0\n"
        let earlier = Array(max(1, commit - 6)..<commit).shuffled(using: &random)
        let parents = earlier.prefix(parentCount(commit, &random))
        for (index, parent) in parents.enumerated() { stream += "\(index == 0 ? "from" : "merge") :\(parent)\n" }
        stream += "M 100644 inline goals/\(commit % 7).md\ndata 9\n\(commit + 100_000_00)\n\n"
      }
      let git = fixture.git
      try git("-c", "fastimport.unpackLimit=1", "fast-import", "--quiet", input: Array((stream + "done\n").utf8))
      try git("update-ref", "refs/heads/main", "refs/heads/c\(count)")
      try git("repack", "-adq")
      try git("commit-graph", "write", "--reachable", "--no-progress")
      tip = try fixture.tip(of: "main")
    }

    var file: URL { URL(filePath: fixture.repository.commonDirectory + "/objects/info/commit-graph") }
  }

  private func walk(from tip: ObjectID, in repository: Repository, inBrief isBrief: Bool) throws -> [WalkedCommit] {
    var walk = try CommitWalk(from: [tip], in: repository, inBrief: isBrief)
    var commits: [WalkedCommit] = []
    while let commit = try walk.next() { commits.append(commit) }
    return commits
  }

  /// What a walk told, but for what the commits say.
  private func told(_ commits: [WalkedCommit], withTimes: Bool = true) -> [String] {
    commits.map { commit in
      let time = withTimes ? " \(commit.committedSeconds)" : ""
      return "\(commit.id) \(commit.tree) \(commit.parents + commit.missingParents) \(commit.isCut)\(time)"
    }
  }

  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func `commits that the graph knows come in the same order, and aren't read`(seed: UInt64) throws {
    let graphed = try Graphed(seed: seed, count: 120) { commit, random in
      commit == 120 ? 6 : [0, 1, 1, 1, 1, 1, 2, 2, 3, 4][Int.random(in: 0..<10, using: &random)]
    }
    let repository = try graphed.fixture.reopened()
    let brief = try walk(from: graphed.tip, in: repository, inBrief: true)
    let whole = try walk(from: graphed.tip, in: repository, inBrief: false)
    #expect(told(brief) == told(whole))
    #expect(brief.count > 20)
    #expect(brief.allSatisfy { $0.content == nil })
    #expect(whole.allSatisfy { $0.content != nil })
  }

  @Test func `commits that were made after the graph are read`() throws {
    let graphed = try Graphed(seed: 1, count: 10) { commit, _ in commit == 1 ? 0 : 1 }
    let new = try graphed.fixture.commit("new", files: ["goals/new.md": "new\n"])
    let repository = try graphed.fixture.reopened()
    let brief = try walk(from: new, in: repository, inBrief: true)
    #expect(told(brief) == told(try walk(from: new, in: repository, inBrief: false)))
    #expect(brief.map { $0.content == nil } == [false] + Array(repeating: true, count: brief.count - 1))
  }

  @Test func `a damaged graph may tell a wrong time, and nothing else that is wrong`() throws {
    // One line of commits, each with one before it.
    let graphed = try Graphed(seed: 2, count: 60) { commit, _ in commit == 1 ? 0 : 1 }
    let repository = try graphed.fixture.reopened()
    let whole = told(try walk(from: graphed.tip, in: repository, inBrief: false), withTimes: false)
    let sound = try Data(contentsOf: graphed.file)
    let seed = UInt64.random(in: 0 ... .max)
    var random = SplitMix64(seed: seed)
    for _ in 0..<300 {
      var damaged = sound
      for _ in 0..<4 { damaged[Int.random(in: 0..<damaged.count, using: &random)] ^= UInt8(1 << (random.next() % 8)) }
      if random.next() % 8 == 0 { damaged.removeLast(Int.random(in: 1..<damaged.count, using: &random)) }
      try FileManager.default.removeItem(at: graphed.file)
      try damaged.write(to: graphed.file)
      let brief = try walk(from: graphed.tip, in: repository, inBrief: true)
      #expect(told(brief, withTimes: false) == whole, "seed \(seed)")
    }
  }

  @Test func `a commit that no pack holds is read, and told as missing where it is`() throws {
    let fixture = try FixtureRepository()
    let first = try fixture.commit("1", files: ["a": "1\n"])
    try fixture.commit("2", files: ["a": "2\n"])
    try fixture.commit("3", files: ["a": "3\n"])
    try fixture.git("commit-graph", "write", "--reachable", "--no-progress")
    let tip = try fixture.tip()
    #expect(try walk(from: tip, in: fixture.reopened(), inBrief: true).allSatisfy { $0.content != nil })
    _ = try fixture.lose(first)
    #expect(try walk(from: tip, in: fixture.reopened(), inBrief: true).map(\.missingParents) == [[], [first]])
  }

  @Test func `where a clone is shallow, no graph is asked`() throws {
    let graphed = try Graphed(seed: 3, count: 20) { commit, _ in commit == 1 ? 0 : 1 }
    let clone = graphed.fixture.outsidePath("shallow")
    let git = graphed.fixture.git
    try git("clone", "-q", "--bare", "--depth", "3", "-b", "main", "file://" + graphed.fixture.path, clone)
    try FileManager.default.copyItem(atPath: graphed.file.path, toPath: clone + "/objects/info/commit-graph")
    let repository = try Repository(opening: clone, searchPaths: .isolated)
    let brief = try walk(from: graphed.tip, in: repository, inBrief: true)
    #expect(brief.count == 3)
    #expect(told(brief) == told(try walk(from: graphed.tip, in: repository, inBrief: false)))
  }

  @Test func `a graph in several files is left alone`() throws {
    let graphed = try Graphed(seed: 4, count: 20) { commit, _ in commit == 1 ? 0 : 1 }
    try FileManager.default.removeItem(at: graphed.file)
    try graphed.fixture.git("commit-graph", "write", "--reachable", "--split", "--no-progress")
    let repository = try graphed.fixture.reopened()
    #expect(try walk(from: graphed.tip, in: repository, inBrief: true).allSatisfy { $0.content != nil })
  }
}
