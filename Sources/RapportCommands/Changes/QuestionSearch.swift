import Git
import History
import Records
import Reports
import Space

extension Session {
  /// The open questions of some records, with who holds what from history.
  func questions(in files: [RecordFile], of space: Space) async throws -> [OpenQuestion] {
    try await questions(in: files, of: space, as: nil)
  }

  /// The open questions of the records that a command looks at.
  func questions(in view: Viewpoint) async throws -> [OpenQuestion] {
    try await questions(in: view.listing().files, of: view.space, as: view.commit)
  }

  /// The person's address as questions name it, whichever of theirs they use here.
  func knownAddress(in space: Space) throws -> String {
    try History(repository: space.repository).named(try Identity(context, in: space).author).email
  }

  private func questions(in files: [RecordFile], of space: Space, as tip: ObjectID?) async throws -> [OpenQuestion] {
    let open = files.filter { !($0.document?.openEntries ?? []).isEmpty }
    guard !open.isEmpty else { return [] }
    let result = try await History(repository: space.repository, tip: tip)
      .events(HistoryQuery(selection: .paths(open.map(\.path))))
    // What a merge holds was written by one of those whose changes it brings together.
    let events = try result.events.filter { try space.repository.commit($0.commit.id).parents.count < 2 }
    return try OpenQuestion.all(in: open, events: events.map { $0.seen(in: context.zone) }).map { question in
      guard question.entry.subject == .record else { return question }
      return try question.withSides(from: events, in: space)
    }
  }
}

extension OpenQuestion {
  /// The question whether a record stays, with who removed it and who changed it meanwhile.
  fileprivate func withSides(from events: [Event], in space: Space) throws -> OpenQuestion {
    let events = events.filter { $0.record.path == file.path }
    guard let removal = events.last(where: { $0.changes.contains(.removed) })?.commit else { return self }
    var question = self
    question.removedBy = removal.author
    question.changedBy = try events.map(\.commit)
      .filter { try !space.repository.isAncestor($0.id, of: removal.id) }
      .map(\.author)
    return question
  }
}

extension [OpenQuestion] {
  /// The questions that some words mean: the one with this name; else those about the task with these words, or about
  /// anything in the field.
  func about(_ words: String) -> [OpenQuestion] {
    let folded = words.lowercased()
    let exact = filter { $0.entry.name == words || $0.subject.lowercased() == folded }
    guard exact.isEmpty else { return exact }
    return filter { question in
      switch question.entry.subject {
      case .task(let name, _): name.text.lowercased() == folded
      case .field(let path):
        path.description.hasPrefix(words + ".") || path.description.hasPrefix(words + "[")
      case .heading(let heading): heading.lowercased() == folded
      case .section(let heading): heading?.lowercased() == folded
      case .record, .path, .other: false
      }
    }
  }
}

/// What a person decides about an open question.
struct Decision {
  let question: OpenQuestion
  /// The text as it is to stand in the file; nil for none.
  let source: String?
  /// Whether the person said that it becomes nothing.
  private let isNone: Bool

  /// Understands `mine`, `theirs`, or a value.
  ///
  /// - Parameter address: the address of the person who decides, as history names them.
  /// - Throws: ``CommandFailure`` where `mine` or `theirs` is nobody's or more than one value, or the word settles no
  ///   such question.
  init(_ word: String, about question: OpenQuestion, address: String) throws {
    self.question = question
    if question.entry.subject == .record {
      source = nil
      isNone = try question.isRemoved(by: word, address: address)
      return
    }
    if question.isSettledInText, word != "done" {
      throw CommandFailure(
        .usage,
        "'\(question.subject)' is settled in the text itself, so '\(word)' is no answer",
        path: question.file.path,
        help: "make the text what you two want: rapport edit \(shell: question.file.stem); then rapport resolve "
          + "\(shell: question.file.stem) \(shell: question.subject) done"
      )
    }
    isNone = word == "none"
    func isMine(_ answer: OpenQuestion.Answer) -> Bool? {
      answer.author.map { $0.person.email.lowercased() == address.lowercased() }
    }
    let wanted: [OpenQuestion.Answer]
    switch word {
    case "mine":
      // In a merge that git hasn't committed, history knows one side only.
      let mine = question.answers.filter { isMine($0) == true }
      wanted = mine.isEmpty ? question.answers.filter { isMine($0) == nil } : mine
    case "theirs": wanted = question.answers.filter { isMine($0) != true }
    default:
      if let known = question.answers.first(where: { $0.text == word }) {
        source = known.source
      } else {
        source = word == "none" ? nil : YAMLText.scalar(word, in: .block)
      }
      return
    }
    guard wanted.count == 1 || question.answers.isEmpty else {
      throw CommandFailure(
        .usage,
        "history doesn't tell which value of '\(question.subject)' is \(word)",
        path: question.file.path,
        help: "name the value: " + question.answers.map { $0.text ?? "none" }.joined(separator: ", ")
      )
    }
    source = wanted.first?.source
  }

