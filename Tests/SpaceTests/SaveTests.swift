import Foundation
import Git
import Records
import Space
import TestSupport
import Testing

struct SavePlanTests {
  private let goal = "goals/toxicity-paper.md"

  @Test func `changed and new records are taken, other files are not`() throws {
    let fixture = try SpaceFixture()
    try fixture.repository.write(goal, SpaceFixture.goal + "more\n")
    try fixture.repository.write("skills/writing.md", "---\nname: Writing\n---\n")
    try fixture.repository.write("notes/free.md", "---\ntitle: in an unknown folder\n---\n")
    try fixture.repository.write("goals/scratch.txt", "no record\n")
    let plan = try fixture.space.savePlan()
    #expect(plan.items.map(\.path) == [goal, "skills/writing.md"])
    #expect(plan.items.map { $0.committed == nil } == [false, true])
  }

  @Test func `the space's own templates are taken where they changed, and left out where they can't be read`() throws {
    let fixture = try SpaceFixture()
    let path = "templates/goal.md"
    try fixture.repository.commit("templates", files: ["templates/skill.md": "---\nname:\n---\n"])
    try fixture.repository.write(path, "---\ntitle:\nstatus: proposed\n---\n## Plan\n")
    #expect(try fixture.space.savePlan().items.map(\.path) == [path])
    #expect(try fixture.space.savePlan(selection: [goal]).items.isEmpty)
    try fixture.repository.write(path, "---\ntitle: a\ntitle: b\n---\n")
    #expect(try fixture.space.savePlan().items.isEmpty)
    #expect(try fixture.space.savePlan().problems.map(\.path) == [path])
    try writeFile(at: fixture.repository.path + "/.git/info/exclude", Array("templates/\n".utf8))
    #expect(try fixture.space.savePlan().problems.isEmpty)
  }

  @Test(arguments: ["README", "sub/goal", "meeting-sub/one", "house-rules"])
  func `a text beside the templates is none, and stands in nobody's way`(name: String) throws {
    let fixture = try SpaceFixture()
    try fixture.repository.write("templates/\(name).md", "# How our templates work\n")
    #expect(try fixture.space.savePlan().problems.isEmpty)
    #expect(try fixture.space.savePlan().items.isEmpty)
  }

  @Test func `a template that can't be read is no matter of saving once it is committed`() throws {
    let fixture = try SpaceFixture()
    try fixture.repository.commit("templates", files: ["templates/meeting-short.md": "# Short\n"])
    #expect(try fixture.space.savePlan().problems.isEmpty)
    try fixture.repository.write("templates/meeting-short.md", "# Shorter\n")
    #expect(try fixture.space.savePlan().problems.map(\.path) == ["templates/meeting-short.md"])
  }

  @Test func `of a private record that was committed by hand no further text is taken, but its removal is`() throws {
    let fixture = try SpaceFixture()
    let path = "reflections/2026-03-10.md"
    let text = "---\ndate: 2026-03-10\n---\nMine.\n"
    try fixture.repository.commit("by hand", files: [path: text])
    try fixture.repository.write(path, text + "More.\n")
    let plan = try fixture.space.savePlan()
    #expect(plan.items.isEmpty)
    #expect(plan.problems.map(\.code) == [.privateRecord] && plan.problems.map(\.path) == [path])
    try FileManager.default.removeItem(atPath: fixture.repository.path + "/" + path)
    #expect(try fixture.space.savePlan(removingMissing: true).items.map(\.path) == [path])
  }

  @Test func `an ignored file is no record`() throws {
    let fixture = try SpaceFixture()
    try writeFile(at: fixture.repository.path + "/.git/info/exclude", Array("skills/\n".utf8))
    try fixture.repository.write("skills/writing.md", "---\nname: Writing\n---\n")
    #expect(try fixture.space.savePlan().items.isEmpty)
  }

  @Test func `a record that can't be read is left out and named`() throws {
    let fixture = try SpaceFixture()
    try fixture.repository.write(goal, "---\ntitle: a\ntitle: b\n---\n")
    let plan = try fixture.space.savePlan()
    #expect(plan.items.isEmpty)
    #expect(plan.problems.map(\.code) == [.duplicateKey])
    #expect(plan.problems.map(\.path) == [goal])
  }

