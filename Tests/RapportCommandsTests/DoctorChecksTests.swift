import Foundation
import Git
import TestSupport
import Testing

@testable import RapportCommands

/// Each check of `rapport doctor`, at states that trip it and at one that doesn't.
struct DoctorChecksTests {
  private static let goal = "---\ntitle: Paper\nstatus: active\n---\n"

  @Test func `the repository: parts of a history, what git began, and formats that can't be read`() async throws {
    let space = try TestContext.examined()
    var story = await space.finding("the repository", when: "whole")
    let tip = try space.fixture.tip()
    let shallow = space.fixture.path + "/.git/shallow"
    try writeFile(at: shallow, Array((tip.hex + "\n").utf8))
    story += await space.finding("the repository", when: "shallow")
    try FileManager.default.removeItem(atPath: shallow)
    let merge = space.fixture.path + "/.git/MERGE_HEAD"
    try writeFile(at: merge, Array((tip.hex + "\n").utf8))
    story += await space.finding("the repository", when: "in a merge")
    try FileManager.default.removeItem(atPath: merge)
    try space.git("checkout", "--quiet", "--detach")
    story += await space.finding("the repository", when: "without a branch")
    try space.git("switch", "--quiet", "main")
    try space.git("update-index", "--split-index")
    story += await space.finding("the repository", when: "with a split index")
    try space.git("update-index", "--no-split-index")
    try space.git("config", "remote.origin.promisor", "true")
    story += await space.finding("the repository", when: "a partial clone")
    try space.git("config", "--unset", "remote.origin.promisor")
    try space.git("config", "core.repositoryFormatVersion", "1")
    for (name, value) in [("refStorage", "reftable"), ("objectFormat", "sha256"), ("later", "true")] {
      try space.git("config", "extensions." + name, value)
      story += await space.finding("the repository", when: "\(name) \(value)")
      try space.git("config", "--file", space.fixture.path + "/.git/config", "--unset", "extensions." + name)
    }
    expect(story, golden: "doctor-repository")
  }

  @Test func `programs: no git, and one that is too old`() async throws {
    let space = try TestContext.examined()
    #expect(await space.finding("git and libgit2", when: "new").contains("git and libgit2: fine. git "))
    let programs = space.fixture.outsidePath("programs")
    try writeScript(at: programs + "/git", "echo 'git version 2.30.9'")
    space.environment["PATH"] = programs
    var story = await space.finding("git and libgit2", when: "git is old")
    try writeScript(at: programs + "/git", "echo 'git version 2.31.0'")
    #expect(await space.finding("git and libgit2", when: "just new enough").contains("fine. git 2.31.0"))
    space.environment["PATH"] = "/nowhere"
    story += await space.finding("git and libgit2", when: "there is no git")
    expect(story, golden: "doctor-programs")
  }

