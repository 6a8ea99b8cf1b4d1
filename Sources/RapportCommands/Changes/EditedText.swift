import Records

/// What a person made of a record in the editor.
struct EditedText {
  /// The record's path in the repository.
  let path: String
  /// The bytes that the editor was given.
  let before: [UInt8]
  /// The bytes that it left.
  let after: [UInt8]

  /// The edit as a change of what the file holds by now: what else changed in it while the editor was open stays.
  ///
  /// - Parameter present: nil where the file is gone.
  /// - Throws: ``CommandFailure`` where that was changed in the same place, or can't be told from the edit.
  func onto(_ present: [UInt8]?) throws -> [UInt8] {
    guard let present else { throw failure("the file went away while you had it in the editor") }
    if present == before || present == after { return after }
    if after == before { return present }
    guard case .record(let merge) = FileMerge(base: before, one: after, other: present, path: path),
      let merged = merge.bytes, merge.openEntries.allSatisfy(Self.openEntries(in: [after, present]).contains)
    else { throw failure("the file was changed while you had it in the editor, where you changed it, too") }
    return merged
  }

  private func failure(_ summary: String) -> CommandFailure {
    CommandFailure(.refused, summary, path: path, help: "look at the file as it is now, and put your words in again")
  }

  /// What was left open before.
  private static func openEntries(in texts: [[UInt8]]) -> [OpenEntry] {
    texts.flatMap { (try? Document.parse($0))?.openEntries ?? [] }
  }
}
