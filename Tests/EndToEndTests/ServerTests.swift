import Foundation
import TestSupport
import Testing

/// Sync through real servers on this machine.
@Suite(.serialized) struct ServerTests {
  @Test(arguments: ServerKind.allCases)
  func `every edit of every replica arrives, and the hub loses none`(kind: ServerKind) async throws {
    guard let server = try kind.start() else { return }
    let (count, edits) = (isSoak ? 8 : 2, trials(5, soak: 20))
    try server.createRepository("space.git")
    let address = server.address(of: "space.git")
    let directory = try TemporaryDirectory()
    let replicas = try (0..<count).map { number in
      try ServerReplica(
        "p\(number)",
        in: directory,
        environment: server.environment,
        configuration: server.configuration
      )
    }
    // Git's own protocol knows no passwords.
    let shared = try replicas[0].share(at: address, options: kind == .gitDaemon ? ["--public"] : [])
    try #require(shared.status == 0, "\(shared)")
    #expect(shared.stdout.contains("For the other person: rapport clone "))
    for replica in replicas.dropFirst() { try replica.clone(address) }

    let start = ContinuousClock.now
    try await withThrowingTaskGroup(of: Void.self) { group in
      for replica in replicas {
        group.addTask {
          for number in 1...edits {
            try replica.run("add", "paper", "Edit \(number) of \(replica.name).")
            try replica.run("set", "paper", "mark-\(replica.name)=\(number)")
            try replica.run("sync", "--no-input")
          }
        }
      }
      try await group.waitForAll()
    }
    for _ in 1...2 { for replica in replicas { try replica.run("sync", "--no-input") } }
    report("\(kind.rawValue): \(count) × \(edits) edits in \(ContinuousClock.now - start)")

    let text = try replicas[0].read("goals/paper.md")
    for replica in replicas {
      #expect(try replica.tip() == replicas[0].tip())
      #expect(try replica.git("status", "--porcelain") == "")
      #expect(text.contains("mark-\(replica.name): \(edits)\n"))
      for number in 1...edits { #expect(text.contains("Edit \(number) of \(replica.name).\n")) }
    }
    try expectNoLostUpdate(in: server.root + "/space.git")
  }

  /// Each step of the hub's branch kept what was there before it.
  private func expectNoLostUpdate(in hub: String) throws {
    let git = RealGit(in: hub, environment: ["GIT_CONFIG_GLOBAL": "/dev/null"])
    try git("config", "--local", "safe.directory", "*")
    let tips = try git("reflog", "show", "--format=%H", "main").split(separator: "\n").map(String.init)
    #expect(tips.count > 1)
    for (newer, older) in zip(tips, tips.dropFirst()) {
      #expect(try git.outcome(["merge-base", "--is-ancestor", older, newer]).status == 0)
    }
  }

  @Test func `a refused password is told once, and a missing one is asked for by nobody`() throws {
    guard let server = try ServerKind.https.start() as? WebServer else { return }
    try server.createRepository("space.git")
    let directory = try TemporaryDirectory()
    let wrong = try ServerReplica(
      "wrong",
      in: directory,
      environment: [:],
      configuration: server.configuration.replacing("password=secret", with: "password=guess")
    )
    let refused = try wrong.share(at: server.address(of: "space.git"))
    #expect(refused.status == 4)
    #expect(refused.stderr.hasPrefix("error: the remote refused your password or key\n"), "\(refused)")
    #expect(try readFile(at: server.askedFile).count <= 2 * 3)
    #expect(!refused.stderr.contains("guess"))

    let nobody = try ServerReplica(
      "nobody",
      in: directory,
      environment: [:],
      configuration: "[http]\n\tsslCAInfo = \(server.authority)\n"
    )
    let missing = try nobody.share(at: server.address(of: "space.git"))
    #expect(missing.status == 4)
    #expect(missing.stderr.hasPrefix("error: the remote wants a password, and there is nobody to ask\n"), "\(missing)")

    let stranger = try ServerReplica("stranger", in: directory, environment: [:], configuration: "")
    let untrusted = try stranger.share(at: server.address(of: "space.git"))
    #expect(untrusted.status == 4)
    #expect(untrusted.stderr.hasPrefix("error: the remote's certificate isn't one that this computer trusts\n"))
  }

  @Test func `nothing is sent where anyone can read it, unless that is meant`() throws {
    guard let server = try ServerKind.https.start() as? WebServer else { return }
    try server.createRepository("space.git")
    try RealGit(in: server.root + "/space.git")("config", "http.receivepack", "true")
    let directory = try TemporaryDirectory()
    let ana = try ServerReplica("ana", in: directory, environment: [:], configuration: server.configuration)
    let address = server.publicAddress(of: "space.git")
    let refused = try ana.share(at: address)
    #expect(refused.status == 5)
    #expect(
      refused.stderr.hasPrefix("error: anyone on the internet can read \(address), so nothing was sent\n"),
      "\(refused)"
    )
    #expect(try RealGit(in: server.root + "/space.git")("for-each-ref") == "")
    #expect(try ana.rapport.run(["share", address, "--public"]).status == 0)
    // Behind a password it is private.
    try server.createRepository("other.git")
    try ana.git("remote", "remove", "origin")
    #expect(try ana.rapport.run(["share", server.address(of: "other.git")]).status == 0)
  }

