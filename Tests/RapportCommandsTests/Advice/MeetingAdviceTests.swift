import Git
import TestSupport
import Testing

/// What meetings and questions do for points of the advice on mentoring, each named by its code.
struct MeetingAdviceTests {
  private static let meeting = "meetings/2026-08-18.md"

  @Test func `A2: prep gives both a heading of their own, and status tells both alike until the day of the meeting`()
    async throws
  {
    let space = try TestContext.new()
    #expect(await space.run("prep", "--date", "2026-08-14").status == 0)
    let text = try space.fixture.read("meetings/2026-08-14.md")
    #expect(text.contains("## Prep (mentee)\n\n## Prep (mentor)\n\n## Went well\n\n## Agenda\n"))
    #expect(await space.run("add", "next", "My draft", "--under", "Prep (mentee)").status == 0)
    #expect(await space.run("status").output.contains("Prep (mentee) is written, Prep (mentor) is empty, 2 days to go"))
    space.now += 2 * 86_400
    #expect(await space.run("status").output.contains("Prep (mentor) is empty, the meeting is today"))
    space.now += 86_400
    #expect(await !space.run("status").output.contains("Prep ("))
  }

  @Test func `A3: a goal that the mentee wrote before the meeting is on its agenda`() async throws {
    let space = try TestContext.anaAndBen()
    #expect(await space.run("new", "goal", "Teach the contouring course").status == 0)
    #expect(await space.run("prep").status == 0)
    let line = "- [ ] New goal proposed by the mentee: Teach the contouring course goal:teach-the-contouring-course"
    #expect(try space.fixture.read(Self.meeting).contains(line))
  }

  @Test func `B2: a meeting can have a place for options`() async throws {
    let space = try TestContext.anaAndBen()
    #expect(await space.run("prep", "--template", "grow").status == 0)
    #expect(await space.run("add", "next", "Ask another department", "--under", "Options").status == 0)
    #expect(try space.fixture.read(Self.meeting).contains("## Options\nWhat else could be done"))
  }

  @Test func `B4: what changed in a goal since the last meeting is on the agenda, with who and why`() async throws {
    let space = try TestContext.anaAndBen()
    #expect(await space.run("set", "toxicity-paper", "target=2026-10-15", "--because", "reviewer on leave").status == 0)
    #expect(await space.run("prep").status == 0)
    let line =
      "- [ ] Toxicity paper: target moved 2026-09-30 to 2026-10-15 (Ana: reviewer on leave) goal:toxicity-paper"
    #expect(try space.fixture.read(Self.meeting).contains(line))
  }

  @Test func `B6: prep tells what the other one changed, and gives a page to write on without rapport`() async throws {
    let space = try TestContext.anaAndBen()
    try space.git("remote", "add", "origin", "git@github.com:ana/mentoring.git")
    space.person = .ben
    #expect(await space.run("set", "fellowship", "confidence=at-risk").status == 0)
    space.person = .ana
    let prep = await space.run("prep")
    #expect(prep.output.contains("Fellowship abroad: confidence set to at-risk (Ben)"))
    #expect(prep.error.contains("https://github.com/ana/mentoring/edit/main/\(Self.meeting)"))
  }

  @Test func `C5: a meeting can go along questions instead of answers`() async throws {
    let space = try TestContext.anaAndBen()
    #expect(await space.run("prep", "--template", "grow").status == 0)
    let lines = try space.fixture.read(Self.meeting).split(separator: "\n")
    for heading in ["Goal", "Reality", "Options", "Way forward"] {
      let index = try #require(lines.firstIndex(of: "## \(heading)"))
      #expect(lines[index + 1].hasSuffix("?"))
    }
  }

  @Test func `D2: what somebody took on comes back on each agenda until it is done`() async throws {
    let space = try TestContext.anaAndBen()
    #expect(await space.run("prep").status == 0)
    #expect(try space.fixture.read(Self.meeting).contains("- [ ] Send results section (from 2026-07-14)"))
    #expect(await space.run("done", "send results").status == 0)
    #expect(try space.fixture.read(Self.meeting).contains("- [x] Send results section (from 2026-07-14)"))
    #expect(await space.run("prep", "--date", "2026-09-15").status == 0)
    #expect(try !space.fixture.read("meetings/2026-09-15.md").contains("Send results section (from"))
  }

  @Test func `D5: what was answered before is shown before the mentor is asked, and the agenda is due days ahead`()
    async throws
  {
    let space = try TestContext.anaAndBen()
    let ask = await space.runInteractively("ask", "Which journal should I choose?", answers: ["n"])
    #expect(ask.error.contains("The one whose readers would change what they do."))
    #expect(await space.run("set", "agreement", "agenda_lead_days=6").status == 0)
    #expect(await space.run("status").output.contains("Prep (mentee) is empty, Prep (mentor) is empty, 6 days to go"))
  }

  @Test func `E1: ideas and topics of the mentee come on the agenda, whoever prepares it`() async throws {
    let space = try TestContext.anaAndBen()
    #expect(await space.run("add", "next", "An idea for a trial").status == 0)
    #expect(await space.run("ask", "Who pays for open access?").status == 0)
    space.person = .ben
    #expect(await space.run("prep").status == 0)
    let text = try space.fixture.read(Self.meeting)
    #expect(text.contains("- [ ] An idea for a trial\n"))
    #expect(text.contains("- [ ] Who pays for open access? question:who-pays-for-open-access\n"))
  }

  @Test func `E2: a meeting that was held asks for its steps, and what is carried for the third time for a decision`()
    async throws
  {
    let space = try TestContext.anaAndBen()
    space.now += 6 * 86_400
    let held = await space.run("set", "next", "status=held")
    #expect(held.error.contains("each step, with who and by when: rapport add 2026-08-18 --action"))
    #expect(await space.run("prep", "--date", "2026-09-15").status == 0)
    let line = "- [ ] Fellowship letters (from 2026-06-16): do, drop or change?"
    #expect(try space.fixture.read("meetings/2026-09-15.md").contains(line))
  }

  @Test func `G1: a question shows what was agreed for the time between meetings, and waits for the agenda`()
    async throws
  {
    let space = try TestContext.anaAndBen()
    let ask = await space.run("ask", "Who pays for open access?")
    #expect(
      ask.error.contains(
        "Between meetings\n  Small questions wait for the agenda; anything about patients today: phone."
      )
    )
    #expect(ask.error.contains("A reply comes within 5 days"))
    #expect(ask.output.contains("on the agenda of 2026-08-18"))
  }

  @Test func `G2: a question that was asked before is found with its answer, and the new one goes on from it`()
    async throws
  {
    let space = try TestContext.anaAndBen()
    let ask = await space.runInteractively("ask", "How does one choose journals?", answers: ["1"])
    #expect(ask.error.contains("questions/choose-journal.md"))
    #expect(try space.fixture.read("questions/how-does-one-choose-journals.md").contains("follows: choose-journal"))
    let found = await space.run("search", "readers", "change")
    #expect(found.output.contains("questions/choose-journal.md"))
  }

  @Test func `G5: a question says whom the asker asked first`() async throws {
    let space = try TestContext.anaAndBen()
    #expect(await space.run("ask", "Who pays for open access?", "--tried", "two peers and the library").status == 0)
    #expect(
      try space.fixture.read("questions/who-pays-for-open-access.md").contains("tried: two peers and the library\n")
    )
  }
}
