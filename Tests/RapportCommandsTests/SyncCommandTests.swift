import Foundation
import Git
import TestSupport
import Testing

struct SyncCommandTests {
  @Test func `as many changes are counted as are listed`() async throws {
    let clones = try await TwoClones.shared()
    await clones.ana("set", "paper", "target=2026-09-30", "success=In print")
    #expect(await clones.ana("sync").output == "Sent: 2 changes in 1 record by Ana\n")
    let received = await clones.ben("sync").output.split(separator: "\n")
    #expect(received.first == "From Ana: 2 changes in 1 record")
    #expect(received.count == 3)
  }

  @Test func `who is named in relationship.md is no stranger for touching only other files`() async throws {
    let clones = try await TwoClones.shared()
    try clones.bensFile("paper.bib", "@article{a}\n")
    try clones.bensGit("add", "paper.bib")
    try clones.bensGit("commit", "--quiet", "--message", "Sources")
    #expect(await clones.ben("sync").status == 0)
    await clones.ana("set", "paper", "target=2026-09-30")
    let received = await clones.ana("sync")
    #expect(received.output.contains("Sent: 1 change in 1 record by Ana"), "\(received.output)")
    #expect(received.output.contains("From Ben: 1 commit to other files"), "\(received.output)")
    #expect(!(received.output + received.error).contains("Unknown author"))
  }

  private static let goal = TwoClones.goal

  @Test func `a space that isn't shared says how to share it`() async throws {
    await (try TwoClones()).ana("sync").expect(golden: "sync-not-shared")
  }

  @Test func `two people's week comes together, told by person and record`() async throws {
    let clones = try await TwoClones.shared()
    var story = await clones.ben("set", "paper", "target=2026-10-15")
    story += await clones.ben("add", "paper", "A line.", "--under", "Why")
    story += await clones.ben("sync")
    story += await clones.ana("set", "paper", "target=2026-09-30")
    story += await clones.ana("sync")
    story += await clones.ben("sync")
    story += await clones.ben("resolve", "paper", "target", "theirs")
    story += await clones.ben("sync")
    story += await clones.ana("sync")
    story += await clones.ana("sync")
    story.expect(golden: "sync-week")
    #expect(try clones.context.fixture.read(Self.goal) == clones.bensFile(Self.goal))
  }

  @Test func `the merge is nobody's in the log, and its disagreement is told`() async throws {
    let clones = try await TwoClones.shared()
    await clones.ben("set", "paper", "target=2026-10-15")
    await clones.ben("sync")
    await clones.ana("set", "paper", "target=2026-09-30")
    await clones.ana("sync")
    await clones.ana("log", "paper").expect(golden: "sync-log")
    #expect(await !clones.ana("status").output.contains("rapport merge"))
  }

  @Test func `undo finds the own last change on either side of a merge`() async throws {
    for first in ["ana", "ben"] {
      let clones = try await TwoClones.shared()
      await clones.ben("set", "paper", "status=achieved")
      await clones.ben("sync")
      await clones.ana("set", "relationship", "ends=2027-03-01")
      await clones.ana("sync")
      await clones.ben("sync")
      let undone = first == "ana" ? await clones.ana("undo") : await clones.ben("undo")
      #expect(undone.status == 0)
      #expect(undone.output.contains(first == "ana" ? "relationship" : "goal paper"))
    }
  }

  @Test func `JSON has the commits and the events`() async throws {
    let clones = try await TwoClones.shared()
    await clones.ben("set", "paper", "status=achieved")
    await clones.ben("sync")
    await clones.ana("sync", "--format", "json").expect(golden: "sync-json")
  }

  @Test func `a dry run says what would come and go`() async throws {
    let clones = try await TwoClones.shared()
    await clones.ben("set", "paper", "status=achieved")
    await clones.ben("sync")
    await clones.ana("set", "relationship", "ends=2027-03-01")
    try clones.context.edit(Self.goal, "One.", "One project.")
    let tip = try clones.context.fixture.tip()
    await clones.ana("sync", "--dry-run").expect(golden: "sync-dry-run")
    #expect(try clones.context.fixture.tip() == tip)
    #expect(try clones.context.fixture.read(Self.goal).contains("One project."))
  }

