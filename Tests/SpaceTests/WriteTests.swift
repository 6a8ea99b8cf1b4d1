import Foundation
import Git
import Records
import Space
import TestSupport
import Testing

struct WriteTests {
  private let goal = "goals/toxicity-paper.md"

  @Test func `a plan changes file, index and branch, and git sees a clean tree`() async throws {
    let fixture = try SpaceFixture()
    let outcome = try await fixture.space.write(
      try fixture.plan(replacing: "proposed", by: "active"),
      under: fixture.terms
    )
    #expect(outcome.commit == (try fixture.repository.reopened().head().tip))
    #expect(outcome.unsavedWork == nil)
    #expect(outcome.paths == [goal])
    #expect(try fixture.repository.read(goal).contains("status: active"))
    #expect(try fixture.committed(goal).contains("status: active"))
    #expect(try fixture.status() == "")
    #expect(try fixture.subjects() == ["goal toxicity-paper: changed", "relationship: new"])
    #expect(try fixture.repository.git("fsck", "--strict") == "")
  }

  @Test func `the person's unsaved work is committed first and alone`() async throws {
    let fixture = try SpaceFixture()
    try fixture.repository.write(goal, SpaceFixture.goal + "A line typed by hand.\n")
    let outcome = try await fixture.space.write(
      try fixture.plan(replacing: "proposed", by: "active"),
      under: fixture.terms
    )
    let unsaved = try #require(outcome.unsavedWork)
    let parent = try fixture.repository.git("show", "HEAD~1:" + goal)
    #expect(parent == SpaceFixture.goal + "A line typed by hand.\n")
    #expect(try fixture.repository.reopened().commit(unsaved).subject == "goal toxicity-paper: edited by hand")
    #expect(try fixture.committed(goal) == parent.replacing("proposed", with: "active"))
    #expect(try fixture.status() == "")
  }

  @Test func `other files, staged or not, stay as they are`() async throws {
    let fixture = try SpaceFixture()
    try fixture.repository.write("meetings/2026-03-10.md", "---\ndate: 2026-03-10\n---\nstaged\n")
    try fixture.repository.git("add", "meetings/2026-03-10.md")
    try fixture.repository.write("relationship.md", SpaceFixture.relationship + "unsaved\n")
    try fixture.repository.write("draft.txt", "untracked\n")
    _ = try await fixture.space.write(try fixture.plan(replacing: "proposed", by: "active"), under: fixture.terms)
    #expect(try fixture.status() == "M  meetings/2026-03-10.md\n M relationship.md\n?? draft.txt\n")
    #expect(try fixture.repository.git("show", "--format=", "--name-only", "HEAD") == goal + "\n")
  }

  @Test func `a file that was edited after the plan was made is not overwritten`() async throws {
    let fixture = try SpaceFixture()
    let plan = try fixture.plan(replacing: "proposed", by: "active")
    try fixture.repository.write(goal, "typed meanwhile\n")
    await #expect(throws: SpaceError.self) { try await fixture.space.write(plan, under: fixture.terms) }
    #expect(try fixture.repository.read(goal) == "typed meanwhile\n")
    #expect(try fixture.subjects().count == 1)
  }

  @Test func `a new file never replaces one that appeared meanwhile`() async throws {
    let fixture = try SpaceFixture()
    let plan = WritePlan(
      files: [.init(path: "goals/new.md", before: nil, after: Array("ours\n".utf8))],
      message: .init(subject: "new")
    )
    try fixture.repository.write("goals/new.md", "theirs\n")
    await #expect(throws: SpaceError.self) { try await fixture.space.write(plan, under: fixture.terms) }
    #expect(try fixture.repository.read("goals/new.md") == "theirs\n")
  }

