import Foundation
import Git
import Space
import TestSupport
import Testing

/// Moving the branch to a commit from elsewhere, around the person's own work.
struct AdvanceTests {
  private static let goal = "goals/toxicity-paper.md"

  /// A space, and a commit after its tip that changes, adds, moves and removes files.
  private static func spaceWithCommit(files: [String: String?]) throws -> (SpaceFixture, old: ObjectID, new: ObjectID) {
    let fixture = try SpaceFixture()
    let old = try fixture.repository.tip()
    let new = try fixture.repository.commit("theirs", files: files)
    try fixture.repository.git("reset", "--quiet", "--hard", old.hex)
    return (fixture, old, new)
  }

  private static let changes: [String: String?] = [
    goal: SpaceFixture.goal.replacing("proposed", with: "active"),
    "meetings/2026-03-10.md": nil,
    "meetings/2026-04-10.md": "---\ndate: 2026-04-10\n---\n",
    "skills/deep/er/a.txt": "Text.\n",
  ]

  private static func advance(_ fixture: SpaceFixture, _ old: ObjectID, _ new: ObjectID) throws {
    try fixture.space.advance(from: old, to: new, reflog: "rapport sync: forward", by: fixture.terms.committer)
  }

  @Test func `files, index and branch follow the commit together`() throws {
    let (fixture, old, new) = try Self.spaceWithCommit(files: Self.changes)
    try Self.advance(fixture, old, new)
    #expect(try fixture.repository.tip() == new)
    #expect(try fixture.status() == "")
    #expect(try fixture.repository.git("diff", "--stat", "HEAD") == "")
    #expect(!FileManager.default.fileExists(atPath: fixture.repository.path + "/meetings/2026-03-10.md"))
    #expect(try fixture.repository.git("reflog", "-1", "--format=%gs") == "rapport sync: forward\n")
  }

  @Test func `two spellings of one letter are two names, as they are to git`() throws {
    let fixture = try SpaceFixture()
    let (one, other) = ("goals/caf\u{e9}.md", "goals/cafe\u{301}.md")
    let old = try fixture.repository.commit("one", files: [one: SpaceFixture.goal])
    try fixture.repository.git("mv", one, other)
    try fixture.repository.git("commit", "--quiet", "--message", "other")
    let new = try fixture.repository.tip()
    try fixture.repository.git("reset", "--quiet", "--hard", old.hex)
    try Self.advance(fixture, old, new)
    #expect(try fixture.status() == "")
    let names = try fixture.repository.git("ls-files", "-z", "goals").utf8
    #expect(names.split(separator: 0).contains { $0.elementsEqual(other.utf8) })
    #expect(!names.split(separator: 0).contains { $0.elementsEqual(one.utf8) })
  }

  @Test func `and back again, without empty folders`() throws {
    let (fixture, old, new) = try Self.spaceWithCommit(files: Self.changes)
    try Self.advance(fixture, old, new)
    try Self.advance(fixture, new, old)
    #expect(try fixture.status() == "")
    #expect(try fixture.repository.read(Self.goal) == SpaceFixture.goal)
    #expect(!FileManager.default.fileExists(atPath: fixture.repository.path + "/skills"))
  }

  @Test func `unsaved edits, staged work and other files stay as they are`() throws {
    let (fixture, old, new) = try Self.spaceWithCommit(files: [Self.goal: Self.changes[Self.goal] ?? nil])
    try fixture.repository.write("relationship.md", "unsaved\n")
    try fixture.repository.write("staged.txt", "staged\n")
    try fixture.repository.git("add", "staged.txt")
    try fixture.repository.write("staged.txt", "and edited again\n")
    try fixture.repository.write("untracked.txt", "untracked\n")
    let status = try fixture.status()
    try Self.advance(fixture, old, new)
    #expect(try fixture.status() == status)
    #expect(try fixture.repository.git("show", ":staged.txt") == "staged\n")
    #expect(try fixture.repository.read("relationship.md") == "unsaved\n")
    #expect(try fixture.repository.read("untracked.txt") == "untracked\n")
  }

  private static let file: [String: String?] = ["material/list": "A list.\n", "material/list/deep/page.txt": nil]
  private static let folder: [String: String?] = ["material/list": nil, "material/list/deep/page.txt": "A page.\n"]

