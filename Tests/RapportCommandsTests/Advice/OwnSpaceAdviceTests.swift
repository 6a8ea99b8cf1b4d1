import Foundation
import Git
import Records
import TestSupport
import Testing

/// What the advice says of the person: a lifetime of mentors, one's own view, a safe place for it.
struct OwnSpaceAdviceTests {
  private static func withNotes() async throws -> TestContext {
    let space = try TestContext.anaAndBen()
    #expect(await space.run("init", "--private", space.fixture.outsidePath("notes")).status == 0)
    space.now = TestContext.start
    return space
  }

  private static let kim = [
    "--me", "mentee", "--mentor", "Kim Lee <kim@example.org>", "--mentee", "Ana Ruiz <ana@example.org>",
  ]

  @Test func `I1: the records outlive a mentor, and one's own part goes on with the next`() async throws {
    let space = try TestContext.anaAndBen()
    #expect(await space.run("close", "--reason", "moved").status == 0)
    #expect(await space.run("log", "toxicity-paper").output.contains("2026-03-02"))
    #expect(await space.run("show", "meetings/2026-07-14").status == 0)
    let former = space.fixture.path
    space.folder = "../home"
    let next = await space.run(arguments: ["init", "next", "--from", former, "--yes"] + Self.kim)
    #expect(next.status == 0)
    space.folder = "../home/next"
    #expect(await space.run("list", "goals").output.contains("Fellowship abroad"))
  }

  @Test func `I2: a new stage of the career prompts a look at who is on the map`() async throws {
    let space = try TestContext.anaAndBen()
    _ = await space.run("set", "relationship", "stage=resident")
    let change = await space.run("set", "relationship", "stage=fellow")
    #expect(change.error.contains("rapport list network"))
    #expect(await space.run("status", "--signals").output.contains("Another stage may need other people."))
  }

  @Test func `I3: a network of people for different things is at hand from any folder`() async throws {
    let space = try await Self.withNotes()
    _ = await space.run("new", "person", "Kim Lee", "role=coach", "topics=grant writing", "last_contact=2026-08-01")
    let found = await space.run("list", "network", "grant")
    #expect(found.output == "coach  Kim Lee  grant writing · last contact 2026-08-01\n")
    #expect(await space.run("list", "network").output.contains("Nobody listed for: mentor, co-mentor, sponsor"))
  }

  @Test func `A1: what one keeps to oneself is in another place, and nothing of it is shared by itself`() async throws {
    let space = try await Self.withNotes()
    _ = await space.run("new", "reflection", "mood=worried")
    #expect(try space.fixture.runGit(["log", "--all", "-S", "worried", "--format=%h"]).stdout == "")
    let own = RealGit(in: space.fixture.outsidePath("notes"))
    #expect(try own("log", "-S", "worried", "--format=%s") == "reflection 2026-08-12: new\n")
  }

  @Test func `A6: differences and assumptions have a place for both, and one for oneself`() async throws {
    let space = try await Self.withNotes()
    #expect(KindDescription.of(.agreement).heading(named: "Differences and assumptions worth naming") != nil)
    _ = await space.run("new", "reflection")
    let text = await space.run("show", "reflections/2026-08-12").output
    #expect(text.contains("## What I assume\n") && text.contains("## Where we differ\n"))
    // In a crisis a pause needs no word of why.
    #expect(await space.run("set", "relationship", "status=paused").error == "")
    #expect(try space.fixture.read("relationship.md").contains("pauses:\n  - {from: 2026-08-12}\n"))
  }

  @Test func `A7: a relationship may pause, and end without a reason, and nothing nags afterwards`() async throws {
    let space = try TestContext.anaAndBen()
    #expect(KindDescription.of(.agreement).heading(named: "How we end") != nil)
    #expect(await space.run("close").status == 0)
    #expect(try !space.fixture.read("closure.md").contains("reason:"))
    space.now += 200 * 86_400
    let status = await space.run("status").output
    #expect(!status.contains("due") && !status.contains("none planned") && !status.contains("look at"))
    #expect(await space.run("status", "--signals").output == "")
  }

