import TestSupport
import Testing

struct DeclineCommandTests {
  @Test func `a request is recorded, and the text cites the agreed number`() async throws {
    let space = try TestContext.agreed(active: ["one", "two", "three"])
    var transcript = await space.run("decline", "QA committee", "--because", "two papers first")
    transcript += try space.lastCommit()
    transcript.expect(golden: "decline")
  }

  @Test func `the mentor is named only where both signed that`() async throws {
    let fields = "max_active_goals: 3\nmay_name_mentor: yes"
    let space = try TestContext.agreed(active: ["one", "two", "three"], fields)
    var transcript = await space.run("decline", "QA committee")
    transcript += await space.run("decline", "QA committee", "--format", "json")
    transcript.expect(golden: "decline-naming-the-mentor")
    for other in [fields.replacing("yes", with: "no"), "max_active_goals: 3"] {
      let text = await (try TestContext.agreed(active: ["one"], other)).run("decline", "QA committee").output
      #expect(!text.contains("Ben"))
      #expect(text.contains("at most 3 goals"))
    }
    let unsigned = try TestContext.agreed(active: ["one"], fields, signedBy: ["mentee"])
    let text = await unsigned.run("decline", "QA committee")
    #expect(!text.output.contains("Ben") && !text.output.contains("goals"))
    #expect(text.error.contains("who has: rapport agree --show\n"))
  }

  @Test(arguments: [(2, false), (3, true), (4, true)])
  func `only what is taken is said to be taken`(active: Int, isTaken: Bool) async throws {
    let space = try TestContext.agreed(active: Array(["one", "two", "three", "four"].prefix(active)))
    #expect(await space.run("decline", "Course").output.contains("they are taken") == isTaken)
  }

  @Test func `the mentor's own answer, and one after the end, cite no number of the mentee's goals`() async throws {
    let fields = "max_active_goals: 3\nmay_name_mentor: yes"
    let space = try TestContext.agreed(active: ["one", "two", "three"], fields)
    space.person = .ben
    var transcript = await space.run("decline", "QA committee")
    space.person = .ana
    #expect(await space.run("decline", "Course").output.contains("at most 3 goals"))
    #expect(await space.run("close").status == 0)
    transcript += await space.run("decline", "Another course")
    transcript.expect(golden: "decline-unbound")
  }

  @Test func `without an agreed number the text cites none`() async throws {
    await (try TestContext.new()).run("decline", "Write a chapter: \"Physics\"\nby May").expect(
      golden: "decline-by-default"
    )
  }

  @Test func `a dry run records nothing, and an empty title is no request`() async throws {
    let space = try TestContext.agreed()
    let tip = try space.fixture.tip()
    var transcript = await space.run("decline", "QA committee", "--dry-run")
    transcript += await space.run("decline", "  ")
    transcript.expect(golden: "decline-nothing")
    #expect(try space.fixture.tip() == tip)
  }
}
