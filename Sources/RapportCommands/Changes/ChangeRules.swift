import Practice
import Records
import Reports
import Space

/// What the practice of mentoring asks of a change before a command makes it.
///
/// Nothing of this stands in the way of an edit by hand.
struct ChangeRules {
  let session: Session
  let space: Space
  /// The reason that the person gave; nil where there is none.
  let because: String?
  /// The goal that is to wait, as it was typed.
  let insteadOf: String?

  init(session: Session, space: Space, because: String?, insteadOf: String?) {
    self.session = session
    self.space = space
    self.because = because.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
    self.insteadOf = insteadOf
  }

  // MARK: - Reasons

  /// The reason for a change of fields, asked for where the change wants one.
  ///
  /// - Throws: ``CommandFailure`` where nobody can be asked, or nothing was answered.
  func reason(for assignments: [Assignment], of file: RecordFile) throws -> String? {
    guard because == nil, let status = Self.statusWithReason(in: assignments, of: file) else { return because }
    if assignments.contains(where: { $0.field == "reason" && !$0.value.isEmpty }) { return nil }
    if let answer = session.ask(StyledText("Why is it \(status)? One line; the log shows it.")) { return answer }
    throw CommandFailure(
      .usage,
      "a goal that is \(status) says why",
      path: file.path,
      help: "rapport set \(shell: file.stem) status=\(status) --because \"…\""
    )
  }

  /// The assignments with what the change brings along: the reason, and the goal that takes the place of another.
  ///
  /// - Throws: ``CommandFailure`` where it isn't known which goal that is, or there is none of that name.
  func completed(_ assignments: [Assignment], of file: RecordFile, reason: String?, among files: [RecordFile]) throws
    -> [Assignment]
  {
    var assignments = assignments
    let status = Self.statusWithReason(in: assignments, of: file)
    if status != nil, let reason, !assignments.contains(where: { $0.field == "reason" }) {
      assignments.append(Assignment(field: "reason", value: reason))
    }
    let place = assignments.firstIndex { $0.field == "superseded_by" && $0.operation == .set && !$0.value.isEmpty }
    guard file.kind == .goal, status == "superseded" || place != nil else { return assignments }
    let goals = files.filter { $0.kind == .goal && $0.path != file.path }
    guard let name = try place.map({ assignments[$0].value }) ?? successor(of: file) else { return assignments }
    let found = Result { () throws(SpaceError) in try RecordName.find(name, among: goals, today: session.today) }
    if case .failure(.noSuchRecord(_, let near)) = found {
      throw CommandFailure(
        .notFound,
        "superseded_by: no other goal is called '\(name)'",
        path: file.path,
        help: near.first.map { "did you mean \($0)?" } ?? "see what there is: rapport list goals"
      )
    }
    let successor = Assignment(field: "superseded_by", value: try found.get().stem)
    if let place { assignments[place] = successor } else { assignments.append(successor) }
    return assignments
  }

  /// The goal that takes the place of another, asked for where the record doesn't name it yet; nil where it does.
  private func successor(of file: RecordFile) throws -> String? {
    guard file.document?.text(of: "superseded_by") == nil else { return nil }
    if let answer = session.ask("Which goal takes its place?") { return answer }
    throw CommandFailure(
      .usage,
      "a goal that is superseded names the one that takes its place",
      path: file.path,
      help: "rapport set \(shell: file.stem) status=superseded superseded_by=GOAL --because \"…\""
    )
  }

  /// The new status of a goal, where it is one that has a reason and the goal doesn't have it yet.
  private static func statusWithReason(in assignments: [Assignment], of file: RecordFile) -> String? {
    guard file.kind == .goal, let status = assignments.last(where: { $0.field == "status" })?.value,
      GoalStatus.withReason.contains(status), file.document?.text(of: "status") != status
    else { return nil }
    return status
  }

  // MARK: - Meetings

  /// Makes sure that a meeting which becomes held, or is moved, isn't still ahead.
  ///
  /// The day after a meeting, `next` means another.
  ///
  /// - Throws: ``CommandFailure`` with the last meeting, where nobody has said yet that it was held; what listing throws.
  func requireDayThatHasCome(of path: String, from before: Document?, to after: Document) throws {
    guard let ahead = Checks.heldAhead(after, at: path, today: session.today) else { return }
    let wasHeld = before?.text(of: "status") == "held"
    // One that was written so by hand stays as it is.
    if wasHeld, before?.text(of: "date") == after.text(of: "date") { return }
    let change = before == nil ? "new meeting DAY" : "set \(RecordFile.stem(of: path)) date=DAY"
    let last = RecordName.meeting("last", among: try space.records().files, today: session.today)
    let unsettled = last.flatMap { ($0.document?.text(of: "status") ?? "planned") == "planned" ? $0.stem : nil }
    throw CommandFailure(
      .usage,
      ahead.summary,
      path: path,
      help: wasHeld
        ? "a meeting to come is a record of its own: rapport new meeting DAY"
        : unsettled.map { "if you mean the last one: rapport set \($0) status=held" }
          ?? "if it took place earlier, say when: rapport \(change) status=held"
    )
  }

