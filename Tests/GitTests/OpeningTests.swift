import Foundation
import Git
import TestSupport
import Testing

struct OpeningTests {
  private func open(_ path: String) throws -> Repository {
    try ConfigurationSearchPaths.isolateProcess()
    return try Repository(opening: path, searchPaths: .isolated)
  }

  private func isUnsupported(_ reason: UnsupportedRepository, _ configure: (RealGit, FixtureRepository) throws -> Void)
    throws
  {
    let fixture = try FixtureRepository()
    try fixture.commit("Begin", files: ["a.md": "a\n"])
    try configure(fixture.git, fixture)
    #expect(throws: GitError.unsupported(reason, path: fixture.path)) { try open(fixture.path) }
  }

  @Test func `a work tree, its git directory and a folder inside lead to one repository`() throws {
    let fixture = try FixtureRepository()
    try fixture.commit("Begin", files: ["goals/x.md": "x\n"])
    let gitDirectory = fixture.path + "/.git"
    #expect(try Repository.discover(from: fixture.path + "/goals") == gitDirectory)
    for path in [fixture.path, gitDirectory] {
      let repository = try open(path)
      #expect(repository.gitDirectory == gitDirectory)
      #expect(repository.commonDirectory == gitDirectory)
      #expect(repository.workTree == fixture.path)
      #expect(!repository.isBare)
    }
  }

  @Test func `a bare repository has no work tree`() throws {
    let fixture = try FixtureRepository(bare: true)
    #expect(fixture.repository.isBare)
    #expect(fixture.repository.workTree == nil)
    #expect(fixture.repository.gitDirectory == fixture.path)
    #expect(try fixture.repository.head() == .branch(name: "refs/heads/main", tip: nil))
  }

  @Test func `a linked work tree has its own git directory and shares the rest`() throws {
    let fixture = try FixtureRepository()
    let commit = try fixture.commit("Begin", files: ["a.md": "a\n"])
    let linked = fixture.outsidePath("linked")
    try fixture.git("worktree", "add", "-q", "-b", "other", linked)
    let repository = try open(linked)
    #expect(repository.workTree == linked)
    #expect(repository.commonDirectory == fixture.path + "/.git")
    #expect(repository.gitDirectory == fixture.path + "/.git/worktrees/linked")
    #expect(try repository.head() == .branch(name: "refs/heads/other", tip: commit))
  }

  @Test func `opening never searches above and never creates`() throws {
    let fixture = try FixtureRepository()
    try fixture.commit("Begin", files: ["goals/x.md": "x\n"])
    let folder = fixture.path + "/goals"
    #expect(throws: GitError.notARepository(path: folder)) { try open(folder) }
    let outside = fixture.outsidePath("nothing")
    #expect(throws: GitError.notARepository(path: outside)) { try open(outside) }
    #expect(!FileManager.default.fileExists(atPath: outside))
  }