  @Test func `new files and folders are made, removed files go, in one commit`() async throws {
    let fixture = try SpaceFixture()
    let old = Array(try fixture.repository.read("meetings/2026-03-10.md").utf8)
    let plan = WritePlan(
      files: [
        .init(path: "skills/writing.md", before: nil, after: Array("---\nname: Writing\n---\n".utf8)),
        .init(path: "meetings/2026-03-10.md", before: old, after: nil),
      ],
      message: .init(subject: "both", body: "why")
    )
    _ = try await fixture.space.write(plan, under: fixture.terms)
    #expect(
      try fixture.repository.git("show", "--format=%s|%b", "--name-status", "HEAD")
        == "both|why\n\n\nD\tmeetings/2026-03-10.md\nA\tskills/writing.md\n"
    )
    #expect(try fixture.status() == "")
  }

  @Test func `permissions and the executable bit survive`() async throws {
    let fixture = try SpaceFixture()
    let path = fixture.repository.path + "/" + goal
    #expect(chmod(path, 0o755) == 0)
    try fixture.repository.git("commit", "-qam", "executable")
    _ = try await fixture.space.write(try fixture.plan(replacing: "proposed", by: "active"), under: fixture.terms)
    #expect(try fixture.repository.git("ls-tree", "HEAD", goal).hasPrefix("100755"))
    #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o755)
    #expect(try fixture.status() == "")
  }

  @Test func `with autocrlf the file keeps its line ends and the commit has git's`() async throws {
    let fixture = try SpaceFixture()
    try fixture.repository.git("config", "core.autocrlf", "true")
    try fixture.repository.write(goal, SpaceFixture.goal.replacing("\n", with: "\r\n"))
    let outcome = try await fixture.space.write(
      try fixture.plan(replacing: "proposed", by: "active"),
      under: fixture.terms
    )
    #expect(outcome.unsavedWork == nil)
    #expect(try fixture.committed(goal) == SpaceFixture.goal.replacing("proposed", with: "active"))
    #expect(
      try fixture.repository.read(goal)
        == SpaceFixture.goal.replacing("proposed", with: "active").replacing("\n", with: "\r\n")
    )
    #expect(try fixture.status() == "")
  }

  @Test func `a plan that changes nothing makes no commit`() async throws {
    let fixture = try SpaceFixture()
    let outcome = try await fixture.space.write(try fixture.plan(replacing: "absent", by: "x"), under: fixture.terms)
    #expect(outcome.commit == nil)
    #expect(try fixture.subjects().count == 1)
  }

  @Test func `files alone are written when no commit is wanted`() throws {
    let fixture = try SpaceFixture()
    try fixture.space.writeFiles(try fixture.plan(replacing: "proposed", by: "active"))
    #expect(try fixture.status() == " M goals/toxicity-paper.md\n")
    #expect(try FileManager.default.contentsOfDirectory(atPath: fixture.repository.path + "/.git/rapport") == ["lock"])
  }

  @Test func `a linked work tree has its own index and journal`() async throws {
    let fixture = try SpaceFixture()
    let path = fixture.repository.outsidePath("linked")
    try fixture.repository.git("worktree", "add", "-q", "-b", "other", path)
    let linked = try Space(try Repository(opening: path, searchPaths: ConfigurationSearchPaths.isolated))
    let text = Array(SpaceFixture.goal.utf8)
    let plan = WritePlan(
      files: [.init(path: goal, before: text, after: text + Array("x\n".utf8))],
      message: .init(subject: "linked")
    )
    _ = try await linked.write(plan, under: fixture.terms)
    #expect(try RealGit(in: path)("status", "--porcelain") == "")
    #expect(try fixture.status() == "")
    #expect(try fixture.subjects().count == 1)
  }
}

struct RefusalTests {
  private let goal = "goals/toxicity-paper.md"

  /// Expects that the goal's change is refused and that nothing moved.
  private func expectRefusal(
    of fixture: SpaceFixture,
    sourceLocation: SourceLocation = #_sourceLocation,
    because fits: (SpaceError) -> Bool
  ) async throws {
    let before = (
      try fixture.status(), try fixture.repository.git("rev-parse", "HEAD"), try fixture.repository.read(goal)
    )
    let error = await #expect(throws: SpaceError.self, sourceLocation: sourceLocation) {
      try await fixture.space.write(try fixture.plan(replacing: "proposed", by: "active"), under: fixture.terms)
    }
    if let error { #expect(fits(error), "\(error)", sourceLocation: sourceLocation) }
    let after = (
      try fixture.status(), try fixture.repository.git("rev-parse", "HEAD"), try fixture.repository.read(goal)
    )
    #expect(before == after, sourceLocation: sourceLocation)
  }

  @Test func `a half-staged file is never swept in`() async throws {
    let fixture = try SpaceFixture()
    try fixture.repository.write(goal, SpaceFixture.goal + "staged\n")
    try fixture.repository.git("add", goal)
    try fixture.repository.write(goal, SpaceFixture.goal + "staged\nand then more\n")
    try await expectRefusal(of: fixture) { if case .halfStaged(goal) = $0 { true } else { false } }
  }

