import Foundation
import Git
import TestSupport
import Testing

struct WritingTests {
  private func draft(_ fixture: FixtureRepository, message: String = "m\n", isSigned: Bool = false) throws
    -> CommitDraft
  {
    CommitDraft(
      tree: try fixture.tree(fixture.tip()),
      parents: [try fixture.tip()],
      author: Signature(person: .ben, time: .fixtureStart),
      committer: Signature(person: .ana, time: CommitTime(secondsSince1970: 5, offsetMinutes: -570)),
      message: message,
      isSigned: isSigned
    )
  }

  private func started() throws -> FixtureRepository {
    let fixture = try FixtureRepository()
    try fixture.commit("Begin", files: ["a.md": "a\n", "goals/x.md": "x\n", "goals/y.md": "y\n"])
    return fixture
  }

  private func names(_ fixture: FixtureRepository, _ tree: ObjectID) throws -> [String] {
    try fixture.repository.files(in: tree).map(\.path)
  }

  @Test func `a tree is updated in some paths and keeps the others`() throws {
    let fixture = try started()
    let repository = fixture.repository
    let tree = try fixture.tree(fixture.tip())
    let blob = try repository.writeBlob(Array("n".utf8))
    func updated(_ updates: TreeUpdate...) throws -> [String] {
      try names(fixture, repository.writeTree(updating: tree, with: updates))
    }
    #expect(
      try updated(.put(path: "skills/deep/n", mode: .regular, id: blob))
        == ["a.md", "goals/x.md", "goals/y.md", "skills/deep/n"]
    )
    #expect(try updated(.remove(path: "goals/x.md"), .remove(path: "goals/y.md")) == ["a.md"])
    #expect(try updated(.remove(path: "goals")) == ["a.md", "goals/x.md", "goals/y.md"])
    #expect(try updated(.remove(path: "none/x"), .remove(path: "a.md/x")) == ["a.md", "goals/x.md", "goals/y.md"])
    #expect(
      try updated(.put(path: "a.md/n", mode: .regular, id: blob)) == ["a.md/n", "goals/x.md", "goals/y.md"]
    )
    #expect(try updated(.put(path: "goals", mode: .regular, id: blob)) == ["a.md", "goals"])
    #expect(try updated(.remove(path: "a.md"), .put(path: "b", mode: .regular, id: blob)).first == "b")
    #expect(try repository.writeTree(updating: tree, with: []) == tree)
  }

  @Test func `names that differ only in their encoding are two names`() throws {
    let fixture = try started()
    let blob = try fixture.repository.writeBlob([])
    let tree = try fixture.repository.writeTree(
      updating: nil,
      with: ["e\u{301}", "\u{e9}"].map { .put(path: $0, mode: .regular, id: blob) }
    )
    #expect(try fixture.repository.tree(tree).count == 2)
  }

  @Test func `removing everything leaves the empty tree`() throws {
    let fixture = try started()
    let tree = try fixture.repository.writeTree(
      updating: try fixture.tree(fixture.tip()),
      with: ["a.md", "goals/x.md", "goals/y.md"].map { .remove(path: $0) }
    )
    #expect(tree.hex == "4b825dc642cb6eb9a060e54bf8d69288fbee4904")
    #expect(try fixture.repository.tree(tree).isEmpty)
  }

  @Test(arguments: ["", "/a", "a//b", "a/", ".git/config", "a/../b", ".", "x/.GIT/y", "a\0b"])
  func `a path that git allows in no tree is refused`(path: String) throws {
    let fixture = try started()
    let blob = try fixture.repository.writeBlob([])
    #expect(throws: GitError.self) {
      try fixture.repository.writeTree(updating: nil, with: [.put(path: path, mode: .regular, id: blob)])
    }
  }

  @Test func `a tree never names an object that is not there`() throws {
    let fixture = try started()
    let missing = try #require(ObjectID(hex: String(repeating: "1", count: 40)))
    #expect(throws: GitError.missingObject(missing)) {
      try fixture.repository.writeTree(updating: nil, with: [.put(path: "x", mode: .regular, id: missing)])
    }
  }

  @Test func `a blob is read up to a limit`() throws {
    let fixture = try started()
    let blob = try fixture.repository.writeBlob([1, 2, 3])
    #expect(try fixture.repository.blob(blob, limit: 3) == [1, 2, 3])
    #expect(throws: GitError.objectTooLarge(blob, bytes: 3, limit: 2)) { try fixture.repository.blob(blob, limit: 2) }
    let tree = try fixture.tree(fixture.tip())
    #expect(throws: GitError.corrupt("\(tree) is not a blob")) { try fixture.repository.blob(tree, limit: 1 << 20) }
  }

  @Test func `a blob that takes too much memory is refused by its size`() throws {
    let fixture = try started()
    let bytes = [UInt8](repeating: 0, count: 65 << 20)
    let git = fixture.git
    let answer = try git("hash-object", "-w", "--stdin", input: bytes)
    let blob = try #require(ObjectID(hex: answer.prefix(40)))
    #expect(throws: GitError.objectTooLarge(blob, bytes: bytes.count, limit: .max)) {
      try fixture.repository.blob(blob, limit: .max).count
    }
  }

  @Test func `a commit says what its draft says and moves no reference`() async throws {
    let fixture = try started()
    let tip = try fixture.tip()
    let draft = try draft(fixture, message: "é\n\nbody")
    let id = try await fixture.repository.createCommit(draft, signedBy: SigningCommand(environment: [:]))
    let commit = try fixture.repository.commit(id)
    #expect(commit.parents == [tip])
    #expect(commit.author == draft.author)
    #expect(commit.committer == draft.committer)
    #expect(commit.message == "é\n\nbody")
    #expect(try fixture.tip() == tip)
    #expect(try fixture.git("fsck", "--strict", "--no-dangling") == "")
  }

  @Test func `a commit without a name or with a NUL is refused`() throws {
    let fixture = try started()
    var nameless = try draft(fixture)
    nameless.author.person.name = " <.> "
    #expect(throws: GitError.missingIdentity) { try fixture.repository.createUnsignedCommit(nameless) }
    #expect(throws: GitError.self) { try fixture.repository.createUnsignedCommit(draft(fixture, message: "a\0b")) }
  }

  @Test func `a name can't break out of its line`() throws {
    let fixture = try started()
    var hostile = try draft(fixture)
    hostile.author.person.name = "Eve <e@x> 1 +0000\nparent 1111"
    let commit = try fixture.repository.commit(fixture.repository.createUnsignedCommit(hostile))
    #expect(commit.author.person.name == "Eve e@x 1 +0000parent 1111")
    #expect(commit.parents == hostile.parents)
  }

  @Test func `a commit is signed with the key git is configured to use`() async throws {
    let fixture = try started()
    let key = fixture.outsidePath("key")
    let keygen = Process()
    keygen.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    keygen.arguments = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "ana@example.org", "-f", key]
    try keygen.run()
    keygen.waitUntilExit()
    try fixture.git("config", "gpg.format", "ssh")
    try fixture.git("config", "user.signingKey", key)
    var environment = RealGit.environment(home: fixture.outsidePath("home"))
    environment["GIT_DIR"] = "/nonexistent"
    environment["GIT_INDEX_FILE"] = "/nonexistent"
    let draft = try draft(fixture, message: "é\n\nbody", isSigned: true)
    let id = try await fixture.repository.createCommit(draft, signedBy: SigningCommand(environment: environment))
    let commit = try fixture.repository.commit(id)
    #expect(try fixture.repository.isSigned(id))
    #expect(try !fixture.repository.isSigned(fixture.tip()))
    #expect((commit.author, commit.committer) == (draft.author, draft.committer))
    #expect((commit.tree, commit.parents, commit.message) == (draft.tree, draft.parents, draft.message))
    let publicKey = String(decoding: try readFile(at: key + ".pub"), as: UTF8.self)
    try writeFile(at: fixture.outsidePath("signers"), Array("ana@example.org \(publicKey)".utf8))
    try fixture.git("config", "gpg.ssh.allowedSignersFile", fixture.outsidePath("signers"))
    #expect(try fixture.runGit(["verify-commit", id.hex]).status == 0)
  }

  @Test func `a commit that can't be signed is not made`() async throws {
    let fixture = try started()
    try fixture.git("config", "gpg.format", "ssh")
    try fixture.git("config", "user.signingKey", fixture.outsidePath("no-such-key"))
    let before = try fixture.git("count-objects")
    let environment = RealGit.environment(home: fixture.outsidePath("home"))
    let draft = try draft(fixture, isSigned: true)
    let error = await #expect(throws: GitError.self) {
      try await fixture.repository.createCommit(draft, signedBy: SigningCommand(environment: environment))
    }
    guard case .signingFailed(let reason) = error else {
      Issue.record("not a signing failure: \(String(describing: error))")
      return
    }
    #expect(!reason.isEmpty)
    #expect(reason.unicodeScalars.allSatisfy { $0.value >= 0x20 })
    #expect(throws: GitError.self) { try fixture.repository.createUnsignedCommit(draft) }
    #expect(try fixture.git("count-objects") == before)
  }

  @Test func `a passphrase that nobody types ends the wait, and with it all that was started`() async throws {
    let fixture = try started()
    let program = fixture.outsidePath("asks")
    let trace = fixture.outsidePath("trace")
    try writeScript(at: program, "echo $$ >'\(trace)'\nsleep 600 <&- &\nwait")
    try fixture.git("config", "gpg.program", program)
    let draft = try draft(fixture, isSigned: true)
    let command = SigningCommand(
      environment: RealGit.environment(home: fixture.outsidePath("home")),
      unattendedSeconds: 5
    )
    let error = await #expect(throws: GitError.self) {
      try await fixture.repository.createCommit(draft, signedBy: command)
    }
    #expect(error == .signingFailed(reason: "git did not end within 5 s, with nobody here to answer it"))
    let process = try #require(pid_t(String(decoding: readFile(at: trace), as: UTF8.self).dropLast()))
    for _ in 0..<100 where kill(process, 0) == 0 { try await Task.sleep(for: .milliseconds(20)) }
    #expect(kill(process, 0) == -1)
  }

  @Test func `a missing git is a signing failure too`() async throws {
    let fixture = try started()
    let draft = try draft(fixture, isSigned: true)
    let error = await #expect(throws: GitError.self) {
      try await fixture.repository.createCommit(draft, signedBy: SigningCommand(environment: ["PATH": "/nonexistent"]))
    }
    guard case .signingFailed = error else {
      Issue.record("not a signing failure: \(String(describing: error))")
      return
    }
  }
}

