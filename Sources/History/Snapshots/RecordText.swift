import Git
import Records
import Synchronization

/// A version of a record that can be read: its text, and where the parts are that can be read alone.
///
/// Versions that follow each other differ in little. One that is read by its neighbor costs what differs, and what is the same in both is never read again.
final class RecordText: Sendable {
  /// The version's content; `nil` if it is no file's but what a merge should have.
  let blob: ObjectID?
  let kind: RecordKind
  let id: String?

  /// The title by the kind's table.
  let title: String?

  private let bytes: [UInt8]

  /// `nil` where only the whole can be read.
  private let parts: Parts?
  private let difference: FieldDifference?

  private struct Parts: Sendable {
    let outline: RecordOutline
    let entries: FrontMatterEntries
  }

  /// The fields in which the front matter differs from another version's, and maybe some that don't.
  private struct FieldDifference: Sendable {
    let blob: ObjectID
    let theirs: [RecordSnapshot.Field]
    let ours: [RecordSnapshot.Field]

    /// Whether questions that a merge left open are among them, which only the whole record explains.
    var isAboutQuestions: Bool {
      theirs.contains { Question.isQuestion($0.path) } || ours.contains { Question.isQuestion($0.path) }
    }
  }

  /// What has been read of the whole.
  private let whole: Mutex<RecordSnapshot?>

  /// Everything that history compares of this version.
  var snapshot: RecordSnapshot {
    whole.withLock { whole in
      let snapshot = whole ?? readWhole()
      whole = snapshot
      return snapshot
    }
  }

  private func readWhole() -> RecordSnapshot {
    if let parts, let fields = parts.entries.fields {
      return RecordSnapshot(
        id: id,
        title: title,
        fields: fields,
        sections: RecordSnapshot.sections(of: bytes, in: parts.outline.body)
      )
    }
    // What has been read in parts can be read as a whole.
    guard let document = try? Document.parse(bytes) else { return RecordSnapshot(id: id, title: title) }
    return RecordSnapshot(document, kind: kind)
  }

  /// Reads a version in parts; `nil` if it can only be read as a whole, or not at all.
  ///
  /// - Parameter neighbor: Another version of the same kind of record.
  init?(_ bytes: [UInt8], blob: ObjectID, kind: RecordKind, near neighbor: RecordText?) {
    guard let outline = RecordOutline(bytes) else { return nil }
    let entries: FrontMatterEntries
    if let neighbor, let known = neighbor.parts,
      let (following, old, new) = known.entries.following(
        neighbor.bytes,
        known.outline.frontMatter,
        to: bytes,
        outline.frontMatter,
        kind: kind
      )
    {
      entries = following
      difference = neighbor.blob.map { FieldDifference(blob: $0, theirs: old, ours: new) }
    } else {
      guard let all = FrontMatterEntries(bytes, in: outline.frontMatter, kind: kind) else { return nil }
      entries = all
      difference = nil
    }
    self.bytes = bytes
    self.blob = blob
    self.kind = kind
    self.id = entries.id
    self.title = entries.title
    parts = Parts(outline: outline, entries: entries)
    whole = Mutex(nil)
  }

  /// Takes a version that has been read as a whole.
  init(_ document: Document, blob: ObjectID, kind: RecordKind) {
    let snapshot = RecordSnapshot(document, kind: kind)
    bytes = document.bytes
    self.blob = blob
    self.kind = kind
    id = snapshot.id
    title = snapshot.title
    parts = nil
    difference = nil
    whole = Mutex(snapshot)
  }

  /// Takes what a merge should have made of a record, and didn't.
  init(_ snapshot: RecordSnapshot, kind: RecordKind) {
    bytes = []
    blob = nil
    self.kind = kind
    id = snapshot.id
    title = snapshot.title
    parts = nil
    difference = nil
    whole = Mutex(snapshot)
  }

  /// Tells what the front matter changed since another version, and what has to be compared to tell the rest; `nil` where only the
  /// whole of both tells it.
  func comparison(with earlier: RecordText) -> (fields: [Change], bodies: BodyComparison)? {
    guard let parts, let known = earlier.parts, let fields = fieldChanges(since: earlier) else { return nil }
    return (
      fields,
      BodyComparison(
        old: earlier.bytes,
        oldBody: known.outline.body,
        new: bytes,
        newBody: parts.outline.body
      )
    )
  }

  /// What the front matter changed; `nil` if neither version was read by the other.
  private func fieldChanges(since earlier: RecordText) -> [Change]? {
    if let difference, difference.blob == earlier.blob, !difference.isAboutQuestions {
      return RecordSnapshot.fieldChanges(from: difference.theirs, to: difference.ours)
    }
    guard let difference = earlier.difference, difference.blob == blob, !difference.isAboutQuestions else { return nil }
    return RecordSnapshot.fieldChanges(from: difference.ours, to: difference.theirs)
  }

  /// What the front matter says, as changes from nothing, and maybe what the rest says.
  var fieldChangesFromNothing: [Change] {
    let fields = parts?.entries.fields
    guard let fields, !fields.contains(where: { Question.isQuestion($0.path) }) else {
      return Array(RecordSnapshot.changes(from: nil, to: snapshot).dropFirst())
    }
    return RecordSnapshot.fieldChanges(from: [], to: fields)
  }

  /// How much there is to keep, in bytes.
  var cost: Int { bytes.count }
}