  @Test(arguments: [(1, 4, false), (1, 5, true), (1, 6, false)])
  func `a libgit2 that rapport wasn't built for is found`(major: Int, minor: Int, isFine: Bool) {
    let diagnosis = ProgramsCheck.diagnosis(
      git: (2, 39, "2.39.5"),
      library: LibraryVersion(major: major, minor: minor, revision: 1),
      builtFor: LibraryVersion(major: 1, minor: 5, revision: 0)
    )
    if case .fine = diagnosis { #expect(isFine) } else { #expect(!isFine) }
  }

  @Test(arguments: [
    (1, 5, 1, true), (1, 8, 6, true), (1, 8, 7, false), (1, 9, 6, true), (1, 9, 7, false), (1, 10, 0, false),
  ])
  func `what libgit2 lacks is told by its version`(major: Int, minor: Int, revision: Int, lacks: Bool) {
    let version = LibraryVersion(major: major, minor: minor, revision: revision)
    let diagnosis = ProgramsCheck.diagnosis(git: (2, 39, "2.39.5"), library: version, builtFor: version)
    guard case .fine(let text) = diagnosis else {
      Issue.record("\(diagnosis)")
      return
    }
    #expect(text.contains("libgit2 \(version).") && text.contains("lacks fixes") == lacks)
  }

  @Test func `locks: whose they are, how old, and only nobody's is removed`() async throws {
    let space = try TestContext.examined()
    var story = await space.finding("locks", when: "none")
    let index = space.fixture.path + "/.git/index.lock"
    let branch = space.fixture.path + "/.git/refs/heads/side.lock"
    let limit: TimeInterval = 600
    try space.lock(index, ago: limit - 1)
    story += await space.finding("locks", when: "a second too young to be sure")
    try space.lock(index, ago: limit - 1)
    story += await space.finding("locks", when: "a second too young to be sure", "--fix")
    #expect(FileManager.default.fileExists(atPath: index))
    try space.lock(index, ago: 7200)
    let holder = try ChildProcess(
      ["/bin/sh", "-c", "exec 3<\"$0\" 4>\"$0.held\"; exec sleep 600", index],
      in: "/",
      environment: ["PATH": "/usr/bin:/bin"]
    )
    while !FileManager.default.fileExists(atPath: index + ".held") { usleep(1000) }
    story += await space.finding("locks", when: "held", "--fix").replacing(/process \d+/, with: "process N")
      .replacing(/kill \d+/, with: "kill N")
    #expect(FileManager.default.fileExists(atPath: index))
    holder.killGroup()
    _ = try holder.wait()
    try space.lock(index, ago: limit)
    try space.lock(branch, ago: 200_000)
    story += await space.finding("locks", when: "left behind")
    story += await space.finding("locks", when: "left behind", "--fix")
    #expect(!FileManager.default.fileExists(atPath: index) && !FileManager.default.fileExists(atPath: branch))
    expect(story, golden: "doctor-locks")
  }

  @Test func `a rapport that is writing is told, and isn't taken for one that was stopped`() async throws {
    let space = try TestContext.examined()
    try space.fixture.write(".git/rapport/journal", "rapport journal 2\0")
    let lock = open(space.fixture.path + "/.git/rapport/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    try #require(flock(lock, LOCK_EX | LOCK_NB) == 0)
    #expect(await space.finding("locks", when: "held").contains("fine. Another rapport is writing at this moment."))
    #expect(await space.finding("interrupted commands", when: "held").contains(": fine. "))
    close(lock)
    #expect(await space.finding("interrupted commands", when: "free").contains(": finding. "))
  }

  @Test func `a git that is at work here keeps a lock that it has closed`() async throws {
    let space = try TestContext.examined()
    try writeScript(at: space.fixture.outsidePath("editor"), "touch \"$READY\"; exec sleep 600")
    try space.fixture.write("goals/paper.md", Self.goal)
    try space.git("add", "--all")
    let ready = space.fixture.outsidePath("ready")
    let commit = try ChildProcess(
      ["/usr/bin/git", "commit", "--all"],
      in: space.fixture.path,
      environment: RealGit.environment(home: space.fixture.outsidePath("home")).merging([
        "GIT_EDITOR": space.fixture.outsidePath("editor"), "READY": ready,
      ]) { $1 }
    )
    while !FileManager.default.fileExists(atPath: ready) { usleep(1000) }
    let index = space.fixture.path + "/.git/index.lock"
    try FileManager.default.setAttributes([.modificationDate: Date.distantPast], ofItemAtPath: index)
    #expect(await space.finding("locks", when: "git waits", "--fix").contains("git is at work (process "))
    #expect(FileManager.default.fileExists(atPath: index))
    commit.killGroup()
  }

  @Test func `interrupted commands: a journal is settled, texts that were kept are named`() async throws {
    let space = try TestContext.examined()
    var story = await space.finding("interrupted commands", when: "none")
    try space.fixture.write(".git/rapport/journal", "rapport journal 2\0")
    story += await space.finding("interrupted commands", when: "one")
    story += await space.finding("interrupted commands", when: "one", "--fix")
    try space.fixture.write(".git/rapport/draft-1-goals-paper.md", Self.goal)
    story += await space.finding("interrupted commands", when: "a draft is left")
    expect(story, golden: "doctor-interrupted")
    #expect(!FileManager.default.fileExists(atPath: space.fixture.path + "/.git/rapport/journal"))
  }

  @Test func `identity: missing, unknown to relationship-md, and known by mailmap`() async throws {
    let space = try TestContext.examined()
    var story = await space.finding("who you are", when: "the mentee")
    space.person = nil
    story += await space.finding("who you are", when: "nobody")
    space.person = Person(name: "Ana Ruiz", email: "ana@home.example")
    story += await space.finding("who you are", when: "another address")
    try space.fixture.commit("mailmap", files: [".mailmap": "Ana Ruiz <ana@example.org> <ana@home.example>\n"])
    story += await space.finding("who you are", when: "known by .mailmap")
    space.person = Person(name: "root", email: "root@laptop")
    story += await space.finding("who you are", when: "somebody else")
    expect(story, golden: "doctor-identity")
  }

  @Test func `authors: strangers get the line that makes them known`() async throws {
    let space = try TestContext.examined()
    var story = await space.finding("who wrote here", when: "known")
    let web = Person(name: "Ben Osei", email: "1234+ben@users.noreply.github.com")
    try space.fixture.commit("Update x.md", files: ["goals/x.md": Self.goal], by: web)
    story += await space.finding("who wrote here", when: "an edit on the web page")
    try space.fixture.commit("more", files: ["goals/y.md": Self.goal], by: Person(name: "ana", email: "ana@laptop"))
    story += await space.finding("who wrote here", when: "two strangers")
    try space.fixture.commit(
      "mailmap",
      files: [".mailmap": "Ben Osei <ben@example.org> <\(web.email)>\nAna Ruiz <ana@example.org> <ana@laptop>\n"]
    )
    story += await space.finding("who wrote here", when: "named in .mailmap")
    expect(story, golden: "doctor-authors")
  }

  @Test func `clocks: one that is more than a day ahead is told, with what is recorded by it`() async throws {
    let space = try TestContext.examined()
    var story = await space.finding("clocks", when: "right")
    let ben = Person(name: "Ben Osei", email: "ben@example.org")
    let states = [(86_400, "a day ahead"), (90_000, "more than a day ahead"), (-90_000, "and a right one later")]
    for (seconds, state) in states {
      let time = CommitTime(secondsSince1970: space.now + Int64(seconds), offsetMinutes: 120)
      try space.fixture.commit("goal", files: ["goals/\(seconds).md": Self.goal], by: ben, at: time)
      story += await space.finding("clocks", when: state)
    }
    expect(story, golden: "doctor-clocks")
  }

  @Test func `signing is tried and leaves nothing`() async throws {
    let space = try TestContext.examined()
    var story = await space.finding("signatures", when: "not wanted")
    let key = space.fixture.outsidePath("key")
    let making = try ChildProcess(
      ["/usr/bin/ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key],
      in: "/",
      environment: ["PATH": "/usr/bin:/bin"]
    )
    #expect(try making.wait().ending == .exited(0))
    for (name, value) in [("gpg.format", "ssh"), ("user.signingKey", key), ("commit.gpgSign", "true")] {
      try space.git("config", name, value)
    }
    let before = try FolderSnapshot(of: space.fixture.path).contents
    story += await space.finding("signatures", when: "wanted")
    try space.expectNothingLeft()
    #expect(try FolderSnapshot(of: space.fixture.path).contents == before)
    try space.git("config", "user.signingKey", space.fixture.outsidePath("nowhere"))
    story += await space.finding("signatures", when: "the key is gone")
    try space.expectNothingLeft()
    expect(story.replacing(/be committed: .*/, with: "be committed: REASON"), golden: "doctor-signing")
  }

  @Test func `hooks: which run, and which don't`() async throws {
    let space = try TestContext.examined()
    var story = await space.finding("hooks", when: "none")
    let folder = space.fixture.path + "/.git/hooks/"
    try writeScript(at: folder + "post-receive", "exit 0")
    try writeFile(at: folder + "pre-commit.sample", [])
    #expect(await space.finding("hooks", when: "none") == story)
    try writeScript(at: folder + "pre-push", "exit 0")
    story += await space.finding("hooks", when: "pre-push")
    try writeScript(at: folder + "pre-commit", "exit 0")
    story += await space.finding("hooks", when: "pre-commit")
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: folder + "pre-push")
    story += await space.finding("hooks", when: "pre-push isn't executable")
    try space.git("config", "core.hooksPath", "hooks")
    try space.fixture.write("hooks/commit-msg", "#!/bin/sh\n")
    story += await space.finding("hooks", when: "in another folder")
    expect(story, golden: "doctor-hooks")
  }

  @Test func `records that can't be read, and questions that are open`() async throws {
    let space = try TestContext.examined()
    var story = await space.finding("records", when: "readable")
    story += await space.finding("open questions", when: "none")
    try space.fixture.commit(
      "merged",
      files: [
        "goals/bad.md": "---\ntitle: [\n---\n",
        "goals/paper.md":
          "---\ntitle: Paper\nstatus: active\ntarget: 2026-06-30\nunmerged:\n"
          + "  - {field: target, shown: \"2026-06-30\", values: [\"2026-09-30\", \"2026-10-15\"]}\n---\n",
      ]
    )
    story += await space.finding("records", when: "one is broken")
    story += await space.finding("open questions", when: "one")
    expect(story, golden: "doctor-records")
  }

  @Test func `what is private in a shared space`() async throws {
    let space = try TestContext.examined()
    var story = await space.finding("private records", when: "none")
    story += await space.finding("private spaces", when: "none")
    try space.fixture.commit("new", files: ["reflections/2026-03-02.md": "---\ndate: 2026-03-02\n---\n"])
    try space.fixture.write("checkups/2026-03-02.md", "---\ndate: 2026-03-02\n---\n")
    story += await space.finding("private records", when: "two")
    try space.fixture.commit("other letters", files: ["Reflections/a.md": "---\ndate: 2026-11-27\n---\n"])
    try space.fixture.write("NetWork/kim.md", "---\nname: Kim\n---\n")
    story += await space.finding("private records", when: "four, two of them in folders of other letters")
    let inside = space.fixture.path + "/notes"
    try RealGit(in: space.fixture.path)("init", "--quiet", "notes")
    try writeFile(at: inside + "/goals/x.md", Array(Self.goal.utf8))
    #expect(await space.finding("private spaces", when: "none") == story.part("private spaces, when none"))
    try writeFile(at: inside + "/private.md", Array("---\nowner: Ana Ruiz <ana@example.org>\n---\n".utf8))
    story += await space.finding("private spaces", when: "inside")
    space.folder = "notes"
    story += await space.finding("private spaces", when: "seen from itself")
    story += await space.finding("private records", when: "of its own")
    try RealGit(in: inside)("remote", "add", "stick", "/media/ana/stick/notes.git")
    story += await space.finding("private records", when: "known elsewhere")
    expect(story, golden: "doctor-private")
  }

  @Test func `two spaces with one remote`() async throws {
    let clones = try await TwoClones.shared()
    let other = clones.context.fixture.outsidePath("other")
    #expect(await clones.ana("init", "--private", other).status == 0)
    clones.context.examine()
    let register = clones.context.fixture.outsidePath("home") + "/.gitconfig"
    let list = "[rapport]\n\tspace = \(clones.context.fixture.path)\n\tspace = \(clones.bens)\n\tprivate = \(other)\n"
    try writeFile(at: register, Array(list.utf8))
    // Ben's clone is the same space.
    var story = await clones.context.finding("a remote for each space", when: "each has its own")
    try RealGit(in: other)("remote", "add", "origin", clones.hub + "/")
    story += await clones.context.finding("a remote for each space", when: "one is shared by two")
    expect(story, golden: "doctor-one-remote")
  }

  @Test func `a folder in a group's folder that git keeps for one account`() async throws {
    let clones = try TwoClones()
    let space = clones.context
    let folder = space.fixture.outsidePath("group")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try FileManager.default.setAttributes([.posixPermissions: 0o2775], ofItemAtPath: folder)
    #expect(await clones.ana("share", folder + "/hub.git").status == 0)
    space.examine()
    var story = await space.finding("the remote", when: "made for the group", "--online")
    try RealGit(in: folder + "/hub.git")("config", "--unset", "core.sharedRepository")
    story += await space.finding("the remote", when: "made for one", "--online")
    expect(story, golden: "doctor-group-folder")
  }

  @Test func `the remote and its branches`() async throws {
    let alone = try TestContext.examined()
    var story = await alone.finding("the remote", when: "not shared", "--online")
    story += await alone.finding("the remote's other branches", when: "not shared", "--online")
    let clones = try await TwoClones.shared()
    let space = clones.context
    space.examine()
    for title in ["the remote", "the remote's other branches"] {
      story += await space.finding(title, when: "a folder", "--online")
      story += await space.finding(title, when: "--offline")
    }
    try clones.bensGit("switch", "--quiet", "--create", "web-edit")
    try clones.bensGit("push", "--quiet", "origin", "web-edit")
    story += await space.finding("the remote's other branches", when: "one with nothing new", "--online")
    try clones.bensFile("goals/web.md", Self.goal)
    try clones.bensGit("add", "--all")
    try clones.bensGit("commit", "--quiet", "-m", "Update web.md")
    try clones.bensGit("push", "--quiet", "origin", "web-edit")
    story += await space.finding("the remote's other branches", when: "one with something new", "--online")
    try space.git("remote", "set-url", "origin", "git://127.0.0.1:1/m.git")
    story += await space.finding("the remote", when: "out of reach", "--online").replacing(
      /\n  (fatal|127)[^\n]*/,
      with: ""
    )
    story += await space.finding("the remote's other branches", when: "out of reach", "--online")
    try space.git("remote", "set-url", "origin", "ext::sh -c x")
    story += await space.finding("the remote", when: "of a dangerous address", "--online")
    expect(story, golden: "doctor-remote")
  }

  private func expect(_ story: String, golden name: String, sourceLocation: SourceLocation = #_sourceLocation) {
    do {
      try Goldens().expect(story, matchesGolden: name + ".txt")
    } catch {
      Issue.record(error, sourceLocation: sourceLocation)
    }
  }
}

extension TestContext {
  /// A space of Ana and Ben that doctor can look at.
  static func examined() throws -> TestContext {
    let space = try TestContext.new()
    space.examine()
    return space
  }

  /// Lets doctor find git and the program that is tested, and gives it a folder for temporary files of its own.
  func examine(findingRapport: Bool = true) {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let program = URL(filePath: RapportProgram.path).deletingLastPathComponent().path
    environment["PATH"] = findingRapport ? program + ":" + path : "/usr/bin:/bin"
    environment["HOME"] = fixture.outsidePath("home")
    environment["GIT_CONFIG_NOSYSTEM"] = "1"
    environment["TMPDIR"] = fixture.outsidePath("temporary")
    try? FileManager.default.createDirectory(
      atPath: fixture.outsidePath("temporary"),
      withIntermediateDirectories: true
    )
  }

  /// Expects that the folder for temporary files is empty.
  func expectNothingLeft(sourceLocation: SourceLocation = #_sourceLocation) throws {
    let rest = try FileManager.default.contentsOfDirectory(atPath: fixture.outsidePath("temporary"))
    #expect(rest == [], sourceLocation: sourceLocation)
  }

  /// What doctor says of one thing, with a heading that says how things are.
  ///
  /// - Parameter options: Options of doctor; without `--online`, which is none, no remote is asked.
  fileprivate func finding(_ title: String, when state: String, _ options: String...) async -> String {
    let network = options.contains("--online") ? [] : ["--offline"]
    let output = await run(arguments: ["doctor"] + network + options.filter { $0 != "--online" }).output
    let lines = output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let own = lines.drop { !$0.hasPrefix(title + ": ") }
    let part = own.prefix(1) + own.dropFirst().prefix { $0.hasPrefix("  ") }
    let shown = options.filter { $0 != "--online" }.map { " " + $0 }.joined()
    return "[\(title), when \(state)\(shown)]\n" + part.joined(separator: "\n") + "\n\n"
  }

  /// Makes a lock file as a program does that was killed some seconds ago.
  fileprivate func lock(_ path: String, ago seconds: TimeInterval) throws {
    try writeFile(at: path, [])
    // The next command runs a minute after the last.
    let time = Date(timeIntervalSince1970: TimeInterval(now) - seconds)
    try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: path)
  }
}

extension String {
  /// The part of a story below a heading, with it.
  fileprivate func part(_ heading: String) -> String {
    components(separatedBy: "\n\n").first { $0.hasPrefix("[" + heading + "]") }.map { $0 + "\n\n" } ?? ""
  }
}