struct GitCommandTests {
  @Test func `git's last words are shown without control characters and passwords`() async throws {
    let fixture = try FixtureRepository()
    let git = GitCommand(in: fixture.path, environment: RealGit.environment(home: fixture.outsidePath("home")))
    let outcome = try await git.run(["no-\u{1b}[31m-https://ana:s3cret@host/x-\u{202e}"])
    #expect(outcome.exitCode != 0)
    #expect(outcome.lastErrorLine.contains("https://***@host"))
    #expect(!outcome.lastErrorLine.contains("s3cret"))
    #expect(!outcome.lastErrorLine.unicodeScalars.contains { $0.value == 0x1b || $0.value == 0x202e })
  }

  @Test func `variables that lead to another repository are left out`() async throws {
    let fixture = try FixtureRepository()
    var environment = RealGit.environment(home: fixture.outsidePath("home"))
    let local = try fixture.git("rev-parse", "--local-env-vars").split(separator: "\n").map(String.init)
    for name in local + ["GIT_CONFIG_KEY_0", "GIT_CONFIG_VALUE_0"] { environment[name] = "/nonexistent" }
    let outcome = try await GitCommand(in: fixture.path, environment: environment).run(["rev-parse", "--git-dir"])
    #expect(outcome.exitCode == 0)
    #expect(outcome.standardOutput == Array(".git\n".utf8))
  }
}
