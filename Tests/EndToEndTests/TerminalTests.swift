import Foundation
import TestSupport
import Testing

/// The program in front of a person: pager, editor, questions.
struct TerminalTests {
  @Test func `long output goes through the pager, short output doesn't`() throws {
    let space = try TestSpace()
    let paged = space.directory.path("paged")
    let pager = ["RAPPORT_PAGER": "cat >'\(paged)'"]
    let session = try Self.session(["log"], in: space, pager, rows: 6)
    #expect(try session.wait() == .exited(0))
    // Colours count as meaning for nobody.
    let shown = String(decoding: try readFile(at: paged), as: UTF8.self).replacing(#/\u{1b}\[[0-9;]*m/#, with: "")
    #expect(shown == (try space.rapport.run(["log"]).stdout))
    #expect(session.screen == "")

    let short = try Self.session(["log"], in: space, ["RAPPORT_PAGER": "cat >'\(paged)-2'"], rows: 200)
    #expect(try short.wait() == .exited(0))
    #expect(short.screen.contains("proposed") || short.screen.contains("active"))
    let straight = try Self.session(["log", "--no-pager"], in: space, ["RAPPORT_PAGER": "cat >'\(paged)-2'"], rows: 6)
    #expect(try straight.wait() == .exited(0))
    #expect(straight.screen.contains("active"))
    #expect(!FileManager.default.fileExists(atPath: paged + "-2"))
  }

  @Test func `a pager that the person leaves early ends the program quietly`() throws {
    let long = "---\ntitle: Long\nstatus: active\n---\n" + String(repeating: "A line of many.\n", count: 20_000)
    let space = try TestSpace(["goals/long.md": long])
    let session = try Self.session(["show", "long"], in: space, ["RAPPORT_PAGER": "head -n 1"], rows: 24)
    #expect(try session.wait() == .exited(0))
    #expect(!session.screen.contains("error"))
  }

  @Test func `new opens the editor and commits once`() throws {
    let space = try TestSpace()
    let editor = try Self.editor("printf 'Because it matters.\\n' >>\"$1\"", in: space)
    let session = try Self.session(["new", "goal", "Second paper"], in: space, ["EDITOR": editor])
    #expect(try session.wait() == .exited(0), "\(session.screen)")
    #expect(try space.committed("goals/second-paper.md")?.hasSuffix("Because it matters.\n") == true)
    #expect(try space.git("rev-list", "--count", "HEAD") == "2\n")
    #expect(try space.status() == "")
    #expect(space.leftovers() == [])
  }

  @Test func `edit opens the editor and commits once`() throws {
    let space = try TestSpace()
    let editor = try Self.editor("sed -i 's/^status: active/status: paused/' \"$1\"", in: space)
    let session = try Self.session(["edit", "paper"], in: space, ["VISUAL": editor])
    #expect(try session.wait() == .exited(0), "\(session.screen)")
    #expect(session.screen.contains("status active → paused"))
    #expect(try space.git("log", "-1", "--format=%s") == "goal paper: status active → paused\n")
    #expect(try space.git("rev-list", "--count", "HEAD") == "2\n")
  }

  @Test func `an untouched template is discarded`() throws {
    let space = try TestSpace()
    let before = try space.holdings()
    let session = try Self.session(["new", "meeting"], in: space, ["EDITOR": "true"])
    #expect(try session.wait() == .exited(0), "\(session.screen)")
    #expect(session.screen.contains("discarded"))
    #expect(try space.holdings() == before)
    #expect(space.leftovers() == [])
  }

  @Test func `a broken edit is asked about, and mended in the second round`() throws {
    let space = try TestSpace()
    let editor = try Self.editor(
      """
      if grep -q actve "$1"; then sed -i s/actve/paused/ "$1"; else sed -i 's/^status: active/status: actve/' "$1"; fi
      """,
      in: space
    )
    let session = try Self.session(["edit", "paper"], in: space, ["EDITOR": editor])
    try session.expect("unknown status 'actve'")
    try session.expect("Edit again?")
    session.type("y\r")
    #expect(try session.wait() == .exited(0), "\(session.screen)")
    #expect(try space.committed("goals/paper.md")?.contains("status: paused") == true)
    #expect(try space.git("rev-list", "--count", "HEAD") == "2\n")
    #expect(space.leftovers() == [])
  }

  @Test func `a broken edit that the person gives up is kept`() throws {
    let space = try TestSpace()
    let before = try space.holdings()
    let editor = try Self.editor(
      "printf '\\nstatus: [\\n---\\nMany words.\\n' >\"$1\"; printf -- '---\\nx: [\\n---\\nMany words.\\n' >\"$1\"",
      in: space
    )
    let session = try Self.session(["edit", "paper"], in: space, ["EDITOR": editor])
    try session.expect("Edit again?")
    session.type("n\r")
    #expect(try session.wait() == .exited(1), "\(session.screen)")
    #expect(session.screen.contains("your text is kept"))
    #expect(try space.holdings() == before)
    let draft = try #require(space.leftovers().first)
    #expect(try space.text(".git/rapport/" + draft).contains("Many words."))
    #expect(session.screen.contains(draft))
  }

  @Test func `Ctrl-C at a question leaves everything usable, and the text where it is`() throws {
    let space = try TestSpace()
    let before = try space.holdings()
    let editor = try Self.editor(
      "sed -i 's/^status: active/status: actve/' \"$1\"; echo 'Many words.' >>\"$1\"",
      in: space
    )
    let session = try Self.session(["edit", "paper"], in: space, ["EDITOR": editor])
    try session.expect("Edit again?")
    session.type("\u{3}")
    #expect(try session.wait() != .exited(0))
    #expect(try space.holdings() == before)
    let draft = try #require(space.leftovers().first)
    #expect(try space.text(".git/rapport/" + draft).contains("Many words."))
    #expect(session.screen.contains("Your text is kept:"))
    #expect(session.screen.contains(draft))
    #expect(try space.rapport.run(["set", "paper", "status=achieved"]).status == 0)
  }

  @Test func `an editor that fails saves nothing and loses nothing`() throws {
    let space = try TestSpace()
    let before = try space.holdings()
    let editor = try Self.editor("echo 'Many words.' >>\"$1\"; exit 3", in: space)
    let session = try Self.session(["edit", "paper"], in: space, ["EDITOR": editor])
    #expect(try session.wait() == .exited(5), "\(session.screen)")
    #expect(try space.holdings() == before)
    let draft = try #require(space.leftovers().first)
    #expect(try space.text(".git/rapport/" + draft).contains("Many words."))
  }

  @Test func `init asks for what it isn't told, and not for what git knows`() throws {
    let space = try TestSpace(emptyWith: [:])
    let session = try Self.session(["init"], in: space, [:])
    for answer in ["Ana Ruiz <ana@example.org>", "Ben Osei <ben@example.org>"] {
      try session.expect("?")
      session.type(answer + "\r")
    }
    #expect(try session.wait() == .exited(0), "\(session.screen)")
    #expect(try space.committed("relationship.md")?.contains("mentor: Ben Osei <ben@example.org>") == true)
  }

  /// Starts rapport on a terminal.
  private static func session(
    _ arguments: [String],
    in space: TestSpace,
    _ environment: [String: String],
    rows: UInt16 = 24
  ) throws -> TerminalSession {
    try TerminalSession(
      [RapportProgram.path] + arguments,
      in: space.path,
      environment: space.rapport.environment.merging(environment) { $1 },
      rows: rows
    )
  }

  /// Makes an editor of a line of shell, in which `$1` is the file.
  private static func editor(_ script: String, in space: TestSpace) throws -> String {
    let path = space.directory.path("editor")
    try writeScript(at: path, script)
    return path
  }
}
