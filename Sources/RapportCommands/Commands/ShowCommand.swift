import ArgumentParser
import Git
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
        $ rapport show fellowship --at last-meeting
        $ rapport show last
      """
  )

  @Argument(help: "The record, by path, name, id or title; or next, last.", completion: CompletionContext.records)
  var record: String

  @OptionGroup var moment: ViewpointOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var shared: SharedOptions

  func run(in session: Session) async throws {
    let space = try session.openSpace(of: record, for: .reading, required: false)
    let view = try session.viewpoint(moment, in: space)
    let file = try view.lookUp { try view.listing().find(session.name(record, in: space), today: view.today) }
    if format.format == .json {
      return try session.answer(
        .object([
          .init("schema", .string("rapport/show/1")),
          .init("at", .optional(view.commit?.hex)),
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
}
