import Foundation
import TestSupport
import Testing

/// What a remote says and what a configuration asks for has no effect during a sync.
struct SyncTrustTests {
  /// A space whose remote is a folder, and a person who has something to send.
  private static func shared() throws -> (server: FolderServer, directory: TemporaryDirectory, ana: ServerReplica) {
    let server = try FolderServer()
    try server.createRepository("space.git")
    let directory = try TemporaryDirectory()
    let ana = try ServerReplica("ana", in: directory, environment: [:], configuration: "")
    let shared = try ana.share(at: server.address(of: "space.git"))
    try #require(shared.status == 0, "\(shared)")
    try ana.run("add", "paper", "A line.")
    return (server, directory, ana)
  }

  @Test(arguments: [0, 1])
  func `nothing that a remote says acts on a terminal`(exitCode: Int) throws {
    let (server, directory, ana) = try Self.shared()
    let words = directory.path("words")
    #expect(Payloads.all.count == 60)
    try writeFile(at: words, Array(Payloads.all.map { $0 + "\n" }.joined().utf8) + [0xff, 0xfe, 0x0a])
    let hook = server.root + "/space.git/hooks/pre-receive"
    try writeScript(at: hook, "cat '\(words)'\ncat '\(words)' >&2\nexit \(exitCode)")
    let outcome = try ana.rapport.run(["sync", "--no-input"])
    #expect(outcome.status == (exitCode == 0 ? 0 : 5), "\(outcome)")
    for output in [outcome.output, outcome.errorOutput] { #expect(Payloads.danger(in: output) == nil) }
  }

  /// Settings of a repository that make git start a program on one occasion or another, none of which is a sync.
  static let canaries = [
    "core.fsmonitor", "core.editor", "core.pager", "sequence.editor", "diff.external", "diff.x.command",
    "diff.x.textconv", "merge.x.driver", "mergetool.x.cmd", "difftool.x.cmd", "filter.x.clean", "filter.x.smudge",
    "filter.x.process", "gpg.program", "gpg.ssh.defaultKeyCommand", "alias.fetch", "alias.push", "alias.ls-remote",
    "uploadpack.packObjectsHook", "core.gitProxy", "interactive.diffFilter", "web.browser", "man.x.cmd",
    "trailer.x.command", "pager.fetch", "pager.ls-remote",
  ]

  @Test func `no program that a repository's configuration names is started`() throws {
    let (server, directory, ana) = try Self.shared()
    let ben = try ServerReplica("ben", in: directory, environment: [:], configuration: "")
    try ben.clone(server.address(of: "space.git"))
    try ben.run("add", "2026-03-10", "A topic.")
    try ben.run("sync", "--no-input")
    let hits = directory.path("hits")
    try FileManager.default.createDirectory(atPath: hits, withIntermediateDirectories: true)
    for key in Self.canaries {
      let command = "touch '\(hits)/\(key)'; cat"
      try ana.git("config", key, key.hasPrefix("alias.") ? "!" + command : command)
    }
    for hook in ["reference-transaction", "post-merge", "post-checkout", "pre-commit", "post-commit", "pre-auto-gc"] {
      try writeScript(
        at: ana.path + "/.git/hooks/" + hook,
        "case $(ps -o args= $PPID) in *fetch*) touch '\(hits)/\(hook)';; esac"
      )
    }
    let outcome = try ana.rapport.run(["sync", "--no-input"])
    #expect(outcome.status == 0, "\(outcome)")
    #expect(outcome.stdout.contains("From Ben") && outcome.stdout.contains("Sent"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: hits) == [])
  }
}
