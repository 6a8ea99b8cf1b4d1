import ArgumentParser
import Records
import Reports
import Space

/// Changes fields of a record.
struct SetCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "set",
    abstract: "Change fields of a record.",
    usage: "rapport set RECORD KEY=VALUE ... [--because TEXT]",
    discussion: """
      KEY=VALUE sets a field, KEY+=VALUE and KEY-=VALUE change a list. Days may be typed as today, +2w or fri.

        $ rapport set toxicity-paper target=+3m --because "data office is late"
        $ rapport set toxicity-paper status=paused skills+=statistics
        $ rapport set next status=held
        $ rapport set toxicity-paper --unset target
      """
  )

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp("Take a field out; may be given several times.", valueName: "key")
  )
  var unset: [String] = []

  @Argument(
    help: ArgumentHelp(
      "The record, by path, name, id or title, and the fields to change.",
      valueName: "record key=value"
    ),
    completion: CompletionContext.assignments
  )
  var words: [String] = []

  @OptionGroup var write: WriteOptions
  @OptionGroup var shared: SharedOptions

  func validate() throws {
    let words = Words(words)
    guard words.names.count == 1 else {
      throw ValidationError(
        words.names.isEmpty
          ? "name the record: rapport set RECORD KEY=VALUE" : "one record at a time; quote names that have spaces"
      )
    }
    guard !words.assignments.isEmpty || !unset.isEmpty else {
      throw ValidationError("say what to change: rapport set RECORD KEY=VALUE")
    }
  }

  func run(in session: Session) async throws {
    let words = Words(words)
    let space = try session.openSpace(for: .writing, required: !write.noCommit)
    var changedPath: String?
    try await session.carryOut("set", write.mode, in: space) {
      let file = try RecordName.find(words.names[0], among: try space.records().files, today: session.today)
      let document = try session.readable(file)
      let kind = KindDescription.of(file.kind)
      var assignments = words.assignments
      if let reason = Self.reason(write.because, for: assignments, kind: file.kind) { assignments.append(reason) }
      var changed = document
      for assignment in assignments {
        changed = try assignment.applied(to: changed, kind: kind, today: session.today)
      }
      for field in unset { changed = try Document.parse(changed.applying(try changed.unsetting(field))) }
      guard changed.bytes != document.bytes else { return nil }
      session.warn(
        try ChangeCheck.verify(changed.bytes, replacing: document, at: file.path).flatMap(DiagnosticText.lines)
      )
      for assignment in words.assignments { session.warn(Self.nearMiss(assignment, in: document, kind: kind)) }
      changedPath = file.path
      let summary = FieldSubject.text(from: document, to: changed, kind: kind)
      return WritePlan(
        files: [.init(path: file.path, before: document.bytes, after: changed.bytes)],
        message: .init(subject: "\(RecordFile.label(of: file.path)): \(summary)", body: write.because)
      )
    }
    if let changedPath, !write.dryRun { try session.tellWhatFollows(changedPath, words.assignments, in: space) }
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

  /// The goal's own `reason`, where the change is one that asks for it and the person gave one.
  private static func reason(_ because: String?, for assignments: [Assignment], kind: RecordKind) -> Assignment? {
    let ending: [String] = ["paused", "withdrawn", "superseded", "declined"]
    guard kind == .goal, let because, !assignments.contains(where: { $0.field == "reason" }),
      assignments.contains(where: { $0.field == "status" && ending.contains($0.value) })
    else { return nil }
    return Assignment(field: "reason", value: because)
  }
}
