import Foundation
import TestSupport
import Testing

/// What `rapport sync` makes of what one of the two did to files by hand.
struct SyncByHandTests {
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
