import Foundation
import Git
import RapportCommands
import TestSupport
import Testing

/// Ana's space, a folder for the exchange, and what Ben clones of it; git sees no configuration of this machine.
final class TwoClones {
  let context: TestContext

  /// Ana's space is new, or has half a year of history.
  convenience init(withHistory: Bool = false) throws {
    try self.init(withHistory ? TestContext.anaAndBen() : TestContext.new())
  }

  init(_ context: TestContext) throws {
    self.context = context
    context.environment = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
      "HOME": context.fixture.outsidePath("home"),
      "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null",
    ]
  }

  var hub: String { context.fixture.outsidePath("hub.git") }
  var bens: String { context.fixture.outsidePath("ben") }

  /// A goal that both edit.
  static let goal = "goals/paper.md"

  /// Shares the space by the folder, and clones it for Ben.
  static func shared() async throws -> TwoClones {
    let clones = try TwoClones()
    try clones.context.fixture.commit(
      "goal paper: new",
      files: [goal: "---\nid: k7f3q2\ntitle: Paper\nstatus: active\ntarget: 2026-06-30\n---\n## Why\nOne.\n"]
    )
    #expect(await clones.ana("share", clones.hub).status == 0)
    #expect(await clones.ben(in: clones.context.fixture.outsidePath(""), "clone", clones.hub, clones.bens).status == 0)
    return clones
  }

  /// Ana runs a command in her space.
  @discardableResult
  func ana(_ arguments: String..., answers: [String]? = nil) async -> Transcript {
    context.person = .ana
    return await run(arguments, answers)
  }

  /// Ben runs a command in his clone, or somewhere else.
  @discardableResult
  func ben(in folder: String? = nil, _ arguments: String..., answers: [String]? = nil) async -> Transcript {
    context.person = .ben
    return await run(["-C", folder ?? bens] + arguments, answers)
  }

  private func run(_ arguments: [String], _ answers: [String]?) async -> Transcript {
    guard let answers else { return await context.run(arguments: arguments) }
    return await context.runInteractively(arguments: arguments, answers: answers)
  }

  /// Git itself, in Ben's clone.
  var bensGit: RealGit {
    RealGit(in: bens, environment: ["GIT_AUTHOR_NAME": "Ben Osei", "GIT_AUTHOR_EMAIL": "ben@example.org"])
  }

  /// Writes a file of Ben's clone.
  func bensFile(_ name: String, _ text: String) throws { try writeFile(at: bens + "/" + name, Array(text.utf8)) }

  /// A file of Ben's clone.
  func bensFile(_ name: String) throws -> String {
    String(decoding: try readFile(at: bens + "/" + name), as: UTF8.self)
  }
}
