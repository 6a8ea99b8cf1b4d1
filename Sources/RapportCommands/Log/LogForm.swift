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

  @Flag(help: "Grouped by record, each with how it stands: what to read before a meeting.")
  var summary = false

  func validate() throws {
    if patch, summary { throw ValidationError("--summary and --patch don't go together") }
    if patch, format != .text, format != .md { throw ValidationError("--patch goes with --format text or md") }
    if summary, format == .csv || format == .ndjson {
      throw ValidationError("--summary goes with --format text, md or json")
    }
  }
}
