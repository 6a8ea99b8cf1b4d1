import Foundation
import TestSupport
import Testing

/// States of a repository in which writing would not be safe: a reason, a remedy, exit status 5, and nothing changes.
struct RefusalTests {
  private static let writing: [[String]] = [
    ["set", "paper", "status=achieved"], ["add", "paper", "A line."], ["save"], ["new", "goal", "Another one"],
  ]

  @Test func `nobody knows who commits`() throws {
    let space = try TestSpace()
    try space.write("goals/paper.md", try space.text("goals/paper.md") + "Typed.\n")
    let nobody = [
      "GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL",
    ].reduce(into: [String: String?]()) { $0.updateValue(nil, forKey: $1) }
    for command in Self.writing {
      try expectRefusal(of: command, in: space, environment: nobody, ["who you are", "git config user.name"])
    }
  }

  @Test func `git holds the index`() throws {
    let space = try TestSpace()
    let lock = space.path + "/.git/index.lock"
    try writeFile(at: lock, [])
    try expectRefusal(of: Self.writing[0], in: space, ["git is busy here", lock, "rapport doctor"])
    #expect(FileManager.default.fileExists(atPath: lock))
    try FileManager.default.removeItem(atPath: lock)
    #expect(try space.rapport.run(Self.writing[0]).status == 0)
  }

  @Test func `the index holds a third version of the file`() throws {
    let space = try TestSpace()
    let text = try space.text("goals/paper.md")
    try space.write("goals/paper.md", text + "Staged.\n")
    try space.git("add", "goals/paper.md")
    try space.write("goals/paper.md", text + "Typed later.\n")
    for command in [Self.writing[0], Self.writing[1], ["save"]] {
      try expectRefusal(of: command, in: space, ["goals/paper.md", "git restore --staged goals/paper.md"])
    }
    // What is staged elsewhere is nobody's business.
    #expect(try space.rapport.run(["set", "2026-03-10", "place=by phone"]).status == 0)
    #expect(try space.git("show", ":goals/paper.md") == text + "Staged.\n")
  }

  @Test func `a merge is unfinished`() throws {
    let space = try TestSpace()
    try space.git("switch", "--quiet", "--create", "side")
    try space.write("goals/paper.md", try space.text("goals/paper.md").replacing("active", with: "paused"))
    try space.git("commit", "--quiet", "--all", "--message", "side")
    try space.git("switch", "--quiet", "main")
    try space.write("goals/paper.md", try space.text("goals/paper.md").replacing("active", with: "achieved"))
    try space.git("commit", "--quiet", "--all", "--message", "main")
    #expect(try space.git.outcome(["merge", "side"]).status == 1)
    for command in Self.writing { try expectRefusal(of: command, in: space, ["unfinished merge", "git status"]) }
  }

  @Test func `no branch is checked out`() throws {
    let space = try TestSpace()
    try space.git("checkout", "--quiet", "--detach")
    for command in Self.writing { try expectRefusal(of: command, in: space, ["no branch", "git switch"]) }
    #expect(try space.rapport.run(["status"]).status == 0)
  }

  @Test func `a bare repository is read, and not written`() throws {
    let space = try TestSpace()
    let bare = space.directory.path("bare.git")
    try space.git("clone", "--quiet", "--bare", ".", bare)
    let before = try FolderSnapshot(of: bare)
    for command in Self.writing {
      let outcome = try space.rapport.run(command, in: bare)
      #expect(outcome.status == 5)
      #expect(outcome.stderr.contains("bare") && outcome.stderr.contains("help: clone it"), "\(outcome)")
    }
    for command in [["log"], ["list"], ["show", "paper"], ["check"], ["log", "--format", "ndjson"], ["tasks"]] {
      let outcome = try space.rapport.run(command, in: bare)
      #expect(outcome.status == 0, "\(outcome)")
      #expect(!outcome.stdout.isEmpty || command == ["check"])
    }
    #expect(try FolderSnapshot(of: bare).paths(differingFrom: before) == [])
  }

  @Test func `a repository with other hashes is refused by every command`() throws {
    let space = try TestSpace()
    let other = space.directory.path("sha256")
    try space.git("init", "--quiet", "--object-format=sha256", other)
    try space.directory.write("sha256/relationship.md", TestSpace.files["relationship.md"] ?? "")
    let before = try FolderSnapshot(of: other)
    for command in Self.writing + [["status"], ["log"], ["list"], ["check"]] {
      let outcome = try space.rapport.run(command, in: other)
      #expect(outcome.status == 5)
      #expect(outcome.stderr.contains("SHA-256") && outcome.stderr.contains("help: "), "\(outcome)")
    }
    #expect(try FolderSnapshot(of: other).paths(differingFrom: before) == [])
  }

  @Test func `a folder without git, and a repository without a space, are not written to`() throws {
    let space = try TestSpace(emptyWith: [:])
    let folder = space.directory.path("plain")
    try space.directory.write("plain/note.md", "---\ntitle: A\n---\n")
    for (place, reason) in [(folder, "there is no git repository here"), (space.path, "neither relationship.md")] {
      let before = try FolderSnapshot(of: place)
      for command in Self.writing {
        let outcome = try space.rapport.run(command, in: place)
        #expect(outcome.status == 3)
        #expect(outcome.stderr.contains(reason) && outcome.stderr.contains("rapport init"), "\(outcome)")
      }
      #expect(try FolderSnapshot(of: place).contents == before.contents)
    }
  }

  /// Runs a command and checks that it names reason and remedy, ends with 5, and leaves everything as it was.
  private func expectRefusal(
    of command: [String],
    in space: TestSpace,
    environment: [String: String?] = [:],
    _ words: [String],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let before = try space.holdings()
    let outcome = try space.rapport.run(command, environment: environment)
    #expect(outcome.status == 5, "\(command): \(outcome)", sourceLocation: sourceLocation)
    #expect(outcome.stdout.isEmpty, sourceLocation: sourceLocation)
    for word in words + ["error: ", "help: "] {
      #expect(outcome.stderr.contains(word), "\(command): \(outcome)", sourceLocation: sourceLocation)
    }
    let after = try space.holdings()
    #expect(after == before, "\(command)", sourceLocation: sourceLocation)
    #expect(space.leftovers() == [], sourceLocation: sourceLocation)
  }
}
