import Subprocess

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// The user's own `git`, for what libgit2 can't do.
package struct GitCommand: Sendable {
  /// What a run of git left behind.
  package struct Outcome: Sendable, Hashable {
    package let standardOutput: [UInt8]

    /// May hold anything, also from a remote; see `lastErrorLine`.
    package let standardError: [UInt8]

    /// The exit code; 128 and the signal's number more if git was killed.
    package let exitCode: Int32

    /// The last line git said on standard error, safe to show: no control characters, no passwords in URLs.
    package var lastErrorLine: String {
      let lines = String(decoding: standardError, as: UTF8.self).unicodeScalars.split { $0 == "\n" || $0 == "\r" }
      guard let last = lines.last(where: { !$0.allSatisfy { $0 == " " } }) else { return "" }
      return GitCommand.shown(String(last)).redactingURLSecrets()
    }
  }

  private let directory: String
  private let environment: [String: String]

  /// - Parameters:
  ///   - directory: Where git runs.
  ///   - environment: The variables of the user; those that would send git to another repository are left out.
  package init(in directory: String, environment: [String: String]) {
    self.directory = directory
    self.environment = environment.filter { !Self.isLocal($0.key) }
  }

  /// Runs git to its end.
  ///
  /// - Parameters:
  ///   - arguments: The command with its options.
  ///   - input: What git reads on standard input.
  ///   - variables: Variables to add to the environment.
  ///   - outputLimit: The most bytes to take of each output.
  ///   - seconds: How long git may take where nobody attends to it; it then finds no terminal to ask at. Nil where
  ///     somebody does.
  /// - Throws: `GitError.failed` if git can't be run, says more than the limit or takes longer than it may.
  package func run(
    _ arguments: [String],
    input: [UInt8] = [],
    adding variables: [String: String] = [:],
    outputLimit: Int = 1 << 20,
    unattendedFor seconds: Int? = nil
  ) async throws(GitError) -> Outcome {
    var options = PlatformOptions()
    if seconds != nil {
      options.createSession = true
      options.teardownSequence = [
        .gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: .seconds(1))
      ]
    }
    do {
      return try await Self.within(seconds) { [options] in
        let result = try await Subprocess.run(
          .name("git"),
          arguments: Arguments(Self.safeguards + arguments),
          environment: .custom(values(adding: variables)),
          workingDirectory: FilePath(directory),
          platformOptions: options,
          input: .inputWriter,
          output: .bytes(limit: outputLimit),
          error: .bytes(limit: outputLimit)
        ) { execution in
          // It fails when git ends without reading everything, and then the exit code tells why.
          _ = try? await execution.standardInputWriter.write(input)
        }
        return Outcome(
          standardOutput: result.standardOutput,
          standardError: result.standardError,
          exitCode: Self.exitCode(result.terminationStatus)
        )
      }
    } catch let error as GitError {
      throw error
    } catch {
      throw .failed(operation: "run git", code: -1, message: Self.shown("\(error)").redactingURLSecrets())
    }
  }

  /// Does something that is cancelled when it takes longer than it may.
  ///
  /// - Throws: `GitError.failed` for that; what the body throws.
  private static func within(
    _ seconds: Int?,
    _ body: @escaping @Sendable () async throws -> Outcome
  ) async throws -> Outcome {
    guard let seconds else { return try await body() }
    return try await withThrowingTaskGroup(of: Outcome?.self) { group in
      group.addTask { try await body() }
      group.addTask {
        try await Task.sleep(for: .seconds(seconds))
        return nil
      }
      defer { group.cancelAll() }
      if let outcome = try await group.next() ?? nil { return outcome }
      let message = "git did not end within \(seconds) s, with nobody here to answer it"
      throw GitError.failed(operation: "run git", code: -1, message: message)
    }
  }

  // A repository from somebody else must not make git start programs or tidy up by itself.
  static let safeguards = [
    "--no-optional-locks", "-c", "core.fsmonitor=false", "-c", "protocol.ext.allow=never", "-c", "gc.auto=0",
  ]

  /// The folder in which git runs.
  var folder: String { directory }

  /// The variables git sees.
  func values(adding variables: [String: String]) -> [Environment.Key: String] {
    var values: [Environment.Key: String] = [:]
    for (name, value) in environment.merging(variables, uniquingKeysWith: { $1 }) {
      if let key = Environment.Key(rawValue: name) { values[key] = value }
    }
    return values
  }

  /// What `git rev-parse --local-env-vars` lists, and the variables by which configuration is passed on.
  private static let localVariables: Set<String> = [
    "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_COMMON_DIR", "GIT_CONFIG", "GIT_CONFIG_COUNT", "GIT_CONFIG_PARAMETERS",
    "GIT_DIR", "GIT_GRAFT_FILE", "GIT_IMPLICIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_INTERNAL_SUPER_PREFIX",
    "GIT_NAMESPACE", "GIT_NO_REPLACE_OBJECTS", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX", "GIT_REPLACE_REF_BASE",
    "GIT_SHALLOW_FILE", "GIT_WORK_TREE",
  ]

  private static func isLocal(_ variable: String) -> Bool {
    localVariables.contains(variable) || variable.hasPrefix("GIT_CONFIG_KEY_")
      || variable.hasPrefix("GIT_CONFIG_VALUE_")
  }

  static func exitCode(_ status: TerminationStatus) -> Int32 {
    switch status {
    case .exited(let code): code
    case .signaled(let signal): 128 + signal
    }
  }

  /// At most 300 characters of a text, without control characters and marks that change the direction of text.
  static func shown(_ text: String) -> String {
    let scalars = text.unicodeScalars.lazy.map { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: "?" as Unicode.Scalar
      default: scalar
      }
    }
    return String(String.UnicodeScalarView(scalars.prefix(300)))
  }
}
