import Foundation

/// A program that couldn't be started.
struct SpawnFailure: Error, CustomStringConvertible {
  let command: [String]
  let reason: String

  var description: String { "can't start \(command.joined(separator: " ")): \(reason)" }
}

/// A file that stands for one of a program's streams.
struct StreamFile {
  /// 0, 1 or 2.
  let number: Int32
  let path: String
  let flags: Int32
}

/// Whom a program's signals reach.
enum ProcessGroup {
  /// A group of its own, which can be killed as a whole.
  case own
  /// A session of its own, whose terminal is the first one that it opens.
  case ownSession
}

/// Starts a program whose streams are files.
///
/// - Throws: `SpawnFailure`.
func spawn(
  _ command: [String],
  in directory: String,
  environment: [String: String],
  streams: [StreamFile],
  group: ProcessGroup
) throws -> pid_t {
  #if canImport(Darwin)
    var actions: posix_spawn_file_actions_t?
    var attributes: posix_spawnattr_t?
    let newSession = Int16(POSIX_SPAWN_SETSID)
  #else
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    // The C library's POSIX_SPAWN_SETSID, which it hides from Swift.
    let newSession: Int16 = 0x80
  #endif
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  posix_spawnattr_init(&attributes)
  defer { posix_spawnattr_destroy(&attributes) }
  var flags =
    switch group {
    case .own: Int16(POSIX_SPAWN_SETPGROUP)
    case .ownSession: newSession
    }
  for stream in streams {
    posix_spawn_file_actions_addopen(&actions, stream.number, stream.path, stream.flags, 0o600)
  }
  // Other tests have files and sockets open just then, which would stay open for as long as the program runs.
  #if canImport(Darwin)
    flags |= Int16(POSIX_SPAWN_CLOEXEC_DEFAULT)
  #else
    for descriptor in 3..<min(getdtablesize(), 1024) { posix_spawn_file_actions_addclose(&actions, descriptor) }
  #endif
  posix_spawnattr_setflags(&attributes, flags)

  // A spawned program can't be given another working directory portably, but a shell that becomes it can.
  let line = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", directory] + command
  var arguments = line.map { strdup($0) } + [nil]
  var variables = environment.map { strdup("\($0)=\($1)") } + [nil]
  defer { for pointer in arguments + variables { free(pointer) } }
  var identifier = pid_t()
  let code = posix_spawn(&identifier, line[0], &actions, &attributes, &arguments, &variables)
  guard code == 0 else { throw SpawnFailure(command: command, reason: String(cString: strerror(code))) }
  return identifier
}

/// How a program ended.
package enum Ending: Sendable, Hashable {
  case exited(Int32)
  case killed(signal: Int32)

  /// Asks the system how a child ended.
  ///
  /// - Returns: nil while it runs, if `options` says not to wait (`WNOHANG`).
  init?(of identifier: pid_t, options: Int32) {
    var status: Int32 = 0
    guard waitpid(identifier, &status, options) == identifier else { return nil }
    // As <sys/wait.h> reads it: the signal in the low seven bits, the exit status above them.
    let signal = status & 0x7f
    self = signal == 0 ? .exited((status >> 8) & 0xff) : .killed(signal: signal)
  }
}
