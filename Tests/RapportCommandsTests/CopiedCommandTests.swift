import Foundation
import Git
import Space
import TestSupport
import Testing

@testable import RapportCommands

/// Command lines that rapport proposes, to be copied into a shell, with names that somebody else chose.
struct CopiedCommandTests {
  private static let stem = "$(touch PWNED);x"
  private static let path = "goals/\(stem).md"

  /// A space with a goal whose name is a command, and whose target has passed.
  private func space() throws -> TestContext {
    let space = try TestContext.anaAndBen()
    try space.fixture.commit(
      "a goal",
      files: [Self.path: "---\nid: pwn3d1\ntitle: Innocent\nstatus: active\ntarget: 2026-06-30\n---\n## Why\n"],
      by: .ben
    )
    return space
  }

  /// Expects a command with the name in it, and that a shell sees one word there.
  private func expectInert(_ transcript: Transcript, _ command: String) {
    let lines = (transcript.output + transcript.error).split(separator: "\n").compactMap { line in
      line.range(of: command).map { line[$0.lowerBound...] }
    }
    let own = lines.filter { $0.contains("touch PWNED") }
    #expect(!own.isEmpty, "\(transcript.text)")
    for line in own { #expect(!line.replacing(/'[^']*'/, with: "").contains("touch PWNED"), "\(line)") }
  }

  @Test(arguments: [
    (["set", "innocent", "status=paused"], "rapport set"), (["status", "--signals"], "rapport set"),
    (["set", "innocent", "status=superseded", "--because", "x"], "rapport set"),
  ])
  func `a record's name is one word in a proposed command`(arguments: [String], command: String) async throws {
    expectInert(await (try space()).run(arguments: arguments), command)
  }

  @Test func `so it is where the file is missing, or half staged`() async throws {
    let space = try space()
    try space.git("rm", "--quiet", "--cached", Self.path)
    expectInert(await space.run("set", "innocent", "progress=50"), "git restore --staged")
    try space.git("reset", "--quiet")
    try space.removeFile(Self.path)
    expectInert(await space.run("show", Self.stem), "git restore")
  }

  @Test func `a blank in the space's path doesn't take a command apart`() {
    let foreign = CommandFailure(GitError.foreignOwner(path: "/srv/Our Notes", owner: "ben"))
    #expect(foreign.help?.hasSuffix(" safe.directory '/srv/Our Notes'") ?? false)
    let damaged = CommandFailure(GitError.damagedPackIndex(path: "/srv/Our Notes/.git/objects/pack/pack-1.idx"))
    #expect(damaged.help?.hasSuffix(" && git index-pack '/srv/Our Notes/.git/objects/pack/pack-1.pack'") ?? false)
    #expect(SpaceRegister.forgetting("/home/ana/Ana's", key: "rapport.space").hasSuffix(#" '/home/ana/Ana'\''s'"#))
  }
}
