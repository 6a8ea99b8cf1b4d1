import TestSupport
import Testing

/// Records that both give one name.
struct SyncNamesTests {
  @Test func `who made a record that had to give way hears of it, whoever merges, and what they wrote means it still`()
    async throws
  {
    let clones = try await TwoClones.shared()
    await clones.ana("new", "goal", "Give a talk", "success=Ana spoke")
    await clones.ana("ask", "Where to talk", "--goal", "give-a-talk")
    clones.context.seed += 1
    await clones.ben("new", "goal", "Give a talk", "success=Ben spoke")
    await clones.ben("ask", "When to talk", "--goal", "give-a-talk")
    #expect(await clones.ben("sync").status == 0)
    let told = await clones.ana("sync")
    let toldLater = await clones.ben("sync")
    for transcript in [told, toldLater] {
      #expect(transcript.status == 0)
      #expect(transcript.output.contains("Note: goals/give-a-talk.md is at goals/give-a-talk-"))
      #expect(transcript.output.contains(".md now, since both of you used that name\n"))
    }
    for (question, success) in [("where-to-talk", "Ana spoke"), ("when-to-talk", "Ben spoke")] {
      let goal = try field("goal", of: "questions/\(question).md", in: clones)
      #expect(try field("success", of: "goals/\(goal).md", in: clones) == success)
    }
    #expect(await clones.ben("sync").output == "Nothing new on either side.\n")
  }

  private func field(_ name: String, of path: String, in clones: TwoClones) throws -> String {
    let line = try clones.bensFile(path).split(separator: "\n").first { $0.hasPrefix(name + ": ") }
    return String(try #require(line).dropFirst(name.count + 2))
  }
}
