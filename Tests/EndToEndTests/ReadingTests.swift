import Foundation
import TestSupport
import Testing

/// Commands that only look: they leave no trace, start nothing, and never reach for the network.
struct ReadingTests {
  private static let commands: [[String]] = [
    ["status"], ["log"], ["log", "paper"], ["log", "--format", "ndjson"],
    ["log", "--since", "2026-01-01", "--by", "mentee"],
    ["list"], ["list", "goals", "status=active"], ["list", "--format", "json"], ["show", "paper"], ["show", "next"],
    ["show", "paper", "--at", "HEAD"], ["tasks"], ["tasks", "mine"], ["check"], ["check", "--format", "json"],
    ["set", "paper", "status=achieved", "--dry-run"], ["save", "--dry-run"], ["add", "paper", "A line.", "--dry-run"],
    ["done", "submitted", "--dry-run"], ["check", "--fix", "--dry-run"], ["new", "goal", "Another", "--dry-run"],
    ["undo", "--dry-run"], ["--help"], ["help", "log"], ["status", "--signals"], ["search", "paper", "--history"],
    ["overview", "."], ["report", "idp"], ["prep", "--date", "+7d", "--dry-run"], ["agree", "--yes", "--dry-run"],
    ["ask", "What next?", "--dry-run"], ["decline", "A talk", "--dry-run"], ["close", "--dry-run"],
    ["assess", "writing", "3", "--dry-run"],
  ]

  /// A space with unsaved work, new files, mistakes, and a stat cache that git would like to refresh.
  private static func space() throws -> TestSpace {
    let space = try TestSpace()
    try space.write("goals/paper.md", try space.text("goals/paper.md") + "- 2026-03-02 Typed.\n")
    try space.write("agreement.md", "---\ncadence_days: 30\nsignatures:\n  - {by: mentor, on: 2026-03-01}\n---\n")
    try space.write("skills/writing.md", "---\ntitle: Writing\n---\n")
    try space.git("add", "agreement.md", "skills")
    try space.git("commit", "--quiet", "--all", "--message", "second")
    try space.write("goals/paper.md", try space.text("goals/paper.md") + "- 2026-03-03 Unsaved.\n")
    try space.write("goals/new.md", "---\ntitle: Re: thesis\nstatus: actve\n---\n")
    // Same bytes, another time: git would note it in the index.
    try space.write("relationship.md", try space.text("relationship.md"))
    return space
  }

  @Test func `nothing in the space changes, not even a time`() throws {
    let space = try Self.space()
    let before = try FolderSnapshot(of: space.directory.path)
    for command in Self.commands {
      let outcome = try space.rapport.run(command)
      #expect([0, 1, 5].contains(outcome.status), "\(command): \(outcome)")
      #expect(try FolderSnapshot(of: space.directory.path).paths(differingFrom: before) == [], "\(command)")
    }
  }

  @Test func `no other program is needed`() throws {
    let space = try Self.space()
    for command in Self.commands {
      let usual = try space.rapport.run(command)
      let alone = try space.rapport.run(command, environment: ["PATH": "", "SHELL": nil])
      // A new record's id is random.
      let outputs = [alone, usual].map { $0.stdout.replacing(#/(?m)^index .*$|^\+id: .*$/#, with: "") }
      #expect(outputs[0] == outputs[1], "\(command)")
      #expect(alone.ending == usual.ending, "\(command): \(alone)")
    }
  }

  @Test(.enabled(if: Strace.isUsable, Strace.absence))
  func `no command starts a program or opens a connection`() throws {
    let space = try Self.space()
    let trace = space.directory.path("trace")
    for command in Self.commands + [["set", "paper", "status=achieved"], ["save"], ["undo"]] {
      let outcome = try space.rapport.run(
        command,
        under: Strace.tracing(["%network", "execve"], to: trace),
        limitSeconds: 60
      )
      #expect([0, 1, 5].contains(outcome.status), "\(command): \(outcome)")
      let calls = String(decoding: try readFile(at: trace), as: UTF8.self).split(separator: "\n")
      // strace itself shows the program's own start.
      #expect(calls.count { $0.contains("execve(") } == 1, "\(command)")
      #expect(!calls.contains { $0.contains("AF_INET") || $0.contains("connect(") }, "\(command): \(calls)")
    }
  }
}
