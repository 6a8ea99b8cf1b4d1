import Foundation
import TestSupport
import Testing

/// A person's computer: a home, a clone of the space, and the built program.
struct ServerReplica {
  let name: String
  let path: String
  let rapport: RapportProgram
  let git: RealGit

  /// - Parameters:
  ///   - directory: Where the home and the clone go.
  ///   - environment: Variables to add.
  ///   - configuration: Lines of `.gitconfig`.
  init(_ name: String, in directory: TemporaryDirectory, environment: [String: String], configuration: String) throws {
    self.name = name
    let home = directory.path("home-\(name)")
    path = directory.path("space-\(name)")
    try writeFile(at: home + "/.gitconfig", Array((configuration + "[safe]\n\tdirectory = *\n").utf8))
    let person = [
      "GIT_AUTHOR_NAME": name, "GIT_AUTHOR_EMAIL": "\(name)@example.org", "GIT_COMMITTER_NAME": name,
      "GIT_COMMITTER_EMAIL": "\(name)@example.org",
    ]
    rapport = RapportProgram(in: path, home: home, environment: environment.merging(person) { $1 })
    git = RealGit(
      in: path,
      environment: environment.merging(person) { $1 }.merging(["HOME": home, "GIT_CONFIG_GLOBAL": home + "/.gitconfig"])
      { $1 }
    )
  }

  /// Makes the space and sends it to a server.
  func share(at address: String, options: [String] = []) throws -> ChildProcess.Outcome {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try git("init", "--quiet", "--initial-branch=main")
    for (name, text) in TestSpace.files { try writeFile(at: path + "/" + name, Array(text.utf8)) }
    try git("add", "--all")
    try git("commit", "--quiet", "-m", "begin")
    return try rapport.run(["share", address] + options)
  }

  /// Clones the space from a server.
  func clone(_ address: String) throws {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    let outcome = try rapport.run(["clone", address, path], in: folder)
    try #require(outcome.status == 0, "\(outcome)")
  }

  /// Runs a command that must succeed, or leave questions open.
  @discardableResult
  func run(_ arguments: String..., limitSeconds: Double = 60) throws -> ChildProcess.Outcome {
    let outcome = try rapport.run(arguments, limitSeconds: limitSeconds)
    try #require(outcome.status == 0 || outcome.status == 1, "\(name): \(arguments): \(outcome)")
    return outcome
  }

  func read(_ name: String) throws -> String { String(decoding: try readFile(at: path + "/" + name), as: UTF8.self) }

  func tip() throws -> String { try git("rev-parse", "HEAD").trimmingCharacters(in: .newlines) }
}
