import Foundation
import TestSupport
import Testing

/// What the README shows is what happens.
struct ReadmeTests {
  /// A line that a person types, and what the program answers.
  private struct Step: CustomStringConvertible {
    let command: String
    var answer: [String] = []

    var description: String { "$ \(command)" }
  }

  @Test func `the tour gives what it shows`() throws {
    let steps = try Self.steps()
    #expect(steps.count >= 5, "the README has no tour in blocks marked `console`")
    let space = try TestSpace(emptyWith: [:])
    let folder = space.directory.path("tour")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for step in steps {
      let outcome = try space.rapport.shell(step.command + " 2>&1", in: folder)
      #expect(outcome.status == 0, "\(step): \(outcome)")
      let answer = outcome.stdout.split(separator: "\n", omittingEmptySubsequences: false).map(Self.normalized)
      #expect(Self.trimmed(answer) == Self.trimmed(step.answer.map { Self.normalized($0[...]) }), "\(step)")
    }
  }

  @Test func `the exit codes are all there`() throws {
    let readme = try Self.readme()
    for code in [0, 1, 2, 3, 4, 5, 70] { #expect(readme.contains("| \(code) | "), "\(code)") }
  }

  private static func readme() throws -> String {
    let file = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../README.md").standardized
    return String(decoding: try readFile(at: file.path), as: UTF8.self)
  }

  /// The commands of all blocks that begin with ```` ```console ````.
  private static func steps() throws -> [Step] {
    var steps: [Step] = []
    var isInside = false
    for line in try readme().split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        isInside = line == "```console"
      } else if isInside, line.hasPrefix("$ ") {
        steps.append(Step(command: String(line.dropFirst(2))))
      } else if isInside, !steps.isEmpty {
        steps[steps.count - 1].answer.append(String(line))
      }
    }
    return steps
  }

  /// The line without what is different each time: ids of commits and of records.
  private static func normalized(_ line: Substring) -> String {
    String(line.replacing(#/\b[0-9a-f]{7}\b/#, with: "COMMIT").replacing(#/\bid: [a-z][a-z0-9]{5}\b/#, with: "id: ID"))
  }

  /// The lines without empty ones at the end.
  private static func trimmed(_ lines: [String]) -> [String] {
    Array(lines.reversed().drop(while: \.isEmpty).reversed())
  }
}
