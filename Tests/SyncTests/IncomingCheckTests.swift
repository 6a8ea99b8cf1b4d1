import Git
import Sync
import TestSupport
import Testing

struct IncomingCheckTests {
  @Test(arguments: HostileTree.names + HostileTree.shapes)
  func `a hostile tree is refused with its commit and path`(tree: HostileTree) throws {
    let fixture = try FixtureRepository()
    let first = try fixture.commit("begin", files: ["goals/a.md": "---\ntitle: A\n---\n"])
    let hostile = try tree.commit(in: fixture.git, onto: first)
    // It hides behind a commit that is good again.
    let good = try objectID(
      fixture.git("commit-tree", "-p", hostile.hex, "-m", "good", fixture.tree(first).hex)
    )
    for tip in [hostile, good] {
      var check = IncomingCheck(in: try fixture.reopened())
      let error = #expect(throws: SyncError.self) { try check.check(tip, since: [first]) }
      guard case .refused(let refused)? = error else {
        Issue.record("\(String(describing: error))")
        continue
      }
      #expect(refused.commit == hostile)
      #expect(refused.path == tree.path)
      #expect(refused.problem == tree.problem)
    }
  }

  @Test func `ordinary trees pass, also with names of other scripts and programs to run`() throws {
    let fixture = try FixtureRepository()
    let first = try fixture.commit("begin", files: ["relationship.md": "---\nstatus: active\n---\n"])
    let names = [
      "goals/Über uns.md", "goals/ümläut.md", "goals/می‌خواهم.md", "goals/👩‍🔬.md", "goals/a (2).md", "goals/what?.md",
      "goals/.keep", ".gitignore", ".gitattributes", ".mailmap", "goals/gitmodules", "goals/git", "goals/console.md",
      "goals/nul-hypothesis.md", "goals/a'b\"c.md", "goals/$HOME.md", "goals/a&b.md",
      "goals/" + String(repeating: "a", count: 255),
    ]
    let second = try fixture.commit("names", files: Dictionary(uniqueKeysWithValues: names.map { ($0, "x\n") }))
    try fixture.git("update-index", "--chmod=+x", "goals/.keep")
    try fixture.git("commit", "--quiet", "-m", "x")
    let tip = try objectID(fixture.git("rev-parse", "HEAD"))
    var check = IncomingCheck(in: try fixture.reopened())
    let new = try check.check(tip, since: [first])
    #expect(new == [tip, second])
  }

  @Test func `a tree that unfolds without end is refused at once`() throws {
    let fixture = try FixtureRepository()
    let first = try fixture.commit("begin", files: ["a": "x\n"])
    var hex = try fixture.git("hash-object", "-w", "--stdin", input: Array("x\n".utf8)).prefix(40)
    var mode = "100644"
    // Ten entries at each of ten levels: ten thousand million files.
    for _ in 0..<10 {
      let digits = Array(hex)
      let id = stride(from: 0, to: 40, by: 2).compactMap { UInt8(String(digits[$0...$0 + 1]), radix: 16) }
      let bytes = (0..<10).flatMap { Array("\(mode) d\($0)\0".utf8) + id }
      hex = try fixture.git("hash-object", "-t", "tree", "-w", "--stdin", input: bytes).prefix(40)
      mode = "40000"
    }
    let bomb = try objectID(fixture.git("commit-tree", "-p", first.hex, "-m", "bomb", String(hex)))
    var check = IncomingCheck(in: try fixture.reopened())
    let error = #expect(throws: SyncError.self) { try check.check(bomb, since: [first]) }
    guard case .refused(let refused)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(refused.problem == .tooLarge)
  }

  /// Commits with a folder of 1,000 files, with 101 copies of it, and with a chain of folders around it.
  private struct LargeFolders {
    let fixture: FixtureRepository
    private let folder: ObjectID

    init() throws {
      fixture = try FixtureRepository()
      let file = try fixture.repository.writeBlob(Array("x\n".utf8))
      folder = try Self.tree((0..<1000).map { ("100644", "file-\($0).md", file) }, in: fixture)
    }

    private static func tree(
      _ entries: [(mode: String, name: String, id: ObjectID)],
      in fixture: FixtureRepository
    ) throws -> ObjectID {
      let lines = entries.map { "\($0.mode) \($0.mode == "40000" ? "tree" : "blob") \($0.id.hex)\t\($0.name)\n" }
      return try objectID(fixture.git("mktree", input: Array(lines.joined().utf8)))
    }

    /// A commit with so many copies, each in so many folders that lie in each other.
    func commit(copies: Int, depth: Int = 1, onto parents: [ObjectID] = []) throws -> ObjectID {
      var inner = folder
      for _ in 1..<depth { inner = try Self.tree([("40000", "deeper", inner)], in: fixture) }
      let root = try Self.tree((0..<copies).map { ("40000", "copy-\($0)", inner) }, in: fixture)
      let draft = CommitDraft(
        tree: root,
        parents: parents,
        author: Signature(person: .ana, time: fixture.now),
        committer: Signature(person: .ana, time: fixture.now),
        message: "x\n"
      )
      return try fixture.repository.createUnsignedCommit(draft)
    }

    /// What is wrong with a commit that comes in; nil if nothing is.
    func problem(with tip: ObjectID, since known: ObjectID) throws -> RefusedTree.Problem? {
      var check = IncomingCheck(in: try fixture.reopened())
      do throws(SyncError) {
        try check.check(tip, since: [known])
        return nil
      } catch {
        guard case .refused(let refused) = error else { throw error }
        return refused.problem
      }
    }
  }

  @Test func `folders that are known count where they come in once more`() throws {
    let folders = try LargeFolders()
    let known = try folders.commit(copies: 1)
    #expect(try folders.problem(with: folders.commit(copies: 100, onto: [known]), since: known) == nil)
    #expect(try folders.problem(with: folders.commit(copies: 101, onto: [known]), since: known) == .tooLarge)
    #expect(try folders.problem(with: folders.commit(copies: 1, depth: 16, onto: [known]), since: known) == nil)
    #expect(try folders.problem(with: folders.commit(copies: 1, depth: 17, onto: [known]), since: known) == .tooDeep)
  }

  @Test func `a folder that has passed is too deep in a deeper one`() throws {
    let folders = try LargeFolders()
    let known = try folders.commit(copies: 1)
    let passes = try folders.commit(copies: 1, depth: 16, onto: [known])
    #expect(try folders.problem(with: folders.commit(copies: 1, depth: 17, onto: [passes]), since: known) == .tooDeep)
  }

  @Test func `a space that is larger and deeper than others may still change`() throws {
    let folders = try LargeFolders()
    let known = try folders.commit(copies: 105, depth: 20)
    #expect(try folders.problem(with: folders.commit(copies: 115, depth: 20, onto: [known]), since: known) == nil)
    #expect(try folders.problem(with: folders.commit(copies: 116, depth: 20, onto: [known]), since: known) == .tooLarge)
    #expect(try folders.problem(with: folders.commit(copies: 1, depth: 21, onto: [known]), since: known) == .tooDeep)
  }
}
