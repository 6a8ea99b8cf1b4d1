import Foundation
import TestSupport
import Testing

/// What the advice says of those who look after several relationships, and of beginning with what is there.
struct SeveralSpacesAdviceTests {
  @Test func `B6: a mentor sees how all relationships stand, and what waits for the two to decide`() async throws {
    let space = try TestContext.anaAndBen()
    try writeFile(
      at: space.fixture.outsidePath("home/.gitconfig"),
      Array("[rapport]\n\tspace = \(space.fixture.path)\n".utf8)
    )
    space.person = .ben
    space.folder = "../home"
    let overview = await space.run("overview")
    #expect(overview.output.contains("next meeting: 2026-08-18, in 6 days"))
    #expect(overview.output.contains("moved since the meeting of 2026-07-14: 2 changes in 2 records"))
  }

  @Test func `E3: a short note on progress reaches the other with the next sync`() async throws {
    let clones = try await TwoClones.shared()
    #expect(await clones.ana("add", "paper", "Draft sent to the co-authors.").status == 0)
    #expect(await clones.ana("sync", "--yes").status == 0)
    let told = await clones.ben("sync", "--yes")
    #expect(told.output.contains("From Ana"))
    #expect(told.output.contains("goal paper"))
    #expect(try clones.bensFile(TwoClones.goal).contains("Draft sent to the co-authors."))
  }

  @Test func `H1: who oversees several sees counts and days, and no word of what was said`() async throws {
    let space = try TestContext.anaAndBen()
    for form in [["--format", "json"], ["--format", "text"]] {
      let overview = await space.run(arguments: ["overview", space.fixture.path] + form).output
      #expect(overview.contains("2026-08-18"))
      for word in ["Toxicity", "Fellowship", "QA committee", "journal", "on call"] {
        #expect(!overview.contains(word), "\(word)")
      }
    }
  }

  @Test func `H2: a relationship that began before rapport brings its past with it`() async throws {
    let space = try TestContext.empty()
    let people = ["--mentor", "Ben Osei <ben@example.org>", "--mentee", "Ana Ruiz <ana@example.org>"]
    #expect(await space.run(arguments: ["init", "--started", "2025-01-10"] + people).status == 0)
    try writeFile(at: space.fixture.outsidePath("old/2025-02-03 Talk.txt"), Array("We spoke of the paper.\n".utf8))
    try writeFile(
      at: space.fixture.outsidePath("goals.csv"),
      Array("title,status,target\nToxicity paper,active,2026-12-01\n".utf8)
    )
    #expect(await space.run("import", "../old").status == 0)
    #expect(await space.run("import", "../goals.csv", "--kind", "goal").status == 0)
    #expect(await space.run("new", "question", "Which journal?", "--date", "2025-03-01").status == 0)
    let status = await space.run("status").output
    #expect(status.contains("active since 2025-01-10"))
    #expect(status.contains("since the meeting of 2025-02-03"))
    #expect(status.contains("toxicity-paper: active · target 2026-12-01"))
  }

  @Test func `H3: the agreement has a place for resources, and reflections name two to read`() async throws {
    let space = try TestContext.new()
    #expect(await space.run("init", "--private", space.fixture.outsidePath("notes")).status == 0)
    #expect(await space.run("new", "reflection").status == 0)
    #expect(await space.run("show", "reflections/2026-08-12").output.contains("## Further reading\n"))
    let people = ["--mentor", "Ben Osei <ben@example.org>", "--mentee", "Ana Ruiz <ana@example.org>"]
    #expect(await space.run(arguments: ["init", space.fixture.outsidePath("next")] + people).status == 0)
    space.folder = "../next"
    #expect(await space.run("show", "agreement").output.contains("## Resources and opportunities\n"))
  }
}
