import Git
import Records
import Space
import TestSupport

/// A shared space in a temporary folder, with one goal and one meeting in its first commit.
struct SpaceFixture {
  static let goal = """
    ---
    id: k7f3q2
    title: "Toxicity paper: grade 2+"
    status: proposed
    target: 2026-06-30 # agreed on the phone
    ---
    ## Milestones
    - [ ] Abstract agreed due:2026-04-15

    """

  static let relationship = """
    ---
    mentor: Ben Osei <ben@example.org>
    mentee: Ana Ruiz <ana@example.org>
    started: 2026-03-01
    status: active
    ---

    """

  let repository: FixtureRepository
  let space: Space

  init() throws {
    repository = try FixtureRepository()
    try repository.commit(
      "relationship: new",
      files: [
        "relationship.md": Self.relationship, "goals/toxicity-paper.md": Self.goal,
        "meetings/2026-03-10.md": "---\ndate: 2026-03-10\nstatus: held\n---\n## Agenda\n",
      ]
    )
    space = try Space(try repository.reopened())
  }

  /// The terms under which the mentee commits, one day after the fixture's start.
  var terms: CommitTerms {
    let signature = Signature(person: .ana, time: CommitTime.fixtureStart.adding(days: 1))
    let signing = SigningCommand(environment: [:])
    return CommitTerms(author: signature, committer: signature, isSigned: false, signing: signing)
  }

  /// A plan that turns the goal's present text into another one.
  func plan(
    _ path: String = "goals/toxicity-paper.md",
    replacing old: String,
    by new: String
  ) throws -> WritePlan {
    let text = try repository.read(path)
    return WritePlan(
      files: [.init(path: path, before: Array(text.utf8), after: Array(text.replacing(old, with: new).utf8))],
      message: .init(subject: "goal toxicity-paper: changed")
    )
  }

  /// What git says of the work tree and the index; empty when both are as committed.
  func status() throws -> String {
    try repository.git("status", "--porcelain")
  }

  /// A file's text in the last commit.
  func committed(_ path: String) throws -> String {
    try repository.git("show", "HEAD:" + path)
  }

  /// Subjects from the newest commit back.
  func subjects() throws -> [String] {
    try repository.git("log", "--format=%s").split(separator: "\n").map(String.init)
  }
}
