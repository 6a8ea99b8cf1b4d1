import Foundation
import Git
import TestSupport
import Testing

struct IndexTests {
  private func started() throws -> FixtureRepository {
    let fixture = try FixtureRepository()
    try fixture.commit("Begin", files: ["a.md": "a\n", "b.md": "b\n", "goals/x.md": "x\n"])
    return fixture
  }

  /// Writes the index beside the old one and puts it in its place.
  private func replaceIndex(_ fixture: FixtureRepository, _ updates: [IndexUpdate]) throws {
    let temporary = fixture.path + "/.git/index.test"
    try fixture.repository.writeIndex(to: temporary, updating: updates)
    #expect(rename(temporary, fixture.path + "/.git/index") == 0)
  }

  private func put(_ fixture: FixtureRepository, _ path: String, _ text: String) throws -> IndexUpdate {
    .put(path: path, id: try fixture.repository.writeBlob(Array(text.utf8)), mode: .regular, status: nil)
  }

  @Test func `the index itself is not touched`() throws {
    let fixture = try started()
    let before = try readFile(at: fixture.path + "/.git/index")
    let temporary = fixture.outsidePath("index")
    try fixture.repository.writeIndex(to: temporary, updating: [put(fixture, "a.md", "new\n")])
    #expect(try readFile(at: fixture.path + "/.git/index") == before)
    #expect(try readFile(at: temporary) != before)
    #expect(!FileManager.default.fileExists(atPath: temporary + ".lock"))
  }

  @Test func `what another program staged stays staged`() throws {
    let fixture = try started()
    try fixture.write("b.md", "staged\n")
    try fixture.git("add", "b.md")
    try fixture.write("b.md", "staged and edited\n")
    try fixture.write("new.md", "n\n")
    try fixture.git("add", "--intent-to-add", "new.md")
    let text = "changed\n"
    try fixture.write("a.md", text)
    try replaceIndex(fixture, [put(fixture, "a.md", text), .remove(path: "goals/x.md"), .remove(path: "none")])
    let status = try fixture.git("status", "--porcelain", "--untracked-files=no")
    #expect(status == "M  a.md\nMM b.md\nD  goals/x.md\n A new.md\n")
  }

  @Test func `a file with its status is clean without being read again`() throws {
    let fixture = try started()
    try fixture.write("a.md", "changed\n")
    let id = try fixture.repository.writeBlob(Array("changed\n".utf8))
    // The index has to be younger than the file, else git reads the file in any case.
    let past = [FileAttributeKey.modificationDate: Date(timeIntervalSinceNow: -60)]
    try FileManager.default.setAttributes(past, ofItemAtPath: fixture.path + "/a.md")
    let status = try FileStatus(path: fixture.path + "/a.md")
    try replaceIndex(fixture, [.put(path: "a.md", id: id, mode: .regular, status: status)])
    #expect(try fixture.git("diff-files", "--name-only", "a.md") == "")
    #expect(try fixture.git("diff-index", "--cached", "--name-only", "HEAD") == "a.md\n")
    let entry = try #require(try fixture.repository.indexEntries(at: ["a.md", "none"])[TreePath("a.md")])
    #expect(entry == IndexEntry(id: id, mode: .regular))
  }

  @Test func `flags of other entries are kept`() throws {
    let fixture = try started()
    try fixture.git("update-index", "--assume-unchanged", "b.md")
    try fixture.git("update-index", "--skip-worktree", "goals/x.md")
    try replaceIndex(fixture, [put(fixture, "a.md", "new\n")])
    #expect(try fixture.git("ls-files", "-v", "-t") == "H a.md\nh b.md\nS goals/x.md\n")
    #expect(
      try fixture.repository.indexEntries(at: ["goals/x.md"])[TreePath("goals/x.md")]?.isSkippedInWorkTree == true
    )
  }

  @Test func `putting a path ends its conflict`() throws {
    let fixture = try started()
    try fixture.createBranch("ben")
    try fixture.commit("Ana", files: ["a.md": "1\n"])
    try fixture.switchTo("ben")
    try fixture.commit("Ben", files: ["a.md": "2\n"])
    try fixture.runGit(["merge", "main"])
    #expect(try fixture.repository.indexEntries(at: ["a.md"])[TreePath("a.md")]?.stage == 1)
    try replaceIndex(fixture, [put(fixture, "a.md", "3\n")])
    #expect(try fixture.repository.indexEntries(at: ["a.md"])[TreePath("a.md")]?.stage == 0)
    #expect(try fixture.git("ls-files", "-u") == "")
  }

  @Test func `a file that changed twice within one tick is still noticed`() throws {
    let fixture = try started()
    let tick = [FileAttributeKey.modificationDate: Date(timeIntervalSince1970: 2_000_000_000)]
    try fixture.write("b.md", "1\n")
    try FileManager.default.setAttributes(tick, ofItemAtPath: fixture.path + "/b.md")
    try fixture.git("add", "b.md")
    try fixture.write("b.md", "2\n")
    for name in ["b.md", ".git/index"] {
      try FileManager.default.setAttributes(tick, ofItemAtPath: fixture.path + "/" + name)
    }
    // The inode's own clock can't be set and would give the change away.
    try fixture.git("config", "core.trustctime", "false")
    try replaceIndex(fixture, [put(fixture, "a.md", "a\n")])
    let later = [FileAttributeKey.modificationDate: Date(timeIntervalSince1970: 2_000_000_100)]
    try FileManager.default.setAttributes(later, ofItemAtPath: fixture.path + "/.git/index")
    #expect(try fixture.git("status", "--porcelain", "b.md") == "MM b.md\n")
  }

  @Test func `a repository without an index gets one`() throws {
    let fixture = try started()
    #expect(unlink(fixture.path + "/.git/index") == 0)
    #expect(try fixture.repository.indexEntries(at: ["a.md"]).isEmpty)
    try replaceIndex(fixture, [put(fixture, "a.md", "a\n")])
    #expect(try fixture.git("ls-files") == "a.md\n")
    #expect(try fixture.repository.indexEntries().map(\.path) == ["a.md"])
  }

  @Test func `a split index is refused, and reading trees goes on`() throws {
    let fixture = try started()
    try fixture.git("update-index", "--split-index")
    let error = GitError.unsupported(.splitIndex, path: fixture.path + "/.git/index")
    #expect(throws: error) { try fixture.repository.indexEntries(at: ["a.md"]) }
    #expect(throws: error) { try fixture.repository.writeIndex(to: fixture.outsidePath("index"), updating: []) }
    #expect(try fixture.repository.files(in: fixture.tree(fixture.tip())).count == 3)
  }

  @Test func `a sparse index is refused`() throws {
    let fixture = try started()
    try fixture.git("sparse-checkout", "set", "--cone", "--sparse-index")
    let error = GitError.unsupported(.sparseIndex, path: fixture.path + "/.git/index")
    #expect(throws: error) { try fixture.reopened().indexEntries(at: ["a.md"]) }
  }

  @Test func `newer index versions are read and written`() throws {
    let fixture = try started()
    try fixture.git("update-index", "--index-version", "4")
    try replaceIndex(fixture, [put(fixture, "a.md", "new\n")])
    #expect(try fixture.git("ls-files") == "a.md\nb.md\ngoals/x.md\n")
    #expect(try fixture.git("fsck") == "")
  }
}
