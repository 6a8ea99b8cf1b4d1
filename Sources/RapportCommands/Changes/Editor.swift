import Git
import Subprocess

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// The person's text editor.
struct Editor: Sendable {
  private let command: String
  private let environment: [String: String]

  /// The editor git would start: `GIT_EDITOR`, `core.editor`, `VISUAL`, `EDITOR`, else `vi`.
  ///
  /// `core.editor` is read from the person's configuration only: a repository must not choose a program to run.
  init(context: Context) {
    let environment = context.environment
    let configured = try? UserConfiguration(searchPaths: context.configurationSearchPaths).value("core.editor")
    command = environment["GIT_EDITOR"] ?? configured ?? environment["VISUAL"] ?? environment["EDITOR"] ?? "vi"
    self.environment = environment
  }

  /// Opens a file and waits until the person closes it.
  ///
  /// - Throws: ``CommandFailure`` when the editor can't be started or says that it failed.
  func open(_ path: String) async throws {
    // The shell gets the path as an argument, so no character in it can mean anything.
    let result = try await run(
      .path("/bin/sh"),
      arguments: ["-c", "\(command) \"$@\"", command, path],
      environment: .rapport(environment),
      input: .fileDescriptor(.standardInput, closeAfterSpawningProcess: false),
      output: .fileDescriptor(.standardOutput, closeAfterSpawningProcess: false),
      error: .fileDescriptor(.standardError, closeAfterSpawningProcess: false)
    )
    guard result.terminationStatus.isSuccess else {
      throw CommandFailure(
        .refused,
        "the editor ended with an error, so nothing was saved",
        path: path,
        help: "set the editor you like: git config --global core.editor nano"
      )
    }
  }
}
