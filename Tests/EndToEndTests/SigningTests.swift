import Foundation
import TestSupport
import Testing

/// Spaces whose owner signs commits.
struct SigningTests {
  @Test func `a commit is signed with the person's ssh key`() throws {
    let space = try Self.space(keyName: "key")
    for command in [["set", "paper", "status=achieved"], ["add", "paper", "A line."]] {
      let outcome = try space.rapport.run(command)
      #expect(outcome.status == 0, "\(outcome)")
    }
    try space.write("goals/paper.md", try space.text("goals/paper.md") + "Typed.\n")
    // The unsaved edit is a commit of its own, and signed as well.
    #expect(try space.rapport.run(["set", "paper", "status=active"]).status == 0)
    #expect(try space.git("log", "--format=%G?", "-n4") == "G\nG\nG\nG\n")
    #expect(try space.status().isEmpty)
  }

  @Test func `a key that can't be used leaves everything as it was`() throws {
    let space = try Self.space(keyName: "another")
    try space.write("goals/paper.md", try space.text("goals/paper.md") + "Typed.\n")
    let before = try space.holdings()
    for command in [["set", "paper", "status=achieved"], ["save"]] {
      let outcome = try space.rapport.run(command)
      #expect(outcome.status == 5, "\(outcome)")
      #expect(outcome.stderr.contains("can't be signed, so nothing was committed"), "\(outcome)")
      #expect(outcome.stderr.contains("help: "))
      #expect(outcome.stdout.isEmpty)
      #expect(try space.holdings() == before)
      #expect(space.leftovers() == [])
    }
  }

  @Test func `a git that dies before it reads the message leaves everything as it was`() throws {
    let space = try Self.space(keyName: "key")
    let programs = space.directory.path("bin")
    try writeScript(at: programs + "/git", "exec <&-\necho 'fatal: broken' >&2\nexit 128")
    let before = try space.holdings()
    // More than a pipe holds.
    let because = String(repeating: "x", count: 100_000)
    let outcome = try space.rapport.run(
      ["set", "paper", "status=achieved", "--because", because],
      environment: ["PATH": programs + ":/usr/bin:/bin"]
    )
    #expect(outcome.status == 5, "\(outcome)")
    #expect(outcome.stderr.contains("broken"), "\(outcome)")
    #expect(try space.holdings() == before)
  }

  @Test func `agree shows the key of the commit that added a signature, checked by the person's own program`() throws {
    let space = try Self.space(keyName: "key")
    try space.write("agreement.md", "---\nmax_active_goals: 3\n---\n")
    #expect(try space.rapport.run(["save"]).status == 0)
    #expect(try space.rapport.run(["agree", "--as", "mentee"]).status == 0)
    let shown = try space.rapport.run(["agree", "--show"])
    #expect(shown.stdout.contains(", with the key of ana@example.org"), "\(shown)")
    // What the repository would have run in place of the person's own program isn't.
    try space.directory.write("evil", "#!/bin/sh\ntouch \"\(space.directory.path("trace"))\"\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: space.directory.path("evil"))
    try space.git("config", "gpg.ssh.program", space.directory.path("evil"))
    #expect(try space.rapport.run(["agree", "--show"]).stdout == shown.stdout)
    #expect(!FileManager.default.fileExists(atPath: space.directory.path("trace")))
    try space.git("config", "gpg.ssh.allowedSignersFile", "/dev/null")
    #expect(try space.rapport.run(["agree", "--show"]).stdout.contains("that nobody vouches for"))
  }

  /// A space that asks for signatures with a key of that name; only "key" is there, and is known to be Ana's.
  private static func space(keyName: String) throws -> TestSpace {
    let space = try TestSpace()
    let key = space.directory.path("key")
    let made = try space.rapport.shell("ssh-keygen -q -t ed25519 -N '' -f \"$KEY\"", environment: ["KEY": key])
    try #require(made.status == 0, "\(made)")
    let publicKey = String(decoding: try readFile(at: key + ".pub"), as: UTF8.self)
    try space.directory.write("signers", "ana@example.org \(publicKey)")
    for (name, value) in [
      ("gpg.format", "ssh"), ("user.signingKey", space.directory.path(keyName)), ("commit.gpgSign", "true"),
      ("gpg.ssh.allowedSignersFile", space.directory.path("signers")),
    ] {
      try space.git("config", name, value)
    }
    return space
  }
}