  @Test func `a file staged for removal is left alone`() async throws {
    let fixture = try SpaceFixture()
    try fixture.repository.git("rm", "-q", "--cached", goal)
    try await expectRefusal(of: fixture) { if case .halfStaged(goal) = $0 { true } else { false } }
  }

  @Test func `an unfinished merge is finished first`() async throws {
    let fixture = try SpaceFixture()
    let tip = try fixture.repository.git("rev-parse", "HEAD")
    try writeFile(at: fixture.repository.path + "/.git/MERGE_HEAD", Array(tip.utf8))
    try await expectRefusal(of: fixture) { if case .unfinished(.merge) = $0 { true } else { false } }
  }

  @Test func `a commit belongs to a branch`() async throws {
    let fixture = try SpaceFixture()
    try fixture.repository.git("checkout", "-q", "--detach")
    try await expectRefusal(of: fixture) { if case .detachedHead = $0 { true } else { false } }
  }

  @Test func `git's own lock is waited for, then named`() async throws {
    let fixture = try SpaceFixture()
    fixture.space.patienceSeconds = 0.1
    let lock = fixture.repository.path + "/.git/index.lock"
    try writeFile(at: lock, [])
    try await expectRefusal(of: fixture) { if case .indexLocked(lock, _) = $0 { true } else { false } }
    #expect(FileManager.default.fileExists(atPath: lock))
  }

  @Test(arguments: [
    (100, 160, 60), (100, 100, 0), (160, 100, 0), (Int64.min, .max, .max), (.max, .min, 0), (0, .min, 0),
    (-1, .max, .max),
  ])
  func `a lock is as old as the clocks say, and never younger than new`(since: Int64, now: Int64, age: Int64) {
    #expect(LockFile.age(since: since, at: now) == age)
  }

  @Test func `a symbolic link is neither read nor written through`() async throws {
    let fixture = try SpaceFixture()
    let outside = fixture.repository.outsidePath("outside")
    try writeFile(at: outside + "/secret.md", Array("---\ntitle: secret\n---\n".utf8))
    try FileManager.default.createSymbolicLink(
      atPath: fixture.repository.path + "/skills",
      withDestinationPath: outside
    )
    let plan = WritePlan(
      files: [.init(path: "skills/secret.md", before: nil, after: Array("x".utf8))],
      message: .init(subject: "x")
    )
    await #expect(throws: SpaceError.self) { try await fixture.space.write(plan, under: fixture.terms) }
    #expect(try readFile(at: outside + "/secret.md") == Array("---\ntitle: secret\n---\n".utf8))
    let listing = try fixture.space.records()
    #expect(!listing.files.contains { $0.path.hasPrefix("skills/") })
    #expect(listing.problems.map(\.code) == [.notRegularFile])
  }

  @Test(arguments: ["../x.md", "/etc/x.md", ".git/x.md", "goals/.GIT/x.md", "goals//x.md", "goals/a\nb.md"])
  func `a path that leaves the work tree or hides in git is refused`(path: String) async throws {
    let fixture = try SpaceFixture()
    let plan = WritePlan(
      files: [.init(path: path, before: nil, after: Array("x".utf8))],
      message: .init(subject: "x")
    )
    await #expect(throws: SpaceError.self) { try await fixture.space.write(plan, under: fixture.terms) }
    #expect(try fixture.subjects().count == 1)
  }

  @Test func `a file under a filter is refused`() async throws {
    let fixture = try SpaceFixture()
    try writeFile(at: fixture.repository.path + "/.git/info/attributes", Array("*.md filter=secret\n".utf8))
    try await expectRefusal(of: fixture) { error in
      if case .git(.filteredPath) = error { true } else { false }
    }
  }

  @Test func `a bare repository can be read but not written`() async throws {
    let fixture = try SpaceFixture()
    let path = fixture.repository.outsidePath("bare.git")
    try fixture.repository.git("clone", "-q", "--bare", fixture.repository.path, path)
    let bare = try Space(try Repository(opening: path, searchPaths: ConfigurationSearchPaths.isolated))
    #expect(bare.nature == .shared)
    #expect(
      try bare.records().files.map(\.path) == ["goals/toxicity-paper.md", "meetings/2026-03-10.md", "relationship.md"]
    )
    await #expect(throws: SpaceError.self) {
      try await bare.write(WritePlan(files: [], message: .init(subject: "x")), under: fixture.terms)
    }
  }
}
