import Foundation
import Git
import Records
import Space
import TestSupport
import Testing

/// Journals as an interrupted write leaves them; the end-to-end tests kill real ones.
struct RecoveryTests {
  private let goal = "goals/toxicity-paper.md"
  private let changed = SpaceFixture.goal.replacing("proposed", with: "active")

  /// Writes a journal that tells of a change of the goal, with the commit already made but the branch not moved.
  private func interrupt(_ fixture: SpaceFixture, exchanged: Bool, at path: String? = nil) throws -> String {
    let path = path ?? goal
    let repository = try fixture.repository.reopened()
    let old = try ObjectID.blob(Array(SpaceFixture.goal.utf8))
    let new = try repository.writeBlob(Array(changed.utf8))
    let tip = try fixture.repository.tip()
    let tree = try repository.writeTree(
      updating: try repository.commit(tip).tree,
      with: [.put(path: path, mode: .regular, id: new)]
    )
    let commit = try repository.createUnsignedCommit(
      CommitDraft(
        tree: tree,
        parents: [tip],
        author: fixture.terms.author,
        committer: fixture.terms.author,
        message: "lost\n"
      )
    )
    let folder = fixture.repository.path + "/.git/rapport"
    let temporary = folder + "/exchange-0"
    try writeFile(at: temporary, Array((exchanged ? SpaceFixture.goal : changed).utf8))
    if exchanged { try fixture.repository.write(path, changed) }
    let fields = [
      "rapport journal 2", "branch", "refs/heads/main", tip.hex, commit.hex,
      "file", path, old.hex, new.hex, old.hex, new.hex, temporary, "end",
    ]
    let text = fields.map { $0 + "\0" }.joined()
    try writeFile(at: folder + "/journal", Array(text.utf8))
    return commit.hex
  }