  @Test func `discovery stops at a ceiling`() throws {
    let fixture = try FixtureRepository()
    try fixture.commit("Begin", files: ["goals/x.md": "x\n"])
    #expect(throws: GitError.notARepository(path: fixture.path + "/goals")) {
      try Repository.discover(from: fixture.path + "/goals", ceilings: [fixture.path])
    }
  }

  @Test func `creating never takes over a repository`() throws {
    let fixture = try FixtureRepository()
    #expect(throws: GitError.self) { try Repository.create(at: fixture.path, searchPaths: .isolated) }
  }

  @Test func `a SHA-256 repository is refused`() throws {
    try withTemporaryDirectory { directory in
      try RealGit(in: directory.path)("init", "-q", "--object-format=sha256", "x")
      #expect(throws: GitError.unsupported(.sha256, path: directory.path("x"))) { try open(directory.path("x")) }
    }
  }

  @Test func `a SHA-256 mark counts even where git ignores extensions`() throws {
    try isUnsupported(.sha256) { git, _ in try git("config", "extensions.objectFormat", "sha256") }
  }

  @Test(arguments: ["0", "1"])
  func `reftables are refused`(version: String) throws {
    try isUnsupported(.reftable) { git, _ in
      try git("config", "core.repositoryFormatVersion", version)
      try git("config", "extensions.refStorage", "reftable")
    }
  }

  @Test func `a partial clone is refused`() throws {
    let origin = try FixtureRepository()
    try origin.commit("Begin", files: ["a.md": "a\n"])
    try origin.git("config", "uploadpack.allowFilter", "true")
    let clone = origin.outsidePath("clone")
    try origin.git("clone", "-q", "--filter=blob:none", "--no-checkout", "file://" + origin.path, clone)
    #expect(throws: GitError.unsupported(.partialClone, path: clone)) { try open(clone) }
  }

  @Test func `a promising remote makes a partial clone`() throws {
    try isUnsupported(.partialClone) { git, _ in try git("config", "remote.hub.promisor", "true") }
  }

  @Test func `an unknown extension is refused by its name`() throws {
    try isUnsupported(.formatExtension("madeup")) { git, _ in
      try git("config", "core.repositoryFormatVersion", "1")
      try git("config", "extensions.madeUp", "true")
    }
  }

  @Test func `a newer format is refused by its number`() throws {
    try isUnsupported(.formatVersion(7)) { git, _ in try git("config", "core.repositoryFormatVersion", "7") }
  }

  @Test(arguments: ["noop", "preciousObjects", "worktreeConfig"])
  func `an extension without consequences is accepted`(name: String) throws {
    let fixture = try FixtureRepository()
    let commit = try fixture.commit("Begin", files: ["a.md": "a\n"])
    try fixture.git("config", "core.repositoryFormatVersion", "1")
    try fixture.git("config", "extensions." + name, "true")
    #expect(try open(fixture.path).head().tip == commit)
  }

  @Test func `a work tree's own configuration must not move the work tree`() throws {
    try isUnsupported(.formatExtension("worktreeconfig")) { git, fixture in
      try git("config", "extensions.worktreeConfig", "true")
      try git("config", "--worktree", "core.worktree", fixture.outsidePath("elsewhere"))
    }
  }

  @Test(.enabled(if: getuid() == 0, "only root can give files away"))
  func `a repository of another user is refused with the owner's name`() throws {
    let fixture = try FixtureRepository()
    try fixture.commit("Begin", files: ["a.md": "a\n"])
    for path in [fixture.path, fixture.path + "/.git"] { #expect(chown(path, 4_242_424, 4_242_424) == 0) }
    #expect(throws: GitError.foreignOwner(path: fixture.path, owner: "user 4242424")) { try open(fixture.path) }
    for path in [fixture.path, fixture.path + "/.git"] { #expect(chown(path, 1, 1) == 0) }
    #expect(throws: GitError.foreignOwner(path: fixture.path, owner: "daemon")) { try open(fixture.path) }
  }

  @Test func `an unfinished merge, revert or cherry-pick is noticed`() throws {
    let fixture = try FixtureRepository()
    try fixture.commit("Begin", files: ["a.md": "a\n"])
    try fixture.createBranch("ben")
    try fixture.commit("Ana", files: ["a.md": "b\n"])
    try fixture.switchTo("ben")
    try fixture.commit("Ben", files: ["a.md": "c\n"])
    #expect(fixture.repository.unfinishedOperation == nil)
    for (command, operation) in [("merge", UnfinishedOperation.merge), ("cherry-pick", .cherryPick)] {
      try fixture.runGit([command, "main"])
      #expect(try fixture.reopened().unfinishedOperation == operation)
      try fixture.git(command, "--abort")
    }
    try fixture.runGit(["rebase", "main"])
    #expect(try fixture.reopened().unfinishedOperation == .rebase)
  }

  @Test func `a detached head and a branch are told apart`() throws {
    let fixture = try FixtureRepository()
    let commit = try fixture.commit("Begin", files: ["a.md": "a\n"])
    #expect(try fixture.repository.head() == .branch(name: "refs/heads/main", tip: commit))
    try fixture.git("checkout", "-q", "--detach")
    #expect(try fixture.repository.head() == .detached(commit))
  }
}
