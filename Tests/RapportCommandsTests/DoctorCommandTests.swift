import Foundation
import TestSupport
import Testing

struct DoctorCommandTests {
  /// A space whose git finds the program that is tested, and a folder for temporary files of its own.
  private static func space(findingRapport: Bool = true) throws -> TestContext {
    let space = try TestContext.anaAndBen()
    space.examine(findingRapport: findingRapport)
    return space
  }

  private func expectNothingLeft(in space: TestContext, sourceLocation: SourceLocation = #_sourceLocation) throws {
    try space.expectNothingLeft(sourceLocation: sourceLocation)
    #expect(try space.fixture.runGit(["status", "--porcelain"]).stdout == "", sourceLocation: sourceLocation)
  }

  @Test func `a clone that merges line by line is found, mended and found well`() async throws {
    let space = try Self.space()
    var transcript = await space.run("doctor")
    transcript += await space.run("doctor", "--fix")
    transcript += await space.run("doctor")
    transcript.replacing(/fine\. git \d.*/, with: "fine. VERSIONS").expect(golden: "doctor")
    try expectNothingLeft(in: space)
  }

  @Test func `what was found is told as JSON`() async throws {
    let space = try Self.space()
    var transcript = await space.run("doctor", "--format", "json")
    transcript += await space.run("doctor", "--fix", "--format", "json")
    transcript.replacing(/"git \d[^"]*"/, with: "\"VERSIONS\"").expect(golden: "doctor-json")
  }

  @Test func `what can't be mended is told with why, and the rest is looked at and mended`() async throws {
    let space = try Self.space()
    try? FileManager.default.removeItem(atPath: space.fixture.path + "/.git/info")
    try space.fixture.write(".git/info", "")
    let told = await space.run("doctor", "--fix")
    #expect(told.status == 1)
    #expect(told.output.contains("finding. Can't delete: Not a directory.\n  $SPACE/.git/info/"), "\(told.output)")
    #expect(told.output.contains("the remote's other branches: "))
  }

  @Test func `looking changes nothing`() async throws {
    let space = try Self.space()
    let before = try FolderSnapshot(of: space.fixture.path).contents
    _ = await space.run("doctor")
    #expect(try FolderSnapshot(of: space.fixture.path).contents == before)
  }

  @Test func `a git that doesn't find rapport is told apart`() async throws {
    let space = try Self.space(findingRapport: false)
    _ = await space.run("doctor", "--fix")
    await space.run("doctor").replacing(/fine\. git \d.*/, with: "fine. VERSIONS")
      .expect(golden: "doctor-not-running")
    try expectNothingLeft(in: space)
  }

  @Test func `an attribute that gives records to another driver is found`() async throws {
    let space = try Self.space()
    _ = await space.run("doctor", "--fix")
    let attributes = space.fixture.path + "/.git/info/attributes"
    try writeFile(at: attributes, readFile(at: attributes) + Array("goals/*.md merge=union\n".utf8))
    #expect(await space.run("doctor").status == 1)
  }

  @Test func `what the repository says of its files counts less than what this clone says`() async throws {
    let space = try Self.space()
    try space.fixture.commit("attributes", files: [".gitattributes": "*.md merge=union\n"])
    #expect(await space.run("doctor", "--fix").status == 0)
  }

  @Test func `where there is no space there is nothing to look at`() async throws {
    #expect(try await TestContext.empty().run("doctor").status == 3)
  }
}