  @Test(arguments: [true, false])
  func `a file and a folder change places`(becomesFolder: Bool) throws {
    let fixture = try SpaceFixture()
    let (first, second) = becomesFolder ? (Self.file, Self.folder) : (Self.folder, Self.file)
    let old = try fixture.repository.commit("first", files: first.filter { $0.value != nil })
    let new = try fixture.repository.commit("second", files: second)
    try fixture.repository.git("reset", "--quiet", "--hard", old.hex)
    try Self.advance(fixture, old, new)
    #expect(try fixture.status() == "")
    #expect(try fixture.repository.tip() == new)
    try Self.advance(fixture, new, old)
    #expect(try fixture.status() == "")
    #expect(try fixture.repository.git("diff", "--stat", "HEAD") == "")
  }

  @Test func `a folder that holds what git doesn't know makes no room for a file`() throws {
    let fixture = try SpaceFixture()
    let old = try fixture.repository.commit("first", files: Self.folder.filter { $0.value != nil })
    let new = try fixture.repository.commit("second", files: Self.file)
    try fixture.repository.git("reset", "--quiet", "--hard", old.hex)
    try fixture.repository.write("material/list/mine.txt", "mine\n")
    let error = #expect(throws: SpaceError.self) { try Self.advance(fixture, old, new) }
    guard case .unsavedEdits(let paths)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(paths == ["material/list/mine.txt"])
    #expect(try fixture.repository.read("material/list/deep/page.txt") == "A page.\n")
    #expect(try fixture.repository.tip() == old)
  }

