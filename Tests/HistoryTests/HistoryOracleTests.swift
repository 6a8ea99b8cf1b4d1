import Foundation
import Git
import History
import TestSupport
import Testing

/// Compares events of a real history with what `scripts/history-oracle` makes of the same commits.
struct HistoryOracleTests {
  @Test(.timeLimit(.minutes(30)))
  func `fields of a real history change as an independent script says`() async throws {
    let corpora = Corpora()
    guard let bundle = corpora.path("endoflife-products.bundle") else {
      return Corpora.skip("endoflife-products.bundle is not in ../shared/corpora or $RAPPORT_CORPORA")
    }
    let folder = try TemporaryDirectory()
    try RealGit(in: folder.path)("clone", "--quiet", "--bare", "--branch", "main", bundle, "products.git")
    let path = folder.path("products.git")
    let repository = try Repository(opening: path)
    // Enough for renames, removals and unreadable versions; the whole takes minutes.
    var walk = try CommitWalk(from: [repository.resolve(revision: "main")], in: repository)
    var commits: [ObjectID] = []
    while let commit = try walk.next() { commits.append(commit.id) }
    commits.reverse()
    let tip = try #require(corpora.isSoaking ? commits.last : commits.prefix(700).last)

    var lines: [UInt8] = []
    for event in try await History(repository: repository, tip: tip).events(HistoryQuery()).events {
      event.write(to: &lines)
      lines.append(UInt8(ascii: "\n"))
    }
    try writeFile(at: folder.path("events.ndjson"), lines)
    let verdict = try oracle("compare", path, folder.path("events.ndjson"), tip.hex)
    #expect(verdict.status == 0, "\(verdict.output)")

    // A comparison that accepts anything would prove nothing.
    let forged = String(decoding: lines, as: UTF8.self).replacing(
      #""field":"title","old":null,"new":""#,
      with: "$0forged ",
      maxReplacements: 1
    )
    try writeFile(at: folder.path("forged.ndjson"), Array(forged.utf8))
    #expect(try oracle("compare", path, folder.path("forged.ndjson"), tip.hex).status == 1)
  }

  @Test func `generated histories with merges and renames tell nothing that an independent script says can't be right`()
    async throws
  {
    let folder = try TemporaryDirectory()
    for seed in 1...(Corpora().isSoaking ? 100 : 6) {
      let (path, events) = (folder.path("\(seed).git"), folder.path("events.ndjson"))
      #expect(try oracle("generate", "\(seed)", path).status == 0)
      let told = try await History(repository: Repository(opening: path)).events(HistoryQuery()).events
      let lines = told.map { $0.json.bytes + [UInt8(ascii: "\n")] }
      try writeFile(at: events, Array(lines.joined()))
      let verdict = try oracle("check", path, events)
      #expect(verdict.status == 0, "seed \(seed): \(verdict.output)")

      // No event can be left out or told twice.
      let index = lines.count / 2
      try writeFile(at: events, Array((lines[..<index] + lines[(index + 1)...]).joined()))
      #expect(try oracle("check", path, events).status == 1, "seed \(seed) without an event")
      try writeFile(at: events, Array((lines + [lines[index]]).joined()))
      #expect(try oracle("check", path, events).status == 1, "seed \(seed) with an event told twice")
    }
  }

  private func oracle(_ arguments: String...) throws -> (output: String, status: Int32) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
    process.arguments = [Corpora.repositoryRoot + "/scripts/history-oracle"] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (text, process.terminationStatus)
  }
}

/// Real histories that other people wrote; not part of the project.
private struct Corpora {
  static let repositoryRoot = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  private let environment = ProcessInfo.processInfo.environment

  /// Whether long runs are wanted.
  var isSoaking: Bool { environment["RAPPORT_SOAK"] == "1" }

  func path(_ name: String) -> String? {
    let folder = environment["RAPPORT_CORPORA"] ?? Self.repositoryRoot + "/../shared/corpora"
    let path = folder + "/" + name
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }

  static func skip(_ reason: String) {
    print("skipped: \(reason)")
  }
}
