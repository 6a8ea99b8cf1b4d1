import Foundation
import TestSupport
import Testing

struct OverviewCommandTests {
  /// Ben's list: Ana's space, another mentee's, one that is gone, and his own notes.
  private static func withSeveral() async throws -> TestContext {
    let space = try TestContext.anaAndBen()
    space.person = .ben
    let others = space.fixture.outsidePath("li")
    let arguments = ["init", others, "--mentor", "Ben Osei <ben@example.org>", "--mentee", "Li Wang <li@example.org>"]
    #expect(await space.run(arguments: arguments).status == 0)
    #expect(await space.run("init", "--private", space.fixture.outsidePath("notes")).status == 0)
    let home = space.fixture.outsidePath("home/.gitconfig")
    let list =
      "[rapport]\n\tspace = \(space.fixture.path)\n\tspace = \(others)\n\tspace = \(space.fixture.outsidePath("gone"))\n"
    try writeFile(at: home, Array((list + "\tprivate = \(space.fixture.outsidePath("notes"))\n").utf8))
    space.now = TestContext.start + 40 * 86_400
    space.folder = "../home"
    return space
  }

  @Test func `each known space is told where it stands, and one that is missing is named`() async throws {
    let space = try await Self.withSeveral()
    var transcript = await space.run("overview")
    #expect(transcript.status == 1)
    transcript += await space.run("overview", "--format", "json")
    transcript += await space.run("overview", "../li")
    transcript.expect(golden: "overview")
  }

  @Test func `what is handed over counts meetings, goals and signatures, and holds no word of a record`() async throws {
    let space = try TestContext.anaAndBen()
    let json = await space.run("overview", ".", "--format", "json").output
    #expect(json.contains(#""meetingsHeld":3,"#))
    #expect(json.contains(#""goals":{"proposed":0,"active":2,"paused":0,"achieved":0,"withdrawn":0,"#))
    #expect(json.contains(#""agreementSignedByBoth":true"#))
    for title in ["Toxicity", "Fellowship", "Statistics"] { #expect(!json.contains(title)) }
  }

  @Test func `what is handed over holds nothing that somebody wrote where a word or a day is meant`() async throws {
    let space = try TestContext.anaAndBen()
    space.now = TestContext.start + 40 * 86_400
    try space.edit("relationship.md", "status: active", "status: paused since CANARY is ill")
    try space.edit("goals/fellowship.md", "status: active", "status: CANARY")
    try space.moveFile("skills/grant-writing.md", to: "skills/canary.md")
    try space.fixture.write("closure.md", "---\nclosed_on: after CANARY left\n---\n")
    let json = await space.run("overview", ".", "--format", "json").output
    #expect(!json.lowercased().contains("canary"))
    #expect(json.contains(#""status":"other","closedOn":null,"#))
    #expect(json.contains(#""goals":{"proposed":0,"active":1,"#))
    #expect(json.contains(#"{"kind":"skill","field":"next_review","day":"2026-09-10"}"#))
  }

  @Test func `where it can't be read who the two are, the place is told instead`() async throws {
    let space = try TestContext.anaAndBen()
    try space.edit("relationship.md", "status: active", "status: [active")
    let text = await space.run("overview", ".")
    #expect(text.status == 1)
    let line = try #require(text.output.split(separator: "\n").first)
    #expect(text.output.split(separator: "\n").count == 1)
    #expect(line.hasPrefix("$SPACE: relationship.md:"))
    #expect(line.hasSuffix(" can't be read"))
    #expect(await space.run("overview", ".", "--format", "json").output.contains(#""problem":"relationship.md:"#))
  }

  @Test func `a meeting that stays planned after the end is no next one`() async throws {
    let space = try TestContext.anaAndBen()
    #expect(await space.run("overview", ".", "--format", "json").output.contains(#""nextMeeting":"2026-08-18""#))
    try space.edit("relationship.md", "status: active", "status: closed")
    #expect(await space.run("overview", ".", "--format", "json").output.contains(#""nextMeeting":null"#))
  }

  @Test func `open questions and the end of a relationship are told`() async throws {
    let space = try await Self.withSeveral()
    let folder = space.fixture.path
    try space.edit(
      "goals/fellowship.md",
      "target: 2026-11-30\n",
      "target: 2026-11-30\nunmerged:\n  - {field: target, shown: \"2026-11-30\", values: [\"2026-12-01\", \"2026-12-02\"]}\n"
    )
    var transcript = await space.run("overview", folder)
    transcript += await space.run("close", "-C", "../li", "--date", "2026-08-20")
    transcript += await space.run("overview", "../li")
    transcript.expect(golden: "overview-open")
  }

  @Test func `a damaged space, and a folder that is none, keep nobody from the others`() async throws {
    let space = try await Self.withSeveral()
    try writeFile(at: space.fixture.outsidePath("li/.git/HEAD"), Array("nonsense\n".utf8))
    let transcript = await space.run("overview", "../li", ".", space.fixture.path)
    #expect(transcript.status == 1)
    #expect(transcript.output.contains("Ana Ruiz (mentee) and Ben Osei (mentor)"))
    #expect(transcript.output.split(separator: "\n").prefix(2).allSatisfy { $0.contains(": ") })
  }

  @Test func `reading changes nothing, and an empty list says how to begin`() async throws {
    let space = try await Self.withSeveral()
    let before = try FolderSnapshot(of: space.fixture.outsidePath(""))
    _ = await space.run("overview")
    #expect(try FolderSnapshot(of: space.fixture.outsidePath("")).contents == before.contents)
    try FileManager.default.removeItem(atPath: space.fixture.outsidePath("home/.gitconfig"))
    await space.run("overview").expect(golden: "overview-none")
  }
}
