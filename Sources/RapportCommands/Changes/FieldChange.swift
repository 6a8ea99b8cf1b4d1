import Practice
import Records
import Reports
import Space

/// A change of one record's fields, as `set` makes it: by the table of its kind, and by the rules of practice.
struct FieldChange {
  private let name: String
  private let typed: [Assignment]
  /// What was typed, with what the change brings along.
  private let assignments: [Assignment]
  private let unset: [String]
  private let rules: ChangeRules
  /// The record that was meant; afterwards `next` and `last` may mean another.
  private let path: String
  private let reason: String?
  private let terms: Terms
  /// Whether a record becomes achieved by it.
  private let isAchieved: Bool

  private var session: Session { rules.session }

  /// Asks what the change wants to know.
  ///
  /// - Parameters:
  ///   - name: the record, as it was typed.
  ///   - unset: the fields to take out.
  /// - Throws: `SpaceError` where there is no such record, ``CommandFailure`` where a reason or the title is missing.
  init(_ name: String, _ typed: [Assignment], unset: [String], rules: ChangeRules) async throws {
    let name = rules.session.name(name, in: rules.space)
    self.name = name
    self.typed = typed
    self.unset = unset
    self.rules = rules
    let listing = try rules.space.records()
    let (files, file) = (listing.files, try listing.find(name, today: rules.session.today))
    for field in typed.map(\.field) + unset { try Assignment.requireOwn(field) }
    let present = try rules.session.readable(file).text(of: "status")
    isAchieved = present != "achieved" && typed.contains { $0.field == "status" && $0.value == "achieved" }
    path = file.path
    try Self.requireTitle(in: typed, of: file)
    try Self.requireNoEnd(in: typed, of: file)
    reason = try rules.reason(for: typed, of: file)
    assignments = try rules.completed(typed, of: file, reason: reason, among: files)
    // Only what becomes active is counted.
    let isActivated = typed.contains { $0.field == "status" && $0.value == "active" }
    terms =
      isActivated
      ? try await rules.session.terms(in: rules.session.present(of: rules.space))
      : Terms(agreement: nil, isSigned: false)
  }

  /// The change of the files as they are now; nil where nothing has to change.
  func plan() throws -> WritePlan? {
    let listing = try rules.space.records()
    let (files, file) = (listing.files, try listing.find(name, today: session.today))
    let document = try session.readable(file)
    let kind = KindDescription.of(file.kind)
    var changed = document
    for assignment in assignments {
      changed = try assignment.applied(to: changed, kind: kind, today: session.today)
    }
    for field in unset { changed = try Document.parse(changed.applying(try changed.unsetting(field))) }
    if file.kind == .goal {
      let earlier = [document.text(of: "status")].compactMap(\.self)
      changed = try GoalStatusChange.completed(changed, earlier: earlier, typed: Set(typed.map(\.field)))
    }
    if file.kind == .relationship {
      changed = try RelationshipChange.completed(changed, since: document, today: session.today)
      if RelationshipChange.newStage(changed, since: document) != nil {
        session.say("Another stage may need other people. A look at your map: rapport list network")
      }
    }
    guard changed.bytes != document.bytes else { return nil }
    try rules.requireDayThatHasCome(of: file.path, from: document, to: changed)
    session.warn(
      try ChangeCheck.verify(changed.bytes, replacing: document, at: file.path).flatMap(DiagnosticText.lines)
    )
    for assignment in typed { session.warn(Self.nearMiss(assignment, in: document, kind: kind)) }
    var subject = "\(RecordFile.label(of: file.path)): \(FieldSubject.text(from: document, to: changed, kind: kind))"
    var edits = [WritePlan.FileEdit(path: file.path, before: document.bytes, after: changed.bytes)]
    if let waiting = try rules.activation(of: file.path, from: document, to: changed, among: files, terms: terms) {
      edits.append(waiting)
      subject += ", instead of \(RecordFile.label(of: waiting.path))"
    }
    return WritePlan(files: edits, message: .init(subject: subject, body: reason))
  }

  /// Refuses a title without a word in it, which nobody could call the record by.
  private static func requireTitle(in assignments: [Assignment], of file: RecordFile) throws {
    guard let field = KindDescription.of(file.kind).titleField,
      assignments.contains(where: {
        $0.field == field && $0.operation == .set && $0.value.allSatisfy(\.isWhitespace)
      })
    else { return }
    throw CommandFailure(
      .usage,
      "a \(file.kind.rawValue) needs a \(field)",
      path: file.path,
      help: "rapport set \(shell: file.usableName) \(field)=\"…\""
    )
  }

  /// Refuses to end a relationship by a word alone, with nothing said of what is open.
  private static func requireNoEnd(in assignments: [Assignment], of file: RecordFile) throws {
    guard file.kind == .relationship, file.document?.text(of: "status") != "closed",
      assignments.contains(where: { $0.field == "status" && $0.value == "closed" })
    else { return }
    throw CommandFailure(
      .refused,
      "a relationship ends together with a word on what becomes of what is open",
      path: file.path,
      help: "rapport close"
    )
  }

  /// A hint at a new field that is one slip of the fingers away from one the record has.
  ///
  /// Check says so only where the right one is missing; who types a command most likely means it even where it is there.
  private static func nearMiss(_ assignment: Assignment, in document: Document, kind: KindDescription) -> [StyledText] {
    let name = assignment.field
    guard !kind.keyOrder.contains(name), document.frontMatter[name] == nil,
      let near = kind.keyOrder.first(where: { $0.utf8.count >= 4 && Spelling.distance(name, $0) <= 1 }),
      document.frontMatter[near] != nil
    else { return [] }
    return [
      StyledText("hint: ", .faint) + "'\(name)' is added as a field of your own",
      StyledText("  help: ", .good) + "did you mean \(near)? rapport undo takes it back",
    ]
  }

  /// Says what is left to do: which skills a goal that was achieved asks to look at again, what follows a meeting.
  ///
  /// After the end of the relationship nothing is.
  func sayWhatFollows() async throws {
    let listing = try rules.space.records()
    if Closure.isClosed(listing.files) { return }
    try await session.tellWhatFollows(path, typed, in: rules.space)
    guard isAchieved, let file = listing.files(of: .goal).first(where: { $0.path == path }) else { return }
    for skill in Reassessment.skills(of: file, among: listing.files(of: .skill)) {
      session.say("This goal builds \(skill.title). Where does it stand now? rapport assess \(shell: skill.stem) LEVEL")
    }
  }
}
