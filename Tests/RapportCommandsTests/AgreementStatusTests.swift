import Foundation
import Git
import TestSupport
import Testing

/// The lines of `status` about the agreement, all spaces of a person, and skills.
struct AgreementStatusTests {
  private func lines(_ space: TestContext, _ arguments: String...) async -> [String] {
    await space.run(arguments: ["status"] + arguments).output.split(separator: "\n").map(String.init)
  }

  private func line(_ start: String, in space: TestContext, _ arguments: String...) async -> String? {
    await space.run(arguments: ["status"] + arguments).output.split(separator: "\n").map(String.init).first {
      $0.hasPrefix(start)
    }
  }

  @Test func `status says who hasn't signed the present text, and nothing once both have`() async throws {
    let unsigned = try TestContext.agreed(signedBy: [])
    #expect(
      await line("Agreement", in: unsigned)
        == "Agreement: mentee and mentor have not signed the present text; rapport agree --show"
    )
    let half = try TestContext.agreed(signedBy: ["mentee"])
    #expect(
      await line("Agreement", in: half) == "Agreement: mentor has not signed the present text; rapport agree --show"
    )
    #expect(await line("Agreement", in: try TestContext.agreed()) == nil)
    #expect(await line("Agreement", in: try TestContext.new()) == nil)
    for (status, isTold) in [("active", true), ("paused", true), ("closing", false), ("closed", false)] {
      _ = await unsigned.run("set", "relationship", "status=\(status)")
      #expect((await line("Agreement", in: unsigned) != nil) == isTold)
    }
  }

  @Test func `status names what changed since, and an earlier moment is told as it was`() async throws {
    let space = try TestContext.anaAndBen()
    _ = await space.run("set", "agreement", "cadence_days=14")
    #expect(
      await line("Agreement", in: space)
        == "Agreement: mentee and mentor have not signed the present text; changed: cadence_days; rapport agree --show"
    )
    #expect(await line("Agreement", in: space, "--at", "2026-07-01") == nil)
    #expect(await line("Agreement", in: space, "--at", "2026-03-13")?.hasPrefix("Agreement: mentor has not") == true)
  }

  @Test func `active goals are counted over all spaces, each where it lies, and nothing is written`() async throws {
    let space = try TestContext.agreed(active: ["one", "two"])
    let other = try TestContext.agreed(active: ["three"])
    let home = space.fixture.outsidePath("home")
    #expect(await line("All your spaces", in: space) == nil)
    func register(_ roots: [String]) throws {
      let lines = roots.map { "\tspace = \($0)\n" }.joined()
      try Data("[rapport]\n\(lines)".utf8).write(to: URL(filePath: home + "/.gitconfig"))
    }
    try register([space.fixture.path])
    #expect(await line("All your spaces", in: space) == nil)
    let before = try other.fixture.runGit(["status", "--porcelain"]).stdout
    try register([space.fixture.path, other.fixture.path])
    #expect(await line("All your spaces", in: space) == "All your spaces: 3 active goals in 2 spaces")
    #expect(try other.fixture.runGit(["status", "--porcelain"]).stdout == before)
    try register([other.fixture.path, "/nowhere/at/all", home])
    let told = await lines(space)
    #expect(told.contains("All your spaces: 3 active goals in 2 spaces"))
    #expect(told.contains("Not read: /nowhere/at/all, $HOME"))
    #expect(await line("All your spaces", in: space, "--at", "2026-08-12") == nil)
  }

  @Test func `a skill whose goal was achieved is to be assessed again until both did`() async throws {
    let space = try TestContext.anaAndBen()
    var transcript = await space.run("set", "toxicity-paper", "status=achieved", "--because", "submitted")
    transcript += await space.run("status")
    _ = await space.run("assess", "statistics", "3")
    _ = await space.run("assess", "statistics", "3", "--as", "mentor")
    transcript += await space.run("status")
    transcript += await space.run("status", "--format", "json")
    transcript.expect(golden: "status-assess-again")
  }
}
