import Records
import Reports
import Space

/// Editing a text until it can be read, or until the person has had enough.
struct EditLoop {
  let session: Session

  /// Opens the bytes in the editor and returns what the person made of them.
  ///
  /// The draft stays where it is if anything goes wrong, and the error names it: no typed word is lost.
  ///
  /// - Throws: ``CommandFailure`` when the editor fails, or the text can't be read and the person leaves it so.
  func edit(_ bytes: [UInt8], as path: String, in space: Space) async throws -> [UInt8] {
    let draft = try space.createDraft(of: path, bytes: bytes)
    while true {
      try await Editor(context: session.context).open(draft)
      let edited = try space.readDraft(draft)
      let problems = problems(in: edited, at: path)
      for problem in problems { session.warn(DiagnosticText.lines(for: problem)) }
      guard problems.contains(where: { $0.severity == .error }) else {
        try space.removeDraft(draft)
        return edited
      }
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
