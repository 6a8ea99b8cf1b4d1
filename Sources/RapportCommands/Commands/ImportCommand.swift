import ArgumentParser
import Records
import Reports
import Space

/// Brings older notes in.
struct ImportCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Bring older notes in: a folder of text files, or a table.",
    usage: "rapport import FOLDER|FILE.csv [--kind KIND]",
    discussion: """
      Each Markdown or text file below a folder becomes a meeting, or with --kind a note or a reflection, on the day in \
      its fields or its name. Each row of a CSV file becomes a record of the kind, each column a field of it. Nothing is \
      overwritten: what is there already is named and left out. As long as there is a problem, nothing is written.

        $ rapport import ~/old-notes --dry-run
        $ rapport import ~/old-notes --kind note
        $ rapport import goals.csv --kind goal --map "Due date=target"
      """
  )

  @Option(help: "The kind of the records; meeting for a folder.", completion: CompletionContext.kinds)
  var kind: String?

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp("What a column is called, and the field it becomes.", valueName: "column=field")
  )
  var map: [String] = []

  @Argument(help: "A folder, or a file that ends in .csv.", completion: .file())
  var source: String

  @OptionGroup var commit: CommitOptions
  @OptionGroup var shared: SharedOptions

  func run(in session: Session) async throws {
    let path = Paths.absolute(source, from: session.context.workingDirectory)
    let isTable = path.lowercased().hasSuffix(".csv")
    guard isTable || map.isEmpty else { throw CommandFailure(.usage, "--map goes with a CSV file") }
    guard !isTable || kind != nil else {
      throw CommandFailure(.usage, "say what the rows are", help: "rapport import \(shell: source) --kind goal")
    }
    let kind = kind == "note" ? .note : try RecordDraft.kind(kind ?? "meeting")
    let space = try session.openSpace(holding: kind, for: commit.use)
    var reading = ImportReading()
    try await session.carryOut(
      "import",
      commit.mode,
      in: space,
      nothing: "There is nothing to bring in.",
      members: { reading.members }
    ) {
      let listing = try space.records()
      reading = try isTable ? table(path, kind, listing, in: space, session) : notes(path, kind, session)
      try reading.findPlaces(in: space, listing: listing)
      reading.refuseAhead(today: session.today)
      for line in reading.lines { session.say(line) }
      guard reading.problems.isEmpty else {
        if commit.format == .json { try session.answerNothing("import", reading.members) }
        let count = reading.problems.count
        throw CommandFailure(
          .findings,
          "nothing was written; \(count == 1 ? "one problem is" : "\(count) problems are") in the way",
          diagnostics: reading.problems
        )
      }
      let meetings = kind == .meeting ? reading.records.map(\.document) : []
      if let hint = RelationshipBeginning.hint(at: meetings, in: listing) { session.say(StyledText(hint)) }
      let plan = reading.plan(because: commit.because)
      if !commit.dryRun {
        for file in plan?.files.prefix(8) ?? [] {
          session.say(StyledText(session.usablePath(of: file.path, in: space), .faint))
        }
      }
      return plan
    }
  }

  private func notes(_ path: String, _ kind: RecordKind, _ session: Session) throws -> ImportReading {
    let notes = try NotesImport(kind: kind, today: session.today)
    guard Space.isFolder(path) else {
      throw CommandFailure(
        .notFound,
        "there is no such folder, or it is a link",
        path: source,
        help: "name a folder, or a file that ends in .csv"
      )
    }
    return try notes.read(path, named: trimmed(source))
  }

  private func table(
    _ path: String,
    _ kind: RecordKind,
    _ listing: RecordListing,
    in space: Space,
    _ session: Session
  ) throws -> ImportReading {
    let parts = path.split(separator: "/")
    let folder = WorkTree(root: "/" + parts.dropLast().joined(separator: "/"))
    guard let name = parts.last, let file = try folder.read(String(name)) else {
      throw CommandFailure(.notFound, "there is no such file", path: source, help: "name a folder, or a CSV file")
    }
    let template = try RecordDraft.template(of: kind, in: space)
    let rows = try TableImport(kind: kind, names: map, template: template, session: session)
    return try rows.read(file.bytes, named: trimmed(source), listing: listing)
  }

  private func trimmed(_ path: String) -> String {
    path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }
}
