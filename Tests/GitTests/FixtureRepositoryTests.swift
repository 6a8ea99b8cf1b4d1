import Git
import TestSupport
import Testing

struct FixtureRepositoryTests {
  @Test func `git finds nothing to commit after commits, removals and merges`() throws {
    let fixture = try FixtureRepository()
    try fixture.commit("Begin", files: ["relationship.md": "a\n", "goals/x.md": "x\n"])
    try fixture.createBranch("ben")
    try fixture.commit("Ana", files: ["goals/x.md": nil, "goals/y.md": "y\n"])
    try fixture.switchTo("ben")
    try fixture.commit("Ben", files: ["skills/z.md": "z\n"], by: .ben)
    try fixture.merge("main")
    #expect(try fixture.git("status", "--porcelain") == "")
    #expect(try fixture.git("fsck", "--strict") == "")
    #expect(try fixture.git("ls-tree", "-r", "--name-only", "HEAD") == "goals/y.md\nrelationship.md\nskills/z.md\n")
  }

  @Test func `the same calls give the same commit ids`() throws {
    let ids = try (1...2).map { _ in
      try FixtureRepository().commit("Begin", files: ["relationship.md": "a\n"], by: .ben)
    }
    #expect(ids[0] == ids[1])
  }
}
