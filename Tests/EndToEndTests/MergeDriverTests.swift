import Foundation
import TestSupport
import Testing

/// The merge driver under the real git, in each of the commands that merge.
struct MergeDriverTests {
  private static let path = "goals/paper.md"

  /// A space whose branches `main` and `side` changed one goal.
  private func diverged(ours: [(String, String)], theirs: [(String, String)]) throws -> TestSpace {
    let space = try TestSpace()
    let saved = try space.rapport.run(["set", "paper", "success=Submitted"])
    #expect(saved.status == 0, "\(saved)")
    try space.git("switch", "--quiet", "--create", "side")
    try change(theirs, in: space)
    try space.git("switch", "--quiet", "main")
    try change(ours, in: space)
    return space
  }

  private func change(_ changes: [(String, String)], in space: TestSpace) throws {
    let text = try changes.reduce(try space.text(Self.path)) { text, change in
      try #require(text.contains(change.0))
      return text.replacing(change.0, with: change.1)
    }
    try space.write(Self.path, text)
    try space.git("commit", "--quiet", "--all", "--message", "change")
  }

  /// Changes of touching lines, which git can't merge by itself.
  private func meaningful() throws -> TestSpace {
    try diverged(
      ours: [("target: 2026-06-30", "target: 2026-09-30"), ("- [ ] Submitted", "- [x] Submitted")],
      theirs: [("status: active", "status: paused"), ("- [ ] Submitted", "- [ ] Submitted due:2026-10-01")]
    )
  }

  private func expectBoth(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
    for part in ["target: 2026-09-30\n", "status: paused\n", "- [x] Submitted due:2026-10-01\n"] {
      #expect(text.contains(part), sourceLocation: sourceLocation)
    }
    #expect(!text.contains("<<<"), sourceLocation: sourceLocation)
  }

  private func run(_ line: String, in space: TestSpace) throws -> ChildProcess.Outcome {
    // The committer's fixed date would give a rebased commit the id of another.
    try space.rapport.shell(line, environment: ["GIT_EDITOR": "true"])
  }

  @Test(arguments: ["merge --no-edit side", "rebase side", "cherry-pick side"])
  func `git merges a record by what it means`(command: String) throws {
    let space = try meaningful()
    let outcome = try run("git \(command)", in: space)
    #expect(outcome.status == 0, "\(outcome)")
    expectBoth(try space.text(Self.path))
    #expect(try space.status() == "")
  }

  @Test func `unsaved work comes back by what it means`() throws {
    let space = try TestSpace()
    try space.rapport.run(["set", "paper", "success=Submitted"])
    let text = try space.text(Self.path)
    let mine = text.replacing("target: 2026-06-30", with: "target: 2026-09-30")
    try space.write(Self.path, mine.replacing("- [ ] Submitted", with: "- [x] Submitted"))
    #expect(try run("git stash", in: space).status == 0)
    try change(
      [("status: active", "status: paused"), ("- [ ] Submitted", "- [ ] Submitted due:2026-10-01")],
      in: space
    )
    let outcome = try run("git stash pop", in: space)
    #expect(outcome.status == 0, "\(outcome)")
    expectBoth(try space.text(Self.path))
  }

  @Test func `a merge without a work tree is the same`() throws {
    let space = try meaningful()
    let outcome = try run("git cat-file blob \"$(git merge-tree --write-tree main side):\(Self.path)\"", in: space)
    #expect(outcome.status == 0, "\(outcome)")
    expectBoth(outcome.stdout)
  }

  @Test func `a disagreement is a conflict for git, in a record that can be read`() throws {
    let space = try diverged(
      ours: [("target: 2026-06-30", "target: 2026-09-30")],
      theirs: [("target: 2026-06-30", "target: 2026-10-15")]
    )
    let outcome = try run("git merge --no-edit side", in: space)
    #expect(outcome.status == 1)
    #expect(outcome.stderr.contains("goals/paper.md: both sides are in; one question is open"), "\(outcome)")
    #expect(try space.status().hasPrefix("UU goals/paper.md"))
    let text = try space.text(Self.path)
    #expect(text.contains("target: 2026-06-30\n"))
    #expect(text.contains("- {field: target, shown: \"2026-06-30\", values: [\"2026-09-30\", \"2026-10-15\"]}"))
    #expect(try run("git commit --quiet --all --no-edit", in: space).status == 0)
  }

  /// Programs in the place of rapport that fail in their own way.
  private static let failures: [String: String] = [
    "missing": "exit 127",
    "crashing": "kill -SEGV $$",
    "killed": "kill -KILL $$",
    "killed amid": "shift 0; \"$REAL\" \"$@\" & sleep 0.00$(($$ % 10)); kill -KILL $!; kill -KILL $$",
    "refusing": "exit 5",
    "mistaken": "exit 70",
  ]

  @Test(arguments: failures.keys.sorted())
  func `a driver that fails loses nothing`(_ failure: String) throws {
    let space = try meaningful()
    let bin = space.directory.path("bin")
    try writeScript(at: bin + "/rapport", Self.failures[failure] ?? "")
    let outcome = try space.rapport.shell(
      "PATH=\"\(bin):$PATH\" REAL=\"\(RapportProgram.path)\" git merge --no-edit side"
    )
    let text = try space.text(Self.path)
    for part in ["target: 2026-09-30\n", "status: paused\n", "- [x] Submitted", "due:2026-10-01\n"] {
      #expect(text.contains(part), "\(outcome)")
    }
    if text.contains("<<<<<<<") { #expect(outcome.status == 1) }
  }

  @Test func `a side that can't be read is merged as text, with markers`() throws {
    let space = try diverged(
      ours: [("title: Toxicity paper", "title: [Toxicity paper")],
      theirs: [("title: Toxicity paper", "title: Toxicity paper, grade 2+")]
    )
    let outcome = try run("git merge --no-edit side", in: space)
    #expect(outcome.status == 1)
    let text = try space.text(Self.path)
    for part in [
      "<<<<<<< ours\ntitle: [Toxicity paper\n", "=======\n", "title: Toxicity paper, grade 2+\n>>>>>>> theirs\n",
    ] {
      #expect(text.contains(part), "\(text)")
    }
  }

  @Test func `other files merge as git merges them`() throws {
    let space = try TestSpace(["README.md": "One.\n\nTwo.\n\nThree.\n"])
    try space.rapport.run(["set", "paper", "success=Submitted"])
    try space.git("switch", "--quiet", "--create", "side")
    try space.write("README.md", "One.\n\nTwo.\n\nThree, theirs.\n")
    try space.git("commit", "--quiet", "--all", "--message", "theirs")
    try space.git("switch", "--quiet", "main")
    try space.write("README.md", "One, ours.\n\nTwo.\n\nThree.\n")
    try space.git("commit", "--quiet", "--all", "--message", "ours")
    #expect(try run("git merge --no-edit side", in: space).status == 0)
    #expect(try space.text("README.md") == "One, ours.\n\nTwo.\n\nThree, theirs.\n")
  }

  @Test func `the driver is told of once, beside what a person set`() throws {
    let space = try TestSpace()
    try writeFile(at: space.path + "/.git/info/attributes", Array("*.png binary".utf8))
    for status in ["achieved", "active"] { try space.rapport.run(["set", "paper", "status=\(status)"]) }
    #expect(try space.text(".git/info/attributes") == "*.png binary\n*.md merge=rapport\n")
    #expect(try space.git("config", "--get-all", "merge.rapport.driver").split(separator: "\n").count == 1)
  }
}