  @Test func `unsaved work isn't sent before somebody says so`() async throws {
    let clones = try await TwoClones.shared()
    try clones.context.edit(Self.goal, "One.", "One project.")
    try clones.context.fixture.write("goals/new.md", "---\ntitle: New\nstatus: proposed\n---\n")
    var story = await clones.ana("sync")
    story += await clones.ana("sync", "--no-save")
    story += await clones.ana("sync", answers: ["n"])
    story += await clones.ana("sync", answers: ["y"])
    try clones.context.edit(Self.goal, "One project.", "One large project.")
    story += await clones.ana("sync", "--yes")
    story.expect(golden: "sync-unsaved")
  }

  @Test func `unsaved edits where others come in stop the sync`() async throws {
    let clones = try await TwoClones.shared()
    await clones.ben("set", "paper", "status=achieved")
    await clones.ben("sync")
    try clones.context.edit(Self.goal, "One.", "One project.")
    await clones.ana("sync", "--no-save").expect(golden: "sync-unsaved-in-the-way")
    #expect(try clones.context.fixture.read(Self.goal).contains("One project."))
  }

  @Test func `a template of the space reaches the other person, who writes with it`() async throws {
    let clones = try await TwoClones.shared()
    try clones.context.fixture.write(
      "templates/goal.md",
      "---\ntitle:\nstatus: proposed\n---\n## Plan\n"
    )
    let sent = await clones.ana("sync", "--yes")
    #expect(sent.output.contains("1 commit to other files"))
    await clones.ben("sync")
    await clones.ben("new", "goal", "Another")
    #expect(try clones.bensFile("goals/another.md").contains("## Plan\n"))
  }

  @Test func `an edit that can't be read and is in the way is mended as the advice says`() async throws {
    let clones = try await TwoClones.shared()
    await clones.ben("set", "paper", "target=2026-09-30")
    await clones.ben("sync")
    try clones.context.edit(TwoClones.goal, "title: Paper", "title: Re: Paper")
    let refused = await clones.ana("sync", "--yes")
    #expect(refused.status == 5)
    #expect(refused.error.contains("what save leaves out is to be mended first (rapport check says how)"))
    #expect(await clones.ana("check", "--fix").status == 0)
    #expect(await clones.ana("sync", "--yes").status == 0)
  }

  @Test func `a file that can't be read is left out and named`() async throws {
    let clones = try await TwoClones.shared()
    try clones.context.fixture.write("goals/bad.md", "---\ntitle: [\n---\n")
    await clones.ana("sync", "--yes").expect(golden: "sync-unreadable")
  }

  @Test func `a rewritten history is told and can be accepted`() async throws {
    let clones = try await TwoClones.shared()
    await clones.ben("set", "paper", "status=achieved")
    await clones.ben("sync")
    await clones.ana("sync")
    try RealGit(in: clones.hub)("update-ref", "refs/heads/main", "main~1")
    var story = await clones.ana("sync")
    story += await clones.ana("sync", "--accept-rewritten")
    story += await clones.ana("sync")
    story.expect(golden: "sync-rewritten")
    #expect(try clones.context.git("status", "--porcelain").output == "")
  }

  @Test func `a new history that removes many records is taken with all options that its messages name`() async throws {
    let clones = try await TwoClones.shared()
    await clones.ana("new", "goal", "Second")
    await clones.ana("new", "goal", "Third")
    await clones.ana("sync")
    try RealGit(in: clones.hub)("update-ref", "refs/heads/main", "main~2")
    var story = await clones.ana("sync", "--dry-run", "--accept-rewritten")
    story += await clones.ana("sync", "--accept-removal")
    story += await clones.ana("sync", "--accept-rewritten")
    story += await clones.ana("sync", "--accept-rewritten", "--accept-removal")
    story.expect(golden: "sync-rewritten-removal")
  }

