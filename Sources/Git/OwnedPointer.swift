import CLibgit2

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The one owner of a libgit2 object, which is freed when the owner goes out of scope.
struct OwnedPointer: ~Copyable {
  /// The object; must not outlive its owner.
  let pointer: OpaquePointer
  private let release: (OpaquePointer?) -> Void

  /// Takes what `make` puts into its argument.
  ///
  /// - Throws: `GitError` by `make`'s return code.
  init(
    _ operation: String,
    freedBy release: @escaping (OpaquePointer?) -> Void,
    _ make: (inout OpaquePointer?) -> Int32
  ) throws(GitError) {
    var made: OpaquePointer?
    try call(operation) { make(&made) }
    guard let made else { throw GitError.failed(operation: operation, code: 0, message: "libgit2 gave no object") }
    self.pointer = made
    self.release = release
  }

  /// Takes over an object that has no owner yet.
  init(taking pointer: OpaquePointer, freedBy release: @escaping (OpaquePointer?) -> Void) {
    self.pointer = pointer
    self.release = release
  }

  deinit { release(pointer) }
}

/// Runs one libgit2 function and throws if it fails; every return code of libgit2 passes here.
///
/// - Throws: `GitError` as `GitError(operation:code:)` describes it.
func call(_ operation: String, _ function: () -> Int32) throws(GitError) {
  let code = callReturningCode(function)
  if code < 0 { throw GitError(operation: operation, code: code) }
}

/// Runs one libgit2 function that takes a lock of git's, and waits for at most a second while another program has it.
///
/// Git does so, too; libgit2 gives up at once. Source: <https://git-scm.com/docs/git-config#Documentation/git-config.txt-corefilesRefLockTimeout>
///
/// - Throws: `GitError.locked` where the lock stays; any other as `GitError(operation:code:)` describes it.
func callTakingLock(_ operation: String, _ function: () -> Int32) throws(GitError) {
  let (pauses, pauseMicroseconds): (Int, UInt32) = (50, 20_000)
  for _ in 0..<pauses {
    let code = callReturningCode(function)
    if code >= 0 { return }
    guard code == GIT_ELOCKED.rawValue else { throw GitError(operation: operation, code: code) }
    usleep(pauseMicroseconds)
  }
  try call(operation, function)
}

/// Runs one libgit2 function whose failure codes have a meaning to the caller.
///
/// The caller must turn a code it doesn't expect into `GitError(operation:code:)` before it calls libgit2 again.
func callReturningCode(_ function: () -> Int32) -> Int32 {
  // Else a function that fails without a message would show an older one.
  git_error_clear()
  return function()
}

extension GitError {
  /// Describes a failure with libgit2's last message on this thread.
  ///
  /// - `.locked` for a held lock, `.corrupt` for an object whose bytes don't have its id,
  ///   `.unsupported` for an index libgit2 can't read, else `.failed`.
  init(operation: String, code: Int32) {
    let message = LibraryError.message
    switch code {
    case GIT_ELOCKED.rawValue:
      self = .locked(path: LibraryError.quotedPath(in: message) ?? message)
    case GIT_EMISMATCH.rawValue:
      self = .corrupt("\(operation): \(message)")
    default:
      self = .failed(operation: operation, code: code, message: message)
    }
  }
}

/// libgit2's last error on this thread.
enum LibraryError {
  /// The message without passwords; empty if there is none.
  static var message: String {
    guard let error = git_error_last(), let text = error.pointee.message else { return "" }
    return String(cString: text).redactingURLSecrets()
  }

  /// Which part of libgit2 the error comes from, a `git_error_t`.
  static var domain: Int32? { git_error_last().map { $0.pointee.klass } }

  /// The first text in single quotes.
  static func quotedPath(in message: String) -> String? {
    let parts = message.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
    return parts.count == 3 ? String(parts[1]) : nil
  }
}
