import Foundation
import TestSupport
import Testing

/// Places that can't be written to: another user's, read-only ones, full ones.
struct PlaceTests {
  /// Whether another user, a mount and the like can be had at all.
  private static let isRoot = geteuid() == 0

  /// Someone who owns nothing.
  private static let nobody = "65534"

  @Test(.enabled(if: isRoot, "only root can become another user"))
  func `another user's space is refused until it is called safe`() throws {
    let space = try Self.sharedSpace()
    try Self.own(space.path, by: Self.nobody)
    let before = try space.holdings()
    for command in [["status"], ["log"], ["set", "paper", "status=achieved"]] {
      let outcome = try space.rapport.run(command)
      #expect(outcome.status == 5, "\(outcome)")
      #expect(outcome.stderr.contains("belongs to another user"), "\(outcome)")
      let help = "help: if you trust it: git config --global --add safe.directory \(space.path)\n"
      #expect(outcome.stderr.contains(help), "\(outcome)")
    }
    #expect(try space.holdings() == before)
    try space.directory.write("home/.gitconfig", "[safe]\n\tdirectory = \(space.path)\n")
    #expect(try space.rapport.run(["status"]).status == 0)
  }

  @Test(.enabled(if: isRoot, "only root can become another user"), arguments: ["goals", ".git", ".git/objects", "."])
  func `a folder that may not be written to stays as it is`(folder: String) throws {
    let space = try Self.sharedSpace()
    try space.write("goals/paper.md", try space.text("goals/paper.md") + "Typed.\n")
    try Self.own(space.directory.path, by: Self.nobody)
    try Self.chmod("a-w", space.path + "/" + folder, recursively: folder != ".")
    let before = try space.holdings()
    for command in [["set", "paper", "status=achieved"], ["save"]] {
      let outcome = try Self.runAsNobody(command, in: space)
      if folder == "." || (folder == "goals" && command == ["save"]) {
        // Neither the top folder nor, for saving, the goals' has to change.
        #expect(outcome.status == 0, "\(outcome)")
        return
      }
      #expect(outcome.status == 5, "\(outcome)")
      #expect(outcome.stderr.contains("error: "), "\(outcome)")
      #expect(outcome.stderr.lowercased().contains("permission"), "\(outcome)")
      #expect(try space.holdings() == before)
    }
    #expect(try Self.runAsNobody(["status"], in: space).status == 0)
  }

  @Test(.enabled(if: isRoot, "only root can become another user"))
  func `a file that may not be read is named, and the others are told of`() throws {
    let space = try Self.sharedSpace()
    try Self.own(space.directory.path, by: Self.nobody)
    try Self.chmod("000", space.path + "/goals/paper.md")
    let outcome = try Self.runAsNobody(["check"], in: space)
    #expect(outcome.status == 1)
    #expect(outcome.stdout.contains("goals/paper.md: error: the file can't be read: Permission denied"), "\(outcome)")
    #expect(try Self.runAsNobody(["show", "2026-03-10"], in: space).status == 0)
  }

