import Git
import RapportCommands
import TestSupport
import Testing

/// What was typed and what came back, as it would stand in a terminal's scrollback.
struct Transcript: Sendable {
  /// One command with both its streams and its exit code.
  struct Entry: Sendable {
    var command: String
    var output: String
    var error: String
    var status: Int32
  }

  private(set) var entries: [Entry] = []

  /// The last command's standard output, with `$SPACE` for the space's folder.
  var output: String { entries.last?.output ?? "" }
  /// The last command's standard error, with `$SPACE` for the space's folder.
  var error: String { entries.last?.error ?? "" }
  /// The last command's exit code; -1 before the first command.
  var status: Int32 { entries.last?.status ?? -1 }

  init(_ entry: Entry) {
    entries = [entry]
  }

  static func + (left: Transcript, right: Transcript) -> Transcript {
    var result = left
    result.entries += right.entries
    return result
  }

  static func += (left: inout Transcript, right: Transcript) {
    left = left + right
  }

  /// The same with something else for what differs from computer to computer.
  func replacing(_ pattern: some RegexComponent, with text: String) -> Transcript {
    var result = self
    for index in result.entries.indices { result.entries[index].output.replace(pattern, with: text) }
    return result
  }

  /// Each command with standard output, a block of standard error, and its exit code.
  var text: String {
    entries.map { entry in
      let error = entry.error.isEmpty ? "" : "[stderr]\n" + Self.closed(entry.error)
      return "$ \(entry.command)\n" + Self.closed(entry.output) + error + "[exit \(entry.status)]\n"
    }.joined(separator: "\n")
  }

  /// Compares the whole transcript with a file in `Goldens` beside the test; what differs is an issue of the test.
  func expect(golden name: String, testFile: String = #filePath, sourceLocation: SourceLocation = #_sourceLocation) {
    do {
      try Goldens(besides: testFile).expect(text, matchesGolden: name + ".txt")
    } catch {
      Issue.record(error, sourceLocation: sourceLocation)
    }
  }

  private static func closed(_ text: String) -> String {
    // By bytes, since CR LF is one character.
    text.isEmpty || text.utf8.last == UInt8(ascii: "\n") ? text : text + "\n(no newline at the end)\n"
  }
}

extension Transcript {
  /// Runs the program in this process, as one of several people without a terminal.
  ///
  /// - Parameters:
  ///   - home: Where the person's git configuration is.
  ///   - now: The instant, in seconds since 1970; new ids follow from it, too.
  static func ofProgram(
    _ arguments: [String],
    in folder: String,
    environment: [String: String],
    home: String,
    now: Int64
  ) async -> Transcript {
    let terminal = CapturedTerminal()
    let status = await Program.run(
      Context(
        arguments: arguments,
        workingDirectory: folder,
        environment: environment,
        now: now,
        zone: .fixed(offsetMinutes: 120),
        terminal: terminal.terminal(),
        seed: UInt64(bitPattern: now),
        configurationSearchPaths: ConfigurationSearchPaths(home: home)
      )
    )
    let written = terminal.written
    return Transcript(
      .init(
        command: arguments.joined(separator: " "),
        output: String(decoding: written.output, as: UTF8.self),
        error: String(decoding: written.error, as: UTF8.self),
        status: status
      )
    )
  }
}
