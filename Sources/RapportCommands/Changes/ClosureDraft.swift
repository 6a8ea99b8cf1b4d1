import Practice
import Records
import Reports
import Space

/// The end of a relationship as a change of its records.
struct ClosureDraft {
  /// What the closing person said in options; questions fill in the rest where somebody can be asked.
  struct Answers {
    var reason: String?
    var day: CalendarDay
    var thanks: String?
    var keeps: String?
    var nextForm: String?
    var because: String?
    /// What becomes of goals, by the names that were typed.
    var goals: [(name: String, outcome: Closure.GoalOutcome)] = []
    /// What becomes of actions, by the words that were typed.
    var actions: [(words: String, outcome: Closure.ActionOutcome)] = []
  }

  private var answers: Answers
  private var goals: [String: Closure.GoalOutcome] = [:]
  /// By path, line and words.
  private var actions: [String: Closure.ActionOutcome] = [:]

  /// Finds what the options name, and asks about what they leave open.
  ///
  /// - Throws: ``CommandFailure`` where a name fits nothing open.
  init(_ answers: Answers, in files: [RecordFile], session: Session) throws {
    self.answers = answers
    let closure = Closure(in: files)
    for (name, outcome) in answers.goals {
      goals[try RecordName.find(name, among: closure.goals, today: session.today).path] = outcome
    }
    for (words, outcome) in answers.actions {
      actions[Self.key(try TaskName.find(words, among: closure.actions))] = outcome
    }
    guard session.canAsk else { return }
    for goal in closure.goals where goals[goal.path] == nil {
      let status = goal.document?.text(of: "status") ?? "open"
      goals[goal.path] =
        Self.outcome(
          "Goal \"\(goal.title)\" (\(status)): [a]chieved, [w]ithdrawn, or [K]ept to go on with?",
          [("achieved", .achieved), ("withdrawn", .withdrawn), ("kept", .kept)],
          session
        ) ?? .kept
    }
    for action in closure.actions where actions[Self.key(action)] == nil {
      let people = action.peopleBesideSentence.map { " @" + $0 }.joined()
      actions[Self.key(action)] =
        Self.outcome(
          "Action \"\(action.task.sentence)\"\(people): [d]one, no longer [w]anted, or [K]ept?",
          [("done", .done), ("wanted", .dropped), ("kept", .kept), ("dropped", .dropped)],
          session
        ) ?? .kept
    }
    if answers.keeps == nil { self.answers.keeps = session.ask("Who keeps a copy of these records? (may stay empty)") }
    if answers.thanks == nil { self.answers.thanks = session.ask("A word of thanks? (may stay empty)") }
  }

  /// The change as a whole.
  func plan(in space: Space, session: Session) throws -> WritePlan {
    let listing = try space.records()
    guard let relationship = listing.files(of: .relationship).first else {
      throw CommandFailure(.notFound, "there is no relationship here to close", help: "run it in a shared space")
    }
    let before = try session.readable(relationship)
    var changes = Changes()
    let closed = try before.with("status", set: "closed", order: KindDescription.of(.relationship).keyOrder)
    changes.documents[relationship.path] = try RelationshipChange.completed(closed, since: before, today: answers.day)
    let closure = Closure(in: listing.files)
    try settle(closure, in: listing, &changes)
    let present = listing.files(of: .closure).first
    let own = try present.map { try session.readable($0) }
    let template = try own ?? RecordDraft.template(of: .closure, in: space)
    changes.documents["closure.md"] = try written(template, closure)
    let edits = changes.documents.sorted { $0.key < $1.key }.map { path, document in
      let file = listing.files.first { $0.path == path }
      return WritePlan.FileEdit(path: path, before: file?.bytes, after: document.bytes)
    }
    for edit in edits {
      let old = listing.files.first { $0.path == edit.path }?.document
      _ = try edit.after.map { try ChangeCheck.verify($0, replacing: old, at: edit.path) }
    }
    return WritePlan(files: edits, message: .init(subject: "closure: relationship closed", body: answers.because))
  }

  /// The records as they become.
  private struct Changes {
    var documents: [String: Document] = [:]
  }

  private func settle(_ closure: Closure, in listing: RecordListing, _ changes: inout Changes) throws {
    let order = KindDescription.of(.goal).keyOrder
    for goal in closure.goals {
      guard let outcome = goals[goal.path], outcome != .kept, var document = goal.document else { continue }
      let earlier = [document.text(of: "status")].compactMap(\.self)
      document = try document.with("status", set: outcome.rawValue, order: order)
      document = try GoalStatusChange.completed(document, earlier: earlier)
      if outcome == .withdrawn {
        document = try document.with("reason", set: answers.because ?? "the relationship ended", order: order)
      }
      changes.documents[goal.path] = document
    }
    var marks: [String: [Edit]] = [:]
    for action in closure.actions {
      guard let outcome = actions[Self.key(action)], outcome != .kept else { continue }
      let state: TaskState = outcome == .done ? .done : .dropped
      for item in [action] + MeetingTwins.of(action, in: listing.files, becoming: state) {
        marks[item.file.path, default: []] += item.file.document?.marking(item.task, as: state) ?? []
      }
    }
    for (path, edits) in marks {
      guard let document = listing.files.first(where: { $0.path == path })?.document else { continue }
      changes.documents[path] = try Document.parse(document.applying(edits))
    }
  }

  private func written(_ template: Document, _ closure: Closure) throws -> Document {
    let order = KindDescription.of(.closure).keyOrder
    var document = try template.with("closed_on", set: answers.day.description, order: order)
    for (field, value) in [("reason", answers.reason), ("next_form", answers.nextForm)] {
      if let value { document = try document.with(field, set: value, order: order) }
    }
    let open = closure.openLines(
      goals: closure.goals.filter { (goals[$0.path] ?? .kept) == .kept },
      actions: closure.actions.filter { (actions[Self.key($0)] ?? .kept) == .kept }
    )
    // What stayed open the last time and has been settled since is no longer listed.
    let settled = document.removingLines(under: "What stays open") { closure.isOpenLine($0) && !open.contains($0) }
    document = try Document.parse(document.applying(settled))
    let lines =
      open.map { ("What stays open", $0) } + (answers.keeps.map { [("Who keeps what", "- \($0)")] } ?? [])
      + (answers.thanks.map { [("Thanks", "- \($0)")] } ?? [])
    for (heading, line) in lines {
      let oneLine = line.split(whereSeparator: \.isNewline).joined(separator: " ")
      // Who closes a second time finds there what was written the first time.
      let section = document.body.section(named: heading)
      let isThere = section?.lines.contains { document.bytes[$0].elementsEqual(oneLine.utf8) } ?? false
      if isThere { continue }
      document = try Document.parse(document.applying(try document.addingLine(oneLine, under: heading)))
    }
    return document
  }

  private static func key(_ item: RecordTask) -> String {
    "\(item.file.path) \(item.task.occurrence) \(item.task.text)"
  }

  /// The outcome whose word begins with the answer, asked for until there is one; nil where nothing is answered.
  private static func outcome<Outcome>(
    _ question: StyledText,
    _ words: [(word: String, outcome: Outcome)],
    _ session: Session
  ) -> Outcome? {
    while let answer = session.ask(question)?.lowercased(), !answer.allSatisfy(\.isWhitespace) {
      if let found = words.first(where: { $0.word.hasPrefix(answer) }) { return found.outcome }
      let letters = words.prefix(3).map { String($0.word.prefix(1)) }
      session.say("Answer \(letters[0]), \(letters[1]) or \(letters[2]); an empty line keeps it.")
    }
    return nil
  }
}