  /// Fills a small disk to different heights, so that it is full at different steps of a write.
  @Test(.enabled(if: Self.mayMount, "a disk of a chosen size can't be mounted here"))
  func `a full disk is named, and no file is cut short`() throws {
    let space = try TestSpace()
    try space.write("goals/paper.md", try space.text("goals/paper.md") + "Typed.\n")
    let typed = try space.text("goals/paper.md")
    let script = """
      mount -t tmpfs -o size=1m tmpfs "$DISK" && cp -a "$SPACE" "$DISK/space" && cd "$DISK/space" || exit 99
      free=$(df --output=avail -k . | tail -n 1)
      dd if=/dev/zero of="$DISK/filler" bs=1024 count=$((free - LEFT)) 2>/dev/null
      rapport set paper status=achieved >"$OUT/stdout" 2>"$OUT/stderr"
      echo $? >"$OUT/status"
      cp goals/paper.md "$OUT/file"
      git show HEAD:goals/paper.md >"$OUT/head"
      rm "$DISK/filler"
      rapport set paper progress=50 >"$OUT/next" 2>&1
      echo $? >>"$OUT/next"
      git show HEAD:goals/paper.md >"$OUT/final"
      ls .git/rapport >"$OUT/leftovers"
      git fsck --strict --no-dangling >"$OUT/fsck" 2>&1
      """
    for left in [0, 4, 8, 12, 16, 24, 32, 40, 48, 56] {
      let (disk, out) = (space.directory.path("disk"), space.directory.path("out-\(left)"))
      for folder in [disk, out] {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      }
      // The mount ends with its own name space, whatever happens.
      let run = try space.rapport.shell(
        "exec unshare --mount sh -c \"$SCRIPT\"",
        environment: ["SCRIPT": script, "DISK": disk, "OUT": out, "SPACE": space.path, "LEFT": "\(left)"]
      )
      try #require(run.status == 0, "\(run)")
      func result(_ name: String) throws -> String {
        String(decoding: try readFile(at: out + "/" + name), as: UTF8.self)
      }
      let isCommitted = try result("head").contains("status: achieved")
      let after = typed.replacing("status: active", with: "status: achieved")
      if try result("status") == "0\n" {
        #expect(isCommitted)
      } else {
        #expect(try result("status") == "5\n")
        let errors = try result("stderr")
        #expect(errors.contains("error: "))
        #expect(errors.contains("disk is full") || errors.contains("space left"), "\(errors)")
      }
      #expect(try result("file") == (isCommitted ? after : typed), "\(left) KiB left")
      let next = try result("next")
      #expect(next.hasSuffix("\n0\n"), "\(left) KiB left: \(next)")
      #expect(try result("final").contains("progress: 50") && result("final").contains("Typed."))
      #expect(try result("leftovers") == "lock\n")
      #expect(try result("fsck") == "")
    }
  }

  private static let mayMount: Bool = {
    let command = ["/bin/sh", "-c", "unshare --mount sh -c 'mount -t tmpfs -o size=1m tmpfs /mnt'"]
    let environment = ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"]
    return (try? ChildProcess(command, in: "/", environment: environment).wait())?.status == 0
  }()

  /// A space in a folder that everybody may enter, with a copy of the program that everybody may run.
  private static func sharedSpace() throws -> TestSpace {
    let space = try TestSpace()
    // A process of its own copies: were the copy open for writing here, a child that another test starts meanwhile would
    // hold it open, too, and nobody could run it.
    let outcome = try ChildProcess(
      [
        "/bin/sh", "-c", "cp \"$0\" \"$1/rapport\" && chmod 755 \"$1\" \"$1/rapport\"", RapportProgram.path,
        space.directory.path,
      ],
      in: "/",
      environment: ["PATH": "/usr/bin:/bin"]
    ).wait()
    try #require(outcome.status == 0, "\(outcome)")
    return space
  }

  private static func own(_ path: String, by user: String) throws {
    let outcome = try ChildProcess(
      ["/bin/sh", "-c", "chown -R \(user):\(user) \"$0\"", path],
      in: "/",
      environment: ["PATH": "/usr/bin:/bin"]
    ).wait()
    try #require(outcome.status == 0, "\(outcome)")
  }

  private static func runAsNobody(_ command: [String], in space: TestSpace) throws -> ChildProcess.Outcome {
    let user = ["--reuid", nobody, "--regid", nobody, "--clear-groups"]
    return try ChildProcess(
      ["/usr/bin/setpriv"] + user + [space.directory.path("rapport")] + command,
      in: space.path,
      environment: space.rapport.environment
    ).wait()
  }

  /// Changes the permissions of a file, or of a folder and everything in it.
  private static func chmod(_ mode: String, _ path: String, recursively: Bool = false) throws {
    let options = recursively ? ["-R", mode, path] : [mode, path]
    let outcome = try ChildProcess(["/bin/chmod"] + options, in: "/", environment: [:]).wait()
    try #require(outcome.status == 0, "\(outcome)")
  }
}
