import Foundation
import Git

/// The `git` of this machine, without the configuration of its user and with a clock that stands still.
package struct RealGit: Sendable {
  /// What a run left behind.
  package struct Outcome: Sendable {
    package let output: [UInt8]
    package let errorOutput: [UInt8]
    /// The exit status; -1 when a signal ended git.
    package let status: Int32

    package var stdout: String { String(decoding: output, as: UTF8.self) }
    package var stderr: String { String(decoding: errorOutput, as: UTF8.self) }
  }

  /// A run that ended with a status other than zero.
  package struct Failure: Error, CustomStringConvertible {
    package let arguments: [String]
    package let outcome: Outcome

    package var description: String {
      "git \(arguments.joined(separator: " ")) ended with \(outcome.status): \(outcome.stderr)"
    }
  }

  private let directory: String
  private let environment: [String: String]

  /// - Parameters:
  ///   - directory: Where git runs.
  ///   - environment: Variables to add to, or to set differently from, `RealGit.environment(home:)`.
  package init(in directory: String, environment: [String: String] = [:]) {
    self.directory = directory
    self.environment = Self.environment(home: "/nonexistent").merging(environment) { $1 }
  }

  /// The variables that keep git from everything outside its repository, and from work that outlasts it.
  package static func environment(home: String) -> [String: String] {
    [
      "GIT_AUTHOR_DATE": "2026-03-02T09:00:00+01:00",
      "GIT_AUTHOR_EMAIL": Person.ana.email,
      "GIT_AUTHOR_NAME": Person.ana.name,
      "GIT_COMMITTER_DATE": "2026-03-02T09:00:00+01:00",
      "GIT_COMMITTER_EMAIL": Person.ana.email,
      "GIT_COMMITTER_NAME": Person.ana.name,
      "GIT_CONFIG_COUNT": "1",
      "GIT_CONFIG_GLOBAL": "/dev/null",
      "GIT_CONFIG_KEY_0": "maintenance.auto",
      "GIT_CONFIG_NOSYSTEM": "1",
      "GIT_CONFIG_VALUE_0": "false",
      "GIT_TERMINAL_PROMPT": "0",
      "HOME": home,
      "LC_ALL": "C",
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
      "XDG_CONFIG_HOME": home + "/.config",
    ]
  }

  /// Runs git to its end, whatever its status.
  ///
  /// - Throws: `SpawnFailure`; `ChildProcess.TookTooLong`.
  package func outcome(_ arguments: [String], input: [UInt8] = []) throws -> Outcome {
    let command = ["/usr/bin/env", "git"] + arguments
    let git = try ChildProcess(command, in: directory, environment: environment, input: input)
    let outcome = try git.wait(limitSeconds: 300)
    return Outcome(output: outcome.output, errorOutput: outcome.errorOutput, status: outcome.status ?? -1)
  }

  /// Runs git and returns what it wrote to standard output.
  ///
  /// - Throws: `Failure` if the status is not zero; else as `outcome(_:input:)`.
  @discardableResult
  package func callAsFunction(_ arguments: String..., input: [UInt8] = []) throws -> String {
    let outcome = try outcome(arguments, input: input)
    guard outcome.status == 0 else { throw Failure(arguments: arguments, outcome: outcome) }
    return outcome.stdout
  }
}
