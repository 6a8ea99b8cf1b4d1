import Foundation
import TestSupport
import Testing

struct PrivateSpaceTests {
  /// Ana's space with Ben, and her own notes beside it.
  private static func withNotes() async throws -> TestContext {
    let space = try TestContext.anaAndBen()
    #expect(await space.run("init", "--private", space.fixture.outsidePath("notes")).status == 0)
    space.now = TestContext.start
    return space
  }

  /// A second relationship of Ana's, with both on her list.
  private static func beginWithJo(_ space: TestContext) async throws -> String {
    let jo = space.fixture.outsidePath("jo")
    let people = ["--mentor", "Ana Ruiz <ana@example.org>", "--mentee", "Jo Park <jo@example.org>"]
    #expect(await space.run(arguments: ["init", jo] + people).status == 0)
    let list = space.fixture.outsidePath("home/.gitconfig")
    try writeFile(at: list, readFile(at: list) + Array("[rapport]\n\tspace = \(space.fixture.path)\n".utf8))
    return jo
  }

  private static func expectUntouched(_ space: TestContext, _ sourceLocation: SourceLocation = #_sourceLocation) throws
  {
    #expect(try space.fixture.runGit(["status", "--porcelain"]).stdout == "", sourceLocation: sourceLocation)
    #expect(
      try space.fixture.runGit(["log", "-1", "--format=%s"]).stdout == "meeting 2026-08-18: new\n",
      sourceLocation: sourceLocation
    )
  }

  @Test func `what is private goes to the private space from any directory`() async throws {
    let space = try await Self.withNotes()
    var transcript = await space.run("new", "person", "Kim Lee", "role=sponsor")
    space.folder = "goals"
    transcript += await space.run("new", "checkups", "--date", "yesterday", "fit=unsure")
    space.folder = "../home"
    transcript += await space.run("new", "reflection")
    space.folder = "../notes"
    transcript += await space.run("new", "goal", "Leave the committee")
    transcript += await space.run("list")
    transcript.expect(golden: "private-new")
    try Self.expectUntouched(space)
  }

  @Test func `names of private records lead there, too`() async throws {
    let space = try await Self.withNotes()
    _ = await space.run("new", "person", "Kim Lee", "role=sponsor")
    var transcript = await space.run("set", "network/kim", "topics+=grant writing", "last_contact=today")
    transcript += await space.run("add", "network/kim", "Knows the dean.", "--under", "Notes")
    transcript += await space.run("show", "network/kim-lee.md")
    transcript += await space.run("list", "network")
    transcript += await space.run("list", "reflections")
    transcript += await space.run("show", "network/nobody")
    transcript.expect(golden: "private-names")
    try Self.expectUntouched(space)
  }

  @Test func `what is private has its history told, and its short name leads there`() async throws {
    let space = try await Self.withNotes()
    _ = await space.run("new", "person", "Kim Lee", "role=sponsor")
    _ = await space.run("set", "network/kim", "topics+=grant writing")
    var transcript = await space.run("log", "network/kim-lee")
    transcript += await space.run("log", "network", "--field", "topics")
    for verb in ["log", "show", "edit"] { transcript += await space.run(verb, "kim-lee") }
    transcript += await space.run("set", "kim-lee", "role=peer")
    transcript += await space.run("show", "kim-who")
    transcript.expect(golden: "private-history")
    try Self.expectUntouched(space)
  }

  @Test func `a task of a private record is ticked there, and what isn't there or isn't open is told of there`()
    async throws
  {
    let space = try await Self.withNotes()
    _ = await space.run("new", "person", "Kim Lee", "role=sponsor")
    let person = space.fixture.outsidePath("notes/network/kim-lee.md")
    try writeFile(at: person, readFile(at: person) + Array("- [ ] Write to her\n".utf8))
    let show = await space.run("show", "network/nope")
    for arguments in [["log", "network/nope"], ["done", "x", "network/nope"], ["resolve", "network/nope"]] {
      let answer = await space.run(arguments: arguments)
      #expect(answer.error == show.error, "\(arguments)")
      #expect(answer.status == show.status, "\(arguments)")
    }
    #expect(await space.run("done", "write", "network/kim-lee").status == 0)
    #expect(await space.run("show", "network/kim-lee").output.contains("- [x] Write to her"))
    #expect(await space.run("resolve", "network/kim-lee").error.contains("In your private space, "))
    try Self.expectUntouched(space)
  }

