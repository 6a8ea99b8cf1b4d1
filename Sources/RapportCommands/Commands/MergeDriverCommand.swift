import ArgumentParser
import Reports
import Space

/// Merges three versions of a file for git.
struct MergeDriverCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge-driver",
    abstract: "Merge three versions of a record; git calls this.",
    usage: "rapport merge-driver BASE OURS THEIRS [--marker-size N] [--path P]",
    discussion: """
      Writes the merged text into OURS, as git's drivers do. Ends with 0 where all is merged and with 1 where \
      something is left to decide.

        $ rapport merge-driver %O %A %B --marker-size %L --path %P
      """,
    shouldDisplay: false
  )

  @Argument(help: "The file with the common ancestor; empty if there is none.")
  var base: String

  @Argument(help: "The file with our version, which the merged one replaces.")
  var ours: String

  @Argument(help: "The file with their version.")
  var theirs: String

  @Option(help: ArgumentHelp("How long a conflict marker is.", valueName: "n"))
  var markerSize = 7

  @Option(help: ArgumentHelp("The path in the repository; OURS if not given.", valueName: "path"))
  var path: String?

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    guard (1...1000).contains(markerSize) else { throw ValidationError("--marker-size takes a number from 1 to 1000") }
  }

  func run(in session: Session) async throws {
    let files = [base, ours, theirs].map { Paths.absolute($0, from: session.context.workingDirectory) }
    let name = path ?? ours
    let merge = VersionMerge(
      base: try MergeDriver.read(files[0]),
      ours: try MergeDriver.read(files[1]),
      theirs: try MergeDriver.read(files[2]),
      path: name,
      markerSize: markerSize
    )
    // The last act: whatever ends this process earlier leaves the file as git wrote it.
    try MergeDriver.replace(files[1], with: merge.bytes)
    if let line = merge.rest.line(path: name) { session.say(line) }
    if merge.rest != .nothing { throw RapportExit.findings.code }
  }
}

extension VersionMerge.Rest {
  /// What to do about it, in one line; nil where git says enough.
  fileprivate func line(path: String) -> StyledText? {
    switch self {
    case .nothing, .markers: nil
    case .openEntries(let count):
      "\(path): both sides are in; \(count == 1 ? "one question is" : "\(count) questions are") open, under 'unmerged'"
    case .unreadable: "\(path): one side can't be read as a record, so they were merged as plain text"
    }
  }
}