  @Test func `a record whose name is no UTF-8 is left out and named`() throws {
    let fixture = try SpaceFixture()
    try fixture.repository.write("goals/cafe.md", "---\ntitle: Café\nstatus: active\n---\n")
    let folder = fixture.repository.path + "/goals/"
    let name = Array("caf".utf8) + [0xE9] + Array(".md".utf8) + [0]
    let path = (Array(folder.utf8) + name).map(CChar.init(bitPattern:))
    #expect(rename(folder + "cafe.md", path) == 0)
    let plan = try fixture.space.savePlan()
    #expect(plan.items.isEmpty)
    #expect(plan.problems.map(\.path) == ["goals/caf\u{FFFD}.md"])
    #expect(plan.problems.map(\.summary) == ["the file's name isn't written in UTF-8, so it is read as no record"])
  }

  @Test(arguments: [
    ("Goals/cap.md", "goals/cap.md"), ("goals/x.MD", "goals/x.md"),
    ("Meetings/2026-12-24.md", "meetings/2026-12-24.md"),
    ("Closure.md", "closure.md"),
  ])
  func `a new record whose place is written in other letters is left out and told its place`(
    path: String,
    right: String
  ) throws {
    let fixture = try SpaceFixture()
    try fixture.repository.write(path, "---\ntitle: x\n---\n")
    let plan = try fixture.space.savePlan()
    #expect(plan.items.isEmpty)
    #expect(plan.problems.map(\.path) == [path])
    #expect(plan.problems.map(\.help) == ["move it to \(right)"])
    // What git has already is no record of that kind, but nothing that is left out.
    try fixture.repository.commit("by hand", files: [path: "---\ntitle: x\n---\n"])
    #expect(try fixture.space.savePlan().problems.isEmpty)
    #expect(try fixture.space.records().problems.map(\.severity) == [.warning])
  }

  @Test(arguments: ["Goals/README.md", "Notes/x.md", "README.MD", "Goals/.draft.MD"])
  func `other texts may be written in any letters`(path: String) throws {
    let fixture = try SpaceFixture()
    try fixture.repository.write(path, path.contains("README") ? "# Ours\n" : "---\ntitle: x\n---\n")
    #expect(try fixture.space.records().problems.isEmpty)
  }

  @Test func `a missing file stays in git unless its removal is asked for`() throws {
    let fixture = try SpaceFixture()
    try FileManager.default.removeItem(atPath: fixture.repository.path + "/" + goal)
    #expect(try fixture.space.savePlan().items.isEmpty)
    #expect(try fixture.space.savePlan().missing == [goal])
    let plan = try fixture.space.savePlan(removingMissing: true)
    #expect(plan.items.map(\.path) == [goal])
    #expect(plan.items.map { $0.present == nil } == [true])
  }

  @Test func `a missing template is told, and stays in git unless its removal is asked for`() throws {
    let fixture = try SpaceFixture()
    let path = "templates/goal.md"
    try fixture.repository.commit("templates", files: [path: "---\ntitle:\n---\n", "templates/README.md": "# Ours\n"])
    try FileManager.default.removeItem(atPath: fixture.repository.path + "/templates")
    #expect(try fixture.space.records().missing == [path])
    #expect(try fixture.space.savePlan().missing == [path])
    #expect(try fixture.space.savePlan(removingMissing: true).items.map(\.path) == [path])
  }

  @Test func `a record moved by hand is saved as a move`() throws {
    let fixture = try SpaceFixture()
    try FileManager.default.moveItem(
      atPath: fixture.repository.path + "/" + goal,
      toPath: fixture.repository.path + "/goals/paper.md"
    )
    let plan = try fixture.space.savePlan()
    #expect(plan.items.map(\.path) == ["goals/paper.md", goal])
    #expect(plan.missing.isEmpty)
  }

  @Test func `a meeting moved by hand to another day is saved as a move`() throws {
    let fixture = try SpaceFixture()
    let old = "meetings/2026-03-10.md"
    let text = try fixture.repository.read(old).replacing("2026-03-10", with: "2026-03-12")
    try FileManager.default.removeItem(atPath: fixture.repository.path + "/" + old)
    try fixture.repository.write("meetings/2026-03-12.md", text)
    let plan = try fixture.space.savePlan()
    #expect(plan.items.map(\.path) == [old, "meetings/2026-03-12.md"])
    #expect(plan.missing.isEmpty)
    // Of two that it may have become none is known to be it.
    try fixture.repository.write("meetings/2026-03-14.md", text.replacing("2026-03-12", with: "2026-03-14"))
    #expect(try fixture.space.savePlan().missing == [old])
  }

