import Foundation
import Git
import TestSupport
import Testing

struct ShareCommandTests {
  @Test func `a folder that isn't there becomes a bare repository`() async throws {
    let clones = try TwoClones(withHistory: true)
    await clones.ana("share", clones.hub).expect(golden: "share-new-folder")
    let hub = RealGit(in: clones.hub)
    #expect(try hub("rev-parse", "main") == clones.context.git("rev-parse", "HEAD").output)
    #expect(try hub("config", "receive.denyNonFastForwards") == "true\n")
    #expect(try clones.context.git("status", "--porcelain", "--branch").output == "## main...origin/main\n")
  }

  @Test func `on a stick with other things the space gets a place of its own`() async throws {
    let clones = try TwoClones()
    let stick = clones.context.fixture.outsidePath("stick")
    try writeFile(at: stick + "/holiday.jpg", [1])
    var story = await clones.ana("share", stick)
    story += await clones.ben(in: clones.context.fixture.outsidePath(""), "clone", stick + "/space.git", "copy")
    story.expect(golden: "share-stick")
  }

  @Test(arguments: [(0o2775, "1\n"), (0o2755, "\n"), (0o775, "\n")])
  func `in a folder where a group writes the repository is the group's`(mode: Int, setting: String) async throws {
    let clones = try TwoClones()
    let folder = clones.context.fixture.outsidePath("group")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: folder)
    #expect(await clones.ana("share", folder + "/hub.git").status == 0)
    let hub = folder + "/hub.git"
    #expect(try RealGit(in: hub)("config", "--default", "", "core.sharedRepository") == setting)
    let inside = try FileManager.default.subpathsOfDirectory(atPath: hub).map { hub + "/" + $0 }
    let folders = [hub] + inside.filter { (try? FileManager.default.contentsOfDirectory(atPath: $0)) != nil }
    let areForGroup = try folders.allSatisfy { path in
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
      return (mode ?? 0) & 0o2020 == 0o2020
    }
    #expect(areForGroup == (mode == 0o2775))
  }

  @Test func `in a folder with other things under the space's name nothing is made`() async throws {
    let clones = try TwoClones()
    let stick = clones.context.fixture.outsidePath("stick")
    try writeFile(at: stick + "/space.git/mine.txt", [1])
    let refused = await clones.ana("share", stick)
    #expect(refused.status == 5)
    #expect(refused.error.contains("/stick/space.git: error: something else is there already\n"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: stick + "/space.git") == ["mine.txt"])
  }

  @Test func `sharing again at the same place is a sync`() async throws {
    let clones = try await TwoClones.shared()
    await clones.ana("set", "paper", "status=achieved")
    var story = await clones.ana("share", clones.hub)
    story += await clones.ana("share", clones.context.fixture.outsidePath("elsewhere.git"))
    story.expect(golden: "share-again")
    #expect(!FileManager.default.fileExists(atPath: clones.context.fixture.outsidePath("elsewhere.git")))
  }

  @Test func `places that can't be meant are refused`() async throws {
    let clones = try TwoClones()
    var story = await clones.ana("share", clones.context.fixture.path + "/goals")
    story += await clones.ana("share", clones.context.fixture.outsidePath("not/mounted/hub.git"))
    try RealGit(in: clones.context.fixture.outsidePath(""))("init", "--quiet", "other")
    story += await clones.ana("share", clones.context.fixture.outsidePath("other"))
    story += await clones.ana("share", "ext::sh -c x")
    story.expect(golden: "share-refused")
    #expect(try clones.context.git("remote").output == "")
  }

  @Test func `a place that can't be reached is forgotten`() async throws {
    let clones = try TwoClones()
    let transcript = await clones.ana("share", "git://127.0.0.1:1/m.git")
    #expect(transcript.status == 4)
    #expect(try clones.context.git("remote").output == "")
    #expect(await clones.ana("share", clones.hub).status == 0)
  }

  @Test func `what is for one alone and was committed by hand isn't sent, and the advice leads on`() async throws {
    let clones = try TwoClones()
    let fixture = clones.context.fixture
    let before = try fixture.tip()
    let text = "---\ndate: 2026-08-12\n---\ns3cret\n"
    try fixture.commit("wip", files: ["reflections/2026-08-12.md": text, "skills/a.md": "---\nname: A\n---\n"])
    var story = await clones.ana("share", clones.hub)
    #expect(try clones.context.git("remote").output == "")
    try fixture.commit("more", files: ["network/kim.md": "---\nname: Kim\n---\n"])
    story += await clones.ana("share", clones.hub)
    #expect(story.text.contains("git reset \(before.abbreviated);"))
    try clones.context.git("reset", "--quiet", before.abbreviated)
    for path in ["reflections/2026-08-12.md", "network/kim.md"] {
      try FileManager.default.removeItem(atPath: fixture.path + "/" + path)
    }
    story += await clones.ana("save")
    story += await clones.ana("share", clones.hub)
    story.expect(golden: "share-private-files")
    #expect(try !RealGit(in: clones.hub)("log", "--patch", "main").contains("s3cret"))
  }

  @Test(arguments: ["", "my backup", "a..b"])
  func `a name that git has for no remote is refused before anything is written`(name: String) async throws {
    let space = try TestContext.anaAndBen()
    let before = try space.git("config", "--local", "--list").output
    let refused = await space.run("share", space.fixture.outsidePath("hub.git"), "--remote=\(name)")
    #expect(refused.status == 2)
    #expect(try space.git("config", "--local", "--list").output == before)
  }

  @Test func `a second place to send to leaves the space in step with the first`() async throws {
    let clones = try await TwoClones.shared()
    let backup = clones.context.fixture.outsidePath("backup.git")
    #expect(await clones.ana("share", backup, "--remote", "backup").status == 0)
    await clones.ana("set", "paper", "status=achieved")
    #expect(await clones.ana("sync").status == 0)
    #expect(try RealGit(in: clones.hub)("rev-parse", "main") == clones.context.git("rev-parse", "HEAD").output)
    #expect(await clones.ana("share", "git://127.0.0.1:1/m.git", "--remote", "far").status == 4)
    #expect(try clones.context.git("config", "branch.main.remote").output == "origin\n")
    // Without a setting of its own the branch belongs to origin, as before.
    try clones.context.git("branch", "--unset-upstream")
    #expect(await clones.ana("share", backup, "--remote", "backup").status == 0)
    #expect(await clones.ana("share", "git://127.0.0.1:1/m.git", "--remote", "far").status == 4)
    #expect(try clones.context.git("config", "branch.main.remote").output == "")
  }

  @Test func `what went into a folder that was taken away again has been shared with nobody`() async throws {
    let clones = try TwoClones(withHistory: true)
    await clones.ana("set", "toxicity-paper", "confidence=on-track")
    let hook = clones.context.fixture.path + "/.git/hooks/pre-push"
    try writeFile(at: hook, Array("#!/bin/sh\nexit 1\n".utf8))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: hook)
    #expect(await clones.ana("share", clones.hub).status != 0)
    #expect(!FileManager.default.fileExists(atPath: clones.hub))
    #expect(await clones.ana("undo", "--erase").status == 0)
  }

  @Test func `a password in an address is neither stored nor shown`() async throws {
    let clones = try TwoClones()
    let transcript = await clones.ana("share", "https://ana:s3cret@127.0.0.1:1/m.git")
    #expect(transcript.status == 4)
    #expect(transcript.error.contains("The password was left out of the address"))
    #expect(!transcript.error.contains("s3cret") && !transcript.output.contains("s3cret"))
    let files = try FolderSnapshot(of: clones.context.fixture.path).contents.values
    #expect(!files.contains { String(decoding: $0, as: UTF8.self).contains("s3cret") })
  }

  @Test func `two spaces never go to one remote`() async throws {
    let clones = try await TwoClones.shared()
    let other = clones.context.fixture.outsidePath("private")
    let people = ["--me", "mentee", "--mentee", "Ana Ruiz <ana@example.org>", "--mentor", "Cem <cem@example.org>"]
    #expect(await clones.context.run(arguments: ["init", other] + people).status == 0)
    try writeFile(
      at: clones.context.fixture.outsidePath("home") + "/.gitconfig",
      Array("[rapport]\n\tspace = \(clones.context.fixture.path)\n".utf8)
    )
    let transcript = await clones.ana("-C", other, "share", clones.hub)
    transcript.expect(golden: "share-second-space")
  }

  @Test func `a private space is shared with nobody`() async throws {
    let clones = try await TwoClones.shared()
    let own = clones.context.fixture.outsidePath("private")
    #expect(await clones.ana("init", "--private", own).status == 0)
    var transcript = await clones.ana("-C", own, "share", clones.context.fixture.outsidePath("place"))
    transcript += await clones.ana("-C", own, "sync")
    transcript.expect(golden: "share-private")
    #expect(!FileManager.default.fileExists(atPath: clones.context.fixture.outsidePath("place")))
    #expect(try RealGit(in: own)("remote") == "")
  }
}