  @Test(arguments: [200_000, 1_500_000])
  func `an editor that has a file open gets what it writes into that file`(microseconds: UInt32) throws {
    let (fixture, old, new) = try Self.spaceWithCommit(files: Self.changes)
    let path = fixture.repository.path + "/" + Self.goal
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    try #require(descriptor >= 0)
    let journal = fixture.repository.path + "/.git/rapport/journal"
    let text = SpaceFixture.goal + "Typed.\n"
    let isWritten = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      // Before that, what it writes would be unsaved edits.
      Self.wait(for: journal)
      usleep(microseconds)
      let bytes = Array(text.utf8)
      _ = write(descriptor, bytes, bytes.count)
      close(descriptor)
      isWritten.signal()
    }
    let error = #expect(throws: SpaceError.self) { try Self.advance(fixture, old, new) }
    guard case .changedMeanwhile(Self.goal)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    isWritten.wait()
    #expect(try fixture.repository.read(Self.goal) == text)
    #expect(try fixture.repository.tip() == old)
    #expect(try fixture.status() == " M \(Self.goal)\n")
  }

  /// Waits until a file is there; after 30 seconds no longer.
  private static func wait(for path: String) {
    let deadline = ContinuousClock.now + .seconds(30)
    while access(path, F_OK) != 0, ContinuousClock.now < deadline { usleep(100) }
  }

  /// What a person may have done to a file that comes in otherwise; each stops all of it.
  enum OwnWork: CaseIterable {
    case edit, newFile, staged, stagedRemoval

    func perform(in repository: FixtureRepository) throws {
      switch self {
      case .edit: try repository.write(goal, "edited\n")
      case .newFile: try repository.write("meetings/2026-04-10.md", "mine\n")
      case .staged:
        try repository.write(goal, "staged\n")
        try repository.git("add", goal)
        try repository.write(goal, SpaceFixture.goal)
      case .stagedRemoval: try repository.git("rm", "--quiet", "--cached", goal)
      }
    }
  }

  @Test(arguments: OwnWork.allCases)
  func `where a person's own work is in the way nothing is done`(work: OwnWork) throws {
    let (fixture, old, new) = try Self.spaceWithCommit(files: Self.changes)
    try work.perform(in: fixture.repository)
    let before = try FolderSnapshot(of: fixture.repository.path).filter { !$0.hasPrefix(".git/objects") }.contents
    let error = #expect(throws: SpaceError.self) { try Self.advance(fixture, old, new) }
    switch (work, error) {
    case (.edit, .unsavedEdits(let paths)?): #expect(paths == [Self.goal])
    case (.newFile, .unsavedEdits(let paths)?): #expect(paths == ["meetings/2026-04-10.md"])
    case (.staged, .halfStaged(let path)?), (.stagedRemoval, .halfStaged(let path)?): #expect(path == Self.goal)
    default: Issue.record("\(String(describing: error))")
    }
    let after = try FolderSnapshot(of: fixture.repository.path).filter { !$0.hasPrefix(".git/objects") }.contents
    #expect(after.filter { !$0.key.hasPrefix(".git/rapport") } == before.filter { !$0.key.hasPrefix(".git/rapport") })
  }

  @Test func `a file that is what it becomes already needs no exchange`() throws {
    let (fixture, old, new) = try Self.spaceWithCommit(files: Self.changes)
    try fixture.repository.write("meetings/2026-04-10.md", "---\ndate: 2026-04-10\n---\n")
    try Self.advance(fixture, old, new)
    #expect(try fixture.status() == "")
  }

  @Test func `a file that is missing from the folder comes back with what the other wrote`() throws {
    let (fixture, old, new) = try Self.spaceWithCommit(files: Self.changes)
    try FileManager.default.removeItem(atPath: fixture.repository.path + "/" + Self.goal)
    try Self.advance(fixture, old, new)
    #expect(try fixture.status() == "")
    #expect(try fixture.repository.read(Self.goal) == Self.changes[Self.goal])
  }

  @Test func `a file that is missing from the folder stays missing where the other left it as it was`() throws {
    var changes = Self.changes
    changes[Self.goal] = SpaceFixture.goal
    let (fixture, old, new) = try Self.spaceWithCommit(files: changes)
    try FileManager.default.removeItem(atPath: fixture.repository.path + "/" + Self.goal)
    try Self.advance(fixture, old, new)
    #expect(try fixture.status() == " D \(Self.goal)\n")
  }

  @Test func `a file that git was told to leave out of the folder stays out`() throws {
    let (fixture, old, new) = try Self.spaceWithCommit(files: Self.changes)
    try fixture.repository.git("update-index", "--skip-worktree", Self.goal)
    try FileManager.default.removeItem(atPath: fixture.repository.path + "/" + Self.goal)
    try Self.advance(fixture, old, new)
    #expect(!FileManager.default.fileExists(atPath: fixture.repository.path + "/" + Self.goal))
  }

  @Test func `an editor that moves a file aside while it saves loses nothing to what comes in`() throws {
    var changes = Self.changes
    // Much to write, so that the editor is in time.
    for number in 0..<200 { changes["notes/\(number).txt"] = "\(number)\n" }
    let (fixture, old, new) = try Self.spaceWithCommit(files: changes)
    let path = fixture.repository.path + "/" + Self.goal
    let journal = fixture.repository.path + "/.git/rapport/journal"
    let text = SpaceFixture.goal + "Typed.\n"
    try FileManager.default.moveItem(atPath: path, toPath: path + "~")
    let isSaved = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      // From here on the write has seen that the file is missing.
      Self.wait(for: journal)
      try? writeFile(at: path, Array(text.utf8))
      isSaved.signal()
    }
    let error = #expect(throws: SpaceError.self) { try Self.advance(fixture, old, new) }
    isSaved.wait()
    guard case .changedMeanwhile(Self.goal)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(try fixture.repository.tip() == old)
    #expect(try fixture.repository.read(Self.goal) == text)
    #expect(try fixture.status() == " M \(Self.goal)\n?? \(Self.goal)~\n")
  }

  @Test func `a branch that moved meanwhile is left alone`() throws {
    let (fixture, _, new) = try Self.spaceWithCommit(files: Self.changes)
    let error = #expect(throws: SpaceError.self) { try Self.advance(fixture, new, new) }
    guard case .git(.branchMoved)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(try fixture.status() == "")
  }

  @Test func `line endings follow the attributes`() throws {
    let (fixture, old, new) = try Self.spaceWithCommit(files: ["goals/crlf.md": "---\ntitle: A\n---\n"])
    try fixture.repository.git("config", "core.autocrlf", "true")
    try Self.advance(fixture, old, new)
    #expect(try fixture.repository.read("goals/crlf.md") == "---\r\ntitle: A\r\n---\r\n")
    #expect(try fixture.status() == "")
  }

  @Test func `a program to run keeps its mode`() throws {
    let (fixture, old, _) = try Self.spaceWithCommit(files: [:])
    try fixture.repository.write("tool", "#!/bin/sh\n")
    try fixture.repository.git("add", "tool")
    try fixture.repository.git("update-index", "--chmod=+x", "tool")
    try fixture.repository.git("commit", "--quiet", "-m", "tool")
    let new = try fixture.repository.tip()
    try fixture.repository.git("reset", "--quiet", "--hard", old.hex)
    try Self.advance(fixture, old, new)
    #expect(try fixture.status() == "")
  }
}
