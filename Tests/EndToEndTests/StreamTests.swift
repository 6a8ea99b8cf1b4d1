import Foundation
import TestSupport
import Testing

/// How the program treats the streams it is given.
struct StreamTests {
  private static let reading: [[String]] = [
    ["status"], ["log"], ["log", "paper"], ["log", "--format", "json"], ["log", "--format", "ndjson"], ["list"],
    ["show", "paper"],
    ["tasks"], ["check"], ["list", "--format", "json"], [], ["--help"], ["help", "set"], ["--version"],
  ]

  @Test func `output is the same into a file and into a pipe`() throws {
    let space = try TestSpace()
    for command in Self.reading {
      let file = try space.rapport.run(command)
      let pipe = try space.rapport.shell("rapport \"$@\" | cat", command)
      #expect(file.status == 0, "\(command): \(file)")
      #expect(!file.output.isEmpty || command == ["check"])
      #expect(file.output == pipe.output, "\(command)")
    }
  }

  @Test func `a reader that has seen enough ends the program quietly`() throws {
    let space = try TestSpace(["goals/long.md": Self.longRecord])
    try space.write("goals/long.md", Self.longRecord + "One more line.\n")
    let commands = [
      ["show", "long"], ["show", "long", "--format", "json"], ["set", "long", "title=Short", "--dry-run"],
    ]
    for command in commands {
      let script = "{ rapport \"$@\" 2>stderr; echo $? >status; } | head -n 1 | wc -l"
      _ = try space.rapport.shell(script, command)
      #expect(try space.text("status") == "0\n", "\(command)")
      let errors = try space.text("stderr").replacing("goals/long.md has changes that aren't saved.\n", with: "")
      #expect(errors == "", "\(command)")
    }
  }

  @Test func `a sync of all spaces ends as quietly where nobody reads`() throws {
    let space = try TestSpace()
    try space.git("remote", "add", "origin", space.directory.path("hub.git"))
    try space.directory.write("home/.gitconfig", "[rapport]\n\tspace = \(space.path)\n")
    let script = "{ sleep 1; rapport \"$@\" 2>stderr; echo $? >status; } | true"
    _ = try space.rapport.shell(script, ["sync", "--all"])
    #expect(try space.text("status") == "0\n")
    #expect(try space.text("stderr") == "")
  }

  @Test func `an output that can't be written is said`() throws {
    try #require(FileManager.default.fileExists(atPath: "/dev/full"), "only Linux has a device that is always full")
    let space = try TestSpace()
    for command in [["list"], ["log"], ["status", "--format", "json"]] {
      let outcome = try space.rapport.shell("rapport \"$@\" >/dev/full", command)
      #expect(outcome.status == 5, "\(command): \(outcome)")
      #expect(outcome.stderr.contains("error: the output can't be written: No space left on device"), "\(outcome)")
    }
  }

  @Test func `where the answer can't be written, it is said that the change was made`() throws {
    try #require(FileManager.default.fileExists(atPath: "/dev/full"), "only Linux has a device that is always full")
    let space = try TestSpace()
    let outcome = try space.rapport.shell("rapport \"$@\" >/dev/full", ["new", "goal", "Own"])
    let commit = try space.git("rev-parse", "--short=7", "HEAD").trimmingCharacters(in: .newlines)
    #expect(outcome.status == 5)
    #expect(outcome.stderr.contains("; the change was made all the same, as commit \(commit)\n"), "\(outcome)")
    #expect(try space.git("log", "-1", "--format=%s").hasPrefix("goal own"))
  }

  @Test func `a clone stays, even where nobody can be told of it`() throws {
    let space = try TestSpace()
    for (number, stream) in [">/dev/full", "| true"].enumerated() {
      let folder = space.path + "/../clone-\(number)"
      _ = try space.rapport.shell("rapport \"$@\" \(stream)", ["clone", space.path, folder])
      #expect(FileManager.default.fileExists(atPath: folder + "/relationship.md"), "\(stream)")
      #expect(FileManager.default.fileExists(atPath: folder + "/.git/HEAD"), "\(stream)")
    }
  }

  @Test(arguments: [
    (["--color", "always"], [:], true),
    (["--color", "always"], ["NO_COLOR": "1"], true),
    ([], [:], false),
    ([], ["CLICOLOR_FORCE": "1"], true),
    ([], ["CLICOLOR_FORCE": "0"], false),
    ([], ["CLICOLOR_FORCE": "1", "NO_COLOR": "1"], false),
    ([], ["CLICOLOR_FORCE": "1", "NO_COLOR": ""], true),
    (["--color", "never"], ["CLICOLOR_FORCE": "1"], false),
  ])
  func `colour follows the option, then the variables`(
    options: [String],
    variables: [String: String],
    isColored: Bool
  ) throws {
    let space = try TestSpace()
    for command in [["log"], ["status"]] {
      let plain = try space.rapport.run(command)
      let outcome = try space.rapport.run(command + options, environment: variables.mapValues { $0 })
      #expect(outcome.stdout.contains("\u{1b}[") == isColored, "\(command)")
      // Colour adds nothing but colour.
      let bare = outcome.stdout.replacing(#/\u{1b}\[[0-9;]*m/#, with: "")
      #expect(bare == plain.stdout)
    }
  }

  @Test func `quiet leaves hints out, and neither answers nor errors`() throws {
    let space = try TestSpace()
    try space.write("goals/paper.md", try space.text("goals/paper.md") + "Typed.\n")
    let loud = try space.rapport.run(["show", "paper"])
    let quiet = try space.rapport.run(["show", "--quiet", "paper"])
    #expect(loud.stderr.contains("aren't saved"))
    #expect(quiet.stderr == "")
    #expect(quiet.output == loud.output)
    #expect(try space.rapport.run(["set", "--quiet", "paper", "status=achieved"]).stderr == "")
    let wrong = try space.rapport.run(["set", "--quiet", "paper", "status=actve"])
    #expect(wrong.status == 2)
    #expect(wrong.stderr.contains("unknown status 'actve'"))
  }

  @Test func `JSON is one value on stdout, whatever is said beside it`() throws {
    let space = try TestSpace()
    try space.write("goals/bad.md", "---\ntitle: A\nstatus: actve\nstatus: x\n---\n")
    let commands = [
      ["status"], ["list"], ["tasks"], ["check"], ["log"], ["show", "paper"], ["set", "paper", "status=achieved"],
      ["add", "paper", "A line."], ["done", "submitted"], ["save"], ["undo"], ["set", "paper", "status=achieved"],
    ]
    for command in commands {
      let outcome = try space.rapport.run(command + ["--format", "json"])
      let value = try JSONSerialization.jsonObject(with: Data(outcome.output)) as? [String: Any]
      #expect(value?["schema"] as? String == "rapport/\(command[0])/1", "\(command): \(outcome)")
      #expect(outcome.stdout.hasSuffix("}\n"))
    }
  }

  /// A record whose text doesn't fit into a pipe.
  private static let longRecord =
    "---\ntitle: Long\nstatus: active\n---\n" + String(repeating: "A line of many.\n", count: 20_000)
}

extension RapportProgram {
  /// Runs a line of shell with arguments; see `shell(_:in:input:environment:limitSeconds:)`.
  fileprivate func shell(_ script: String, _ arguments: [String]) throws -> ChildProcess.Outcome {
    let quoted = arguments.map { "'" + $0.replacing("'", with: "'\\''") + "'" }.joined(separator: " ")
    return try shell("set -- \(quoted); " + script)
  }
}
