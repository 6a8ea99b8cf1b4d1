import Foundation
import Git
import TestSupport
import Testing

struct FollowedTreesTests {
  /// Random trees that follow each other, in a pack.
  private struct PackedHistory {
    let fixture: FixtureRepository

    /// The trees, the earliest first.
    let trees: [ObjectID]

    /// - Parameter isRepacked: Whether git has packed them anew, which stores earlier trees as what differs from later ones.
    init(seed: UInt64, count: Int, isRepacked: Bool) throws {
      fixture = try FixtureRepository(bare: true)
      var random = SplitMix64(seed: seed)
      var files: [String: Int] = [:]
      var stream = ""
      for commit in 0..<count {
        stream += "commit refs/heads/main\ncommitter A <a@example.org> \(1_800_000_000 + commit) +0000\ndata 0\n"
        for _ in 0..<(commit == 0 ? 80 : Int.random(in: 0...3, using: &random)) {
          stream += Self.change(&files, using: &random)
        }
      }
      let git = fixture.git
      try git("-c", "fastimport.unpackLimit=1", "fast-import", "--quiet", input: Array((stream + "done\n").utf8))
      if isRepacked { try git("repack", "-adfq", "--window=10", "--depth=20") }
      trees = try git("log", "--reverse", "--format=%T", "main").split(separator: "\n").compactMap { ObjectID(hex: $0) }
    }

    /// Changes, adds, removes or moves a file; names begin alike, as those of records do.
    private static func change(_ files: inout [String: Int], using random: inout SplitMix64) -> String {
      let folder = ["goals/", "goals/", "goals/2026/", "meetings/", ""].randomElement(using: &random) ?? ""
      let name = folder + "record-\(Int.random(in: 10...99, using: &random)).md"
      let known = files.keys.sorted().randomElement(using: &random)
      switch (Int.random(in: 0..<10, using: &random), known) {
      case (0, let known?) where files.count > 40:
        files[known] = nil
        return "D \(known)\n"
      case (1, let known?) where files[name] == nil:
        files[name] = files.removeValue(forKey: known)
        return "R \(known) \(name)\n"
      case (2...7, let known?):
        files[known, default: 0] += 1
        return "M \(Bool.random(using: &random) ? 100644 : 100755) inline \(known)\n"
          + data("\(known) \(files[known] ?? 0)")
      default:
        files[name] = 0
        return "M 100644 inline \(name)\n" + data(name)
      }
    }

    private static func data(_ text: String) -> String { "data \(text.utf8.count)\n\(text)\n" }
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64], [false, true])
  func `what differs is the same whether trees are followed or compared whole`(seed: UInt64, isRepacked: Bool) throws {
    let history = try PackedHistory(seed: seed, count: 150, isRepacked: isRepacked)
    let repository = try history.fixture.reopened()
    let pairs = Array(zip(history.trees, history.trees.dropFirst()))
    #expect(pairs.count == 149)
    for order in [pairs, pairs.reversed(), pairs.map { ($1, $0) }, pairs.shuffled()] {
      let followed = FollowedTrees(in: repository, verifying: false)
      for (old, new) in order {
        let whole = try repository.changes(from: old, to: new)
        #expect(try repository.changes(from: old, to: new, following: followed) == whole, "seed \(seed)")
      }
      #expect(followed.order != nil)
    }
  }

  @Test func `where objects are verified, none is followed`() throws {
    let history = try PackedHistory(seed: 1, count: 20, isRepacked: false)
    let followed = FollowedTrees(in: history.fixture.repository, verifying: true)
    for (old, new) in zip(history.trees, history.trees.dropFirst()) {
      _ = try history.fixture.repository.changes(from: old, to: new, following: followed)
    }
    #expect(followed.order == nil)
  }

  @Test(.timeLimit(.minutes(1)))
  func `a pipe among the packs keeps nobody waiting`() throws {
    let history = try PackedHistory(seed: 1, count: 3, isRepacked: false)
    let repository = history.fixture.repository
    #expect(mkfifo(repository.commonDirectory + "/objects/pack/pack-0.idx", 0o600) == 0)
    let followed = FollowedTrees(in: repository, verifying: false)
    let (old, new) = (history.trees[0], history.trees[1])
    let whole = try repository.changes(from: old, to: new)
    #expect(try repository.changes(from: old, to: new, following: followed) == whole)
  }

  @Test(arguments: ["idx", "pack"])
  func `a damaged pack is told as it is without following, or nothing else comes of it`(kind: String) throws {
    let history = try PackedHistory(seed: 5, count: 60, isRepacked: true)
    var pack = try DamagedPack(kind, of: history.fixture.repository)
    for _ in 0..<40 {
      try pack.damage()
      guard let repository = try? history.fixture.reopened() else { continue }
      let followed = FollowedTrees(in: repository, verifying: false)
      for (old, new) in zip(history.trees, history.trees.dropFirst()) {
        let told = try? repository.changes(from: old, to: new, following: followed)
        guard let whole = try? repository.changes(from: old, to: new) else { continue }
        #expect(told == whole, "seed \(pack.seed)")
      }
    }
  }
}
