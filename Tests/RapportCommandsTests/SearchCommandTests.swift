import TestSupport
import Testing

struct SearchCommandTests {
  @Test(arguments: [
    ("word", ["journal"]),
    ("words", ["data", "office"]),
    ("json", ["grade", "2", "--format", "json"]),
    ("past", ["contouring", "--history"]),
    ("past-moved", ["target", "2026-06-30", "--history"]),
    ("past-json", ["fellowship", "letters", "--history", "--format", "json", "-n", "1"]),
    ("limit", ["the", "-n", "2"]),
    ("nothing", ["unicorn"]),
    ("nothing-past", ["unicorn", "--history"]),
    ("no-word", ["***", "\""]),
    ("operators", ["NOT", "journal)"]),
  ])
  func `words are found in records`(name: String, arguments: [String]) async throws {
    let space = try TestContext.anaAndBen()
    let before = try FolderSnapshot(of: space.fixture.path)
    await space.run(arguments: ["search"] + arguments).expect(golden: "search-" + name)
    #expect(try FolderSnapshot(of: space.fixture.path) == before, "looking writes nothing")
  }

  @Test func `where several words never stood in one text, fewer are advised`() async throws {
    let answer = try await TestContext.anaAndBen().run("search", "journal", "unicorn", "--history")
    #expect(answer.error == "Found nowhere in one field or paragraph; fewer words find more.\n")
  }

  @Test func `what could steer a terminal is made visible, and unsaved and unreadable records are looked at, too`()
    async throws
  {
    let space = try TestContext.new()
    try space.fixture.write("goals/bad.md", "---\ntitle: [\n---\nA word\u{1b}[2J \u{202e}and journal\u{1}s\n")
    try space.fixture.write("goals/mu\u{308}ller.md", "---\ntitle: Ask Mu\u{308}ller\nstatus: active\n---\n")
    var story = await space.run("search", "journal")
    story += await space.run("search", "muller")
    story.expect(golden: "search-hostile")
  }

  @Test func `a text that moved with its record and one in a bare repository are found`() async throws {
    let space = try TestContext.anaAndBen()
    let bare = space.fixture.outsidePath("bare.git")
    try space.git("clone", "--quiet", "--bare", space.fixture.path, bare)
    let found = await space.run("-C", bare, "search", "adaptive", "radiotherapy", "--history")
    #expect(found.status == 0)
    #expect(found.output.split(separator: "\n").count == 2, "once, though the file was renamed")
  }
}
