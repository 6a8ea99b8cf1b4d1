import Foundation
import TestSupport
import Testing

/// The worked examples play to their end, and the year reads as it should.
struct DemoTests {
  private static let script = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../scripts/demo")
    .standardized.path

  /// Plays an example with the program under test, in a folder that the transcript calls `FOLDER`.
  private func transcript(_ arguments: String...) throws -> String {
    let directory = try TemporaryDirectory()
    let folder = directory.path("example")
    let home = directory.path("home")
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
    var environment = RapportProgram.isolatedEnvironment(home: home)
    environment["RAPPORT_PROGRAM"] = RapportProgram.path
    // What is said beside the answers is part of what one sees.
    let command = ["sh", "-c", "exec sh \"$0\" \"$@\" 2>&1", Self.script] + arguments + [folder]
    let example = try ChildProcess(command, in: directory.path, environment: environment)
    let outcome = try example.wait(limitSeconds: 300)
    try #require(outcome.status == 0, "\(outcome)")
    return (outcome.stdout).replacing(folder, with: "FOLDER").replacing(RapportProgram.path, with: "rapport")
      .replacing(#/\b[0-9a-f]{7}\b/#, with: "COMMIT")
  }

  @Test func `the eight months play to their end`() throws {
    let told = try transcript()
    #expect(told.contains("For the two of you to decide"))
    #expect(told.contains("$ rapport log toxicity-paper"))
  }

  @Test func `the year goes through everything for the practice of mentoring`() throws {
    try Goldens().expect(try transcript("--year"), matchesGolden: "year.txt")
  }
}
