import Foundation
import Git
import TestSupport
import Testing

struct InitCommandTests {
  private let people = ["--mentor", "Ben Osei <ben@example.org>", "--mentee", "Ana Ruiz <ana@example.org>"]

  @Test func `whoever commits under another address than the one they give hears of it`() async throws {
    for (person, isToBeSaid) in [(Person.ana, false), (Person(name: "Kim", email: "kim@example.org"), true)] {
      let space = try TestContext.empty()
      (space.folder, space.person) = ("../home", person)
      let begun = await space.run(arguments: ["init", "--me", "mentee", "mentoring"] + people)
      #expect(begun.status == 0)
      #expect(begun.error.contains("You commit here as Kim <kim@example.org>, not as ana@example.org: ") == isToBeSaid)
    }
  }

  @Test func `options make a space with its first commit`() async throws {
    let space = try TestContext.empty()
    var transcript = await space.run(arguments: ["init", "--me", "mentee"] + people)
    transcript += try space.lastCommit()
    transcript += await space.run("status")
    transcript.expect(golden: "init-options")
    #expect(try Self.read("home/.gitconfig", of: space).contains("space = \(space.fixture.path)"))
  }

  @Test func `a new folder becomes a repository that knows who you are`() async throws {
    let space = try TestContext.empty()
    space.folder = "../home"
    space.person = nil
    let transcript = await space.run(arguments: ["init", "--me", "mentor", "mentoring"] + people)
    transcript.expect(golden: "init-folder")
    let configuration = try Self.read("home/mentoring/.git/config", of: space)
    #expect(configuration.contains("name = Ben Osei"))
    #expect(configuration.contains("email = ben@example.org"))
  }

  @Test func `who says which of the two they are is who git says they are`() async throws {
    let space = try TestContext.empty()
    let transcript = await space.run(arguments: ["init", "--me", "mentee", "--mentor", "Ben Osei <ben@example.org>"])
    transcript.expect(golden: "init-as-git-knows")
    #expect(try space.fixture.read("relationship.md").contains("mentee: Ana Ruiz <ana@example.org>"))
  }

  @Test func `one person can't be mentor and mentee at once`() async throws {
    let space = try TestContext.empty()
    let people = ["--mentor", "Ana <ANA@example.org>", "--mentee", "Ana Ruiz <ana@example.org>"]
    let transcript = await space.run(arguments: ["init", "--me", "mentee"] + people)
    #expect(transcript.status == 2)
    #expect(transcript.error.contains("the mentor and the mentee have one address"))
    #expect(try space.fixture.runGit(["status", "--porcelain"]).stdout == "")
  }

  @Test func `who isn't known to git is asked for`() async throws {
    let space = try TestContext.empty()
    space.person = nil
    let transcript = await space.run(arguments: ["init", "--me", "mentee", "--mentor", "Ben Osei <ben@example.org>"])
    transcript.expect(golden: "init-unknown-to-git")
  }

  @Test func `whom git knows as one of the two isn't asked which of them they are`() async throws {
    let space = try TestContext.empty()
    let people = ["Ana Ruiz <Ana@example.org>", "Ben Osei <ben@example.org>"]
    let transcript = await space.runInteractively("init", answers: people)
    #expect(transcript.status == 0)
    #expect(!transcript.error.contains("Are you the mentor or the mentee?"))
  }

  @Test func `questions take the place of options`() async throws {
    let space = try TestContext.empty()
    space.person = nil
    space.environment = ["NO_COLOR": "1"]
    let transcript = await space.runInteractively(
      "init",
      answers: ["Ana Ruiz <ana@example.org>", "Ben Osei <ben@example.org>", "mentee"]
    )
    transcript.expect(golden: "init-questions")
    #expect(try space.fixture.read("relationship.md").contains("mentee: Ana Ruiz <ana@example.org>"))
  }

  @Test(arguments: [
    ("no-people", []),
    ("no-mentor", ["--mentee", "Ana Ruiz <ana@example.org>"]),
    ("no-address", ["--mentee", "Ana Ruiz", "--mentor", "Ben Osei <ben@example.org>"]),
    ("private-with-people", ["--private", "--mentee", "Ana Ruiz <ana@example.org>"]),
  ])
  func `without the people no space is made`(name: String, arguments: [String]) async throws {
    let space = try TestContext.empty()
    await space.run(arguments: ["init"] + arguments).expect(golden: "init-" + name)
    #expect(try space.fixture.repository.head().tip == nil)
  }

  @Test func `a folder named by an option is where the space is made`() async throws {
    let space = try TestContext.empty()
    space.folder = "../home"
    let transcript = await space.run(arguments: ["init", "-C", ".", "--me", "mentor", "mentoring"] + people)
    #expect(transcript.status == 0)
    #expect(try Self.read("home/mentoring/relationship.md", of: space).contains("mentor: Ben Osei"))
  }

  @Test func `without a name and address nothing is begun`() async throws {
    let space = try TestContext.empty()
    space.folder = "../home"
    space.person = nil
    let transcript = await space.run(arguments: ["init", "mentoring"] + people)
    transcript.expect(golden: "init-no-identity")
    #expect(!FileManager.default.fileExists(atPath: space.fixture.outsidePath("home/mentoring")))
  }

  @Test func `where the list of spaces can't be written, the space is there and the way onto it is told`() async throws
  {
    let space = try TestContext.empty()
    try FileManager.default.removeItem(atPath: space.fixture.outsidePath("home"))
    let made = await space.run(arguments: ["init"] + people)
    #expect(made.status == 0)
    #expect(made.error.contains("It isn't on the list of your spaces yet"))
    #expect(made.error.contains("git config --global --add rapport.space '$SPACE'\nNext: "))
  }

  @Test func `a private space is made apart`() async throws {
    let space = try TestContext.empty()
    var transcript = await space.run("init", "--private")
    transcript += try space.lastCommit()
    transcript += await space.run("status")
    transcript.expect(golden: "init-private")
    #expect(try Self.read("home/.gitconfig", of: space).contains("private = \(space.fixture.path)"))
  }

  @Test func `a private space isn't made in a repository that only can't be opened`() async throws {
    let space = try TestContext.new()
    try space.git("config", "core.repositoryFormatVersion", "1")
    try space.git("config", "extensions.later", "true")
    let notes = space.fixture.path + "/notes"
    for folder in [notes, space.fixture.path] {
      let transcript = await space.run("init", "--private", folder)
      #expect(transcript.status != 0)
      #expect(transcript.error.contains("later"), "\(transcript.error)")
    }
    #expect(!FileManager.default.fileExists(atPath: notes))
  }

  @Test func `a space is not made twice, and no private one inside a shared one`() async throws {
    let space = try TestContext.anaAndBen()
    var transcript = await space.run(arguments: ["init"] + people)
    transcript += await space.run("init", "--private", "notes")
    transcript += await space.run("init", "--private")
    transcript += await space.run("init", "--private", "deep/in/notes")
    transcript += await space.run(arguments: ["init"] + people + ["inner"])
    transcript.expect(golden: "init-refused")
    #expect(try space.fixture.runGit(["status", "--porcelain"]).stdout == "")
  }

  private static func read(_ path: String, of space: TestContext) throws -> String {
    String(decoding: try readFile(at: space.fixture.outsidePath(path)), as: UTF8.self)
  }
}