  @Test func `a history that was only put on another beginning leaves nothing out`() async throws {
    let clones = try await TwoClones.shared()
    await clones.ben("set", "paper", "status=achieved")
    await clones.ben("sync")
    await clones.ana("sync")
    try RealGit(in: clones.hub)("config", "receive.denyNonFastForwards", "false")
    try clones.bensGit("commit", "--quiet", "--amend", "-m", "in other words")
    try clones.bensGit("push", "--quiet", "--force", "origin", "main")
    #expect(await !clones.ana("sync").error.contains("isn't as it is here"))
    #expect(await !clones.ana("sync", "--accept-rewritten").output.contains("isn't as it was here"))
  }

  @Test func `what is here alone isn't given up for a rewritten history`() async throws {
    let clones = try await TwoClones.shared()
    await clones.ana("set", "paper", "status=achieved")
    try RealGit(in: clones.hub)("update-ref", "refs/heads/main", "main~1")
    await clones.ana("sync", "--accept-rewritten").expect(golden: "sync-rewritten-unsent")
  }

  @Test func `a branch that was renamed at the remote is followed as the message says`() async throws {
    let clones = try await TwoClones.shared()
    try RealGit(in: clones.hub)("branch", "-m", "main", "trunk")
    await clones.ana("set", "paper", "status=achieved")
    var story = await clones.ana("sync")
    let git = RealGit(in: clones.context.fixture.path)
    try git("branch", "-m", "main", "trunk")
    try git("fetch", "--quiet", "origin")
    try git("branch", "--quiet", "-u", "origin/trunk")
    story += await clones.ana("sync")
    story.expect(golden: "sync-branch-renamed")
    #expect(try RealGit(in: clones.hub)("branch", "--format=%(refname:short)") == "trunk\n")
  }

  @Test func `a branch that was deleted is told and can be sent again`() async throws {
    let clones = try await TwoClones.shared()
    try RealGit(in: clones.hub)("update-ref", "-d", "refs/heads/main")
    var story = await clones.ana("sync")
    story += await clones.ana("sync", "--accept-rewritten")
    story.expect(golden: "sync-branch-gone")
  }

  @Test func `a remote whose branch has another name is told`() async throws {
    let clones = try TwoClones()
    try RealGit(in: clones.context.fixture.outsidePath(""))(
      "clone",
      "--quiet",
      "--bare",
      clones.context.fixture.path,
      clones.hub
    )
    try RealGit(in: clones.hub)("branch", "-m", "main", "master")
    await clones.ana("share", clones.hub).expect(golden: "sync-other-branch")
  }

  @Test func `a record whose front matter went lost on the way is named, and so is the version beside it`() async throws
  {
    let clones = try await TwoClones.shared()
    let text = try clones.bensFile(TwoClones.goal)
    try clones.bensFile(TwoClones.goal, "Ben: please look at this!\n" + text)
    try clones.bensGit("commit", "--quiet", "--all", "--message", "Update paper.md")
    try clones.bensGit("push", "--quiet")
    var story = await clones.ana("sync")
    story += await clones.ana("check")
    try clones.context.fixture.write(TwoClones.goal, text)
    story += await clones.ana("save")
    try clones.context.fixture.write(TwoClones.goal, "\n" + text)
    story += await clones.ana("save")
    story.expect(golden: "sync-front-matter-lost")
  }

