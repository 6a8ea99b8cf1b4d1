import Foundation
import TestSupport
import Testing

/// Sync that is killed, and sync whose wire breaks: the next one completes.
@Suite(.serialized) struct SyncCrashTests {
  /// Two people who write and sync; what was told to them as done is kept in mind.
  private final class Pair {
    let directory: TemporaryDirectory
    let server: any GitServer
    let ana: ServerReplica
    let ben: ServerReplica
    private(set) var promises: [String] = []

    init(at server: any GitServer) throws {
      self.server = server
      directory = try TemporaryDirectory()
      try server.createRepository("space.git")
      ana = try ServerReplica("ana", in: directory, environment: [:], configuration: "")
      ben = try ServerReplica("ben", in: directory, environment: [:], configuration: "")
      let shared = try ana.share(at: server.address(of: "space.git"), options: ["--public"])
      try #require(shared.status == 0, "\(shared)")
      try ben.clone(server.address(of: "space.git"))
      // What is nobody's business: an unsaved edit, a staged file, a file that git doesn't know.
      try writeFile(at: ana.path + "/relationship.md", Array((try ana.read("relationship.md") + "Mine.\n").utf8))
      try writeFile(at: ana.path + "/staged.txt", Array("staged\n".utf8))
      try ana.git("add", "staged.txt")
      try writeFile(at: ana.path + "/unknown.txt", Array("unknown\n".utf8))
    }

    /// Both write something, and one sends it.
    func write(_ number: Int) throws {
      for (person, record) in [(ana, "paper"), (ben, "2026-03-10")] {
        let line = "Line \(number) of \(person.name)."
        try person.run("add", record, line)
        promises.append(line)
      }
      try ben.run("sync", "--no-input")
    }

    /// The next sync needs no help, and has everything that was promised.
    func expectRecovery(_ moment: String) throws {
      let next = try ana.rapport.run(["sync", "--no-input", "--no-save"])
      #expect(next.status == 0, "\(moment): \(next)")
      let hub = RealGit(in: server.root + "/space.git")
      let committed = try hub("show", "main:goals/paper.md") + hub("show", "main:meetings/2026-03-10.md")
      for promise in promises { #expect(committed.contains(promise), "\(moment): lost '\(promise)'") }
      #expect(
        try ana.git("status", "--porcelain") == " M relationship.md\nA  staged.txt\n?? unknown.txt\n",
        "\(moment)"
      )
      #expect(try ana.read("relationship.md").hasSuffix("Mine.\n"))
      let left = try FileManager.default.contentsOfDirectory(atPath: ana.path + "/.git/rapport")
      #expect(left.filter { $0 != "lock" } == [], "\(moment)")
    }
  }

  @Test func `kill -9 at any moment of a sync loses nothing, and the next one completes`() throws {
    let pair = try Pair(at: try FolderServer())
    var generator = SplitMix64(seed: seed)
    try pair.write(0)
    let start = ContinuousClock.now
    try pair.ana.run("sync", "--no-input", "--no-save")
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    var killed = 0
    let trials = isSoak ? 200 : 12
    for number in 1...trials {
      try pair.write(number)
      let child = try pair.ana.rapport.start(["sync", "--no-input", "--no-save"])
      usleep(UInt32(Double.random(in: 0...1.1, using: &generator) * seconds * 1_000_000))
      child.killGroup()
      if try child.wait().ending != .exited(0) { killed += 1 }
      try pair.expectRecovery("trial \(number), seed \(seed)")
    }
    report("kill -9 of sync, seed \(seed): \(killed) of \(trials) in time")
  }

  @Test func `a wire that breaks anywhere is a failure that the next sync makes good`() throws {
    let server = try GitDaemon()
    let pair = try Pair(at: server)
    let address = server.address(of: "space.git")
    let distance = isSoak ? 64 : 1_024
    var (limit, isWhole) = (0, false)
    while !isWhole {
      try pair.write(limit)
      let proxy = try CuttingProxy(to: server.port, breakingAfter: limit)
      defer { proxy.stop() }
      try pair.ana.git("remote", "set-url", "origin", address.replacing(":\(server.port)/", with: ":\(proxy.port)/"))
      let outcome = try pair.ana.rapport.run(["sync", "--no-input", "--no-save"])
      isWhole = outcome.status == 0
      if !isWhole {
        #expect(outcome.status == 4 || outcome.status == 5, "after \(limit) bytes: \(outcome)")
        #expect(outcome.stderr.hasPrefix("error: "), "after \(limit) bytes: \(outcome)")
      }
      try pair.ana.git("remote", "set-url", "origin", address)
      try pair.expectRecovery("the wire broke after \(limit) bytes")
      limit += distance
    }
    report("the wire was whole after \(limit - distance) bytes")
  }
}
