import Foundation
import TestSupport
import Testing

/// The `strace` of this machine, which can kill a program at a chosen system call, or make the call fail.
enum Strace {
  /// Whether it is installed, and the system lets it trace.
  static let isUsable: Bool = {
    guard path != nil else { return false }
    return
      (try? ChildProcess(["/bin/sh", "-c", "strace -o /dev/null true"], in: "/", environment: environment).wait())?
      .status == 0
  }()

  /// Why the tests that need it are skipped.
  static let absence: Comment = "strace is missing here, or may not trace"

  private static let environment = ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"]

  private static let path = environment["PATH"]?.split(separator: ":").map { String($0) + "/strace" }
    .first { access($0, X_OK) == 0 }

  /// A command line that runs the command line after it, and writes its system calls to a file.
  ///
  /// - Parameters:
  ///   - calls: Names of system calls; those that this machine's processor doesn't have are left out.
  ///   - place: The path of the only file or folder whose calls count; nil for all.
  ///   - tampering: What is done to some of them.
  static func tracing(
    _ calls: [String],
    to file: String = "/dev/null",
    on place: String? = nil,
    tampering: [Tampering] = []
  ) -> [String] {
    let names = calls.map { $0.hasPrefix("%") ? $0 : "?" + $0 }
    return [path ?? "strace", "-f", "-qq", "-o", file, "-e", "trace=" + names.joined(separator: ",")]
      + (place.map { ["-P", $0] } ?? []) + tampering.flatMap { ["-e", $0.expression] }
  }

  /// Something that is done to a program's system calls.
  enum Tampering: Sendable, Hashable {
    /// The program is killed just before the call.
    case kill(at: Point)
    /// The call fails.
    case fail(at: Point, error: String)
    /// All calls of that name fail.
    case failAll(call: String, error: String)

    fileprivate var expression: String {
      switch self {
      case .kill(let point): "inject=\(point.call):signal=SIGKILL:when=\(point.number)"
      case .fail(let point, let error): "inject=\(point.call):error=\(error):when=\(point.number)"
      case .failAll(let call, let error): "inject=\(call):error=\(error)"
      }
    }
  }

  /// A system call of a command, by its name and its number among the calls of that name.
  struct Point: Sendable, Hashable, CustomTestStringConvertible {
    let call: String
    let number: Int

    var testDescription: String { "\(call) \(number)" }
  }

  /// The system calls of a command that change something on disk, in order.
  ///
  /// - Parameter run: Runs the command under the command line that it is given.
  static func changingPoints(
    of calls: [String],
    tampering: [Tampering] = [],
    _ run: ([String]) throws -> Void
  ) throws -> [Point] {
    let directory = try TemporaryDirectory()
    let file = directory.path("trace")
    try run(tracing(calls, to: file, tampering: tampering))
    var counts: [String: Int] = [:]
    var points: [Point] = []
    for line in String(decoding: try readFile(at: file), as: UTF8.self).split(separator: "\n") {
      // A line is the number of the thread, then `call(arguments) = result`.
      guard let text = line.split(separator: " ", maxSplits: 1).last?.drop(while: { $0 == " " }),
        let parenthesis = text.firstIndex(of: "(")
      else { continue }
      let call = String(text[..<parenthesis])
      guard calls.contains(call) else { continue }
      counts[call, default: 0] += 1
      if call == "openat", !text.contains("O_CREAT") { continue }
      points.append(Point(call: call, number: counts[call] ?? 0))
    }
    return points
  }
}

extension RandomNumberGenerator {
  /// Some of the values, in their order, chosen at random; all of them if there are no more.
  mutating func sample<Value>(_ count: Int, of values: [Value]) -> [Value] {
    let chosen = Set(values.indices.shuffled(using: &self).prefix(count))
    return values.indices.filter(chosen.contains).map { values[$0] }
  }
}