  @Test func `a version that stands beside a record is named until somebody deletes it`() async throws {
    let clones = try await TwoClones.shared()
    let text = try clones.bensFile(TwoClones.goal)
    try clones.bensFile(TwoClones.goal, "Ben: please look at this!\n" + text)
    try clones.bensGit("commit", "--quiet", "--all", "--message", "Update paper.md")
    try clones.bensGit("push", "--quiet")
    #expect(await clones.ana("set", "paper", "target=2026-07-31").status == 0)
    var story = await clones.ana("sync")
    story += await clones.ana("check")
    let files = try clones.context.git("ls-files").output.split(separator: "\n").map(String.init)
    let beside = try #require(files.first { $0.contains(".unmerged-") })
    try FileManager.default.removeItem(atPath: clones.context.fixture.path + "/" + beside)
    story += await clones.ana("save")
    story += await clones.ana("check")
    story.expect(golden: "sync-version-beside")
  }

  @Test func `on another branch than the shared one the way back is told`() async throws {
    let clones = try await TwoClones.shared()
    try RealGit(in: clones.context.fixture.path)("switch", "--quiet", "--create", "side")
    await clones.ana("sync").expect(golden: "sync-on-a-side-branch")
  }

  @Test func `two histories that were never one are told`() async throws {
    let clones = try await TwoClones.shared()
    let other = try TwoClones(TestContext.empty())
    let relationship = "---\nmentor: C <c@example.org>\nmentee: Ana Ruiz <ana@example.org>\nstatus: active\n---\n"
    try other.context.fixture.commit("other", files: ["relationship.md": relationship])
    try other.context.fixture.git("remote", "add", "origin", clones.hub)
    let transcript = await other.ana("sync")
    transcript.expect(golden: "sync-unrelated")
    #expect(try other.context.git("status", "--porcelain").output == "")
  }

  @Test func `a remote that is gone is told, and the work is safe`() async throws {
    let clones = try await TwoClones.shared()
    try FileManager.default.removeItem(atPath: clones.hub)
    await clones.ana("set", "paper", "status=achieved")
    let transcript = await clones.ana("sync")
    #expect(transcript.status == 4)
    #expect(transcript.error.hasPrefix("error: there is no such repository at the remote, or it is hidden from you\n"))
    #expect(transcript.error.contains("\n  help: look at the address (git remote -v shows that of a space)"))
  }

  @Test func `a host that can't be reached is told`() async throws {
    let clones = try await TwoClones.shared()
    for address in ["git://127.0.0.1:1/m.git", "https://127.0.0.1:1/m.git", "ssh://ana@127.0.0.1:1/m.git"] {
      try clones.context.git("remote", "set-url", "origin", address)
      let transcript = await clones.ana("sync")
      #expect(transcript.status == 4, "\(address)")
      #expect(transcript.error.hasPrefix("error: the remote can't be reached\n"), "\(transcript.error)")
    }
  }

  @Test func `a rule of the remote is shown in its own words`() async throws {
    let clones = try await TwoClones.shared()
    try writeScript(at: clones.hub + "/hooks/pre-receive", "echo 'Meeting notes need a date.' >&2\nexit 1")
    await clones.ana("set", "paper", "status=achieved")
    await clones.ana("sync").expect(golden: "sync-refused-by-rule")
  }

  @Test func `removing many records is asked about`() async throws {
    let clones = try await TwoClones.shared()
    try clones.bensGit("rm", "--quiet", Self.goal)
    try clones.bensGit("commit", "--quiet", "-m", "clean up")
    #expect(await clones.ben("sync").status == 0)
    var story = await clones.ana("sync")
    story += await clones.ana("sync", answers: ["n"])
    story += await clones.ana("sync", answers: ["y"])
    story.expect(golden: "sync-removal")
  }

  @Test func `a hostile remote is refused with commit and path`() async throws {
    let clones = try await TwoClones.shared()
    try clones.bensGit("config", "core.protectNTFS", "false")
    try FileManager.default.createSymbolicLink(atPath: clones.bens + "/goals/x.md", withDestinationPath: "/etc/passwd")
    try clones.bensGit("add", "--all")
    try clones.bensGit("commit", "--quiet", "-m", "a link")
    var story = await clones.ben("sync")
    try clones.bensGit("push", "--quiet", "origin", "main")
    story += await clones.ana("sync")
    story.expect(golden: "sync-hostile")
    #expect(try clones.context.git("status", "--porcelain").output == "")
  }

