import ArgumentParser
import History
import Records
import Reports
import Space

/// Shows a record's text.
struct ShowCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a record, as it is or as it was.",
    usage: "rapport show RECORD [--at DAY]",
    discussion: """
        $ rapport show toxicity-paper
        $ rapport show toxicity-paper --at 2026-05-01
        $ rapport show last
      """
  )

  @Option(help: ArgumentHelp("As it was at the end of that day, or in that commit.", valueName: "date or commit"))
  var at: String?

  @Argument(help: "The record, by path, name, id or title; or next, last.", completion: CompletionContext.records)
  var record: String

  @OptionGroup var format: FormatOptions
  @OptionGroup var shared: SharedOptions

  func run(in session: Session) async throws {
    let space = try session.openSpace(for: .reading, required: false)
    let source = try at.map { try session.commit(at: $0, in: space) }
    let listing = try space.records(in: source.map(Space.Source.commit) ?? .present)
    let file = try find(among: listing.files, session)
    if format.format == .json {
      return try session.answer(
        .object([
          .init("schema", .string("rapport/show/1")),
          .init("record", RecordJSON.object(file)),
          .init("text", .optional(file.document.map { String(decoding: $0.bytes, as: UTF8.self) })),
        ])
      )
    }
    let document = try session.readable(file)
    switch file.standing {
    case .saved: break
    case .changed: session.say("\(file.path) has changes that aren't saved.")
    case .new: session.say("\(file.path) isn't saved yet.")
    }
    try await session.answer(Lines.of(String(decoding: document.bytes, as: UTF8.self)).map { StyledText($0) })
  }
  /// The record that is meant, among those of the present or of the time that was asked for.
  private func find(among files: [RecordFile], _ session: Session) throws -> RecordFile {
    do throws(SpaceError) {
      return try RecordName.find(record, among: files, today: session.today)
    } catch {
      guard at != nil, case .noSuchRecord(_, let suggestions) = error, suggestions.isEmpty else { throw error }
      throw CommandFailure(
        .notFound,
        "no record was called '\(record)' then",
        help: "see how it came to be: rapport log \(record)"
      )
    }
  }
}
