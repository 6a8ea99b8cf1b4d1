import ArgumentParser
import History
import Practice
import Records
import Reports
import Space

/// Lists records.
struct ListCommand: ContextCommand {
  /// The form of the answer.
  enum Format: String, CaseIterable, ExpressibleByArgument, Sendable {
    case text
    case json
    case csv
  }

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
        $ rapport list skills

      list skills shows how each of you saw a skill, first and last, on a line in time.
      """
  )

  @Argument(
    help: ArgumentHelp("A folder or a kind, and fields that must have a value.", valueName: "folder key=value"),
    completion: CompletionContext.folders
  )
  var words: [String] = []

  @OptionGroup var moment: ViewpointOptions
  @Option(help: "Form of the answer.")
  var format: Format = .text

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    guard Words(words).assignments.allSatisfy({ $0.operation == .set }) else {
      throw ValidationError("fields are compared by KEY=VALUE")
    }
  }

  func run(in session: Session) async throws {
    let words = Words(words)
    let space = try session.openSpace(of: words.names.first, for: .reading, required: false)
    let view = try session.viewpoint(moment, in: space)
    let listing = try view.listing()
    let isNetwork = words.names.first.map { ["network", "network/", "person"].contains($0) } ?? false
    let places = isNetwork ? Array(words.names.prefix(1)) : words.names
    let files = listing.files.filter { file in
      (places.isEmpty || places.contains { Self.fits(file, $0) })
        && words.assignments.allSatisfy { FieldFilter($0).fits(file) }
    }
    for problem in listing.problems { session.warn(DiagnosticText.lines(for: problem)) }
    if let name = places.first(where: { !Self.isPlace($0, in: listing) }) {
      throw CommandFailure(
        .notFound,
        "there is no folder or kind '\(name)'",
        help: name.contains("=")
          ? "fields are compared by KEY=VALUE: rapport list goals status=active" : "see all records: rapport list"
      )
    }
    if isNetwork, format != .csv {
      let topic = words.names.dropFirst().joined(separator: " ")
      let report = NetworkReport(Network(files, today: view.today), topic: topic, commit: view.commit)
      return format == .json ? try session.answer(report.json) : try await session.answer(report.lines)
    }
    let report = ListReport(files, commit: view.commit)
    let areSkills = Self.areSkills(words.names)
    let skills = SkillsReport(areSkills ? files : [], today: view.today)
    switch format {
    case .json: return try session.answer(report.json(with: areSkills ? [.init("skills", skills.json)] : []))
    case .csv: return try session.answer(raw: Array((areSkills ? skills.csv : report.csv).utf8))
    case .text: break
    }
    if files.isEmpty {
      let kinds = Set(listing.files.filter { file in places.contains { Self.fits(file, $0) } }.map(\.kind))
      session.say(
        StyledText(
          (["No such records."] + words.assignments.compactMap { FieldFilter($0).hint(for: kinds) }).joined(
            separator: " "
          )
        )
      )
    }
    try await session.answer(areSkills ? skills.lines : report.lines)
  }

  /// Whether only skills are asked for.
  private static func areSkills(_ names: [String]) -> Bool {
    !names.isEmpty && names.allSatisfy { ["skill", "skills", "skills/"].contains($0) }
  }

  private static func fits(_ file: RecordFile, _ name: String) -> Bool {
    let folder = name.hasSuffix("/") ? name : name + "/"
    return file.path.hasPrefix(folder) || file.path == name || file.kind.rawValue == name
  }

  private static func isPlace(_ name: String, in listing: RecordListing) -> Bool {
    let folder = name.hasSuffix("/") ? String(name.dropLast()) : name
    return RecordKind.allCases.contains { kind in
      kind.rawValue == folder || KindDescription.of(kind).place == .folder(folder)
    } || listing.files.contains { $0.path == folder || $0.path.hasPrefix(folder + "/") }
  }
}
