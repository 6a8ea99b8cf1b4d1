import History
import Records
import Space

/// The subject of a commit of hand edits: what changed, never a person's words.
enum SaveSubject {
  /// One record is told by its change, several by their number and first names.
  static func text(for items: [SavePlan.Item]) -> String {
    guard let item = items.first else { return "nothing" }
    if let move = move(items) { return move }
    guard items.count == 1 else {
      let names = items.prefix(3).map { RecordFile.label(of: $0.path) }.joined(separator: ", ")
      return "\(count(items)): \(names)" + (items.count > 3 ? " and more" : "")
    }
    return "\(RecordFile.label(of: item.path)): \(change(of: item))"
  }

  /// How many records there are, and how many templates, which are none: "2 records and 1 template".
  private static func count(_ items: [SavePlan.Item]) -> String {
    let templates = items.count { RecordPath.isTemplate($0.path) }
    let parts = [(items.count - templates, "record"), (templates, "template")].filter { $0.0 > 0 }
    return parts.map { count, noun in "\(count) \(noun)\(count == 1 ? "" : "s")" }.joined(separator: " and ")
  }

  /// One record that was moved by hand: gone at one path, new at another.
  private static func move(_ items: [SavePlan.Item]) -> String? {
    guard items.count == 2, let old = items.first(where: { $0.present == nil }),
      let new = items.first(where: { $0.committed == nil }),
      let identity = old.identity, identity == new.identity
    else { return nil }
    return "\(RecordFile.label(of: new.path)): moved from \(RecordFile.label(of: old.path))"
  }

  private static func change(of item: SavePlan.Item) -> String {
    guard let present = item.present else { return "removed" }
    guard let committed = item.committed else { return "new" }
    guard let old = try? Document.parse(committed), let new = try? Document.parse(present) else {
      return "edited by hand"
    }
    let fields = FieldSubject.text(from: old, to: new, kind: KindDescription.of(RecordKind(path: item.path)))
    return fields == "changed" ? "text edited" : fields
  }
}
