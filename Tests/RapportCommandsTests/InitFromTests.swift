import Foundation
import Git
import TestSupport
import Testing

struct InitFromTests {
  private static let people = ["--mentor", "Kim Lee <kim@example.org>", "--mentee", "Ana Ruiz <ana@example.org>"]

  /// Ana's space with Ben, in which his words are everywhere; each holds CANARY.
  private static func withCanaries() throws -> TestContext {
    let space = try TestContext.new()
    let fixture = space.fixture
    let goal = """
      ---
      id: k7f3q2
      title: Ana's paper
      status: active
      proposed_by: mentee
      target: 2026-12-01
      success: Submitted by me
      ---
      ## Why
      I want to.

      ## Milestones
      - [ ] First draft

      ## My notes
      Mine alone.

      """
    try fixture.commit("goal", files: ["goals/paper.md": goal], by: .ana)
    try fixture.commit(
      "Ben edits",
      files: [
        "goals/paper.md": goal.replacing("success: Submitted by me", with: "success: CANARY accepted")
          .replacing("I want to.", with: "I want to.\nCANARY adds his view.")
          .replacing("- [ ] First draft", with: "- [x] First draft\n- [ ] CANARY step")
          .replacing("## My notes", with: "## CANARY heading\nText.\n\n## My notes")
          + "## Progress\n- 2026-05-01 CANARY progress\n"
      ],
      by: .ben
    )
    let edited = try fixture.read("goals/paper.md")
    try fixture.commit(
      "Ana moves Ben's words and adds her own",
      files: [
        "goals/paper.md": edited.replacing("CANARY adds his view.\n", with: "")
          .replacing("Mine alone.", with: "Mine alone.\n  CANARY adds his view.  ")
          + "- 2026-06-01 Sent to journal\n"
      ],
      by: .ana
    )
    try fixture.commit(
      "more",
      files: [
        "goals/bens.md": "---\ntitle: CANARY idea\nstatus: proposed\nproposed_by: mentee\n---\n",
        "goals/quoted.md": "---\ntitle: \"Ana's other\"\nstatus: active\n---\n## CANARY\n",
        "skills/grants.md":
          "---\nid: p4m2xd\nname: CANARY skill\n---\n## Assessments\n- 2026-03-10 mentee 2\n",
        "README.md": "Ana copies this CANARY sentence.\n",
      ],
      by: .ben
    )
    try fixture.commit(
      "Ana's",
      files: [
        "goals/over.md": "---\ntitle: Reached\nstatus: achieved\n---\n",
        "goals/copied.md": "---\ntitle: Copied\nstatus: active\n---\n## Why\nAna copies this CANARY sentence.\n",
        "skills/talks.md":
          "---\nid: t4lkss\nname: Talks\n---\n## Assessments\n- 2026-03-10 mentee 2 stage fright\n- 2026-03-11 mentor 4 typed by me\n",
      ],
      by: .ana
    )
    let talks = try fixture.read("skills/talks.md")
    try fixture.commit(
      "Ben assesses, for himself and in Ana's name",
      files: ["skills/talks.md": talks + "- 2026-04-10 mentor 3 CANARY good\n- 2026-04-11 mentee 3 CANARY put in\n"],
      by: .ben
    )
    return space
  }

  @Test func `open goals and self-assessments come along, and no word of the former mentor`() async throws {
    let space = try Self.withCanaries()
    let former = space.fixture.path
    space.folder = "../home"
    let arguments = ["init", "next", "--me", "mentee", "--from", former] + Self.people
    var transcript = await space.run(arguments: arguments)
    #expect(!FileManager.default.fileExists(atPath: space.fixture.outsidePath("home/next")))
    transcript += await space.run(arguments: arguments + ["--yes"])
    space.folder = "../home/next"
    transcript += await space.run("show", "goals/paper")
    transcript += await space.run("show", "goals/copied")
    transcript += await space.run("show", "talks")
    transcript += await space.run("check")
    transcript.expect(golden: "init-from")
    let git = RealGit(in: space.fixture.outsidePath("home/next"))
    let objects = try git("cat-file", "--batch-all-objects", "--batch")
    #expect(objects.contains("Ana's paper"))
    #expect(!objects.contains("CANARY"))
    #expect(!objects.contains("mentor 4"))
  }

  @Test func `only the mentee of both takes something along, and only from a shared space`() async throws {
    let space = try Self.withCanaries()
    let former = space.fixture.path
    space.folder = "../home"
    var transcript = await space.run(
      arguments: ["init", "next", "--from", former, "--yes"] + [
        "--mentor", "Ana Ruiz <ana@example.org>", "--mentee", "Kim Lee <kim@example.org>",
      ]
    )
    space.person = .ben
    transcript += await space.run(arguments: ["init", "next", "--from", former, "--yes"] + Self.people)
    space.person = .ana
    transcript += await space.run(arguments: ["init", "next", "--from", ".", "--yes"] + Self.people)
    transcript += await space.run("init", "--private", "next", "--from", former)
    transcript.expect(golden: "init-from-refused")
    #expect(!FileManager.default.fileExists(atPath: space.fixture.outsidePath("home/next")))
  }

  @Test(arguments: [
    ("Ana Ruiz <ana@example.org> <ana@new.org>", "ana@new.org"), ("<ana@new.org> <ana@example.org>", "ana@new.org"),
    ("Ana Ruiz <ana@example.org> <ANA@new.org>", "ana@example.org"),
  ])
  func `a new address is refused with the line for the mailmap, which lets it in`(
    line: String,
    mentee: String
  ) async throws {
    let space = try Self.withCanaries()
    let former = space.fixture.path
    space.person = Person(name: "Ana Ruiz", email: "ana@new.org")
    space.folder = "../home"
    let arguments = ["init", "next", "--from", former, "--yes", "--mentor", "Kim Lee <kim@example.org>"]
    let people = ["--mentee", "Ana Ruiz <\(mentee)>", "--me", "mentee"]
    let refused = await space.run(arguments: arguments + people)
    #expect(refused.status == 5)
    #expect(
      refused.error.contains(
        "put this line into .mailmap there, and commit it: Ana Ruiz <ana@example.org> <ana@new.org>\n"
      )
    )
    try space.fixture.commit("Another address", files: [".mailmap": line + "\n"], by: .ana)
    let made = await space.run(arguments: arguments + people)
    #expect(made.status == 0)
    #expect(made.error.contains("goals/paper.md: Ana's paper"))
  }

  @Test(arguments: [("y", 0), ("n", 5)])
  func `at a terminal the list waits for a yes`(answer: String, status: Int32) async throws {
    let space = try Self.withCanaries()
    let former = space.fixture.path
    space.folder = "../home"
    let arguments = ["init", "next", "--me", "mentee", "--from", former, "--started", "2026-07-01"] + Self.people
    #expect(await space.runInteractively(arguments: arguments, answers: [answer]).status == status)
    let relationship = try? readFile(at: space.fixture.outsidePath("home/next/relationship.md"))
    #expect((relationship != nil) == (status == 0))
    if let relationship { #expect(String(decoding: relationship, as: UTF8.self).contains("started: 2026-07-01\n")) }
  }
}
