import ArgumentParser

/// In which form `log` tells its events.
struct LogForm: ParsableArguments, Sendable {
  /// The form of the answer.
  enum Format: String, CaseIterable, ExpressibleByArgument, Sendable {
    case text
    case json
    case ndjson
    case csv
    case md
  }

  @Option(help: "Form of the answer: ndjson has one event a line, csv one change, md goes into a note.")
  var format: Format = .text

  @Flag(name: .shortAndLong, help: "With each event, what its commit changed in the file.")
  var patch = false

  func validate() throws {
    if patch, format != .text, format != .md { throw ValidationError("--patch goes with --format text or md") }
  }
}
