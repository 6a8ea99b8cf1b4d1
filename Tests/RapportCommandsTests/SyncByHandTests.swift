import Foundation
import TestSupport
import Testing

/// What `rapport sync` makes of what one of the two did to files by hand.
struct SyncByHandTests {
  @Test func `what comes from a clock that runs ahead is said to`() async throws {
    let clones = try await TwoClones.shared()
    let now = clones.context.now
    clones.context.now += 10 * 365 * 86_400
    await clones.ben("set", "paper", "target=2026-07-31")
    #expect(await clones.ben("sync").output.contains("clocks") == false)
    clones.context.now = now
    let sync = await clones.ana("sync")
    #expect(sync.output.contains("Note: what Ben did is dated 2036-"), "\(sync.output)")
    #expect(sync.output.contains("which is still ahead; one of your two clocks is wrong\n"))
  }

  @Test func `what a merge made by hand took away is told to both`() async throws {
    let clones = try await TwoClones.shared()
    await clones.ana("set", "paper", "target=2026-09-30")
    await clones.ana("sync")
    await clones.ben("set", "paper", "status=achieved")
    try clones.bensGit("fetch", "--quiet")
    try clones.bensGit("merge", "--quiet", "-s", "ours", "--no-edit", "origin/main")
    var story = await clones.ben("sync")
    story += await clones.ana("sync", "--dry-run")
    story += await clones.ana("sync")
    story.expect(golden: "sync-merge-by-hand")
  }

  @Test func `a setting that leads to a branch which isn't there is told, with the one that is`() async throws {
    let clones = try await TwoClones.shared()
    try clones.context.git("config", "branch.main.merge", "refs/heads/other")
    let refused = await clones.ana("sync")
    #expect(refused.status == 5)
    #expect(refused.error.contains("git config branch.main.merge refs/heads/main\n"))
    try clones.context.git("config", "branch.main.merge", "refs/heads/main")
    #expect(await clones.ana("sync").status == 0)
  }

  @Test func `a git merge that isn't finished leads to resolve, by save and by sync`() async throws {
    let clones = try await TwoClones.shared()
    await clones.ana("set", "paper", "target=2026-09-30")
    await clones.ana("sync")
    await clones.ben("set", "paper", "target=2026-10-15")
    try clones.bensGit("fetch", "--quiet")
    #expect(throws: (any Error).self) { try clones.bensGit("merge", "--quiet", "--no-edit", "origin/main") }
    for verb in ["save", "sync"] {
      let refused = await clones.ben(verb)
      #expect(refused.status == 5)
      #expect(refused.error.contains("rapport resolve RECORD settles what both changed"), "\(refused.error)")
    }
  }

  private static let meeting = "meetings/2026-06-16.md"
  private static let text = "---\ndate: 2026-06-16\nstatus: planned\n---\n## Agenda\n- [ ] The paper\n"

  /// Both have a meeting, and Ben has added words to it and synced.
  private func meetingWithWords() async throws -> TwoClones {
    let clones = try await TwoClones.shared()
    try clones.context.fixture.commit("meeting: new", files: [Self.meeting: Self.text])
    await clones.ana("sync")
    await clones.ben("sync")
    try clones.bensFile(Self.meeting, Self.text + "- [ ] The new words\n")
    await clones.ben("sync", "--yes")
    return clones
  }

  @Test func `a meeting that one put on another day has the words that the other wrote meanwhile`() async throws {
    let clones = try await meetingWithWords()
    let fixture = clones.context.fixture
    try FileManager.default.removeItem(atPath: fixture.path + "/" + Self.meeting)
    try fixture.write("meetings/2026-06-18.md", Self.text.replacing("06-16", with: "06-18"))
    var story = await clones.ana("sync", "--yes")
    story += await clones.ana("log", "2026-06-18")
    story += await clones.ben("sync")
    story.expect(golden: "sync-meeting-put-on-another-day")
    let merged = Self.text.replacing("06-16", with: "06-18") + "- [ ] The new words\n"
    #expect(try clones.bensFile("meetings/2026-06-18.md") == merged)
    #expect(try !clones.context.git("ls-files").output.contains(Self.meeting))
  }

  @Test func `a file that one removed unsaved is back with the words that the other wrote meanwhile`() async throws {
    let clones = try await meetingWithWords()
    let fixture = clones.context.fixture
    try FileManager.default.removeItem(atPath: fixture.path + "/" + Self.meeting)
    #expect(await clones.ana("sync").status == 0)
    #expect(try fixture.read(Self.meeting) == clones.bensFile(Self.meeting))
    #expect(await clones.ana("save", "--removed").error == "Nothing to save.\n")
  }