  @Test func `saving never changes a byte of the work tree`() async throws {
    let fixture = try SpaceFixture()
    let text = SpaceFixture.goal.replacing("\n", with: "\r\n") + "no newline at the end"
    try fixture.repository.write(goal, text)
    let items = try fixture.space.savePlan().items
    let plan = WritePlan(
      files: items.map { .init(saving: $0.path, present: $0.present, as: $0.present, committed: $0.committed) },
      message: .init(subject: "saved")
    )
    _ = try await fixture.space.write(plan, under: fixture.terms)
    #expect(try fixture.repository.read(goal) == text)
    #expect(try fixture.committed(goal) == text)
    #expect(try fixture.status() == "")
  }
}

struct UndoTests {
  private let goal = "goals/toxicity-paper.md"

  private func set(_ fixture: SpaceFixture, _ old: String, _ new: String) async throws {
    _ = try await fixture.space.write(try fixture.plan(replacing: old, by: new), under: fixture.terms)
  }

  private func undo(_ fixture: SpaceFixture) async throws {
    let plan = try fixture.space.undoPlan(for: .ana, because: nil)
    _ = try await fixture.space.write(plan.write, under: fixture.terms)
  }

  @Test func `the last change goes back by a new commit`() async throws {
    let fixture = try SpaceFixture()
    try await set(fixture, "proposed", "active")
    try await undo(fixture)
    #expect(try fixture.repository.read(goal) == SpaceFixture.goal)
    #expect(try fixture.subjects().first == "undo: goal toxicity-paper: changed")
    #expect(try fixture.subjects().count == 3)
    #expect(try fixture.status() == "")
  }

  @Test func `undoing again takes back the change before`() async throws {
    let fixture = try SpaceFixture()
    try await set(fixture, "proposed", "active")
    try await set(fixture, "active", "paused")
    try await undo(fixture)
    #expect(try fixture.repository.read(goal).contains("status: active"))
    try await undo(fixture)
    #expect(try fixture.repository.read(goal) == SpaceFixture.goal)
  }

