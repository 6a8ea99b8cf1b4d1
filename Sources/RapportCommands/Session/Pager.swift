import Git
import Subprocess

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// The program that shows output which doesn't fit the screen.
struct Pager: Sendable {
  private let command: String
  private let environment: [String: String]

  /// The pager the person wants: `RAPPORT_PAGER`, git's, `PAGER`, else `less`; nil where it is turned off.
  ///
  /// git's own setting is read from the person's configuration only: a repository must not choose a program to run.
  init?(context: Context) {
    let environment = context.environment
    let configured = try? UserConfiguration(searchPaths: context.configurationSearchPaths).value("core.pager")
    let command =
      environment["RAPPORT_PAGER"] ?? environment["GIT_PAGER"] ?? configured ?? environment["PAGER"] ?? "less"
    guard !command.isEmpty, command != "cat", environment["TERM"] != "dumb" else { return nil }
    self.command = command
    self.environment = environment
  }

  /// Shows text until the person leaves the pager.
  ///
  /// - Parameter body: Hands over the text bit by bit; a bit is refused when the person has seen enough.
  func show(_ body: (_ show: (String) async -> Bool) async throws -> Void) async throws {
    var settings = environment
    // What git sets for its pager, and no shell from within less.
    settings["LESS"] = settings["LESS"] ?? "FRX"
    settings["LESSSECURE"] = "1"
    settings["LV"] = settings["LV"] ?? "-c"
    _ = try await run(
      .path("/bin/sh"),
      arguments: ["-c", command],
      environment: .rapport(settings),
      input: .inputWriter,
      output: .fileDescriptor(.standardOutput, closeAfterSpawningProcess: false),
      error: .fileDescriptor(.standardError, closeAfterSpawningProcess: false)
    ) { execution in
      try await body { text in
        // It fails when the person has seen enough and leaves the pager, which is how a pager is used.
        (try? await execution.standardInputWriter.write(text)) != nil
      }
    }
  }
}

extension Environment {
  /// Exactly these variables.
  static func rapport(_ variables: [String: String]) -> Environment {
    .custom(
      Dictionary(uniqueKeysWithValues: variables.map { (Environment.Key(stringLiteral: $0.key), $0.value) })
    )
  }
}