  @Test func `without a private space done and resolve name the command that makes one, too`() async throws {
    let space = try TestContext.anaAndBen()
    for arguments in [["done", "x", "network/kim"], ["resolve", "reflections/2026-08-12"]] {
      let answer = await space.run(arguments: arguments)
      #expect(answer.status == 3, "\(arguments)")
      #expect(answer.error.contains("make one: rapport init --private ~/my-notes"), "\(arguments)")
    }
    try Self.expectUntouched(space)
  }

  @Test func `the advice for a private record leads there, and nothing is to be agreed in a private space`()
    async throws
  {
    let space = try await Self.withNotes()
    _ = await space.run("new", "reflection")
    let refused = await space.run("add", "reflections/2026-08-12", "Calmer.")
    #expect(refused.error.contains("rapport add reflections/2026-08-12 TEXT --under HEADING"))
    #expect(await space.run("add", "reflections/2026-08-12", "Calmer.", "--under", "Notes").status == 0)
    space.folder = "../notes"
    for arguments in [["agree"], ["agree", "--show"]] {
      let agree = await space.run(arguments: arguments)
      #expect(agree.status == 2)
      #expect(agree.error.contains("agreements are in the space that the two of you share"))
    }
    #expect(!(await space.run("decline", "QA committee").error.contains("rapport agree")))
    try Self.expectUntouched(space)
  }

  @Test func `without a private space every way there names the command that makes one`() async throws {
    let space = try TestContext.anaAndBen()
    var transcript = await space.run("list", "network")
    transcript += await space.run("show", "reflections/2026-08-12")
    space.folder = "../home"
    transcript += await space.run("new", "checkup")
    transcript.expect(golden: "private-none")
    try Self.expectUntouched(space)
  }

  @Test func `a private space that is gone, shared meanwhile, or one of several is no place to write`() async throws {
    let space = try await Self.withNotes()
    let notes = space.fixture.outsidePath("notes")
    try FileManager.default.moveItem(atPath: notes, toPath: notes + "-moved")
    var transcript = await space.run("new", "reflection")
    try FileManager.default.moveItem(atPath: notes + "-moved", toPath: notes)
    try writeFile(at: notes + "/relationship.md", Array("---\nmentor: x\n---\n".utf8))
    transcript += await space.run("new", "reflection")
    try FileManager.default.removeItem(atPath: notes + "/relationship.md")
    #expect(await space.run("init", "--private", notes + "-2").status == 0)
    transcript += await space.run("new", "reflection")
    transcript.expect(golden: "private-no-place")
    try Self.expectUntouched(space)
  }

  @Test func `a private space inside a space that two people read takes nothing`() async throws {
    let space = try TestContext.anaAndBen()
    try writeFile(
      at: space.fixture.outsidePath("home/.gitconfig"),
      Array("[rapport]\n\tprivate = \(space.fixture.path)/goals\n".utf8)
    )
    await space.run("new", "reflection").expect(golden: "private-inside-shared")
    try Self.expectUntouched(space)
  }

  @Test func `records in a folder of that name in any repository are found where they are`() async throws {
    let space = try TestContext.empty()
    try space.fixture.commit("begin", files: ["network/router.md": "---\nname: Router\n---\n"])
    #expect(await space.run("list", "network").output.contains("Router"))
    #expect(await space.run("show", "network/router").output.contains("name: Router"))
  }

