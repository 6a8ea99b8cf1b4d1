import Git
import Records

/// What one commit did to one record, without the commit.
struct RecordEvent {
  var record: RecordReference
  var changes: [Change]

  init(path: String, snapshot: RecordSnapshot?, changes: [Change]) {
    self.record = RecordReference(
      path: path,
      id: snapshot?.id,
      kind: RecordKind(path: path),
      title: snapshot?.title
    )
    self.changes = changes
  }
}

/// One version of a record at its place, with what it said last if it can't be read itself.
struct RecordSide {
  let file: TreeFile
  let version: RecordVersion

  /// What the record says, or said last; `nil` if no version could ever be read.
  let snapshot: RecordSnapshot?

  var isReadable: Bool { version.snapshot != nil }

  var candidate: RecordPairing.Candidate {
    .init(path: file.path, blob: file.id, id: snapshot?.id, isReadable: isReadable)
  }
}
