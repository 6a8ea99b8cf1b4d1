import Foundation
import Git
import TestSupport
import Testing

struct PrepCommandTests {
  @Test(arguments: [
    ("next", []),
    ("date", ["--date", "2026-09-15"]),
    ("grow", ["--template", "grow", "--because", "to think about the fellowship"]),
    ("json", ["--format", "json"]),
  ])
  func `a meeting is prepared`(name: String, arguments: [String]) async throws {
    let space = try TestContext.anaAndBen()
    var transcript = await space.run(arguments: ["prep"] + arguments)
    transcript += try space.lastCommit()
    transcript.expect(golden: "prep-" + name)
    let tip = try space.fixture.tip()
    let again = await space.run(arguments: ["prep"] + arguments)
    #expect(again.status == 0)
    #expect(try space.fixture.tip() == tip, "prep twice changes nothing")
  }

  @Test(arguments: [
    ("before-beginning", ["--date", "2026-03-01"]),
    ("held", ["--date", "2026-07-14"]),
    ("passed", ["--date", "2026-08-11"]),
    ("no-day", ["--date", "soonish"]),
    ("no-template", ["--template", "../goal"]),
    ("dry-run", ["--dry-run"]),
  ])
  func `nothing is prepared`(name: String, arguments: [String]) async throws {
    let space = try TestContext.anaAndBen()
    let tip = try space.fixture.tip()
    await space.run(arguments: ["prep"] + arguments).expect(golden: "prep-" + name)
    #expect(try space.fixture.tip() == tip)
    #expect(try space.fixture.runGit(["status", "--porcelain"]).stdout == "")
  }

  @Test func `the files alone change where that is asked`() async throws {
    let space = try TestContext.anaAndBen()
    let tip = try space.fixture.tip()
    #expect(await space.run("prep", "--no-commit").status == 0)
    #expect(try space.fixture.tip() == tip)
    let text = try space.fixture.read("meetings/2026-08-18.md")
    #expect(await space.run("prep", "--no-commit").status == 0)
    #expect(try space.fixture.read("meetings/2026-08-18.md") == text)
  }

  @Test func `without a planned meeting a day is proposed by the cadence`() async throws {
    let space = try TestContext.anaAndBen()
    #expect(await space.run("set", "2026-08-18", "status=cancelled").status == 0)
    var story = await space.run("prep")
    story += await space.runInteractively("prep", answers: ["n"])
    #expect(try space.fixture.runGit(["status", "--porcelain"]).stdout == "")
    story += await space.runInteractively("prep", answers: ["y"])
    story.expect(golden: "prep-proposed-day")
  }

  @Test func `in a relationship that ends, a meeting looks back; in one that has ended, none is proposed`() async throws
  {
    let space = try TestContext.anaAndBen()
    #expect(await space.run("set", "relationship", "status=closing").status == 0)
    let closing = await space.run("prep")
    #expect(closing.status == 0)
    #expect(closing.error.contains("The relationship is closing: a time to look back together"))
    #expect(await space.run("close").status == 0)
    space.now += 6 * 86_400
    let held = await space.run("set", "2026-08-18", "status=held")
    #expect(held.status == 0)
    #expect(!held.error.contains("next meeting"))
    let closed = await space.run("prep")
    #expect(closed.status == 2)
    #expect(closed.error.contains("no meeting is planned, and the relationship is closed"))
    let named = await space.run("prep", "--date", "2026-09-15")
    #expect(named.status == 0)
    #expect(named.error.contains("if it goes on: rapport set relationship status=active"))
  }

  @Test func `a meeting that was forgotten and one planned later are named`() async throws {
    let space = try TestContext.anaAndBen()
    for day in ["2026-08-04", "2026-09-15"] {
      try space.fixture.commit(
        "meeting \(day): new",
        files: ["meetings/\(day).md": "---\ndate: \(day)\nstatus: planned\n---\n## Agenda\n- [ ] Rest of \(day)\n"]
      )
    }
    let prep = await space.run("prep", "--format", "json")
    #expect(prep.status == 0)
    #expect(prep.error.contains("The meeting of 2026-08-04 is still planned; if it took place: rapport set 2026-08-04"))
    #expect(prep.error.contains("The meeting of 2026-09-15 is planned, too: rapport prep --date 2026-09-15"))
    #expect(prep.output.contains("Rest of 2026-08-04 (from 2026-08-04)"))
    #expect(!prep.output.contains("Rest of 2026-09-15"))
  }