  @Test func `the map shows who is there, who was, and what nobody is listed for`() async throws {
    let space = try await Self.withNotes()
    let people = [
      ["Ben Osei", "role=mentor", "topics=thesis,grant writing", "since=2026-03-02"],
      ["Kim Lee", "role=peer", "topics=statistics", "last_contact=2026-07-01"],
      ["Rosa Diaz", "role=coach", "since=2024-01-01", "until=2026-08-11"], ["Jo"],
    ]
    for person in people { #expect(await space.run(arguments: ["new", "person"] + person).status == 0) }
    space.now = TestContext.start
    var transcript = await space.run("list", "network")
    transcript += await space.run("list", "network", "grant", "writing")
    transcript += await space.run("list", "network", "sponsor")
    transcript += await space.run("list", "network", "--format", "json")
    transcript.expect(golden: "private-network")
  }

  @Test func `the private space has signals of its own, which a shared one never tells`() async throws {
    let space = try await Self.withNotes()
    _ = await space.run("new", "person", "Kim Lee", "role=sponsor")
    #expect(await space.run("status", "--signals").output.contains("Nobody listed") == false)
    space.folder = "../notes"
    var transcript = await space.run("status", "--signals", "--explain")
    transcript += await space.run("status")
    transcript.expect(golden: "private-signals")
  }

  @Test func `a private record that strayed into the shared space is found, and the map stays the private one`()
    async throws
  {
    let space = try await Self.withNotes()
    try space.fixture.commit("oops", files: ["network/stray.md": "---\nname: Stray\nrole: peer\n---\n"])
    #expect(await space.run("check").output.contains("a person record is for its owner alone"))
    #expect(
      await space.run("list", "network").output
        == "Nobody listed for: mentor, co-mentor, coach, sponsor, connector, peer, advisor.\n"
    )
    #expect(await space.run("show", "network/stray").output.contains("name: Stray"))
  }

  @Test func `a private record put into the shared folder by hand is not saved, and said to be in the wrong place`()
    async throws
  {
    let space = try await Self.withNotes()
    try space.fixture.write("reflections/today.md", "---\ndate: 2026-08-12\n---\nMine.\n")
    try space.fixture.write("goals/next.md", "---\ntitle: Next\nstatus: proposed\n---\n")
    let transcript = await space.run("save")
    transcript.expect(golden: "private-stray")
    #expect(try space.fixture.runGit(["status", "--porcelain"]).stdout == "?? reflections/\n")
  }

  @Test func `reflections and the closure begin with the space's own templates where it has them`() async throws {
    let space = try await Self.withNotes()
    try writeFile(
      at: space.fixture.outsidePath("notes/templates/reflection.md"),
      Array("---\ndate:\n---\n## Only this\n".utf8)
    )
    try space.fixture.write("templates/closure.md", "---\nclosed_on:\n---\n## In our words\n")
    #expect(await space.run("new", "reflection").status == 0)
    #expect(await space.run("show", "reflections/2026-08-12").output == "---\ndate: 2026-08-12\n---\n## Only this\n")
    #expect(await space.run("close", "--thanks", "Thank you.").status == 0)
    let closure = try space.fixture.read("closure.md")
    #expect(closure.hasPrefix("---\nclosed_on: 2026-08-12\n---\n## In our words\n\n## "))
    #expect(closure.contains("## Thanks\n- Thank you.\n"))
  }

  @Test func `a check-up is copied on purpose, after every word of it was shown`() async throws {
    let space = try await Self.withNotes()
    _ = await space.run("new", "checkup", "--date", "2026-08-10", "fit=good")
    _ = await space.run("new", "checkup", "--date", "2026-08-11", "fit=unsure")
    space.now = TestContext.start
    var transcript = await space.run("new", "checkup", "--share")
    try Self.expectUntouched(space)
    transcript += await space.run("new", "checkup", "--share", "--dry-run")
    try Self.expectUntouched(space)
    transcript += await space.run("new", "checkup", "--share", "--yes")
    transcript += try space.lastCommit()
    transcript += await space.run("new", "checkup", "--share", "--yes")
    transcript += await space.run("new", "goal", "--share")
    space.folder = "../notes"
    transcript += await space.run("new", "checkup", "--share", "--yes")
    transcript.expect(golden: "private-share")
    #expect(await space.run("check").status == 0)
  }

  @Test func `a second reflection or check-up of a day is one of its own, and the newest`() async throws {
    let space = try TestContext.anaAndBen()
    #expect(await space.run("init", "--private", space.fixture.outsidePath("notes")).status == 0)
    for kind in ["reflection", "checkup"] {
      #expect(await space.run("new", kind, "--date", "2026-08-11").status == 0)
      #expect(await space.run("new", kind, "--date", "2026-08-11").error.contains("s/2026-08-11-2.md\n"))
    }
    #expect(await space.run("set", "checkups/2026-08-11-2", "fit=good").status == 0)
    #expect(await space.run("new", "checkup", "--share", "--yes").status == 0)
    #expect(try space.fixture.read("notes/2026-08-11-2-checkup-mentee.md").contains("fit: good\n"))
    #expect(await space.run("new", "meeting", "2026-08-18").status == 5)
  }

