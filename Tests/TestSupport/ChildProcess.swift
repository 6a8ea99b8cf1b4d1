import Foundation

/// A program that a test started; its output goes to files, so that no pipe can fill up while nobody reads.
package final class ChildProcess {
  /// What a program left behind.
  package struct Outcome: Sendable, CustomStringConvertible {
    package let output: [UInt8]
    package let errorOutput: [UInt8]
    package let ending: Ending

    package var stdout: String { String(decoding: output, as: UTF8.self) }
    package var stderr: String { String(decoding: errorOutput, as: UTF8.self) }

    /// The exit status; nil when a signal ended the program.
    package var status: Int32? {
      if case .exited(let status) = ending { status } else { nil }
    }

    package var description: String { "\(ending)\n--- stdout\n\(stdout)--- stderr\n\(stderr)" }
  }

  /// A program that didn't end in time and was killed.
  package struct TookTooLong: Error, CustomStringConvertible {
    let command: [String]
    let seconds: Double
    let outcome: Outcome
    /// The programs of the test that ran then, and what each waited for.
    let programs: String

    package var description: String {
      "\(command.joined(separator: " ")) didn't end within \(seconds) s: \(outcome)--- programs\n\(programs)"
    }
  }

  private let command: [String]
  private let identifier: pid_t
  private let files: TemporaryDirectory
  private var ending: Ending?

  /// Starts a program in a process group of its own.
  ///
  /// - Parameters:
  ///   - command: The program's absolute path and its arguments.
  ///   - environment: All variables it sees.
  ///   - input: What it reads from standard input.
  /// - Throws: `SpawnFailure`; whatever Foundation throws if the files can't be made.
  package init(_ command: [String], in directory: String, environment: [String: String], input: [UInt8] = []) throws {
    self.command = command
    files = try TemporaryDirectory()
    try writeFile(at: files.path("stdin"), input)
    let streams = [
      StreamFile(number: 0, path: files.path("stdin"), flags: O_RDONLY),
      StreamFile(number: 1, path: files.path("stdout"), flags: O_WRONLY | O_CREAT),
      StreamFile(number: 2, path: files.path("stderr"), flags: O_WRONLY | O_CREAT),
    ]
    identifier = try spawn(command, in: directory, environment: environment, streams: streams, group: .own)
  }

  deinit {
    guard ending == nil else { return }
    killGroup()
    _ = Ending(of: identifier, options: 0)
  }

  /// Kills the program and everything it started, at once.
  package func killGroup() { kill(-identifier, SIGKILL) }

  /// What the program left behind, if it has ended.
  ///
  /// - Throws: Whatever Foundation throws if its output can't be read.
  package func poll() throws -> Outcome? {
    if ending == nil { ending = Ending(of: identifier, options: WNOHANG) }
    return ending == nil ? nil : try wait()
  }

  /// Waits for the end.
  ///
  /// - Throws: `TookTooLong`, after killing the program; whatever Foundation throws if its output can't be read.
  package func wait(limitSeconds: Double = 120) throws -> Outcome {
    let deadline = ContinuousClock.now + .seconds(limitSeconds)
    var isLate = false
    var programs = ""
    while ending == nil {
      ending = Ending(of: identifier, options: WNOHANG)
      guard ending == nil else { break }
      if ContinuousClock.now > deadline {
        isLate = true
        programs = Self.programs()
        killGroup()
        ending = Ending(of: identifier, options: 0)
      }
      usleep(300)
    }
    let outcome = Outcome(
      output: try readFile(at: files.path("stdout")),
      errorOutput: try readFile(at: files.path("stderr")),
      ending: ending ?? .killed(signal: SIGKILL)
    )
    if isLate {
      throw TookTooLong(command: command, seconds: limitSeconds, outcome: outcome, programs: programs)
    }
    return outcome
  }

  /// What the system says of each git and rapport that runs.
  private static func programs() -> String {
    let listing = try? ChildProcess(
      ["/bin/sh", "-c", "ps -eo pid,ppid,sid,etimes,stat,wchan:24,args | grep -E 'git|rapport' | cut -c1-240"],
      in: "/",
      environment: ["PATH": "/usr/bin:/bin"]
    )
    return (try? listing?.wait(limitSeconds: 5).stdout) ?? ""
  }
}
