import Foundation
import TestSupport
import Testing

/// What the README shows is what happens.
struct ReadmeTests {
  /// A line that a person types, and what the program answers.
  private struct Step: CustomStringConvertible {
    /// Who types it, where the README tells of two.
    let who: String
    let command: String
    var answer: [String] = []

    var description: String { "\(who)$ \(command)" }

    /// Runs the line, and holds what comes to what the README shows; sync leaves with 1 while something is to be decided.
    func verify(by rapport: RapportProgram, in folder: String, environment: [String: String] = [:]) throws {
      let outcome = try rapport.shell(command + " 2>&1", in: folder, environment: environment)
      let isOpen = outcome.stdout.contains("For the two of you to decide")
      #expect(outcome.status == (isOpen && command.hasPrefix("rapport sync") ? 1 : 0), "\(self): \(outcome)")
      let lines = outcome.stdout.split(separator: "\n", omittingEmptySubsequences: false).map(ReadmeTests.normalized)
      #expect(
        ReadmeTests.trimmed(lines) == ReadmeTests.trimmed(answer.map { ReadmeTests.normalized($0[...]) }),
        "\(self)"
      )
    }
  }

  @Test func `the tour gives what it shows`() throws {
    let steps = try Self.steps().filter(\.who.isEmpty)
    #expect(steps.count >= 5, "the README has no tour in blocks marked `console`")
    let space = try TestSpace(emptyWith: [:])
    let folder = space.directory.path("tour")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let person = ["GIT_AUTHOR_EMAIL": "ana@hosp.org", "GIT_COMMITTER_EMAIL": "ana@hosp.org"]
    for step in steps { try step.verify(by: space.rapport, in: folder, environment: person) }
  }

  @Test func `the story of two people gives what it shows`() throws {
    let steps = try Self.steps().filter { !$0.who.isEmpty }
    #expect(Set(steps.map(\.who)) == ["ana", "ben"])
    let space = try TestSpace(emptyWith: [:])
    let host = space.directory.path("host")
    try space.git("init", "--quiet", "--bare", "--initial-branch=main", host + "/ana/mentoring.git")
    // The host of the story is a folder; nothing of it is asked over a network.
    let configuration = """
      [url "\(host)/"]
        insteadOf = git@github.com:
      [url "\(host)/nobody/"]
        insteadOf = https://github.com/
      """
    for (minute, step) in steps.enumerated() {
      let home = space.directory.path(step.who)
      if !FileManager.default.fileExists(atPath: home) {
        try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        try Data(configuration.utf8).write(to: URL(fileURLWithPath: home + "/.gitconfig"))
      }
      let clone = home + "/mentoring"
      let folder = FileManager.default.fileExists(atPath: clone) ? clone : home
      try step.verify(
        by: space.rapport,
        in: folder,
        environment: Self.environment(of: step.who, home: home, minute: minute)
      )
    }
  }

  /// The variables that make somebody of the story who they are, on one morning in August.
  private static func environment(of who: String, home: String, minute: Int) -> [String: String] {
    let person = who == "ben" ? ("Ben Osei", "ben@hosp.org") : ("Ana Ruiz", "ana@hosp.org")
    let time = "2026-08-12T09:\(10 + minute):00+00:00"
    return [
      "HOME": home, "XDG_CONFIG_HOME": home + "/.config", "GIT_AUTHOR_DATE": time, "GIT_COMMITTER_DATE": time,
      "GIT_AUTHOR_NAME": person.0, "GIT_COMMITTER_NAME": person.0, "GIT_AUTHOR_EMAIL": person.1,
      "GIT_COMMITTER_EMAIL": person.1,
    ]
  }

  @Test func `the exit codes are all there`() throws {
    let readme = try Self.readme()
    for code in [0, 1, 2, 3, 4, 5, 70] { #expect(readme.contains("| \(code) | "), "\(code)") }
  }

  private static func readme() throws -> String {
    let file = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../README.md").standardized
    return String(decoding: try readFile(at: file.path), as: UTF8.self)
  }

  /// The commands of all blocks that begin with ```` ```console ````, behind `$ ` or the name of who types, as in `ana$ `.
  private static func steps() throws -> [Step] {
    var steps: [Step] = []
    var isInside = false
    for line in try readme().split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        isInside = line == "```console"
      } else if isInside, let match = line.prefixMatch(of: #/(ana|ben|)\$ /#) {
        steps.append(Step(who: String(match.1), command: String(line[match.range.upperBound...])))
      } else if isInside, !steps.isEmpty {
        steps[steps.count - 1].answer.append(String(line))
      }
    }
    return steps
  }

  /// The line without what is different each time: ids of commits and of records.
  private static func normalized(_ line: Substring) -> String {
    String(
      line.replacing(#/\b[0-9a-f]{7}\b/#, with: "COMMIT").replacing(#/\bid: [a-z][a-z0-9]{5}\b/#, with: "id: ID")
        .replacing(#/(?:\/\S+)?\/(?=(?:ana|ben)\/mentoring)/#, with: "~")
    )
  }

  /// The lines without empty ones at the end.
  private static func trimmed(_ lines: [String]) -> [String] {
    Array(lines.reversed().drop(while: \.isEmpty).reversed())
  }
}
