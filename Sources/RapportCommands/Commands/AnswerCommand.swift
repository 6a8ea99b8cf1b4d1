import ArgumentParser
import Practice
import Records
import Reports
import Space

/// Answers a question.
struct AnswerCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "answer",
    abstract: "Write down the answer to a question.",
    usage: "rapport answer QUESTION [TEXT]",
    discussion: """
      Without TEXT the question opens in your editor. An answered question is ticked on the agendas ahead.

        $ rapport answer choose-journal "Ask who its readers are."
      """
  )

  @Argument(help: "The question, by name, id or a part of its words.", completion: CompletionContext.records)
  var question: String

  @Argument(help: "The answer.")
  var text: String?

  @OptionGroup var write: WriteOptions
  @OptionGroup var shared: SharedOptions

  func validate() throws {
    if let text, text.allSatisfy(\.isWhitespace) { throw ValidationError("the answer is empty") }
  }

  func run(in session: Session) async throws {
    let space = try session.openSharedSpace(for: "questions", write.use)
    let path = try session.find(session.name(question, in: space), of: .question, in: try space.records()).path
    guard text == nil else { return try await carryOut(nil, at: path, in: space, session) }
    try await edit(path, in: space, session)
  }

  /// Writes the answer that was given as text, or the question as it was edited.
  private func carryOut(_ edited: EditedText?, at path: String, in space: Space, _ session: Session) async throws {
    try await session.carryOut("answer", write.mode, in: space) {
      let files = try space.records().files
      guard let file = files.first(where: { $0.path == path }) else {
        throw SpaceError.noSuchRecord(name: question, suggestions: [])
      }
      let document = try session.readable(file)
      let after = try edited?.onto(document.bytes) ?? answered(document)
      guard after != document.bytes else { return nil }
      session.warn(try ChangeCheck.verify(after, replacing: document, at: path).flatMap(DiagnosticText.lines))
      let isAnswered = QuestionState(of: RecordFile(path: path, bytes: after, standing: .changed)) == .answered
      return WritePlan(
        files: [.init(path: path, before: document.bytes, after: after)]
          + (isAnswered ? ticked(file, in: files, today: session.today) : []),
        message: .init(
          subject: "\(RecordFile.label(of: path)): \(isAnswered ? "answered" : "text edited")",
          body: write.because
        )
      )
    }
  }

  /// The record with the text under Answer, and its state in step with that.
  private func answered(_ document: Document) throws -> [UInt8] {
    let edits = try document.addingText(text ?? "", under: "Answer")
    let after = try Document.parse(document.applying(edits))
    guard let status = after.text(of: "status"), status != "answered" else { return after.bytes }
    return try after.with("status", set: "answered", order: KindDescription.of(.question).keyOrder).bytes
  }

  /// The meetings ahead, with the question ticked on their agendas.
  private func ticked(_ question: RecordFile, in files: [RecordFile], today: CalendarDay) -> [WritePlan.FileEdit] {
    files.compactMap { file in
      guard file.kind == .meeting, let document = file.document, document.text(of: "status") == "planned",
        let day = RecordName.day(of: file), day >= today
      else { return nil }
      let tasks = document.body.sections.filter { Agenda.isAgenda($0.heading) }.flatMap(\.tasks).filter { task in
        task.state == .open && task.value(of: "question").map { $0 == question.stem || $0 == question.id } ?? false
      }
      guard !tasks.isEmpty else { return nil }
      let after = document.applying(tasks.flatMap { document.marking($0, as: .done) })
      return .init(path: file.path, before: document.bytes, after: after)
    }
  }

  private func edit(_ path: String, in space: Space, _ session: Session) async throws {
    guard session.canAsk, session.context.terminal.isOutputTerminal else {
      throw CommandFailure(
        .usage,
        "say the answer",
        path: path,
        help: "rapport answer \(shell: RecordFile.stem(of: path)) \"TEXT\""
      )
    }
    guard let bytes = try space.workTree?.read(path)?.bytes else { throw SpaceError.bareRepository }
    try await EditLoop(session: session).edit(bytes, as: path, in: space, write.mode) { edited in
      try await carryOut(edited, at: path, in: space, session)
    }
  }
}