  @Test(arguments: [(8, 0), (9, 0), (10, 0), (11, 1)])
  func `what has no room on the agenda is named, and counted from the eleventh on`(left: Int, more: Int) async throws {
    let space = try TestContext.new()
    let topics = (1...10 + left).map { "- [ ] Topic \($0)\n" }.joined()
    try space.fixture.commit(
      "by hand",
      files: ["meetings/2026-08-01.md": "---\ndate: 2026-08-01\nstatus: held\n---\n## Agenda\n\(topics)"]
    )
    let prep = await space.run("prep", "--date", "2026-08-18")
    let named = prep.error.split(separator: "\n").count { $0.hasPrefix("  Topic ") }
    #expect(prep.error.hasPrefix("Not on the agenda, which has 10 lines:\n"))
    #expect(named == min(left, 10))
    #expect(prep.error.contains("  and \(more) more") == (more > 0))
    #expect(
      try space.fixture.read("meetings/2026-08-18.md").split(separator: "\n").count { $0.hasPrefix("- [ ]") } == 10
    )
  }

  @Test func `a private space has no meetings to prepare`() async throws {
    let space = try TestContext.empty()
    try space.fixture.commit(
      "private space: new",
      files: ["private.md": "---\nowner: Ana Ruiz <ana@example.org>\n---\n"]
    )
    await space.run("prep").expect(golden: "prep-private")
  }

  @Test func `a space's own template begins a meeting, under the usual name or another`() async throws {
    let space = try TestContext.anaAndBen()
    try space.fixture.commit(
      "templates",
      files: [
        "templates/meeting.md": "---\ndate:\nplace: Room 2\n---\n## Agenda\n\n## Parting words\n",
        "templates/meeting-grow.md": "---\ndate:\nstatus: planned\n---\n## Our goal\nOne word?\n",
      ]
    )
    #expect(await space.run("prep", "--date", "2026-09-15").status == 0)
    let plain = try space.fixture.read("meetings/2026-09-15.md")
    #expect(plain.hasPrefix("---\ndate: 2026-09-15\nstatus: planned\nplace: Room 2\n---\n## Prep (mentee)\n\n## Prep"))
    #expect(plain.contains("## Parting words"))
    #expect(await space.run("prep", "--date", "2026-10-15", "--template", "grow").status == 0)
    #expect(try space.fixture.read("meetings/2026-10-15.md").contains("## Our goal\nOne word?\n"))
  }

  @Test func `a tick in one meeting is taken over to the other`() async throws {
    let space = try TestContext.anaAndBen()
    try space.fixture.commit(
      "by hand",
      files: [
        "meetings/2026-08-18.md": space.fixture.read("meetings/2026-08-18.md")
          .replacing("- [ ] Fellowship letters", with: "- [x] Fellowship letters")
      ]
    )
    #expect(await space.run("prep").status == 0)
    for day in ["2026-06-16", "2026-07-14", "2026-08-18"] {
      #expect(try space.fixture.read("meetings/\(day).md").contains("- [x] Fellowship letters"))
    }
    let tip = try space.fixture.tip()
    #expect(await space.run("prep").status == 0)
    #expect(try space.fixture.tip() == tip)
  }

  @Test func `what somebody took off the agenda or reworded doesn't come back`() async throws {
    let space = try TestContext.anaAndBen()
    #expect(await space.run("prep").status == 0)
    let text = try space.fixture.read("meetings/2026-08-18.md")
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let shorter = lines.filter { !$0.hasPrefix("- [ ] Introduce") && !$0.hasPrefix("- 2026-") }.joined(separator: "\n")
      .replacing("- [ ] Toxicity paper: reworded", with: "- [-] The new title of the paper")
    try space.fixture.write("meetings/2026-08-18.md", shorter)
    #expect(await space.run("prep").status == 0)
    #expect(try space.fixture.read("meetings/2026-08-18.md") == shorter)
    #expect(await space.run("save").status == 0)
    #expect(await space.run("prep").status == 0)
    #expect(try space.fixture.read("meetings/2026-08-18.md") == shorter)
  }

  @Test(arguments: [
    ("git@github.com:ana/mentoring.git", "https://github.com/ana/mentoring/edit/main/meetings/2026-08-18.md"),
    ("https://codeberg.org/ana/mentoring", "https://codeberg.org/ana/mentoring/_edit/main/meetings/2026-08-18.md"),
  ])
  func `at a known host the page for the other person is named`(remote: String, link: String) async throws {
    let space = try TestContext.anaAndBen()
    try space.git("remote", "add", "origin", remote)
    let prep = await space.run("prep")
    #expect(prep.error.contains("For the other person, after rapport sync: \(link)\n"))
  }

  @Test func `a meeting that was held has its next steps named`() async throws {
    let space = try TestContext.anaAndBen()
    try space.fixture.commit(
      "by hand",
      files: [
        "questions/next-step.md": "---\nid: n3xt00\ntitle: What comes next?\n---\n## Answer\n",
        "meetings/2026-08-18.md": space.fixture.read("meetings/2026-08-18.md")
          .replacing("- [ ] Results section", with: "- [x] What comes next? question:next-step"),
      ]
    )
    space.now += 6 * 86_400
    await space.run("set", "next", "status=held").expect(golden: "set-held")
  }
}