  private func leftovers(_ fixture: SpaceFixture) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: fixture.repository.path + "/.git/rapport").sorted()
  }

  @Test func `a write that stopped before its files is forgotten`() throws {
    let fixture = try SpaceFixture()
    _ = try interrupt(fixture, exchanged: false)
    #expect(try fixture.space.recover() == .undone)
    #expect(try fixture.repository.read(goal) == SpaceFixture.goal)
    #expect(try fixture.status() == "")
    #expect(try leftovers(fixture) == ["lock"])
  }

  @Test func `what a write without a commit left when it was killed is kept, not deleted by the next`() throws {
    let fixture = try SpaceFixture()
    try fixture.space.recover()
    let folder = fixture.repository.path + "/.git/rapport"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try writeFile(at: folder + "/exchange-0", Array("Typed in an editor.\n".utf8))
    let (before, after) = (Array(SpaceFixture.goal.utf8), Array(changed.utf8))
    try fixture.space.writeFiles(
      WritePlan(files: [.init(path: goal, before: before, after: after)], message: .init(subject: "x"))
    )
    #expect(try fixture.repository.read(goal) == changed)
    let kept = try #require(fixture.space.keptTexts.first)
    #expect(try readFile(at: kept) == Array("Typed in an editor.\n".utf8))
    #expect(fixture.space.keptTexts.count == 1)
  }

  /// An erasure of the last commit that stopped after its files and its index were put back, before its branch or after it.
  private func interruptErasure(_ fixture: SpaceFixture, movedBranch: Bool) throws -> ObjectID {
    let parent = try fixture.repository.tip()
    let tip = try fixture.repository.commit("goal: active", files: [goal: changed])
    let (old, new) = (try ObjectID.blob(Array(SpaceFixture.goal.utf8)), try ObjectID.blob(Array(changed.utf8)))
    let folder = fixture.repository.path + "/.git/rapport"
    try writeFile(at: folder + "/exchange-0", Array(changed.utf8))
    try fixture.repository.write(goal, SpaceFixture.goal)
    try fixture.repository.git("add", goal)
    let fields = [
      "rapport journal 2", "branch", "refs/heads/main", tip.hex, parent.hex,
      "file", goal, new.hex, old.hex, new.hex, old.hex, folder + "/exchange-0", "end",
    ]
    let text = fields.map { $0 + "\0" }.joined()
    try writeFile(at: folder + "/journal", Array(text.utf8))
    if movedBranch { try fixture.repository.git("update-ref", "refs/heads/main", parent.hex) }
    return movedBranch ? parent : tip
  }

  @Test func `an erasure that stopped before its branch went back is taken back as a whole`() throws {
    let fixture = try SpaceFixture()
    let tip = try interruptErasure(fixture, movedBranch: false)
    #expect(try fixture.space.recover() == .undone)
    #expect(try fixture.repository.read(goal) == changed)
    #expect(try fixture.repository.tip() == tip)
    #expect(try fixture.status() == "")
  }

  @Test func `an erasure whose branch went back is done`() throws {
    let fixture = try SpaceFixture()
    let tip = try interruptErasure(fixture, movedBranch: true)
    #expect(try fixture.space.recover() == .concluded)
    #expect(try fixture.repository.read(goal) == SpaceFixture.goal)
    #expect(try fixture.repository.tip() == tip)
    #expect(try fixture.status() == "")
  }

  @Test func `a write that stopped before its branch is taken back`() throws {
    let fixture = try SpaceFixture()
    _ = try interrupt(fixture, exchanged: true)
    #expect(try fixture.space.recover() == .undone)
    #expect(try fixture.repository.read(goal) == SpaceFixture.goal)
    #expect(try fixture.status() == "")
    #expect(try leftovers(fixture) == ["lock"])
  }

  @Test func `a write is taken back whatever its file is called`() throws {
    let fixture = try SpaceFixture()
    let odd = "goals/odd\u{1e}name.md"
    try fixture.repository.commit("an odd name", files: [odd: SpaceFixture.goal])
    _ = try interrupt(fixture, exchanged: true, at: odd)
    #expect(try fixture.space.recover() == .undone)
    #expect(try fixture.repository.read(odd) == SpaceFixture.goal)
    #expect(try fixture.status() == "")
  }

  @Test func `what the person typed after the interruption stays`() throws {
    let fixture = try SpaceFixture()
    _ = try interrupt(fixture, exchanged: true)
    try fixture.repository.write(goal, changed + "typed later\n")
    #expect(try fixture.space.recover() == .undone)
    #expect(try fixture.repository.read(goal) == changed + "typed later\n")
    #expect(try leftovers(fixture) == ["lock"])
  }

  @Test func `a version displaced by chance is kept, and its path is told`() throws {
    let fixture = try SpaceFixture()
    _ = try interrupt(fixture, exchanged: true)
    try writeFile(at: fixture.repository.path + "/.git/rapport/exchange-0", Array("displaced\n".utf8))
    try fixture.repository.write(goal, changed + "typed later\n")
    guard case .keeping(let paths)? = try fixture.space.recover() else {
      Issue.record("the displaced version was dropped")
      return
    }
    #expect(try readFile(at: try #require(paths.first)) == Array("displaced\n".utf8))
  }

  @Test func `a folder that got in the way of a write is put back`() throws {
    let fixture = try SpaceFixture()
    _ = try interrupt(fixture, exchanged: true)
    let temporary = fixture.repository.path + "/.git/rapport/exchange-0"
    try FileManager.default.removeItem(atPath: temporary)
    try writeFile(at: temporary + "/inner.md", Array("inner\n".utf8))
    #expect(try fixture.space.recover() == .undone)
    #expect(try fixture.repository.read(goal + "/inner.md") == "inner\n")
    #expect(try leftovers(fixture) == ["lock"])
  }

  @Test(arguments: [true, false])
  func `what is no record and has no place any more is kept, and its path is told`(isFolder: Bool) throws {
    let fixture = try SpaceFixture()
    _ = try interrupt(fixture, exchanged: true)
    let temporary = fixture.repository.path + "/.git/rapport/exchange-0"
    let large = [UInt8](repeating: UInt8(ascii: "x"), count: WorkTree.fileLimit + 1)
    try FileManager.default.removeItem(atPath: temporary)
    try writeFile(at: temporary + (isFolder ? "/inner.md" : ""), isFolder ? Array("inner\n".utf8) : large)
    try fixture.repository.write(goal, changed + "typed later\n")
    guard case .keeping(let paths)? = try fixture.space.recover() else {
      Issue.record("the displaced version was dropped")
      return
    }
    let kept = try #require(paths.first)
    if isFolder {
      #expect(try readFile(at: kept + "/inner.md") == Array("inner\n".utf8))
    } else {
      #expect(try readFile(at: kept).count == large.count)
    }
    #expect(try fixture.repository.read(goal) == changed + "typed later\n")
    #expect(try fixture.space.recover() == nil)
  }

  @Test func `a version displaced by chance is kept also where somebody has committed what took its place`() throws {
    let fixture = try SpaceFixture()
    _ = try interrupt(fixture, exchanged: true)
    try writeFile(at: fixture.repository.path + "/.git/rapport/exchange-0", Array("displaced\n".utf8))
    try fixture.repository.git("commit", "--quiet", "--all", "-m", "by hand")
    guard case .keeping(let paths)? = try fixture.space.recover() else {
      Issue.record("the displaced version was dropped")
      return
    }
    #expect(try readFile(at: try #require(paths.first)) == Array("displaced\n".utf8))
    #expect(try fixture.repository.read(goal) == changed)
  }

  @Test func `a write that had moved its branch is only cleaned up after`() throws {
    let fixture = try SpaceFixture()
    let commit = try interrupt(fixture, exchanged: true)
    try fixture.repository.git("update-ref", "refs/heads/main", commit)
    try fixture.repository.git("reset", "-q")
    #expect(try fixture.space.recover() == .concluded)
    #expect(try fixture.committed(goal) == changed)
    #expect(try fixture.status() == "")
    #expect(try leftovers(fixture) == ["lock"])
  }

  @Test func `index entries that an interrupted write set go back`() throws {
    let fixture = try SpaceFixture()
    _ = try interrupt(fixture, exchanged: true)
    try fixture.repository.git("add", goal)
    #expect(try fixture.space.recover() == .undone)
    #expect(try fixture.status() == "")
  }

  @Test func `the lock that an interrupted write left on the index is recognised and removed`() async throws {
    let fixture = try SpaceFixture()
    _ = try interrupt(fixture, exchanged: true)
    let new = fixture.repository.path + "/.git/rapport/index.new"
    try writeFile(at: new, try readFile(at: fixture.repository.path + "/.git/index"))
    try FileManager.default.linkItem(atPath: new, toPath: fixture.repository.path + "/.git/index.lock")
    #expect(try fixture.space.recover() == .undone)
    #expect(try fixture.status() == "")
    #expect(!FileManager.default.fileExists(atPath: fixture.repository.path + "/.git/index.lock"))
  }

  @Test func `the lock that an interrupted write left on the branch is removed`() async throws {
    let fixture = try SpaceFixture()
    let commit = try interrupt(fixture, exchanged: true)
    try writeFile(at: fixture.repository.path + "/.git/refs/heads/main.lock", Array((commit + "\n").utf8))
    #expect(try fixture.space.recover() == .undone)
    let plan = try fixture.plan(replacing: "proposed", by: "active")
    #expect(try await fixture.space.write(plan, under: fixture.terms).commit != nil)
  }

  @Test func `a journal that was cut off tells of a write that had not begun`() throws {
    let fixture = try SpaceFixture()
    _ = try interrupt(fixture, exchanged: false)
    let path = fixture.repository.path + "/.git/rapport/journal"
    try writeFile(at: path, Array(try readFile(at: path).dropLast(8)))
    #expect(try fixture.space.recover() == nil)
    #expect(!FileManager.default.fileExists(atPath: path))
    #expect(try fixture.repository.read(goal) == SpaceFixture.goal)
  }
}
