import Git
import Practice
import Records
import Reports
import Space

/// Settling questions of one record: what becomes of it when they are decided.
struct Settling {
  private let file: RecordFile
  /// The record with what was decided so far.
  private var bytes: [UInt8]
  /// Where it stands then; nil where it is given up.
  private var path: String?
  private(set) var decisions: [Decision] = []

  init(_ file: RecordFile) {
    self.file = file
    bytes = file.bytes
    path = file.path
  }

  /// Carries a decision out.
  ///
  /// - Throws: ``CommandFailure`` where the record can't take it, or the question is gone; it is as before then.
  mutating func settle(_ decision: Decision) throws {
    let next = path == file.path ? try decision.path() : path
    let present = RecordFile(path: file.path, bytes: bytes, standing: file.standing)
    let entry = decision.question.entry
    guard present.document?.openEntries.contains(entry) ?? false else {
      throw CommandFailure(
        .refused,
        "nothing is open about '\(decision.question.subject)' any more",
        path: file.path,
        help: "see how it stands: rapport show \(shell: file.stem)"
      )
    }
    bytes = try completed(try decision.on(present).text(), after: entry)
    path = next
    decisions.append(decision)
  }

  /// The record without what only a status had to say that wasn't chosen.
  private func completed(_ bytes: [UInt8], after entry: OpenEntry) throws -> [UInt8] {
    guard file.kind == .goal, entry.subject == .field(FieldPath("status")) else { return bytes }
    let statuses = (entry.plainValues + [entry.shown.map(OpenEntry.plainText)]).compactMap(\.self)
    return try GoalStatusChange.completed(Document.parse(bytes), earlier: statuses).bytes
  }

  /// What checks say of the record as it would be, which it hadn't before.
  ///
  /// - Throws: ``CommandFailure`` with what would be wrong in it.
  func warnings() throws -> [StyledText] {
    try ChangeCheck.verify(bytes, replacing: file.document, at: file.path).flatMap(DiagnosticText.lines)
  }

  /// The change of the record; nil where nothing was decided.
  func plan(because: String?) -> WritePlan? {
    guard !decisions.isEmpty else { return nil }
    let names = decisions.map(\.question.subject).joined(separator: ", ")
    let here = path == file.path ? bytes : nil
    var files = [WritePlan.FileEdit(path: file.path, before: file.bytes, after: here)]
    if let path, here == nil { files.append(.init(path: path, before: nil, after: bytes)) }
    return WritePlan(
      files: files,
      message: .init(subject: "\(RecordFile.label(of: file.path)): \(names) settled", body: because)
    )
  }
}

extension Session {
  /// Asks what becomes of open questions, each by itself, and commits the answers record by record.
  ///
  /// A question that isn't answered stays open; so does one about prose, which only the text itself can settle, and one
  /// in a record with unsaved edits, also of this very moment, which would be committed with the answer.
  ///
  /// - Returns: Whether anything was committed; false where nobody can be asked.
  func settle(_ questions: [OpenQuestion], in space: Space) async throws -> Bool {
    let questions = questions.filter { $0.file.standing == .saved && !$0.answers.isEmpty && !$0.isSettledInText }
    guard canAsk, !questions.isEmpty else { return false }
    let address = try knownAddress(in: space)
    var paths: [String] = []
    for path in questions.map(\.file.path) where !paths.contains(path) { paths.append(path) }
    var isSettled = false
    for path in paths {
      let open = questions.filter { $0.file.path == path }
      guard let file = open.first?.file else { continue }
      var settling = Settling(file)
      for question in open {
        warn([question.heading] + question.answers.map { "  " + StyledText($0.line) })
        try decide(question, &settling, address: address, answer: askedAnswer)
      }
      guard let plan = settling.plan(because: nil) else { continue }
      warn(try settling.warnings())
      var stands = false
      let nothing: StyledText = "\(path) was edited meanwhile, so its questions stay open."
      try await carryOut("resolve", WriteMode(), in: space, nothing: nothing) {
        stands = try space.workTree?.read(path)?.bytes == file.bytes
        return stands ? plan : nil
      }
      isSettled = isSettled || stands
    }
    return isSettled
  }

  /// Takes answers to a question until one can be carried out, or there is none, which leaves it open.
  ///
  /// - Throws: what isn't the answer's fault.
  func decide(_ question: OpenQuestion, _ settling: inout Settling, address: String, answer: () -> String?) throws {
    while let word = answer() {
      do {
        var settled = settling
        try settled.settle(try Decision(word, about: question, address: address))
        _ = try settled.warnings()
        settling = settled
        return
      } catch {
        let renderer = ErrorRenderer(context: context)
        guard renderer.failure(for: error) != nil else { throw error }
        _ = renderer.show(error)
      }
    }
  }

  /// Asks how a question is settled, also by letters; nil where that is put off.
  private func askedAnswer() -> String? {
    let answer = ask("[m]ine, [t]heirs, another value, or [l]ater? [l]")
    switch answer?.lowercased() {
    case nil, "l", "later": return nil
    case "m": return "mine"
    case "t": return "theirs"
    default: return answer
    }
  }
}