  @Test func `options that contradict each other are refused`() async throws {
    let clones = try TwoClones()
    var story = await clones.ana("sync", "--yes", "--no-save")
    story += await clones.ana("sync", "--remote", "hub")
    story.expect(golden: "sync-usage")
  }

  @Test func `a remote's address that could do harm is refused before git sees it`() async throws {
    let clones = try await TwoClones.shared()
    try clones.context.git(
      "remote",
      "set-url",
      "origin",
      "ext::sh -c touch% \(clones.context.fixture.outsidePath("hit"))"
    )
    await clones.ana("sync").expect(golden: "sync-hostile-address")
    #expect(!FileManager.default.fileExists(atPath: clones.context.fixture.outsidePath("hit")))
  }

  @Test func `what git sends elsewhere isn't missed at the remote, and stays`() async throws {
    let clones = try await TwoClones.shared()
    let elsewhere = clones.context.fixture.outsidePath("elsewhere.git")
    try clones.context.git("clone", "--quiet", "--bare", clones.hub, elsewhere)
    try clones.context.git("remote", "set-url", "--push", "origin", elsewhere)
    #expect(await clones.ana("new", "goal", "Own").status == 0)
    for _ in 0..<2 { #expect(await clones.ana("sync").status == 0) }
    #expect(await clones.ana("sync", "--accept-rewritten").status == 0)
    #expect(try clones.context.git("ls-files", "goals/own.md").output == "goals/own.md\n")
    try clones.context.git("config", "--unset", "remote.origin.pushurl")
    #expect(await clones.ana("sync").status == 0)
    #expect(try clones.context.git("ls-remote", clones.hub, "main").output.hasPrefix(clones.context.fixture.tip().hex))
  }

  @Test func `of several places to send to, one that got nothing is told`() async throws {
    let clones = try await TwoClones.shared()
    for place in [clones.hub, clones.context.fixture.outsidePath("gone.git")] {
      try clones.context.git("remote", "set-url", "--add", "--push", "origin", place)
    }
    #expect(await clones.ana("new", "goal", "Own").status == 0)
    let sync = await clones.ana("sync")
    #expect(sync.status == 4)
    #expect(!sync.output.contains("Sent"))
  }

  @Test func `a rewriting of the address to a program is refused`() async throws {
    let clones = try await TwoClones.shared()
    let hit = clones.context.fixture.outsidePath("hit")
    try clones.context.git("config", "url.ext::sh -c touch% \(hit) .insteadOf", clones.hub)
    try clones.context.git("config", "protocol.ext.allow", "always")
    let transcript = await clones.ana("sync")
    #expect(transcript.status == 5)
    #expect(transcript.error.contains("by a transport that rapport doesn't use"))
    #expect(!FileManager.default.fileExists(atPath: hit))
  }

  @Test func `a space on the list that is gone is told with the way off the list`() async throws {
    let space = try TestContext.new()
    let gone = space.fixture.outsidePath("gone")
    try writeFile(at: space.fixture.outsidePath("home/.gitconfig"), Array("[rapport]\n\tspace = \(gone)\n".utf8))
    let sync = await space.run("sync", "--all")
    #expect(sync.status == 3)
    #expect(sync.error.contains("--unset-all rapport.space $OUTSIDE/gone"))
  }

  @Test func `all spaces that are shared can be synced at once`() async throws {
    let clones = try await TwoClones.shared()
    try writeFile(
      at: clones.context.fixture.outsidePath("home") + "/.gitconfig",
      Array("[rapport]\n\tspace = \(clones.context.fixture.path)\n\tspace = \(clones.bens)\n".utf8)
    )
    await clones.ben("set", "paper", "status=achieved")
    await clones.ana("sync", "--all").expect(golden: "sync-all")
  }
}
