#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where a command reads answers and writes what it says.
///
/// Everything that reaches a person passes here; the commands hand in lines whose parts are inert, and never write to a
/// stream themselves.
package struct Terminal: Sendable {
  /// One of the two streams of output.
  package enum Stream: Sendable {
    /// The answer.
    case output
    /// The talk: hints, progress, errors.
    case error
  }

  /// Writes bytes to a stream.
  package var write: @Sendable (_ bytes: [UInt8], _ stream: Stream) throws -> Void
  /// Reads one line of input, without its end; nil at the end of input.
  package var readLine: @Sendable () -> String?
  package var isInputTerminal: Bool
  package var isOutputTerminal: Bool
  package var isErrorTerminal: Bool
  /// Lines of the screen, which decide whether a pager is wanted; nil where there is no terminal.
  package var height: Int?
  /// Columns of the screen, which decide where help texts are wrapped; nil where there is no terminal.
  package var width: Int?

  package init(
    write: @escaping @Sendable (_ bytes: [UInt8], _ stream: Stream) throws -> Void,
    readLine: @escaping @Sendable () -> String? = { nil },
    isInputTerminal: Bool = false,
    isOutputTerminal: Bool = false,
    isErrorTerminal: Bool = false,
    height: Int? = nil,
    width: Int? = nil
  ) {
    self.write = write
    self.readLine = readLine
    self.isInputTerminal = isInputTerminal
    self.isOutputTerminal = isOutputTerminal
    self.isErrorTerminal = isErrorTerminal
    self.height = height
    self.width = width
  }
}

/// The reader of the output is gone, as when `head` has seen enough; the program ends quietly.
struct ClosedOutput: Error {}

/// Writing the output failed for another reason, such as a full disk behind a redirection.
struct OutputFailure: Error {
  let reason: String
}

extension Terminal {
  /// The terminal of this process.
  package static func standard() -> Terminal {
    var size = winsize()
    let isOutputTerminal = isatty(STDOUT_FILENO) == 1
    let hasSize = isOutputTerminal && ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_row > 0
    return Terminal(
      write: { bytes, stream in
        try writeAll(bytes, to: stream == .output ? STDOUT_FILENO : STDERR_FILENO)
      },
      readLine: { Swift.readLine(strippingNewline: true) },
      isInputTerminal: isatty(STDIN_FILENO) == 1,
      isOutputTerminal: isOutputTerminal,
      isErrorTerminal: isatty(STDERR_FILENO) == 1,
      height: hasSize ? Int(size.ws_row) : nil,
      width: hasSize && size.ws_col > 0 ? Int(size.ws_col) : nil
    )
  }

  private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) throws {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        #if canImport(Glibc)
          Glibc.write(descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
        #else
          Darwin.write(descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
        #endif
      }
      if count < 0 {
        if errno == EINTR { continue }
        if errno == EPIPE { throw ClosedOutput() }
        throw OutputFailure(reason: String(cString: strerror(errno)))
      }
      written += count
    }
  }
}
