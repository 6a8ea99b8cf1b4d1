import Git
import TestSupport
import Testing

struct TasksCommandTests {
  @Test(arguments: [
    ("open", []), ("mentor", ["mentor"]), ("mentee", ["mentee"]), ("mine", ["mine"]), ("closed", ["--closed"]),
    ("agenda", ["--agenda"]), ("json", ["mentor", "--format", "json"]), ("nonsense", ["his"]),
  ])
  func `tasks of all records are listed, what is due first`(name: String, arguments: [String]) async throws {
    try await TestContext.anaAndBen().run(arguments: ["tasks"] + arguments).expect(golden: "tasks-" + name)
  }

  @Test func `mine are the mentor's for the mentor`() async throws {
    let space = try TestContext.anaAndBen()
    let theirs = await space.run("tasks", "mentor")
    space.person = .ben
    #expect(await space.run("tasks", "mine").output == theirs.output)
  }

  @Test func `mine are mine under each address that the mailmap joins`() async throws {
    let space = try TestContext.anaAndBen()
    space.person = .ben
    let theirs = await space.run("tasks", "mine")
    try space.fixture.commit("Another address", files: [".mailmap": "<ben@example.org> <ben@home.example.org>\n"])
    space.person = Person(name: "Ben Osei", email: "ben@home.example.org")
    #expect(await space.run("tasks", "mine").output == theirs.output)
  }

  @Test func `a task is somebody's in whatever case they are written`() async throws {
    let space = try TestContext.new()
    let goal = "---\ntitle: Paper\nstatus: active\n---\n## Milestones\n- [ ] Send draft @Mentor\n- [ ] Read @Mentors\n"
    try space.fixture.commit("by hand", files: ["goals/paper.md": goal])
    let tasks = await space.run("tasks", "mentor").output
    #expect(tasks.contains("Send draft"))
    #expect(!tasks.contains("Read"))
  }

  @Test func `nobody's address gives no tasks of mine`() async throws {
    let space = try TestContext.anaAndBen()
    space.person = Person(name: "Kim", email: "kim@example.org")
    await space.run("tasks", "mine").expect(golden: "tasks-mine-unknown")
  }

  @Test func `a space without tasks says so`() async throws {
    try await TestContext.new().run("tasks").expect(golden: "tasks-none")
  }
}
