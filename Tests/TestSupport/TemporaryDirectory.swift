import Foundation

/// A folder that is removed with everything in it when its last owner is gone.
package final class TemporaryDirectory: Sendable {
  /// The absolute path without symbolic links in it and without a trailing "/".
  package let path: String

  /// - Throws: Whatever Foundation throws if the folder can't be made.
  package init() throws {
    let folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appendingPathComponent("rapport-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.path
  }

  deinit {
    // A test may have taken away the permission that removing needs; nothing depends on the outcome.
    _ = chmod(path, 0o700)
    try? FileManager.default.removeItem(atPath: path)
  }

  /// The absolute path of something in the folder.
  package func path(_ name: String) -> String { path + "/" + name }

  /// Writes a file in the folder and makes the folders above it.
  ///
  /// - Throws: Whatever Foundation throws if the file can't be written.
  package func write(_ name: String, _ text: String) throws {
    try writeFile(at: path(name), Array(text.utf8))
  }
}

/// Runs a test's body with a folder that is removed afterwards.
package func withTemporaryDirectory<Result>(_ body: (TemporaryDirectory) throws -> Result) throws -> Result {
  let directory = try TemporaryDirectory()
  return try withExtendedLifetime(directory) { try body(directory) }
}

/// Reads a whole file.
///
/// - Throws: Whatever Foundation throws if the file can't be read.
package func readFile(at path: String) throws -> [UInt8] {
  try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
}

/// Writes a whole file and makes the folders above it.
///
/// No program that another test starts meanwhile has it open: rapport takes that for an editor at work.
///
/// - Throws: Whatever Foundation throws if a folder can't be made; `POSIXError`.
package func writeFile(at path: String, _ bytes: [UInt8]) throws {
  let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
  guard descriptor >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
  let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  try file.write(contentsOf: Data(bytes))
  try file.close()
}

/// Writes a shell script that can be run at once, and makes the folders above it.
///
/// A child writes it. Had this process the file open for writing, so would for a moment each program that another test starts just then, and the system runs no file
/// that somebody can write to ("Text file busy").
///
/// - Throws: What `ChildProcess` throws.
package func writeScript(at path: String, _ lines: String) throws {
  let writing = try ChildProcess(
    ["/bin/sh", "-c", "mkdir -p \"$(dirname \"$0\")\" && cat >\"$0\" && chmod 755 \"$0\"", path],
    in: "/",
    environment: ["PATH": "/usr/bin:/bin"],
    input: Array("#!/bin/sh\n\(lines)\n".utf8)
  )
  let outcome = try writing.wait()
  guard outcome.ending == .exited(0) else { throw SpawnFailure(command: [path], reason: outcome.stderr) }
}