  @Test func `whatever way the configuration leads to a place that anyone can read, nothing is sent there`() throws {
    let daemon = try GitDaemon()
    let directory = try TemporaryDirectory()
    func refusal(_ outcome: ChildProcess.Outcome, _ repository: String) throws {
      #expect(outcome.status == 5)
      let address = daemon.address(of: repository)
      #expect(outcome.stderr.hasPrefix("error: anyone on the internet can read \(address), so nothing was sent\n"))
      #expect(try RealGit(in: daemon.root + "/" + repository)("for-each-ref") == "")
    }
    for repository in ["short.git", "besides.git", "moved.git"] { try daemon.createRepository(repository) }

    let rewriting = "[url \"\(daemon.address(of: ""))\"]\n\tinsteadOf = gh:\n"
    let ana = try ServerReplica("ana", in: directory, environment: [:], configuration: rewriting)
    try refusal(try ana.share(at: "gh:short.git"), "short.git")

    let ben = try ServerReplica("ben", in: directory, environment: [:], configuration: "")
    #expect(try ben.share(at: directory.path("hub.git")).status == 0)
    try ben.run("add", "paper", "Read the reviews.")
    try ben.git("config", "remote.origin.pushurl", daemon.address(of: "besides.git"))
    try refusal(try ben.rapport.run(["sync", "--yes"]), "besides.git")
    let told = try ben.rapport.run(["doctor"])
    #expect(told.stdout.contains("Anyone on the internet can read \(daemon.address(of: "besides.git"))"), "\(told)")

    try ben.git("config", "--unset", "remote.origin.pushurl")
    try ben.git("remote", "set-url", "origin", daemon.address(of: "moved.git"))
    try refusal(try ben.rapport.run(["sync", "--yes", "--accept-rewritten"]), "moved.git")
    #expect(try ben.rapport.run(["sync", "--yes", "--accept-rewritten", "--public"]).status == 0)
  }

  @Test func `doctor tells a remote that anyone can read from one that asks for a password`() throws {
    let daemon = try GitDaemon()
    try daemon.createRepository("space.git")
    let directory = try TemporaryDirectory()
    let ana = try ServerReplica("ana", in: directory, environment: [:], configuration: "")
    #expect(try ana.share(at: daemon.address(of: "space.git"), options: ["--public"]).status == 0)
    let found = try ana.rapport.run(["doctor"])
    #expect(found.status == 1)
    #expect(found.stdout.contains("the remote: finding. Anyone on the internet can read git://127.0.0.1:"), "\(found)")
    let offline = try ana.rapport.run(["doctor", "--offline"])
    #expect(offline.stdout.contains("the remote: not looked at. origin wasn't asked.\n"), "\(offline)")

    guard let server = try ServerKind.https.start() as? WebServer else { return }
    try server.createRepository("space.git")
    for (name, configuration, answer) in [
      ("ben", server.configuration, "fine. origin answers, and shows nothing to a stranger.\n"),
      ("eva", "[http]\n\tsslCAInfo = \(server.authority)\n", "fine. origin asks for a password, "),
      ("gus", "", "finding. The remote's certificate isn't one that this computer trusts.\n"),
    ] {
      let person = try ServerReplica(name, in: directory, environment: [:], configuration: configuration)
      _ = try person.share(at: server.address(of: "space.git"))
      _ = try person.git.outcome(["remote", "add", "origin", server.address(of: "space.git")])
      let told = try person.rapport.run(["doctor"])
      #expect(told.stdout.contains("the remote: " + answer), "\(told)")
    }
  }

