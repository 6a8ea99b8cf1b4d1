import TestSupport
import Testing

struct PrepSyncTests {
  @Test func `both prepare the same meeting before they sync, and nothing is left to decide`() async throws {
    let clones = try await TwoClones.shared()
    await clones.ana("add", "paper", "Tables done.")
    await clones.ana("set", "paper", "target=2026-09-01", "--because", "data office")
    await clones.ben("set", "paper", "success=Submitted")
    await clones.ben("ask", "Who writes the letter?")
    #expect(await clones.ana("prep", "--date", "2026-08-18").status == 0)
    #expect(await clones.ana("add", "2026-08-18", "The draft", "--under", "Prep (mentee)").status == 0)
    #expect(await clones.ben("prep", "--date", "2026-08-18").status == 0)
    #expect(await clones.ben("add", "2026-08-18", "Read it", "--under", "Prep (mentor)").status == 0)
    #expect(await clones.ben("sync").status == 0)
    let sync = await clones.ana("sync")
    #expect(sync.status == 0, "\(sync.output)")
    #expect(await clones.ben("sync").status == 0)
    let path = "meetings/2026-08-18.md"
    let text = try clones.context.fixture.read(path)
    #expect(try clones.bensFile(path) == text)
    #expect(!text.contains("unmerged"))
    let lines = text.split(separator: "\n")
    for heading in ["## Prep (mentee)", "## Prep (mentor)", "## Went well", "## Agenda"] {
      #expect(lines.count { $0 == heading } == 1)
    }
    for part in ["The draft", "Read it", "question:who-writes-the-letter"] {
      #expect(lines.count { $0.contains(part) } == 1, "\(part)\n\(text)")
    }
    // What each did not know before is new to the meeting now, and then nothing is.
    #expect(await clones.ana("prep").status == 0)
    #expect(await clones.ana("prep").error.contains("nothing new"))
    #expect(await clones.ana("sync").status == 0)
    #expect(await clones.ben("sync").status == 0)
    #expect(await clones.ben("prep").error.contains("nothing new"))
  }
}
