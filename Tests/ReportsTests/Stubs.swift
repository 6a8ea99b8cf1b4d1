import Git
import History
import Records
import Space
import TestSupport

/// Stands for any commit.
private let anyCommit: ObjectID = {
  guard let id = ObjectID(hex: "4b825dc642cb6eb9a060e54bf8d69288fbee4904") else { fatalError("forty digits are an id") }
  return id
}()

extension CommitReference {
  /// A commit with just what a report looks at.
  static func stub(
    _ subject: String = "goal x: changed",
    body: String = "",
    by person: Person = .ana,
    authored: CommitTime = .fixtureStart,
    committed: CommitTime? = nil
  ) -> CommitReference {
    CommitReference(
      id: anyCommit,
      author: Author(person: person, role: nil),
      authored: authored,
      committed: committed ?? authored,
      subject: subject,
      body: body
    )
  }
}

extension Event {
  /// An event of one record.
  static func stub(
    _ changes: Change...,
    path: String = "goals/x.md",
    commit: CommitReference = .stub()
  ) -> Event {
    Event(
      commit: commit,
      record: RecordReference(path: path, id: nil, kind: RecordKind(path: path), title: nil),
      changes: changes
    )
  }
}

extension RecordFile {
  /// A saved record of some text.
  static func stub(_ path: String, _ text: String) -> RecordFile {
    RecordFile(path: path, bytes: Array(text.utf8), standing: .saved)
  }
}
