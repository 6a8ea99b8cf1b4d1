import Git
import Records

/// What one commit did to one record, without the commit.
struct RecordEvent {
  var record: RecordReference

  /// What changed, but for what is pending.
  var changes: [Change]

  /// What is still to be compared to tell the rest; `nil` once that is told.
  private(set) var pending: PendingComparison?

  init(path: String, text: RecordText?, changes: [Change]) {
    self.record = RecordReference(path: path, id: text?.id, kind: RecordKind(path: path), title: text?.title)
    self.changes = changes
  }

  /// Adds what changed between two versions of the record; the comparison of their bodies is left pending.
  mutating func add(_ text: RecordText, since earlier: RecordText?) {
    if let earlier, let (fields, bodies) = text.comparison(with: earlier) {
      pending = PendingComparison(old: earlier, new: text, fields: fields, bodies: bodies)
    } else {
      changes += RecordSnapshot.changes(from: earlier?.snapshot ?? RecordSnapshot(), to: text.snapshot)
    }
  }

  /// Adds what changed in the front matter between two versions of the record, and maybe more.
  mutating func addFields(_ text: RecordText, since earlier: RecordText?) {
    if let earlier, let (fields, _) = text.comparison(with: earlier) {
      changes += fields
    } else {
      add(text, since: earlier)
    }
  }

  /// Adds what was pending, comparing it now.
  mutating func complete() {
    if let pending { complete(bodyChanges: pending.bodies.changes()) }
  }

  /// Adds what was pending.
  ///
  /// - Parameter bodyChanges: what the pending comparison of bodies tells; `nil` where the bodies alone don't tell it.
  mutating func complete(bodyChanges: [Change]?) {
    guard let pending else { return }
    changes += pending.changes(bodyChanges)
    self.pending = nil
  }

  /// Whether nothing changed that counts, as far as it is told.
  var isEmpty: Bool { changes.isEmpty && pending == nil }
}

/// Two versions of a record whose bodies are still to be compared, which can be done on another processor.
struct PendingComparison {
  let old: RecordText
  let new: RecordText

  /// What changed in the front matter.
  let fields: [Change]
  let bodies: BodyComparison

  /// What changed, by what the comparison of the bodies tells; where that isn't enough, by the whole of both texts.
  func changes(_ bodyChanges: [Change]?) -> [Change] {
    if let bodyChanges { return fields + bodyChanges }
    return RecordSnapshot.changes(from: old.snapshot, to: new.snapshot)
  }

  /// How much is kept for it, in bytes.
  var cost: Int { old.cost + new.cost }
}
