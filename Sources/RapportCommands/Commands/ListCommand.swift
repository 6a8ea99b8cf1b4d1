import ArgumentParser
import Practice
import Records
import Reports
import Space

/// Lists records.
struct ListCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List records, one a line.",
    usage: "rapport list [FOLDER] [KEY=VALUE ...] [--at DAY]",
    discussion: """
        $ rapport list
        $ rapport list goals status=active
        $ rapport list goals --at 2026-05-01
        $ rapport list meetings --format json
        $ rapport list network "grant writing"
      """
  )

  @Argument(
    help: ArgumentHelp("A folder or a kind, and fields that must have a value.", valueName: "folder key=value"),
    completion: CompletionContext.folders
  )
  var words: [String] = []

  @OptionGroup var moment: ViewpointOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var shared: SharedOptions

  func run(in session: Session) async throws {
    let words = Words(words)
    let space = try session.openSpace(of: words.names.first, for: .reading, required: false)
    let view = try session.viewpoint(moment, in: space)
    let listing = try view.listing()
    let isNetwork = words.names.first.map { ["network", "network/", "person"].contains($0) } ?? false
    let places = isNetwork ? Array(words.names.prefix(1)) : words.names
    let files = listing.files.filter { file in
      (places.isEmpty || places.contains { Self.fits(file, $0) })
        && words.assignments.allSatisfy { file.document?.texts(of: $0.field).contains($0.value) ?? false }
    }
    for problem in listing.problems { session.warn(DiagnosticText.lines(for: problem)) }
    if files.isEmpty, let name = words.names.first, !Self.isPlace(name, in: listing) {
      throw CommandFailure(
        .notFound,
        "there is no folder or kind '\(name)'",
        help: "see all records: rapport list"
      )
    }
    if isNetwork {
      let topic = words.names.dropFirst().joined(separator: " ")
      let report = NetworkReport(Network(files, today: view.today), topic: topic, commit: view.commit)
      return format.format == .json ? try session.answer(report.json) : try await session.answer(report.lines)
    }
    let report = ListReport(files, commit: view.commit)
    if format.format == .json { return try session.answer(report.json) }
    if files.isEmpty { session.say("No such records.") }
    try await session.answer(report.lines)
  }

  private static func fits(_ file: RecordFile, _ name: String) -> Bool {
    let folder = name.hasSuffix("/") ? name : name + "/"
    return file.path.hasPrefix(folder) || file.path == name || file.kind.rawValue == name
  }

  private static func isPlace(_ name: String, in listing: RecordListing) -> Bool {
    let folder = name.hasSuffix("/") ? String(name.dropLast()) : name
    return RecordKind.allCases.contains { kind in
      kind.rawValue == folder || KindDescription.of(kind).place == .folder(folder)
    } || listing.files.contains { $0.path.hasPrefix(folder + "/") }
  }
}