  /// Ben broke the front matter of a goal on the web page and added a line; Ana has added one, too, and synced.
  private func brokenGoal(_ old: String, _ new: String) async throws -> (TwoClones, sync: Transcript, beside: String) {
    let clones = try await TwoClones.shared()
    let text = try clones.bensFile(TwoClones.goal)
    try clones.bensFile(TwoClones.goal, text.replacing(old, with: new) + "\n## Progress\n- 2026-08-10 Sent.\n")
    try clones.bensGit("commit", "--quiet", "--all", "--message", "Update paper.md")
    try clones.bensGit("push", "--quiet")
    try clones.context.edit(TwoClones.goal, "One.", "One project.")
    let sync = await clones.ana("sync", "--yes")
    let files = try clones.context.git("ls-files").output.split(separator: "\n").map(String.init)
    return (clones, sync, try #require(files.first { $0.contains(".unmerged-") }))
  }

  @Test func `two versions of which one couldn't be read come together once it is mended`() async throws {
    var (clones, story, beside) = try await brokenGoal("title: Paper", "title: \"Paper")
    story += await clones.ana("sync")
    story += await clones.ana("status")
    story += await clones.ana("check")
    story += await clones.ana("search", "Sent")
    story += await clones.ana("resolve", beside)
    try clones.context.edit(beside, "title: \"Paper", "title: Paper")
    story += await clones.ana("resolve", beside)
    story += await clones.ana("sync")
    story.expect(golden: "sync-unreadable-mended")
    #expect(
      try clones.context.fixture.read(TwoClones.goal)
        == "---\nid: k7f3q2\ntitle: Paper\nstatus: active\ntarget: 2026-06-30\n---\n## Why\nOne project.\n"
        + "\n## Progress\n- 2026-08-10 Sent.\n"
    )
    #expect(try !clones.context.git("ls-files").output.contains("unmerged"))
  }

  @Test func `what both changed to different things is a question once two versions come together`() async throws {
    let (clones, _, beside) = try await brokenGoal("---\nid", "id")
    await clones.ana("set", "paper", "target=2026-09-30")
    let text = try clones.context.fixture.read(beside)
    try clones.context.fixture.write(beside, "---\n" + text.replacing("2026-06-30", with: "2026-10-15"))
    await clones.ana("resolve", beside).expect(golden: "resolve-versions-differ")
    #expect(try clones.context.fixture.read(TwoClones.goal).contains(#"values: ["2026-09-30", "2026-10-15"]"#))
  }

  @Test func `a version of which nothing is missing goes away by a word`() async throws {
    let (clones, _, beside) = try await brokenGoal("---\nid", "id")
    let before = try clones.context.fixture.read(TwoClones.goal)
    var story = await clones.ana("resolve", beside, "mine")
    story += await clones.ana("resolve", beside, "done")
    story += await clones.ana("resolve", beside)
    story.expect(golden: "resolve-version-done")
    #expect(try clones.context.fixture.read(TwoClones.goal) == before)
    #expect(await clones.ana("sync").status == 0)
  }

  @Test func `a version whose record is gone becomes the record as the error says`() async throws {
    let (clones, _, beside) = try await brokenGoal("---\nid", "id")
    let fixture = clones.context.fixture
    try FileManager.default.removeItem(atPath: fixture.path + "/" + TwoClones.goal)
    await clones.ana("save", "--removed")
    await clones.ana("resolve", beside).expect(golden: "resolve-version-alone")
    try FileManager.default.moveItem(atPath: "\(fixture.path)/\(beside)", toPath: "\(fixture.path)/\(TwoClones.goal)")
    try fixture.write(TwoClones.goal, "---\n" + fixture.read(TwoClones.goal))
    #expect(await clones.ana("save").status == 0)
    #expect(try clones.context.git("ls-files", "goals").output == "\(TwoClones.goal)\n")
  }

  @Test func `what only stands in another order, or has another layout, is told as that`() async throws {
    let clones = try await TwoClones.shared()
    let agenda = "---\ndate: 2026-09-16\nstatus: planned\n---\n## Agenda\n- [ ] The paper\n- [ ] The talk\n"
    try clones.context.fixture.commit("meeting: new", files: ["meetings/2026-09-16.md": agenda])
    await clones.ana("sync")
    await clones.ben("sync")
    try clones.bensFile(
      "meetings/2026-09-16.md",
      agenda.replacing("- [ ] The paper\n- [ ] The talk\n", with: "- [ ] The talk\n- [ ] The paper\n")
    )
    try clones.bensFile(TwoClones.goal, try clones.bensFile(TwoClones.goal).replacing("## Why", with: "\n## Why"))
    var story = await clones.ben("sync", "--yes")
    story += await clones.ana("sync")
    story.expect(golden: "sync-rearranged")
  }
}