  // MARK: - Limits

  /// The goal that waits where a new record begins active; asked before anybody writes in it.
  ///
  /// - Throws: ``CommandFailure`` where the record can't begin as it is meant to.
  func consequence(of draft: RecordDraft) async throws -> WritePlan.FileEdit? {
    let document = try Document.parse(draft.bytes)
    try requireDayThatHasCome(of: draft.path, from: nil, to: document)
    guard insteadOf != nil || document.text(of: "status") == "active" else { return nil }
    return try activation(
      of: draft.path,
      from: nil,
      to: document,
      among: space.records().files,
      terms: await session.terms(in: session.present(of: space))
    )
  }

  /// What a record's becoming active means, and the change of the goal that waits instead.
  ///
  /// - Parameters:
  ///   - path: the record that changes or is new.
  ///   - before: its text; nil where it is new.
  ///   - terms: the numbers that the two work by.
  /// - Returns: nil where nothing else changes.
  /// - Throws: ``CommandFailure`` where that is more than both agreed, and neither another goal waits nor a reason is given.
  func activation(
    of path: String,
    from before: Document?,
    to after: Document,
    among files: [RecordFile],
    terms: Terms
  ) throws -> WritePlan.FileEdit? {
    let work = ActiveWork(in: files, terms: terms)
    let kind = RecordKind(path: path)
    guard work.counts(kind), after.text(of: "status") == "active", before?.text(of: "status") != "active" else {
      guard insteadOf == nil else {
        throw CommandFailure(
          .usage,
          "nothing becomes active by this, so nothing has to wait",
          help: "leave --instead-of out"
        )
      }
      return nil
    }
    let waiting = try insteadOf.map { try goal($0, toWaitFor: path, in: work) }
    switch work.verdict(activating: path, insteadOf: waiting?.path) {
    case .within: break
    case .told(let count):
      session.say(
        "That makes \(work.words(for: count)); the limit is \(work.limit.value), \(work.limit.origin.rawValue)."
      )
    case .refused(let count):
      if because == nil { throw refusal(of: path, count: count, work) }
      session.say(
        "That makes \(work.words(for: count)); you two agreed on \(work.limit.value). The reason is in the log."
      )
    }
    if kind == .goal { session.warn(Checks.practice(of: after, at: path, kind: kind).flatMap(DiagnosticText.lines)) }
    return try waiting.map(pausing)
  }

  private func goal(_ name: String, toWaitFor path: String, in work: ActiveWork) throws -> RecordFile {
    let goals = work.active.filter { $0.kind == .goal && $0.path != path }
    let found = Result { () throws(SpaceError) in try RecordName.find(name, among: goals, today: session.today) }
    if case .failure(.noSuchRecord) = found {
      throw CommandFailure(
        .notFound,
        "no other active goal is called '\(name)'",
        help: goals.isEmpty ? "no other goal is active" : "active are: \(goals.map(\.stem).joined(separator: ", "))"
      )
    }
    return try found.get()
  }

  /// The change by which a goal waits.
  ///
  /// - Throws: ``CommandFailure`` where no reason is given, or the goal can't be read.
  func pausing(_ goal: RecordFile) throws -> WritePlan.FileEdit {
    guard let because else {
      throw CommandFailure(
        .usage,
        "a goal that waits says why",
        path: goal.path,
        help: "add --because \"…\"; the log of \(goal.stem) shows it"
      )
    }
    let document = try session.readable(goal)
    let order = KindDescription.of(.goal).keyOrder
    let paused = try document.with("status", set: "paused", order: order).with("reason", set: because, order: order)
    return .init(path: goal.path, before: document.bytes, after: paused.bytes)
  }

  private func refusal(of path: String, count: Int, _ work: ActiveWork) -> CommandFailure {
    CommandFailure(
      .refused,
      "that would make \(work.words(for: count)), and you two agreed on \(work.limit.value)",
      path: path,
      help: "say which one waits: --instead-of GOAL --because \"…\"; or why this one can't: --because \"…\"",
      details: CommandFailure.candidates(
        work.active.map { file in
          ([RecordFile.label(of: file.path)] + RecordSummary(file).parts.dropFirst()).joined(separator: " · ")
        }
      )
    )
  }
}
