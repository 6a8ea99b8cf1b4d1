import ArgumentParser
import Git
import Records
import Reports
import Space

/// Settles what a merge left open.
struct ResolveCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "resolve",
    abstract: "Settle what two of you changed to different things.",
    usage: "rapport resolve RECORD [FIELD mine|theirs|VALUE]",
    discussion: """
      FIELD is what status and check name: a field, a task, a heading. Without it, every question of the record is asked. \
      A question about prose is settled by editing the text, and then by "done". A record that one of you removed and \
      the other changed stays by "record keep" and goes away by "record remove"; "mine" and "theirs" are what each did. \
      A version that was kept beside a record, since it couldn't be read, is merged into it once it can; with "done" it \
      goes away.

        $ rapport resolve toxicity-paper target mine
        $ rapport resolve toxicity-paper target 2026-10-01
        $ rapport resolve toxicity-paper Why done
        $ rapport resolve goals/toxicity-paper.unmerged-361439f6.md
      """
  )

  @Argument(help: "The record, by path, name, id or title.", completion: CompletionContext.records)
  var record: String

  @Argument(help: "What the question is about.")
  var field: String?

  @Argument(help: "mine, theirs, or the value itself; none for no value.")
  var answer: String?

  @OptionGroup var write: WriteOptions
  @OptionGroup var shared: SharedOptions

  func run(in session: Session) async throws {
    let space = try session.openSpace(of: record, for: write.use, required: !write.noCommit)
    if let version = UnmergedVersion(named: record) {
      return try await session.settle(version, by: field, write, in: space)
    }
    let file = try space.records().find(session.name(record, in: space), today: session.today)
    _ = try session.readable(file)
    let questions = try await session.questions(in: [file], of: space)
    let decisions = try self.decisions(about: questions, in: file, of: space, session)
    // A merge that git left unfinished is committed by git, with whatever else it holds.
    let isUnfinished = space.repository.unfinishedOperation != nil
    var mode = write.mode
    if isUnfinished { mode.noCommit = true }
    try await session.carryOut("resolve", mode, in: space) {
      guard !decisions.isEmpty else { return nil }
      var settling = Settling(try session.presentState(of: file.path, in: space))
      for decision in decisions { try settling.settle(decision) }
      session.warn(try settling.warnings())
      return settling.plan(because: write.because)
    }
    if isUnfinished, !mode.dryRun, !decisions.isEmpty {
      session.say("Next: git add \(shell: file.path), and go on with what git was about.")
    }
  }

  private func decisions(
    about questions: [OpenQuestion],
    in file: RecordFile,
    of space: Space,
    _ session: Session
  ) throws -> [Decision] {
    let address = try session.knownAddress(in: space)
    let wanted = try field.map { [try question(about: $0, among: questions, in: file)] } ?? questions
    if let answer { return try wanted.map { try Decision(answer, about: $0, address: address) } }
    if !session.canAsk, let first = wanted.first {
      let choices = Set(wanted.map(\.choices)).count == 1 ? ": \(first.choices)" : ""
      throw CommandFailure(
        .usage,
        "say \(field == nil ? "which question to settle, and how" : "how it is settled")\(choices)",
        path: file.path,
        help: "for instance: rapport resolve \(shell: file.stem) \(shell: first.subject) \(shell: first.exampleAnswer)"
      )
    }
    var settling = Settling(file)
    for question in wanted {
      try session.decide(question, &settling, address: address) {
        session.ask(question.line + " — " + StyledText(question.choices + "?"))
      }
    }
    return settling.decisions
  }

  /// The one question that the words mean.
  private func question(about words: String, among questions: [OpenQuestion], in file: RecordFile) throws
    -> OpenQuestion
  {
    let fitting = questions.about(words)
    if let only = fitting.first, fitting.count == 1 { return only }
    let names = (fitting.isEmpty ? questions : fitting).map(\.subject).joined(separator: ", ")
    guard fitting.isEmpty else {
      throw CommandFailure(
        .usage,
        "\(fitting.count) questions are open about '\(words)'",
        path: file.path,
        help: "name one of them: \(names)"
      )
    }
    throw CommandFailure(
      .notFound,
      "nothing is open about '\(words)'",
      path: file.path,
      help: names.isEmpty ? "this record has no open questions" : "open are: \(names)"
    )
  }
}
