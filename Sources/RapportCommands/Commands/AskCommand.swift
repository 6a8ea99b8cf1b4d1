import ArgumentParser
import History
import Practice
import Records
import Reports
import Space

/// Asks a question.
struct AskCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "ask",
    abstract: "Ask a question, after a look at what was asked before.",
    usage: "rapport ask QUESTION [--tried TEXT] [--follows QUESTION]",
    discussion: """
      Shows earlier questions, answers and decisions that are about the same, and what you agreed on questions. The \
      question becomes a record and comes on the agenda of the next meeting.

        $ rapport ask "How do I choose a journal?" --tried "asked two peers"
        $ rapport ask "Which of the two is read more?" --follows choose-journal
      """
  )

  @Option(help: ArgumentHelp("Whom you asked and where you looked first.", valueName: "text"))
  var tried: String?

  @Option(
    help: ArgumentHelp("The earlier question it goes on from.", valueName: "question"),
    completion: CompletionContext.records
  )
  var follows: String?

  @Option(help: ArgumentHelp("The goal it belongs to.", valueName: "goal"), completion: CompletionContext.records)
  var goal: String?

  @Flag(help: "Leave the agenda of the next meeting as it is.")
  var noAgenda = false

  @Argument(help: "The question in one line.")
  var question: String

  @OptionGroup var write: WriteOptions
  @OptionGroup var shared: SharedOptions

  func validate() throws {
    if question.allSatisfy(\.isWhitespace) { throw ValidationError("the question is empty") }
  }

  func run(in session: Session) async throws {
    let title = question.split(whereSeparator: \.isNewline).joined(separator: " ")
    let space = try session.openSharedSpace(for: "questions", write.use)
    // Only what a question can be about is read; there may be many other records.
    var kinds: Set<RecordKind> = [.question, .meeting, .agreement, .relationship]
    if goal != nil { kinds.insert(.goal) }
    let listing = try space.records { kinds.contains(RecordKind(path: $0)) }
    var follows = try follows.map { try session.find(session.name($0, in: space), of: .question, in: listing).stem }
    let goal = try goal.map { try session.find(session.name($0, in: space), of: .goal, in: listing).stem }
    let earlier = try EarlierAnswers(to: title, in: listing)
    // Who signed is asked only for the time in which a reply comes.
    let agreement = listing.files(of: .agreement).first?.document
    let unsigned = Terms(agreement: agreement, isSigned: false)
    let terms = unsigned.replyDays == nil ? unsigned : try await session.terms(in: session.present(of: space))
    let scope = QuestionScope.lines(in: listing, terms: terms)
    for line in earlier.lines + scope { session.say(line) }
    if !earlier.files.isEmpty, !write.dryRun,
      let answer = session.ask("Ask it all the same? [Y/n, or the number of the question it goes on from]")
    {
      if answer.lowercased().hasPrefix("n") { return session.say("Nothing was asked.") }
      if let number = Int(answer), earlier.files.indices.contains(number - 1),
        earlier.files[number - 1].kind == .question
      {
        follows = earlier.files[number - 1].stem
      }
    }
    let fields = [("goal", goal), ("follows", follows), ("tried", tried)]
    let draft = try RecordDraft(
      kind: .question,
      name: title,
      date: nil,
      assignments: fields.compactMap { name, value in value.map { Assignment(field: name, value: $0) } },
      space: space,
      session: session
    )
    session.warn(try ChangeCheck.verify(draft.bytes, replacing: nil, at: draft.path).flatMap(DiagnosticText.lines))
    var meeting: String?
    try await session.carryOut(
      "ask",
      write.mode,
      in: space,
      members: {
        [
          .init("question", .string(draft.path)), .init("meeting", .optional(meeting)),
          .init("earlier", .array(earlier.report.results)),
        ]
      }
    ) {
      var files = [WritePlan.FileEdit(path: draft.path, before: nil, after: draft.bytes)]
      var subject = "\(RecordFile.label(of: draft.path)): new"
      if !noAgenda, let next = try session.nextMeeting(in: space) {
        let document = try session.readable(next)
        let line = Agenda.line(forQuestion: title, stem: RecordFile.stem(of: draft.path))
        let after = document.applying(try document.addingLine("- [ ] \(line)", under: "Agenda"))
        files.append(.init(path: next.path, before: document.bytes, after: after))
        subject += ", on the agenda of \(RecordFile.stem(of: next.path))"
        meeting = next.path
      }
      return WritePlan(files: files, message: .init(subject: subject, body: write.because))
    }
    if write.dryRun { return }
    session.say(StyledText(draft.path, .faint))
    if follows == nil, let near = earlier.files.first, near.kind == .question {
      let (stem, follows) = (RecordFile.stem(of: draft.path), "follows=\(near.stem)")
      session.say("If it goes on from that one: rapport set \(shell: stem) \(shell: follows)")
    }
    if Closure.isClosed(listing.files) {
      session.say(Session.closedHint)
    } else if meeting == nil, !noAgenda {
      session.say("No meeting is planned; prep puts it on the next agenda.")
    }
  }
}
