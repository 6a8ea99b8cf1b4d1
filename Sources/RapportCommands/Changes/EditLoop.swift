import Records
import Reports
import Space

/// Editing a text until it can be read, or until the person has had enough.
struct EditLoop {
  let session: Session

  /// Opens the bytes in the editor and carries out what the person made of them.
  ///
  /// The draft stays where it is if anything goes wrong, also in carrying it out, and the error names it: no typed word
  /// is lost.
  ///
  /// - Parameter carryOut: writes the edited text.
  /// - Throws: `SpaceError` when nothing can be committed here, before the editor opens; ``CommandFailure`` when the
  ///   editor fails, the text can't be read and the person leaves it so, or it can't be carried out.
  func edit(
    _ bytes: [UInt8],
    as path: String,
    in space: Space,
    _ mode: WriteMode,
    carryOut: (EditedText) async throws -> Void
  ) async throws {
    try mode.requireWritable(space)
    let draft = try space.createDraft(of: path, bytes: bytes)
    let edited = try await edited(draft, as: path, in: space)
    do {
      try await carryOut(EditedText(path: path, before: bytes, after: edited))
    } catch {
      guard var failure = ErrorRenderer(context: session.context).failure(for: error) else { throw error }
      failure.details.append("your text is kept: \(draft)")
      throw failure
    }
    try space.removeDraft(draft)
  }

  /// What the person makes of a draft in the editor.
  private func edited(_ draft: String, as path: String, in space: Space) async throws -> [UInt8] {
    while true {
      try await Editor(context: session.context).open(draft)
      let edited = try space.readDraft(draft)
      let problems = problems(in: edited, at: path)
      for problem in problems { session.warn(DiagnosticText.lines(for: problem)) }
      guard problems.contains(where: { $0.severity == .error }) else { return edited }
      // Before the question, since an interrupt ends the program right here.
      session.warn([StyledText("Your text is kept: \(draft)")])
      let answer = session.ask("Edit again? [Y/n]")?.lowercased() ?? "y"
      guard !answer.hasPrefix("n") else {
        throw CommandFailure(
          .findings,
          "nothing was saved; your text is kept",
          path: draft,
          help: "copy what you need from that file"
        )
      }
    }
  }

  private func problems(in bytes: [UInt8], at path: String) -> [Diagnostic] {
    do throws(UnreadableRecord) {
      let document = try Document.parse(bytes)
      return Checks.diagnostics(for: document, at: path, kind: RecordKind(path: path))
    } catch {
      return error.problems.map { $0.at(path: path) }
    }
  }
}
