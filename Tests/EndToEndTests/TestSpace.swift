import Foundation
import TestSupport
import Testing

/// A space in a temporary folder, with the built program and the real git to work on it.
struct TestSpace {
  /// Holds the home folder, the space, and whatever a test puts beside it.
  let directory: TemporaryDirectory
  let path: String
  let rapport: RapportProgram
  let git: RealGit

  /// Makes a space of Ana and Ben with one goal and one meeting, in one commit.
  ///
  /// - Parameters:
  ///   - files: More records, by path.
  ///   - environment: Variables that rapport sees besides those of `RapportProgram.isolatedEnvironment(home:)`.
  init(_ files: [String: String] = [:], environment: [String: String] = [:]) throws {
    try self.init(emptyWith: environment)
    for (path, text) in Self.files.merging(files, uniquingKeysWith: { $1 }) { try write(path, text) }
    try git("add", "--all")
    try git("commit", "--quiet", "--message", "begin")
  }

  /// Makes a repository without commits.
  init(emptyWith environment: [String: String]) throws {
    directory = try TemporaryDirectory()
    path = directory.path("space")
    let home = directory.path("home")
    for folder in [path, home] {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }
    rapport = RapportProgram(in: path, home: home, environment: environment)
    git = RealGit(in: path, environment: ["HOME": home])
    try git("init", "--quiet", "--initial-branch=main")
  }

  /// The records that every space of the tests begins with.
  static let files = [
    "relationship.md": """
    ---
    mentor: Ben Osei <ben@example.org>
    mentee: Ana Ruiz <ana@example.org>
    started: 2026-03-02
    status: active
    ---

    """,
    "goals/paper.md": """
    ---
    id: k7f3q2
    title: Toxicity paper
    status: active
    target: 2026-06-30
    ---
    ## Why
    One project from question to submission.

    ## Milestones
    - [ ] Abstract agreed due:2026-04-15
    - [ ] Submitted

    ## Progress

    """,
    "meetings/2026-03-10.md": """
    ---
    date: 2026-03-10
    status: planned
    ---
    ## Agenda
    - [ ] How do I choose a journal?

    ## Actions
    - [ ] Send outline @mentee due:2026-04-24

    """,
  ]

  /// Writes a file of the space, and the folders above it.
  func write(_ name: String, _ text: String) throws { try write(name, Array(text.utf8)) }

  /// Writes a file of the space, and the folders above it.
  func write(_ name: String, _ bytes: [UInt8]) throws { try writeFile(at: path + "/" + name, bytes) }

  /// The text of a file of the space.
  func text(_ name: String) throws -> String { String(decoding: try readFile(at: path + "/" + name), as: UTF8.self) }

  /// The text of a file in the last commit; nil where that has none.
  func committed(_ name: String) throws -> String? {
    let outcome = try git.outcome(["cat-file", "blob", "HEAD:" + name])
    return outcome.status == 0 ? outcome.stdout : nil
  }

  /// The last commit's id.
  func head() throws -> String { try git("rev-parse", "HEAD") }

  /// What git calls changed, one line a file; empty where nothing is.
  func status() throws -> String { try git("status", "--porcelain") }

  /// What a person could lose: the work tree, the index, and where the branches are.
  ///
  /// Without times, without git's logs, and without objects that no branch reaches.
  func holdings() throws -> [String: [UInt8]] {
    try FolderSnapshot(of: path).filter { name in
      !name.hasPrefix(".git/") || name.hasPrefix(".git/refs/") || [".git/HEAD", ".git/index"].contains(name)
    }.contents
  }

  /// The names in the folder where rapport keeps its lock and its journal.
  func leftovers() -> [String] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: path + "/.git/rapport")
    return (names ?? []).filter { $0 != "lock" }.sorted()
  }
}

/// Whether the long runs are asked for.
let isSoak = ProcessInfo.processInfo.environment["RAPPORT_SOAK"] == "1"

/// How often something is tried: as often as `RAPPORT_COUNT` says, else few times in the gate and many in a long run.
func trials(_ few: Int, soak many: Int) -> Int {
  ProcessInfo.processInfo.environment["RAPPORT_COUNT"].flatMap { Int($0) } ?? (isSoak ? many : few)
}

/// The seed of this run, which the tests print.
let seed = LawLength.firstSeed

/// Writes a line of figures between the lines of the test run.
func report(_ line: String) {
  FileHandle.standardError.write(Data("rapport-tests: \(line)\n".utf8))
}
