import Git
import Records

/// What one commit did to one record, without the commit.
struct RecordEvent {
  var record: RecordReference

  /// What changed, but for what is still to be compared.
  var changes: [Change]

  /// The texts that say what else changed; `nil` once that is told.
  private(set) var texts: ComparedTexts?

  init(path: String, text: RecordText?, changes: [Change]) {
    self.record = RecordReference(path: path, id: text?.id, kind: RecordKind(path: path), title: text?.title)
    self.changes = changes
  }

  /// Adds what changed between two versions of the record; their bodies are compared later.
  mutating func add(_ text: RecordText, since earlier: RecordText?) {
    if let earlier, let (fields, bodies) = text.difference(from: earlier) {
      texts = ComparedTexts(old: earlier, new: text, fields: fields, bodies: bodies)
    } else {
      changes += RecordSnapshot.changes(from: earlier?.snapshot ?? RecordSnapshot(), to: text.snapshot)
    }
  }

  /// Adds what was still to be compared.
  ///
  /// - Parameter body: what the comparison of the bodies tells, where there is one.
  mutating func complete(_ body: [Change]?) {
    guard let texts else { return }
    changes += texts.changes(body)
    self.texts = nil
  }

  /// Whether nothing changed that counts.
  var isEmpty: Bool { changes.isEmpty && texts == nil }
}

/// Two versions of a record whose bodies are still to be compared, which can be done on another processor.
struct ComparedTexts {
  let old: RecordText
  let new: RecordText

  /// What changed in the front matter.
  let fields: [Change]
  let bodies: BodyComparison

  /// What changed, by what the comparison of the bodies tells; where that isn't enough, by the whole of both texts.
  func changes(_ body: [Change]?) -> [Change] {
    if let body { return fields + body }
    return RecordSnapshot.changes(from: old.snapshot, to: new.snapshot)
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
