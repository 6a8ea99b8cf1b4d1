import Foundation

/// A program on a terminal of its own, with the test as the person who reads and types.
package final class TerminalSession {
  /// A text that didn't come in time.
  package struct Silence: Error, CustomStringConvertible {
    let expected: String
    let screen: String

    package var description: String { "'\(expected)' didn't appear; what did:\n\(screen)" }
  }

  /// Everything the program wrote so far, with the line ends of a terminal.
  package var screen: String { String(decoding: output, as: UTF8.self) }

  private var output: [UInt8] = []

  private let terminal: Int32
  private let identifier: pid_t
  private var ending: Ending?
  /// Where in `output` the next expected text may begin.
  private var seenBytes = 0

  /// Starts a program on a terminal of 80 columns.
  ///
  /// - Throws: `SpawnFailure`.
  package init(_ command: [String], in directory: String, environment: [String: String], rows: UInt16 = 24) throws {
    var terminal: Int32 = -1
    var programSide: Int32 = -1
    var size = winsize(ws_row: rows, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
    guard openpty(&terminal, &programSide, nil, nil, &size) == 0 else {
      throw SpawnFailure(command: command, reason: "no terminal: \(String(cString: strerror(errno)))")
    }
    // Once the program has opened its side, the terminal hangs up when the program closes it.
    defer { close(programSide) }
    for descriptor in [terminal, programSide] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(terminal, F_SETFL, O_NONBLOCK)
    // Other tests ask for the names of their terminals at the same time.
    var name = [CChar](repeating: 0, count: 128)
    guard ttyname_r(programSide, &name, name.count) == 0 else {
      throw SpawnFailure(command: command, reason: "a terminal without a name")
    }
    let path = name.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    self.terminal = terminal
    identifier = try spawn(
      command,
      in: directory,
      environment: environment.merging(["TERM": "xterm"]) { $1 },
      streams: (0..<3).map { StreamFile(number: $0, path: path, flags: O_RDWR) },
      group: .ownSession
    )
  }

  deinit {
    if ending == nil {
      kill(-identifier, SIGKILL)
      _ = Ending(of: identifier, options: 0)
    }
    close(terminal)
  }

  /// Types on the keyboard; `\r` is the return key, `\u{3}` is Ctrl-C.
  package func type(_ keys: String) {
    let bytes = Array(keys.utf8)
    _ = write(terminal, bytes, bytes.count)
  }

  /// Waits until the program has written a text, after what was expected before.
  ///
  /// - Throws: `Silence`.
  package func expect(_ text: String, limitSeconds: Double = 60) throws {
    let deadline = ContinuousClock.now + .seconds(limitSeconds)
    while true {
      drain()
      let fresh = String(decoding: output.dropFirst(seenBytes), as: UTF8.self)
      if let range = fresh.range(of: text) {
        seenBytes += fresh[..<range.upperBound].utf8.count
        return
      }
      guard ContinuousClock.now < deadline, ending == nil else { throw Silence(expected: text, screen: screen) }
      ending = Ending(of: identifier, options: WNOHANG)
      usleep(2_000)
    }
  }

  /// Waits for the program's end and reads the rest of what it wrote.
  ///
  /// - Throws: `Silence` when it goes on; it is killed then.
  package func wait(limitSeconds: Double = 60) throws -> Ending {
    let deadline = ContinuousClock.now + .seconds(limitSeconds)
    while true {
      drain()
      if let ending { return ending }
      ending = Ending(of: identifier, options: WNOHANG)
      guard ContinuousClock.now < deadline else { throw Silence(expected: "the end", screen: screen) }
      usleep(2_000)
    }
  }

  private func drain() {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Foundation.read(terminal, &buffer, buffer.count)
      guard count > 0 else { return }
      output += buffer[..<count]
    }
  }
}
