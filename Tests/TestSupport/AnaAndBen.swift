package import Git

/// Half a year of a mentee and a mentor, March to July 2026, as a repository with a history of its own.
///
/// Commits look as they come: by rapport, by hand, from a web page, on a branch that was merged, and written down days
/// later. Ben's web page uses an address that only `.mailmap` knows.
package enum AnaAndBen {
  /// Ben as his git host's web page names him.
  package static let benOnTheWeb = Person(name: "benosei", email: "4711+benosei@users.noreply.github.com")

  /// A copy of the repository for one test.
  ///
  /// - Throws: What building a fixture throws; `StoryError` where the story contradicts itself.
  package static func space() throws -> FixtureRepository {
    let fixture = try FixtureRepository()
    try image.get().write(into: fixture.path)
    return fixture
  }

  /// The repository, built once; its objects are packed, as git does sooner or later.
  private static let image = Result {
    let fixture = try build()
    try fixture.git("repack", "-a", "-d", "-q")
    return try FolderImage(of: fixture.path)
  }

  private static func build() throws -> FixtureRepository {
    let fixture = try FixtureRepository()
    let story = Story(fixture)
    try begin(story)
    try firstMeeting(story)
    try spring(story)
    try onTheTrain(story)
    try summer(story)
    return fixture
  }

  private static func begin(_ story: Story) throws {
    try story.tell(
      "03-02 09:00",
      "relationship: new",
      .ana,
      [
        "relationship.md": Texts.relationship, "agreement.md": Texts.agreement,
        "README.md": "# Our mentoring records\n",
        ".mailmap": "Ben Osei <\(Person.ben.email)> <\(benOnTheWeb.email)>\n",
      ]
    )
    try story.tell("03-02 09:10", "goal toxicity-paper: new", .ana, [paper: Texts.toxicityPaper])
    try story.tell(
      "03-02 09:20",
      "goal fellowship-letters: new",
      .ana,
      ["goals/fellowship-letters.md": Texts.fellowship]
    )
    try story.tell(
      "03-05 21:40",
      "Create grant-writing.md",
      benOnTheWeb,
      ["skills/grant-writing.md": Texts.grantWriting]
    )
    try story.tell("03-06 12:00", "meeting 2026-03-10: new", .ana, ["meetings/2026-03-10.md": Texts.firstMeeting])
  }

  private static func firstMeeting(_ story: Story) throws {
    try story.edit(
      "03-10 17:00",
      "goal toxicity-paper: status proposed → active",
      .ben,
      paper,
      ["status: proposed": "status: active"]
    )
    try story.edit(
      "03-10 17:20",
      "Notes of our first meeting",
      .ana,
      "meetings/2026-03-10.md",
      [
        "status: planned": "status: held",
        "## Decisions\n": "## Decisions\n- The paper comes first, the fellowship second.\n",
        "## Actions\n": "## Actions\n- [ ] Send outline @mentee due:2026-04-10 goal:toxicity-paper\n",
      ]
    )
    try story.edit(
      "03-12 08:00",
      "agreement: signatures added",
      .ana,
      "agreement.md",
      ["---\n## What": "signatures:\n  - {by: mentee, on: 2026-03-12}\n---\n## What"]
    )
    try story.edit(
      "03-14 22:10",
      "Update agreement.md",
      benOnTheWeb,
      "agreement.md",
      ["on: 2026-03-12}\n": "on: 2026-03-12}\n  - {by: mentor, on: 2026-03-14}\n"]
    )
    try story.tell(
      "03-16 07:30",
      "I would like to teach the contouring course",
      .ana,
      ["goals/teaching-course.md": Texts.course]
    )
  }

  private static func spring(_ story: Story) throws {
    try story.edit(
      "04-10 18:00",
      "meeting 2026-03-10: a task done",
      .ana,
      "meetings/2026-03-10.md",
      ["- [ ] Send outline": "- [x] Send outline"]
    )
    try story.edit(
      "04-14 19:30",
      "goal toxicity-paper: a task done",
      .ana,
      paper,
      ["- [ ] Abstract agreed": "- [x] Abstract agreed"]
    )
    try story.tell("04-15 08:00", "meeting 2026-04-21: new", .ana, ["meetings/2026-04-21.md": Texts.secondMeeting])
    try story.tell(
      "04-20 06:50",
      "goal teaching-course: removed\n\nno slot before 2027",
      .ana,
      ["goals/teaching-course.md": nil]
    )
    try story.edit(
      "04-20 23:15",
      "Update 2026-04-21.md",
      benOnTheWeb,
      "meetings/2026-04-21.md",
      ["status: planned": "status: cancelled\nreason: on call"]
    )
    try story.edit(
      "05-03 10:11",
      "goal toxicity-paper: target 2026-06-30 → 2026-09-30\n\ndata office needs 8 more weeks",
      .ana,
      paper,
      ["target: 2026-06-30": "target: 2026-09-30"]
    )
    try story.edit(
      "05-03 10:15",
      "goal toxicity-paper: progress of 2026-05-03",
      .ana,
      paper,
      ["## Progress\n": "## Progress\n- 2026-05-03 Data office needs 8 more weeks; target moved.\n"]
    )
    try story.tell("05-18 20:00", "Create choose-journal.md", .ana, ["questions/choose-journal.md": Texts.question])
    try story.edit(
      "05-20 07:45",
      "The data office said yes",
      .ben,
      paper,
      ["- [ ] Data request": "- [x] Data request"]
    )
    try story.edit(
      "05-22 21:00",
      "Update choose-journal.md",
      benOnTheWeb,
      "questions/choose-journal.md",
      ["## Answer\n": "## Answer\nThe one whose readers would change what they do.\n"]
    )
  }

  private static func onTheTrain(_ story: Story) throws {
    try story.fixture.createBranch("train")
    try story.fixture.switchTo("train")
    try story.tell(
      "06-09 18:05",
      "3 records: skill statistics, skill scientific-writing, commitment qa-committee",
      .ana,
      [
        "skills/statistics.md": Texts.skill("st4t1s", "Statistics"),
        "skills/scientific-writing.md": Texts.skill("wr1t3r", "Scientific writing"),
        "commitments/qa-committee.md": Texts.committee,
      ]
    )
    try story.edit(
      "06-09 18:30",
      "goal fellowship-letters: status proposed → active",
      .ana,
      "goals/fellowship-letters.md",
      ["status: proposed": "status: active"]
    )
    try story.fixture.switchTo("main")
    try story.edit(
      "06-09 20:00",
      "Update grant-writing.md",
      benOnTheWeb,
      "skills/grant-writing.md",
      ["2026-03-12 mentor 2\n": "2026-03-12 mentor 2\n- 2026-06-09 mentor 3 good aims page\n"]
    )
    try story.fixture.merge("train", by: .ana, at: Story.time("06-10 08:00"))
    try story.tell(
      "06-16 17:30",
      "meeting 2026-06-16: status held",
      .ben,
      ["meetings/2026-06-16.md": Texts.juneMeeting]
    )
    try story.edit(
      "06-21 15:00",
      "goal toxicity-paper: progress of 2026-06-21",
      .ana,
      paper,
      ["target moved.\n": "target moved.\n- 2026-06-21 Abstract accepted as a poster.\n"]
    )
  }

  private static func summer(_ story: Story) throws {
    let letters = try story.fixture.read("goals/fellowship-letters.md")
    try story.tell(
      "07-01 12:00",
      "Rename fellowship-letters.md to fellowship.md",
      .ana,
      ["goals/fellowship-letters.md": nil, "goals/fellowship.md": letters]
    )
    try story.tell("07-14 17:10", "meeting 2026-07-14: new", .ana, ["meetings/2026-07-14.md": Texts.julyMeeting])
    try story.editLater(
      "07-14 18:00",
      recorded: "07-16 07:20",
      "Update toxicity-paper.md",
      .ana,
      paper,
      [
        "Toxicity paper: hypofractionated": "Toxicity paper: grade 2+, hypofractionated",
        "- [ ] Second site's data": "- [-] Second site's data",
      ]
    )
    try story.tell("07-20 09:00", "meeting 2026-08-18: new", .ana, ["meetings/2026-08-18.md": Texts.augustMeeting])
  }

  private static let paper = "goals/toxicity-paper.md"
}