  @Test func `a remote that may only be read says so, and the work stays`() throws {
    let server = try GitDaemon(mayPush: false)
    try server.createRepository("space.git")
    let directory = try TemporaryDirectory()
    let ana = try ServerReplica("ana", in: directory, environment: [:], configuration: "")
    let refused = try ana.share(at: server.address(of: "space.git"), options: ["--public"])
    #expect(refused.status == 5)
    #expect(refused.stderr.hasPrefix("error: you may read from the remote, but not send to it; "), "\(refused)")
  }

  @Test func `a key that isn't known and a host that isn't known are told apart`() throws {
    guard let server = try ServerKind.ssh.start() as? SSHServer else { return }
    try server.createRepository("space.git")
    let directory = try TemporaryDirectory()
    for (name, configuration, message) in [
      ("stranger", "config-stranger", "error: the remote refused your password or key\n"),
      ("new", "config-new", "error: ssh doesn't know the host, or the host isn't the one it knew\n"),
    ] {
      let person = try ServerReplica(
        name,
        in: directory,
        environment: ["GIT_SSH_COMMAND": server.command(configuration: configuration)],
        configuration: ""
      )
      let outcome = try person.share(at: server.address(of: "space.git"))
      #expect(outcome.status == 4)
      #expect(outcome.stderr.hasPrefix(message), "\(outcome)")
    }
  }

  @Test func `a folder of another user is told with what makes git trust it`() throws {
    guard getuid() == 0 else { return report("a folder of another user: skipped, since only root can make one") }
    let server = try FolderServer()
    try server.createRepository("space.git")
    let directory = try TemporaryDirectory()
    let ana = try ServerReplica("ana", in: directory, environment: [:], configuration: "")
    try writeFile(at: directory.path("home-ana/.gitconfig"), [])
    try #require(chown(server.root + "/space.git", 65534, 65534) == 0)
    let outcome = try ana.share(at: server.address(of: "space.git"))
    #expect(outcome.status == 5)
    #expect(outcome.stderr.contains("belongs to another user of this computer"), "\(outcome)")
    #expect(
      outcome.stderr.contains(
        "help: if you trust it: git config --global --add safe.directory \(server.root)/space.git"
      )
    )
  }

  @Test func `a password is asked for at the terminal, and Ctrl-C there leaves everything usable`() throws {
    guard let server = try ServerKind.https.start() as? WebServer else { return }
    try server.createRepository("space.git")
    let directory = try TemporaryDirectory()
    let ana = try ServerReplica(
      "ana",
      in: directory,
      environment: [:],
      configuration: "[http]\n\tsslCAInfo = \(server.authority)\n"
    )
    _ = try ana.share(at: server.address(of: "space.git"))
    let environment = ana.rapport.environment.merging(["GIT_TERMINAL_PROMPT": "1"]) { $1 }
    let command = [RapportProgram.path, "share", server.address(of: "space.git")]
    let stopped = try TerminalSession(command, in: ana.path, environment: environment)
    try stopped.expect("Username for ")
    stopped.type("\u{3}")
    _ = try stopped.wait()
    #expect(try ana.run("status").status == 0)

    _ = try ana.git.outcome(["remote", "remove", "origin"])
    let session = try TerminalSession(command, in: ana.path, environment: environment)
    // Once, although git speaks with the remote several times.
    try session.expect("Username for ")
    session.type("ana\r")
    try session.expect("Password for ")
    session.type("secret\r")
    #expect(try session.wait() == .exited(0), "\(session.screen)")
    #expect(session.screen.ranges(of: "Password").count == 1)
    #expect(session.screen.contains("For the other person"))
  }
}