  @Test func `a check-up about one of several relationships goes into no other`() async throws {
    let space = try await Self.withNotes()
    let jo = try await Self.beginWithJo(space)
    #expect(await space.run("new", "checkup", "--date", "2026-08-10", "fit=unsure").status == 0)
    #expect(await space.run("show", "checkups/2026-08-10").output.contains("relationship: space\n"))
    for arguments in [["--yes"], [], ["--dry-run"]] {
      let refused = await space.run(arguments: ["-C", jo, "new", "checkup", "--share"] + arguments)
      #expect(refused.status == 5, "\(refused.error)")
      #expect(refused.error.contains("this checkup is about 'space', and here is 'jo'"))
      #expect(refused.error.contains("rapport set checkups/2026-08-10 relationship=jo"))
    }
    try Self.expectUntouched(space)
    let shared = await space.run("new", "checkup", "--share", "--yes")
    #expect(shared.status == 0)
    #expect(shared.error.hasPrefix("For 'space':\n  ---\n"))
    #expect(try !space.fixture.read("notes/2026-08-10-checkup-mentee.md").contains("relationship:"))
  }

  @Test func `with several relationships a check-up that names none takes no yes beforehand`() async throws {
    let space = try await Self.withNotes()
    let home = space.fixture.outsidePath("home")
    #expect(await space.run("-C", home, "new", "checkup", "--date", "2026-08-10", "fit=unsure").status == 0)
    _ = try await Self.beginWithJo(space)
    for arguments in [["--yes"], []] {
      let refused = await space.run(arguments: ["new", "checkup", "--share"] + arguments)
      #expect(refused.status == 5)
      #expect(refused.error.contains("you have 2 relationships, and it doesn't say which one it is about"))
      #expect(refused.error.contains("rapport set checkups/2026-08-10 relationship=space; or"))
    }
    let asked = await space.runInteractively("new", "checkup", "--share", answers: ["n"])
    #expect(asked.error.contains("Copy this into 'space', which both of you read"))
    try Self.expectUntouched(space)
    #expect(await space.run("set", "checkups/2026-08-10", "relationship=space").status == 0)
    #expect(await space.run("new", "checkup", "--share", "--yes").status == 0)
  }

  @Test func `with several relationships a reflection is copied only after an answer`() async throws {
    let space = try await Self.withNotes()
    #expect(await space.run("new", "reflection").status == 0)
    let jo = try await Self.beginWithJo(space)
    let refused = await space.run("-C", jo, "new", "reflection", "--share", "--yes")
    #expect(refused.status == 5)
    #expect(refused.error.contains("help: answer on a terminal, without --yes"))
    let copied = await space.runInteractively("-C", jo, "new", "reflection", "--share", answers: ["y"])
    #expect(copied.status == 0)
  }

  @Test func `of records that are named by a title none is the newest, so the one to copy is named`() async throws {
    let space = try await Self.withNotes()
    _ = await space.run("new", "person", "Zoe Lee", "role=sponsor")
    _ = await space.run("new", "person", "Kim Lee", "role=peer")
    let refused = await space.run("new", "person", "--share", "--yes")
    #expect(refused.status == 2)
    #expect(refused.error.contains("say which person"), "\(refused.error)")
    #expect(await space.run("new", "person", "Kim Lee", "--share", "--yes").status == 0)
    #expect(try space.fixture.runGit(["ls-files", "notes"]).stdout == "notes/kim-lee-person-mentee.md\n")
  }

  @Test(arguments: [("y", 0), ("", 5), ("n", 5)])
  func `at a terminal the copy waits for a yes`(answer: String, status: Int32) async throws {
    let space = try await Self.withNotes()
    _ = await space.run("new", "checkup", "--date", "2026-08-10", "fit=good")
    let arguments = ["new", "checkup", "--share", "2026-08-10"]
    #expect(await space.runInteractively(arguments: arguments, answers: [answer]).status == status)
    let names = try space.fixture.runGit(["ls-files", "notes"]).stdout
    #expect(names == (status == 0 ? "notes/2026-08-10-checkup-mentee.md\n" : ""))
  }
}