  /// Where the record stands once the question is settled; nil where it is given up.
  ///
  /// - Throws: ``CommandFailure`` for a place that neither side gave it.
  func path() throws -> String? {
    let present = question.file.path
    switch question.entry.subject {
    case .record: return isNone ? nil : present
    case .path:
      let wanted = source.map(OpenEntry.plainText)
      let places = question.entry.plainValues.compactMap { $0 }
      guard let place = places.first(where: { $0 == wanted }) else {
        throw CommandFailure(
          .usage,
          "'\(wanted ?? "none")' is no place that one of you gave it",
          path: present,
          help: "name one of them: \(places.joined(separator: ", "))"
        )
      }
      return place
    case .field, .task, .heading, .section, .other: return present
    }
  }

  /// The same about another state of the record.
  func on(_ file: RecordFile) -> Decision {
    Decision(
      question: OpenQuestion(file: file, entry: question.entry, answers: question.answers),
      source: source,
      isNone: isNone
    )
  }

  private init(question: OpenQuestion, source: String?, isNone: Bool) {
    self.question = question
    self.source = source
    self.isNone = isNone
  }

  /// The file with the decision in it.
  func text() throws -> [UInt8] {
    let settlement = try Settlement(question.file.bytes)
    do throws(EditError) {
      return try settlement.settling(question.entry, as: plainOrSource)
    } catch {
      throw CommandFailure(
        .refused,
        "the way the record is written doesn't allow to settle '\(question.subject)' safely",
        path: question.file.path,
        help: "put the value there in an editor and delete the line under 'unmerged'"
      )
    }
  }

  /// Parts of tasks and headings are no YAML.
  private var plainOrSource: String? {
    guard case .field = question.entry.subject else {
      return question.answers.first { $0.source == source }.map(\.source) ?? source.map(OpenEntry.plainText)
    }
    return source
  }
}

extension OpenQuestion {
  /// Whether only the text itself can settle it, which a person edits before it is called done.
  var isSettledInText: Bool {
    switch entry.subject {
    case .section, .other, .task(_, part: "section"?): true
    case .field, .task, .heading, .record, .path: false
    }
  }

  /// Whether history tells which value is mine; of one value, where it tells whose the others are.
  private var hasKnownSides: Bool { answers.count { $0.author == nil } < 2 }

  /// An answer to it, where one of them is to be shown.
  var exampleAnswer: String {
    if entry.subject == .record { return "keep" }
    if isSettledInText { return "done" }
    return hasKnownSides ? "theirs" : answers.first?.text ?? "none"
  }

  /// What may be said to settle it.
  var choices: String {
    if entry.subject == .record { return "mine, theirs, keep or remove" }
    if isSettledInText { return "done, once the text is what you two want" }
    return hasKnownSides ? "mine, theirs, or a value" : "one of the values, or another"
  }

  /// Whether the record goes away by a word, where the question is whether it stays.
  ///
  /// - Throws: ``CommandFailure`` where the word doesn't tell.
  fileprivate func isRemoved(by word: String, address: String) throws -> Bool {
    func isMe(_ author: Author) -> Bool { author.person.email.lowercased() == address.lowercased() }
    let problem: String
    switch word {
    case "keep", "done": return false
    case "remove", "none": return true
    case "mine", "theirs":
      if let isRemover = removedBy.map(isMe), isRemover != changedBy.contains(where: isMe) {
        return (word == "mine") == isRemover
      }
      problem = "history doesn't tell whether \(word) is to keep or to remove the record"
    default: problem = "'\(word)' doesn't say whether the record stays"
    }
    let command = "rapport resolve \(shell: file.stem) record"
    throw CommandFailure(.usage, problem, path: file.path, help: "say it: \(command) keep, or \(command) remove")
  }
}
