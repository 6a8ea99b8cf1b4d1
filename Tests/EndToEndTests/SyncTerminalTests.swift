import Foundation
import TestSupport
import Testing

/// What `sync` asks a person at a terminal.
struct SyncTerminalTests {
  /// Two people who moved one target to different days; Ben's is at the remote.
  private struct Dispute {
    let server: FolderServer
    let directory: TemporaryDirectory
    let ana: ServerReplica
    let ben: ServerReplica

    init() throws {
      server = try FolderServer()
      try server.createRepository("space.git")
      directory = try TemporaryDirectory()
      ana = try ServerReplica("ana", in: directory, environment: [:], configuration: "")
      ben = try ServerReplica("ben", in: directory, environment: [:], configuration: "")
      let shared = try ana.share(at: server.address(of: "space.git"))
      try #require(shared.status == 0, "\(shared)")
      try ben.clone(server.address(of: "space.git"))
      try ben.run("set", "paper", "target=2026-10-15")
      try ben.run("sync", "--no-input")
      try ana.run("set", "paper", "target=2026-09-30")
    }

    func session(_ options: String...) throws -> TerminalSession {
      try TerminalSession(
        [RapportProgram.path, "sync"] + options,
        in: ana.path,
        environment: ana.rapport.environment.merging(["NO_COLOR": "1"]) { $1 }
      )
    }

    /// What the remote has of the goal.
    func sent() throws -> String { try RealGit(in: server.root + "/space.git")("show", "main:goals/paper.md") }
  }

  @Test func `an answer is sent in the same run`() throws {
    let dispute = try Dispute()
    let session = try dispute.session()
    try session.expect("paper: target stays 2026-06-30 until you two decide\r\n")
    try session.expect("ana 2026-09-30 (2026-03-02)")
    try session.expect("ben 2026-10-15 (2026-03-02)")
    try session.expect("[m]ine, [t]heirs, another value, or [l]ater? [l]")
    session.type("t\r")
    #expect(try session.wait() == .exited(0), "\(session.screen)")
    #expect(session.screen.contains("target settled"))
    let sent = try dispute.sent()
    #expect(sent.contains("target: 2026-10-15\n") && !sent.contains("unmerged"))
    #expect(try dispute.ana.git("status", "--porcelain") == "")
  }

  @Test func `the return key puts it off`() throws {
    let dispute = try Dispute()
    let session = try dispute.session()
    try session.expect("[l]ater? [l]")
    session.type("\r")
    #expect(try session.wait() == .exited(1), "\(session.screen)")
    #expect(try dispute.sent().contains("unmerged:"))
    #expect(!session.screen.contains("settled"))
  }

  @Test func `Ctrl-C at the question keeps what was brought together, and the answer can be given later`() throws {
    let dispute = try Dispute()
    let session = try dispute.session()
    try session.expect("[l]ater? [l]")
    session.type("\u{3}")
    #expect(try session.wait() != .exited(0))
    #expect(try dispute.sent().contains("unmerged:"))
    try dispute.ana.run("resolve", "paper", "target", "mine")
    #expect(try dispute.ana.run("sync", "--no-input").status == 0)
    #expect(try dispute.sent().contains("target: 2026-09-30\n"))
  }

  @Test func `--no-input asks nothing`() throws {
    let dispute = try Dispute()
    let session = try dispute.session("--no-input")
    #expect(try session.wait() == .exited(1), "\(session.screen)")
    #expect(!session.screen.contains("[l]ater"))
    #expect(try dispute.sent().contains("unmerged:"))
  }
}
