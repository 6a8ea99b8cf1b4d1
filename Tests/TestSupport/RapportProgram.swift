import Foundation
import Git

/// The program `rapport` as it was built together with the tests, seeing nothing of this machine's user.
package struct RapportProgram: Sendable {
  /// Absolute path of the executable beside the tests' own.
  package static let path: String = {
    let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") && $0 != Bundle.main }
    let tests = bundle?.bundlePath ?? Bundle.main.executablePath ?? CommandLine.arguments[0]
    return URL(fileURLWithPath: tests).resolvingSymlinksInPath().deletingLastPathComponent()
      .appendingPathComponent("rapport").path
  }()

  /// Where it runs, unless a test says otherwise.
  package let directory: String

  /// All variables it sees, unless a test says otherwise.
  package let environment: [String: String]

  /// - Parameters:
  ///   - home: The folder that stands for the user's home.
  ///   - environment: Variables to add to, or to set differently from, `isolatedEnvironment(home:)`.
  package init(in directory: String, home: String, environment: [String: String] = [:]) {
    self.directory = directory
    self.environment = Self.isolatedEnvironment(home: home).merging(environment) { $1 }
  }

  /// The variables with which rapport and git know Ana, a fixed day, and no other configuration than that in `home`.
  package static func isolatedEnvironment(home: String) -> [String: String] {
    [
      "GIT_AUTHOR_DATE": "2026-03-02T09:00:00+00:00",
      "GIT_AUTHOR_EMAIL": Person.ana.email,
      "GIT_AUTHOR_NAME": Person.ana.name,
      "GIT_COMMITTER_DATE": "2026-03-02T09:00:00+00:00",
      "GIT_COMMITTER_EMAIL": Person.ana.email,
      "GIT_COMMITTER_NAME": Person.ana.name,
      "GIT_CONFIG_NOSYSTEM": "1",
      "GIT_TERMINAL_PROMPT": "0",
      "HOME": home,
      "LC_ALL": "C.UTF-8",
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
      "TZ": "UTC",
      "XDG_CONFIG_HOME": home + "/.config",
    ]
  }

  /// Runs rapport to its end, whatever its status.
  ///
  /// - Parameters:
  ///   - directory: Where it runs instead of `self.directory`.
  ///   - environment: Variables to set differently; nil takes one away.
  ///   - wrapper: A program and its arguments that is given rapport's command line, such as `strace`.
  /// - Throws: `SpawnFailure`; `ChildProcess.TookTooLong`.
  @discardableResult
  package func run(
    _ arguments: [String],
    in directory: String? = nil,
    input: [UInt8] = [],
    environment: [String: String?] = [:],
    under wrapper: [String] = [],
    limitSeconds: Double = 120
  ) throws -> ChildProcess.Outcome {
    try start(arguments, in: directory, input: input, environment: environment, under: wrapper)
      .wait(limitSeconds: limitSeconds)
  }

  /// Starts rapport; the parameters are those of `run`.
  ///
  /// - Throws: `SpawnFailure`.
  package func start(
    _ arguments: [String],
    in directory: String? = nil,
    input: [UInt8] = [],
    environment: [String: String?] = [:],
    under wrapper: [String] = []
  ) throws -> ChildProcess {
    var variables = self.environment
    for (name, value) in environment { variables[name] = value }
    return try ChildProcess(
      wrapper + [Self.path] + arguments,
      in: directory ?? self.directory,
      environment: variables,
      input: input
    )
  }

  /// Runs a line of shell in which `rapport` is the program under test.
  ///
  /// - Throws: `SpawnFailure`; `ChildProcess.TookTooLong`.
  @discardableResult
  package func shell(
    _ script: String,
    in directory: String? = nil,
    input: [UInt8] = [],
    environment: [String: String?] = [:],
    limitSeconds: Double = 120
  ) throws -> ChildProcess.Outcome {
    var variables = self.environment
    variables["PATH"] =
      URL(fileURLWithPath: Self.path).deletingLastPathComponent().path + ":" + (variables["PATH"] ?? "")
    for (name, value) in environment { variables[name] = value }
    return try ChildProcess(
      ["/bin/sh", "-c", script],
      in: directory ?? self.directory,
      environment: variables,
      input: input
    ).wait(limitSeconds: limitSeconds)
  }
}
