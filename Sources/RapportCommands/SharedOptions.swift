import ArgumentParser
import Space

/// When output is coloured.
enum ColorChoice: String, CaseIterable, ExpressibleByArgument, Sendable {
  case auto
  case always
  case never
}

/// Forms of output that every reading command offers.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument, Sendable {
  case text
  case json
}

/// Options of every command.
struct SharedOptions: ParsableArguments, Sendable {
  @Option(name: .customShort("C"), help: ArgumentHelp("Run as if started in this folder.", valueName: "dir"))
  var directory: String?

  @Option(help: "When to use colours.")
  var color: ColorChoice = .auto

  @Flag(help: "Write long output straight to the terminal.")
  var noPager = false

  @Flag(help: "Never ask; fail and name the option instead.")
  var noInput = false

  @Flag(name: .shortAndLong, help: "No hints on standard error.")
  var quiet = false
}

extension SharedOptions {
  /// Those that take no value, as they are typed.
  static let flags: Set<String> = ["--no-pager", "--no-input", "-q", "--quiet"]

  /// The same options for a folder that is chosen already.
  var inPlace: SharedOptions {
    var options = self
    options.directory = nil
    return options
  }
}

/// The form of a command's answer.
struct FormatOptions: ParsableArguments, Sendable {
  @Option(help: "Form of the answer.")
  var format: OutputFormat = .text
}

/// Options of every command that commits; `-n` is git's short form of `--dry-run`.
struct CommitOptions: ParsableArguments, Sendable {
  @Option(help: ArgumentHelp("Why, in your words; log shows it.", valueName: "text"))
  var because: String?

  @Flag(name: [.customShort("n"), .long], help: "Show the exact change and write nothing.")
  var dryRun = false

  @Option(help: "Form of the answer.")
  var format: OutputFormat = .text

  var mode: WriteMode { WriteMode(dryRun: dryRun, format: format) }

  /// What is done with the space: what would be done is only read.
  var use: SpaceUse { dryRun ? .reading : .writing }
}

/// Options of every command that changes records.
struct WriteOptions: ParsableArguments, Sendable {
  @OptionGroup var commit: CommitOptions

  @Flag(help: "Change the files and leave committing to you.")
  var noCommit = false

  var because: String? { commit.because }

  var dryRun: Bool { commit.dryRun }

  var use: SpaceUse { commit.use }

  var mode: WriteMode { WriteMode(dryRun: dryRun, noCommit: noCommit, format: commit.format) }
}

/// How a change of records is carried out and told.
struct WriteMode: Sendable {
  /// Whether the change is only shown.
  var dryRun = false
  /// Whether only the files change.
  var noCommit = false
  var format: OutputFormat = .text

  /// Makes sure that what is to be committed can be, before anything else is done for it.
  ///
  /// - Throws: `SpaceError`, as `Space.requireWritable()`.
  func requireWritable(_ space: Space) throws {
    if !dryRun, !noCommit { try space.requireWritable() }
  }
}