struct CloneCommandTests {
  @Test func `a clone has everything, and git knows who works in it`() async throws {
    let clones = try TwoClones(withHistory: true)
    await clones.ana("share", clones.hub)
    clones.context.person = nil
    let folder = clones.context.fixture.outsidePath("")
    let transcript = await clones.context.run("-C", folder, "clone", clones.hub, "ben", "--me", "mentor")
    transcript.expect(golden: "clone-as-mentor")
    let git = RealGit(in: clones.bens)
    #expect(try git("config", "user.email") == "ben@example.org\n")
    #expect(try git("status", "--porcelain", "--branch") == "## main...origin/main\n")
    #expect(try git("config", "merge.rapport.driver").contains("rapport merge-driver"))
    #expect(try git("rev-parse", "HEAD") == clones.context.git("rev-parse", "HEAD").output)
  }

  @Test func `a clone that was stopped while it fetched goes on, and nobody is told to begin a space there`()
    async throws
  {
    let clones = try await TwoClones.shared()
    let outside = clones.context.fixture.outsidePath("")
    let begun = RealGit(in: outside + "begun")
    try RealGit(in: outside)("init", "--quiet", "-b", "main", "begun")
    try begun("remote", "add", "origin", clones.hub)
    let status = await clones.ben(in: outside + "begun", "status")
    #expect(status.status == 3)
    #expect(status.error.contains("help: rapport clone $OUTSIDE/hub.git $OUTSIDE/begun gets it"), "\(status.error)")
    #expect(await clones.ben(in: outside, "clone", outside + "elsewhere.git", "begun").status != 0)
    let clone = await clones.ben(in: outside, "clone", clones.hub, "begun")
    #expect(clone.status == 0)
    #expect(clone.error.contains("A clone was begun here and interrupted; it goes on.\n"))
    #expect(try begun("rev-parse", "HEAD") == clones.context.git("rev-parse", "HEAD").output)
    #expect(try begun("status", "--porcelain") == "")
    #expect(await clones.ben(in: outside, "clone", clones.hub, "begun").status == 5)
  }

  @Test func `what can't be cloned leaves no folder behind`() async throws {
    let clones = try TwoClones()
    let outside = clones.context.fixture.outsidePath("")
    try RealGit(in: outside)("init", "--quiet", "--bare", "empty.git")
    try writeFile(at: outside + "full/file", [1])
    try RealGit(in: outside)("clone", "--quiet", clones.context.fixture.path, "hostile")
    try FileManager.default.createSymbolicLink(atPath: outside + "hostile/x.md", withDestinationPath: "/etc/passwd")
    try RealGit(in: outside + "hostile")("add", "--all")
    try RealGit(in: outside + "hostile")("commit", "--quiet", "-m", "a link")
    let before = Set(try FileManager.default.contentsOfDirectory(atPath: outside))
    var story = await clones.ben(in: outside, "clone", outside + "empty.git", "one")
    story += await clones.ben(in: outside, "clone", outside + "empty.git", "full")
    story += await clones.ben(in: outside, "clone", outside + "hostile", "two")
    story += await clones.ben(in: outside, "clone", "-oProxyCommand=x", "three")
    story.expect(golden: "clone-refused")
    #expect(Set(try FileManager.default.contentsOfDirectory(atPath: outside)) == before)
  }
}
