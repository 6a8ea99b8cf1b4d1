import Foundation
import TestSupport
import Testing

/// Things in the work tree that are no files of the space: they are neither opened nor followed.
struct OddFileTests {
  /// Every command that looks at files, or writes them.
  private static let commands: [[String]] = [
    ["status"], ["list"], ["list", "--format", "json"], ["log"], ["log", "--format", "ndjson"], ["tasks"], ["check"],
    ["check", "--fix"], ["show", "x"], ["show", "goals/x.md"], ["save"], ["save", "goals/x.md"],
    ["set", "x", "status=achieved"], ["set", "goals/x.md", "status=achieved"], ["add", "x", "A line."],
    ["done", "SECRET"],
    ["set", "--no-commit", "goals/x.md", "status=achieved"], ["undo"],
  ]

  private static let secret = "---\nid: s3cr3t\ntitle: SECRET\nstatus: active\n---\n- [ ] SECRET task\n"

  @Test func `a folder that is a link to the outside is neither read, nor saved, nor shown`() throws {
    let space = try TestSpace()
    let outside = space.directory.path("outside")
    try space.directory.write("outside/x.md", Self.secret)
    try FileManager.default.removeItem(atPath: space.path + "/goals")
    try FileManager.default.createSymbolicLink(atPath: space.path + "/goals", withDestinationPath: outside)
    try expectNothingSeen(of: outside, in: space)
    let check = try space.rapport.run(["check"])
    #expect(check.status == 1)
    #expect(check.stdout.contains("goals: error: this is a symbolic link"), "\(check)")
  }

  @Test(arguments: ["absolute", "relative", "loop"])
  func `a file that is a link is neither read, nor saved, nor shown`(destination: String) throws {
    let space = try TestSpace()
    let outside = space.directory.path("outside")
    try space.directory.write("outside/x.md", Self.secret)
    let target = ["absolute": outside + "/x.md", "relative": "../../outside/x.md", "loop": "x.md"][destination] ?? ""
    try FileManager.default.createSymbolicLink(atPath: space.path + "/goals/x.md", withDestinationPath: target)
    try expectNothingSeen(of: outside, in: space)
    let check = try space.rapport.run(["check"])
    #expect(check.status == 1)
    #expect(check.stdout.contains("goals/x.md: error: this is a symbolic link"), "\(check)")
  }

  @Test func `a link that somebody committed is not followed in history either`() throws {
    let space = try TestSpace()
    let outside = space.directory.path("outside")
    try space.directory.write("outside/x.md", Self.secret)
    try FileManager.default.createSymbolicLink(
      atPath: space.path + "/goals/x.md",
      withDestinationPath: outside + "/x.md"
    )
    try space.git("add", "--all")
    try space.git("commit", "--quiet", "--message", "a link")
    try expectNothingSeen(of: outside, in: space)
  }

  @Test func `a pipe or a folder in a record's place makes no command wait`() throws {
    let space = try TestSpace()
    #expect(mkfifo(space.path + "/goals/x.md", 0o600) == 0)
    try FileManager.default.createDirectory(atPath: space.path + "/goals/y.md", withIntermediateDirectories: true)
    for command in Self.commands {
      let outcome = try space.rapport.run(command, limitSeconds: 20)
      #expect([0, 1, 2, 3, 5].contains(outcome.status), "\(command): \(outcome)")
    }
    let check = try space.rapport.run(["check"])
    #expect(check.stdout.contains("goals/x.md: error: this is a named pipe, not a file of this space [not-a-file]"))
  }

  @Test(.enabled(if: Strace.isUsable, Strace.absence), arguments: [("EACCES", true), ("ENOENT", false)])
  func `a folder that can't be opened, or goes meanwhile, keeps nothing else from being read`(
    error: String,
    isTold: Bool
  ) throws {
    let space = try TestSpace(["locked/goal.md": "---\ntitle: Locked\nstatus: active\n---\n"])
    let tracing = Strace.tracing(
      ["openat"],
      on: space.path + "/locked",
      tampering: [.failAll(call: "openat", error: error)]
    )
    let list = try space.rapport.run(["list", "goals"], under: tracing)
    #expect(list.status == 0, "\(list)")
    #expect(list.stdout.contains("paper"))
    let check = try space.rapport.run(["check"], under: tracing)
    #expect(check.stdout.contains("locked: error: the folder can't be read: Permission denied") == isTold, "\(check)")
    // Its records are there, and no wish to remove what is missing takes them out of git.
    guard isTold else { return }
    _ = try space.rapport.run(["save", "--removed"], under: tracing)
    #expect(try space.git("ls-files", "locked") == "locked/goal.md\n")
  }

  /// Runs every command and looks for the secret in what they say and in everything that git holds.
  private func expectNothingSeen(of outside: String, in space: TestSpace) throws {
    let before = try FolderSnapshot(of: outside)
    for command in Self.commands {
      let outcome = try space.rapport.run(command)
      #expect([0, 1, 2, 3, 5].contains(outcome.status), "\(command): \(outcome)")
      let isShown = (outcome.stdout + outcome.stderr).contains("SECRET")
      // A name that the person typed may be repeated.
      #expect(!isShown || command.contains("SECRET"), "\(command): \(outcome)")
    }
    #expect(try FolderSnapshot(of: outside) == before)
    let objects = try space.git("cat-file", "--batch-all-objects", "--batch-check=%(objectname) %(objecttype)")
    for line in objects.split(separator: "\n") where line.hasSuffix("blob") {
      #expect(try !space.git("cat-file", "blob", String(line.prefix(40))).contains("SECRET"))
    }
  }
}
