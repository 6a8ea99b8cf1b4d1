import ArgumentParser
import Records
import Reports
import Space

/// Adds a line to a record.
struct AddCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Add a line to a record.",
    usage: "rapport add RECORD TEXT [--action | --under HEADING]",
    discussion: """
      A goal gets a dated line under Progress (--action: a milestone), a meeting an item on its Agenda (--action: \
      under Actions).

        $ rapport add toxicity-paper "Abstract accepted as a poster."
        $ rapport add toxicity-paper --action "Abstract agreed due:2026-04-30"
        $ rapport add next "How do I choose a journal?"
        $ rapport add last --action "Send outline @mentee due:fri"
      """
  )

  @Flag(help: "Add an action that somebody takes on.")
  var action = false

  @Option(help: ArgumentHelp("The heading to add the line under.", valueName: "heading"))
  var under: String?

  @Option(parsing: .unconditional, help: ArgumentHelp("The day of a dated line; today if not given.", valueName: "day"))
  var date: String?

  @Argument(help: "The record, by path, name, id or title; or next, last.", completion: CompletionContext.records)
  var record: String

  @Argument(help: "The line's words.")
  var text: String

  @OptionGroup var write: WriteOptions
  @OptionGroup var shared: SharedOptions

  func validate() throws {
    if text.allSatisfy(\.isWhitespace) { throw ValidationError("the line is empty") }
    if action, under != nil { throw ValidationError("--action and --under exclude each other") }
  }

  func run(in session: Session) async throws {
    let words = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    let day = try date.map { try session.day($0) } ?? session.today
    let space = try session.openSpace(of: record, for: write.use, required: !write.noCommit)
    try await session.carryOut("add", write.mode, in: space) {
      let listing = try space.records()
      let (files, file) = (listing.files, try listing.find(session.name(record, in: space), today: session.today))
      let document = try session.readable(file)
      let place = try place(in: file, words: words, day: day)
      let line = place.line.hasPrefix("- [") ? Self.dated(place.line, today: session.today) : place.line
      let after = document.applying(try document.addingLine(line, under: place.heading))
      try ChangeCheck.verifyReferences(in: after, replacing: document, among: files)
      session.warn(try ChangeCheck.verify(after, replacing: document, at: file.path).flatMap(DiagnosticText.lines))
      return WritePlan(
        files: [.init(path: file.path, before: document.bytes, after: after)],
        message: .init(subject: "\(RecordFile.label(of: file.path)): \(place.subject)", body: write.because)
      )
    }
  }

  /// A task whose day is written as people type it, as in `due:fri`, with the day itself.
  private static func dated(_ task: String, today: CalendarDay) -> String {
    task.split(separator: " ", omittingEmptySubsequences: false).map { word in
      guard word.hasPrefix("due:"), let day = CalendarDay(typed: String(word.dropFirst(4)), today: today) else {
        return String(word)
      }
      return "due:\(day)"
    }.joined(separator: " ")
  }

  /// Where the line goes, and what it looks like there.
  private func place(
    in file: RecordFile,
    words: String,
    day: CalendarDay
  ) throws -> (heading: String, line: String, subject: String) {
    if let under {
      // A heading that only this record has is the person's own words, which no subject shows.
      let known = KindDescription.of(file.kind).heading(named: under)
      let subject = known.map { "line added under \($0.name)" } ?? "line added"
      guard let task = known?.taskName else { return (under, "- \(words)", subject) }
      // A box that somebody typed is theirs.
      return (under, words.hasPrefix("[") ? "- \(words)" : "- [ ] \(words)", "\(task) added")
    }
    switch file.kind {
    case .goal where !action: return ("Progress", "- \(day) \(words)", "progress of \(day)")
    case .goal: return ("Milestones", "- [ ] \(words)", "milestone added")
    case .meeting where action: return ("Actions", "- [ ] \(words)", "action added")
    case .meeting:
      if let status = file.document?.text(of: "status"), status != "planned" {
        throw CommandFailure(
          .usage,
          "this meeting was \(status), so its agenda is closed",
          path: file.path,
          help: "use --action for a step that came out of it, or --under HEADING for a note"
        )
      }
      return ("Agenda", "- [ ] \(words)", "agenda item added")
    default:
      throw CommandFailure(
        .usage,
        "this record has several places for a line",
        path: file.path,
        help: "say which: rapport add \(shell: file.usableName) TEXT --under HEADING"
      )
    }
  }
}