  @Test func `B5: what one does in the other's name is recorded, from the intention to the outcome`() async throws {
    let space = try TestContext.anaAndBen()
    space.person = .ben
    let arguments = ["new", "advocacy", "act=a letter to the dean", "by=mentor", "status=intended", "goal=fellowship"]
    #expect(await space.run(arguments: arguments).status == 0)
    #expect(await space.run("list", "advocacy", "status=intended").output.contains("advocacy 2026-08-12"))
    #expect(await space.run("set", "advocacy/2026-08-12", "status=landed", "outcome=an interview").status == 0)
    #expect(await space.run("log", "advocacy/2026-08-12.md").output.contains("intended → landed"))
  }

  @Test func `C1: a check-up is one's own until it is shared on purpose, word for word as shown`() async throws {
    let space = try await Self.withNotes()
    _ = await space.run("new", "checkup", "fit=unsure")
    #expect(await space.run("new", "checkup", "--share").status == 2)
    #expect(try space.fixture.runGit(["log", "--all", "-S", "fit: unsure", "--format=%h"]).stdout == "")
    let shared = await space.run("new", "checkup", "--share", "--yes")
    let shown = shared.error.split(separator: "\n", omittingEmptySubsequences: false).map { $0.dropFirst(2) }
    #expect(try space.fixture.read("notes/2026-08-12-checkup-mentee.md") == shown.joined(separator: "\n"))
  }

  @Test func `C2: differences are asked about in words, never kept as fields of a person`() async throws {
    let space = try await Self.withNotes()
    _ = await space.run("new", "reflection")
    #expect(await space.run("show", "reflections/2026-08-12").output.contains("gender, race, background"))
    let fields = RecordKind.allCases.flatMap { KindDescription.of($0).fields.map(\.name) }
    for word in ["gender", "sex", "race", "ethnicity", "religion", "age", "orientation", "nationality"] {
      #expect(!fields.contains { $0.split(separator: "_").contains(Substring(word)) }, "\(word)")
    }
  }

  @Test func `C3: check-ups ask what one may have wrong, and signals hold the same mirror to both`() async throws {
    let space = try await Self.withNotes()
    _ = await space.run("new", "checkup")
    #expect(await space.run("show", "checkups/2026-08-12").output.contains("## What I may have wrong\n"))
    let signals = await space.run("status", "--signals").output
    let lines = signals.split(separator: "\n").filter { line in
      line.contains("mentee") || line.contains("mentor")
    }.filter { !$0.hasPrefix("    ") && !$0.contains("assessed again") }
    #expect(lines.count > 2)
    #expect(lines.allSatisfy { $0.contains("mentee") && $0.contains("mentor") })
  }

  @Test func `D1: nothing measures enthusiasm; no kind has a field for it`() {
    let fields = RecordKind.allCases.flatMap { KindDescription.of($0).fields.map(\.name) }
    for word in ["enthusiasm", "motivation", "attitude", "score", "rating", "mood"] { #expect(!fields.contains(word)) }
  }

  @Test func `G3: mentors of earlier times stay on the map with their days, for its owner alone`() async throws {
    let space = try await Self.withNotes()
    _ = await space.run("new", "person", "Rosa Diaz", "role=mentor", "since=2022-01-01", "until=2024-06-30")
    let map = await space.run("list", "network").output
    #expect(map.hasPrefix("Ended\n  mentor  Rosa Diaz  2022-01-01 to 2024-06-30\n"))
    #expect(map.contains("Nobody listed for: mentor"))
    #expect(try space.fixture.runGit(["ls-files", "network"]).stdout == "")
  }

  @Test func `G4: questions to oneself about the missteps of both, with the two essays cited`() async throws {
    let space = try await Self.withNotes()
    _ = await space.run("new", "reflection")
    let text = await space.run("show", "reflections/2026-08-12").output
    #expect(text.contains("## Questions to a mentee\n") && text.contains("## Questions to a mentor\n"))
    #expect(text.contains("JAMA 2017;317(5):475–476") && text.contains("JAMA 2016;315(14):1453–1454"))
    for label in ["Ghost", "Doormat", "Vampire", "Lone Wolf", "Backstabber", "Overcommitter", "Hijacker", "Exploiter"] {
      #expect(!text.contains(label), "no name is given to anybody")
    }
  }
}
