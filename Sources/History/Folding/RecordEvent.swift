import Git
import Records

/// What one commit did to one record, without the commit.
struct RecordEvent {
  var record: RecordReference
  var changes: [Change]

  init(path: String, text: RecordText?, changes: [Change]) {
    self.record = RecordReference(path: path, id: text?.id, kind: RecordKind(path: path), title: text?.title)
    self.changes = changes
  }
}

/// One version of a record at its place, with what it said last if it can't be read itself.
struct RecordSide {
  let file: TreeFile
  let version: RecordVersion

  /// What the record says, or said last; `nil` if no version could ever be read.
  let text: RecordText?

  /// The same as history compares it.
  var snapshot: RecordSnapshot? { text?.snapshot }

  var isReadable: Bool { version.text != nil }

  var candidate: RecordPairing.Candidate {
    .init(path: file.path, blob: file.id, id: text?.id, isReadable: isReadable)
  }
}
