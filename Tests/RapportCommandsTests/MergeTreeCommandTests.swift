import TestSupport
import Testing

struct MergeTreeCommandTests {
  @Test func `what a merge would change is told by file, and nothing is written`() async throws {
    let space = try TestContext.new()
    let goal = "---\nid: k7f3q2\ntitle: Toxicity paper\nstatus: active\ntarget: 2026-06-30\n---\n"
    try space.fixture.commit("goals", files: ["goals/paper.md": goal, "goals/old.md": "---\ntitle: Old\n---\n"])
    try space.fixture.createBranch("side")
    try space.fixture.commit("ours", files: ["goals/paper.md": goal.replacing("active", with: "paused")])
    try space.fixture.switchTo("side")
    try space.fixture.commit(
      "theirs",
      files: [
        "goals/paper.md": goal.replacing("active", with: "achieved"), "goals/old.md": nil,
        "goals/new.md": "---\ntitle: New\n---\n",
      ]
    )
    let before = try FolderSnapshot(of: space.fixture.path).contents
    await space.run("merge-tree", "main", "side").expect(golden: "merge-tree")
    #expect(try FolderSnapshot(of: space.fixture.path).contents == before)
  }
}