  @Test func `the other person's change is never undone`() async throws {
    let fixture = try SpaceFixture()
    try await set(fixture, "proposed", "active")
    try fixture.repository.git(
      "-c",
      "user.name=Ben",
      "commit",
      "-q",
      "--allow-empty",
      "--author=Ben Osei <ben@example.org>",
      "-m",
      "by Ben"
    )
    let plan = try fixture.space.undoPlan(for: .ana, because: nil)
    #expect(plan.commit.subject == "goal toxicity-paper: changed")
    let error = #expect(throws: SpaceError.self) {
      try fixture.space.undoPlan(for: Person(name: "Cleo", email: "cleo@example.org"), because: nil)
    }
    guard case .nothingToUndo(.noOwnCommit)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func `a file that was changed since, saved or not, is left alone`() async throws {
    let fixture = try SpaceFixture()
    try await set(fixture, "proposed", "active")
    try fixture.repository.write(goal, try fixture.repository.read(goal) + "typed\n")
    let error = #expect(throws: SpaceError.self) { try fixture.space.undoPlan(for: .ana, because: nil) }
    guard case .nothingToUndo(.unsaved([goal], _, isErasing: false))? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func `a line of progress goes alone, whatever was added beside it`() async throws {
    let fixture = try SpaceFixture()
    let text = SpaceFixture.goal + "## Progress\n"
    try fixture.repository.commit("progress", files: [goal: text], by: .ben)
    try await set(fixture, "## Progress\n", "## Progress\n- 2026-03-12 Sent.\n")
    let added = text + "- 2026-03-11 Read.\n- 2026-03-12 Sent.\n"
    try fixture.repository.commit(
      "by Ben",
      files: [goal: added.replacing("proposed", with: "active")],
      by: .ben
    )
    try await undo(fixture)
    let expected = (text + "- 2026-03-11 Read.\n").replacing("proposed", with: "active")
    #expect(try fixture.repository.read(goal) == expected)
    #expect(try fixture.status() == "")
  }

  @Test(arguments: [
    // The same field has another value, or its old one again; the whole record was Ana's.
    ("status: active", "status: paused", false), ("status: active", "status: proposed", false),
    ("Abstract", "An abstract", true),
  ])
  func `what was changed since in the same place is left alone`(old: String, new: String, isNew: Bool) async throws {
    let fixture = try SpaceFixture()
    if isNew {
      try fixture.repository.commit("none", files: [goal: nil], by: .ben)
      try fixture.repository.commit("goal", files: [goal: SpaceFixture.goal])
    } else {
      try await set(fixture, "proposed", "active")
    }
    let text = try fixture.repository.read(goal).replacing(old, with: new)
    try fixture.repository.commit("by Ben", files: [goal: text], by: .ben)
    let error = #expect(throws: SpaceError.self) { try fixture.space.undoPlan(for: .ana, because: nil) }
    guard case .nothingToUndo(.changedSince(goal, _))? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  /// Ana's change of the status, Ben's of a milestone beside it, and the merge of both in her name.
  private func merged(_ message: String, as text: String) async throws -> SpaceFixture {
    let fixture = try SpaceFixture()
    try fixture.repository.createBranch("bens")
    try await set(fixture, "proposed", "active")
    try fixture.repository.git("switch", "--quiet", "bens")
    try fixture.repository.commit(
      "by Ben",
      files: [goal: SpaceFixture.goal.replacing("Abstract", with: "An abstract")],
      by: .ben
    )
    try fixture.repository.git("switch", "--quiet", "main")
    try fixture.repository.merge("bens", message: message, files: [goal: text])
    return fixture
  }

  @Test(arguments: ["Merge branch 'bens'", "Merge the changes of both\n\nRapport-Merge: 1"])
  func `a merge in one's own name is passed by`(message: String) async throws {
    let bens = SpaceFixture.goal.replacing("Abstract", with: "An abstract")
    let fixture = try await merged(message, as: bens.replacing("proposed", with: "active"))
    try await undo(fixture)
    #expect(try fixture.subjects().first == "undo: goal toxicity-paper: changed")
    #expect(try fixture.repository.read(goal) == bens)
  }

  @Test func `a merge that says something of its own is left to the person`() async throws {
    let text = SpaceFixture.goal.replacing("Abstract", with: "An abstract").replacing("proposed", with: "paused")
    let fixture = try await merged("Merge branch 'bens'", as: text)
    let error = #expect(throws: SpaceError.self) { try fixture.space.undoPlan(for: .ana, because: nil) }
    guard case .nothingToUndo(.merge(_))? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test(arguments: [false, true])
  func `where git converts line endings, what it calls unchanged is taken back`(byAttribute: Bool) async throws {
    let fixture = try SpaceFixture()
    if byAttribute {
      try fixture.repository.write(".gitattributes", "*.md text eol=crlf\n")
    } else {
      try fixture.repository.git("config", "core.autocrlf", "true")
    }
    try await set(fixture, "proposed", "active")
    try await undo(fixture)
    #expect(try fixture.committed(goal) == SpaceFixture.goal)
    #expect(try fixture.status() == (byAttribute ? "?? .gitattributes\n" : ""))
  }

  @Test func `a program that was removed comes back as one`() async throws {
    let fixture = try SpaceFixture()
    let program = fixture.repository.path + "/tools/report.sh"
    try fixture.repository.write("tools/report.sh", "#!/bin/sh\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
    try fixture.repository.git("add", "--all")
    try fixture.repository.git("commit", "-q", "-m", "a program")
    try fixture.repository.git("rm", "-q", "tools/report.sh")
    try fixture.repository.git("commit", "-q", "-m", "no program")
    try await undo(fixture)
    #expect(try fixture.repository.git("ls-tree", "HEAD", "tools/").hasPrefix("100755 blob "))
    #expect(FileManager.default.isExecutableFile(atPath: program))
    #expect(try fixture.status() == "")
  }

  @Test func `a program that became a text, with other words, is a program again`() async throws {
    let fixture = try SpaceFixture()
    try fixture.repository.git("update-index", "--chmod=+x", goal)
    try fixture.repository.git("commit", "-q", "-m", "executable")
    try fixture.repository.write(goal, SpaceFixture.goal.replacing("proposed", with: "active"))
    try fixture.repository.git("update-index", "--chmod=-x", goal)
    try fixture.repository.git("commit", "-q", "-a", "-m", "a text")
    try await undo(fixture)
    #expect(try fixture.repository.git("ls-tree", "HEAD", goal).hasPrefix("100755 blob "))
    #expect(try fixture.status() == "")
  }

  @Test(arguments: [false, true])
  func `a commit that changed what a file is, and not its text, is left to git`(isLink: Bool) async throws {
    let fixture = try SpaceFixture()
    let path = isLink ? "link" : goal
    if isLink {
      let link = fixture.repository.path + "/link"
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: goal)
      try fixture.repository.git("add", "link")
      try fixture.repository.git("commit", "-q", "-m", "a link")
      try fixture.repository.git("rm", "-q", "link")
    } else {
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755],
        ofItemAtPath: fixture.repository.path + "/" + goal
      )
    }
    try fixture.repository.git("commit", "-q", "-a", "-m", "what it is")
    let error = #expect(throws: SpaceError.self) { try fixture.space.undoPlan(for: .ana, because: nil) }
    guard case .nothingToUndo(.notText(path, _))? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }
}
