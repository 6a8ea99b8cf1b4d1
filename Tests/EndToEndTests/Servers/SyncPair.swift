import Foundation
import TestSupport
import Testing

/// Two people who write and sync; what was told to them as done is kept in mind.
final class SyncPair {
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
    try changePlaces(isFolder: number.isMultiple(of: 2))
    try ben.run("sync", "--no-input")
  }

  /// A file becomes a folder, or a folder a file.
  private func changePlaces(isFolder: Bool) throws {
    let place = ben.path + "/material/list"
    try? FileManager.default.removeItem(atPath: place)
    try writeFile(at: isFolder ? place + "/deep/page.txt" : place, Array("A list.\n".utf8))
    try ben.git("add", "--all", "material")
    _ = try ben.git.outcome(["commit", "--quiet", "--message", "material"])
  }

  /// Something was told to a person as done.
  func promise(_ line: String) { promises.append(line) }

  /// Both move a target to different days, and one has the question already.
  func disagree(_ number: Int) throws {
    try ana.run("set", "paper", "target=\(2100 + number)-01-01")
    try ben.run("sync", "--no-input")
    try ben.run("set", "paper", "target=\(2100 + number)-02-02")
    try ben.run("sync", "--no-input")
    try ana.run("sync", "--no-input", "--no-save")
  }

  /// The last commit holds the answer that was acknowledged, and the question no more.
  func expectSettled(_ number: Int, _ moment: String) throws {
    let committed = try ana.git("show", "HEAD:goals/paper.md")
    #expect(committed.contains("target: \(2100 + number)-01-01\n"), "\(moment)")
    #expect(!committed.contains("unmerged:"), "\(moment)")
  }

  /// Whatever became of a question, there is none any more.
  func settle() throws {
    if try ana.read("goals/paper.md").contains("unmerged:") { try ana.run("resolve", "paper", "target", "mine") }
    try ana.run("sync", "--no-input", "--no-save")
  }

  /// The next sync needs no help, and has everything that was promised.
  func expectRecovery(_ moment: String) throws {
    let next = try ana.rapport.run(["sync", "--no-input", "--no-save"])
    // A question may be open still.
    #expect(next.status == 0 || next.status == 1, "\(moment): \(next)")
    let hub = RealGit(in: server.root + "/space.git")
    let committed = try hub("show", "main:goals/paper.md") + hub("show", "main:meetings/2026-03-10.md")
    for promise in promises { #expect(committed.contains(promise), "\(moment): lost '\(promise)'") }
    #expect(
      try ana.git("status", "--porcelain") == " M relationship.md\nA  staged.txt\n?? unknown.txt\n",
      "\(moment)"
    )
    #expect(try ana.read("relationship.md").hasSuffix("Mine.\n"))
    // A command that was killed at its start, followed by one that had nothing to write, leaves no folder.
    let left = (try? FileManager.default.contentsOfDirectory(atPath: ana.path + "/.git/rapport")) ?? []
    #expect(left.filter { $0 != "lock" } == [], "\(moment)")
  }
}
