import Git
import Sync
import TestSupport
import Testing

struct TreeMergeTests {
  @Test func `changes of different files come together`() throws {
    let fixture = try FixtureRepository()
    try fixture.commit("base", files: ["a.txt": "a\n", "b.txt": "b\n"])
    try fixture.createBranch("side")
    let one = try fixture.commit("one", files: ["a.txt": "a1\n"])
    try fixture.switchTo("side")
    let other = try fixture.commit("other", files: ["b.txt": nil, "c.txt": "c\n"])
    let merged = try TreeMerge.merge(one: one, other: other, in: fixture.repository)
    let tree = try merged.write(to: fixture.repository)
    #expect(try fixture.repository.files(in: tree).map(\.path) == ["a.txt", "c.txt"])
  }
}
