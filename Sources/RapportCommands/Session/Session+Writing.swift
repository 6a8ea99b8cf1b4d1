import Git
import History
import Records
import Reports
import Space

extension Session {
  /// Plans a change of records, shows it if only that is asked, and else writes it.
  ///
  /// The plan is made anew when somebody edits a file meanwhile.
  ///
  /// - Parameters:
  ///   - command: the verb, which names the JSON schema.
  ///   - nothing: what is said where nothing has to change.
  ///   - members: what the answer in JSON says besides, asked for once the plan is made.
  ///   - plan: makes the plan from what is there now; nil where nothing has to change.
  func carryOut(
    _ command: String,
    _ mode: WriteMode,
    in space: Space,
    nothing: StyledText = "Nothing to change.",
    members: () -> [JSONValue.Member] = { [] },
    plan: () throws -> WritePlan?
  ) async throws {
    try mode.requireWritable(space)
    try await repeating {
      guard let plan = try plan() else {
        say(nothing)
        return try answer(command, mode, outcome: nil, plan: nil, members())
      }
      if mode.dryRun { return try await show(command, mode.format, plan, members()) }
      if mode.noCommit {
        try space.writeFiles(plan)
        return try answer(command, mode, outcome: nil, plan: plan, members())
      }
      let outcome = try await space.write(plan, under: try commitTerms(in: space))
      // A clone knows nothing of the merge driver, and what was committed stays whether or not it can be told.
      if space.nature != .plainRepository { try? space.installMergeDriver() }
      if let unsaved = outcome.unsavedWork {
        say("Your own unsaved edits were committed first, as \(unsaved.hex.prefix(7)).")
      }
      do {
        try answer(command, mode, outcome: outcome, plan: plan, members())
      } catch let error as OutputFailure {
        throw CommandFailure(error, after: outcome.commit)
      }
    }
  }

  /// Changes files and says so beside the answer, which is another one; a dry run's answer is the change.
  ///
  /// - Parameter said: what is said once the files are changed.
  func changeFiles(
    _ command: String,
    dryRun: Bool,
    _ format: OutputFormat,
    in space: Space,
    saying said: (WritePlan) -> StyledText,
    plan: () throws -> WritePlan?
  ) async throws {
    try await repeating {
      guard let plan = try plan() else {
        say("Nothing to change.")
        if dryRun { try await show(command, format, WritePlan(files: [], message: .init(subject: ""))) }
        return
      }
      if dryRun { return try await show(command, format, plan) }
      try space.writeFiles(plan)
      say(said(plan))
    }
  }

  /// Tries anew where somebody edits a file meanwhile.
  private func repeating(_ attempt: () async throws -> Void) async throws {
    let attempts = 5
    for number in 1...attempts {
      do {
        return try await attempt()
      } catch SpaceError.changedMeanwhile(let path) where number == attempts {
        throw CommandFailure(
          .refused,
          "the file keeps changing while rapport tries to write it",
          path: path,
          help: "save and close it in the editor, then run the command again"
        )
      } catch SpaceError.changedMeanwhile {
        continue
      }
    }
  }

  /// Answers in JSON that nothing was written, before a failure says why.
  func answerNothing(_ command: String, _ members: [JSONValue.Member]) throws {
    try answer(command, WriteMode(format: .json), outcome: nil, plan: nil, members)
  }

  /// Says what was written.
  private func answer(
    _ command: String,
    _ mode: WriteMode,
    outcome: WriteOutcome?,
    plan: WritePlan?,
    _ members: [JSONValue.Member]
  ) throws {
    if mode.format == .json {
      return try answer(
        .object(
          [
            .init("schema", .string("rapport/\(command)/1")),
            .init("commit", .optional(outcome?.commit?.hex)),
            .init("unsavedWork", .optional(outcome?.unsavedWork?.hex)),
            .init("summary", .optional(plan?.message.subject)),
            .init("paths", .array((plan?.files ?? []).map { .string($0.path) })),
          ] + members
        )
      )
    }
    guard let plan else { return }
    var line = StyledText(plan.message.subject)
    if let commit = outcome?.commit { line += StyledText("  \(commit.hex.prefix(7))", .faint) }
    try context.terminal.write(Array((line.rendered(inColor: colorsAnswer) + "\n").utf8), .output)
  }

  /// Shows the exact change and writes nothing.
  private func show(
    _ command: String,
    _ format: OutputFormat,
    _ plan: WritePlan,
    _ members: [JSONValue.Member] = []
  ) async throws {
    let diff = try plan.files.map { edit in
      try UnifiedDiff.text(path: edit.path, old: edit.shown, new: edit.after)
    }.joined()
    if format == .json {
      return try answer(
        .object(
          [
            .init("schema", .string("rapport/\(command)/1")),
            .init("dryRun", .boolean(true)),
            .init("summary", .string(plan.message.subject)),
            .init("paths", .array(plan.files.map { .string($0.path) })),
            .init("diff", .string(diff)),
          ] + members
        )
      )
    }
    try await answer(Lines.of(diff).map(PatchText.styled))
  }
}

/// Findings that a change brings into a record.
enum ChangeCheck {
  /// Refuses tasks that name a goal, a question or a skill which isn't there.
  ///
  /// - Throws: ``CommandFailure`` with the word, and the name that was probably meant.
  static func verifyReferences(in after: [UInt8], replacing before: Document, among files: [RecordFile]) throws {
    guard let changed = try? Document.parse(after) else { return }
    let known = Set(before.body.tasks.flatMap(\.keys))
    let names = ReferableNames(
      files.compactMap { file in file.document.map { CheckedRecord(path: file.path, document: $0) } }
    )
    for key in changed.body.tasks.flatMap(\.keys) where !known.contains(key) {
      guard let folder = key.folder, !names.contains(key.value, in: folder) else { continue }
      throw CommandFailure(
        .notFound,
        "there is no \(key.name) of that name, so nothing was written",
        path: "\(key.name):\(key.value)",
        help: names.nearest(to: key.value, in: folder).map { "did you mean \(key.name):\($0)?" }
          ?? "see what there is: rapport list \(folder)"
      )
    }
  }

  /// Refuses a new text of a record that has errors which the old one didn't have.
  ///
  /// - Returns: the new warnings and hints, to be told beside the answer.
  /// - Throws: ``CommandFailure`` with the errors.
  static func verify(_ after: [UInt8], replacing before: Document?, at path: String) throws -> [Diagnostic] {
    let kind = RecordKind(path: path)
    let document: Document
    do throws(UnreadableRecord) {
      document = try Document.parse(after)
    } catch {
      throw CommandFailure(
        .usage,
        "the change would leave a record that can't be read",
        path: path,
        diagnostics: [error.problem.at(path: path)]
      )
    }
    let known = Set((before.map { Checks.diagnostics(for: $0, at: path, kind: kind) } ?? []).map(\.code))
    let found = Checks.diagnostics(for: document, at: path, kind: kind).filter { !known.contains($0.code) }
    let errors = found.filter { $0.severity == .error }
    guard errors.isEmpty else {
      throw CommandFailure(.usage, "nothing was written", diagnostics: errors)
    }
    return found
  }
}
