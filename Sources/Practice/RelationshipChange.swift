package import Records
import Space

/// What goes along with a change of `relationship.md`: a pause begins and ends with the status.
package enum RelationshipChange {
  /// The new text with its pauses made to fit the new status.
  ///
  /// Who sets it to paused begins a pause today; who sets it to anything else ends the one that today is in, as of yesterday;
  /// one that began today leaves nothing, as no whole day was paused.
  ///
  /// - Throws: `EditError` where the way the pauses are written doesn't allow it.
  package static func completed(
    _ changed: Document,
    since before: Document,
    today: CalendarDay
  ) throws(EditError) -> Document {
    let (old, new) = (before.text(of: "status"), changed.text(of: "status"))
    guard old != new else { return changed }
    let pauses = Pauses(relationship: changed)
    if new == "paused" {
      return pauses.contains(today) ? changed : try adding(from: today, to: nil, in: changed)
    }
    guard old == "paused", let open = items(in: changed).last(where: { lasts($0, on: today) }) else { return changed }
    let from = open["from"]?.text.flatMap(CalendarDay.init) ?? today
    guard from < today else { return try removing(from: from, to: nil, in: changed) }
    return try adding(from: from, to: today.adding(days: -1), in: changed)
  }

  /// The text with a pause in it; one that begins on the same day gets the new end.
  ///
  /// - Parameter to: the last day; nil while it lasts.
  /// - Throws: `EditError` where the way the pauses are written doesn't allow it.
  package static func adding(
    from: CalendarDay,
    to: CalendarDay?,
    in document: Document
  ) throws(EditError) -> Document {
    let same = items(in: document).first { $0["from"]?.text == from.description }
    var item = [(name: "from", value: from.description)] + (to.map { [(name: "to", value: $0.description)] } ?? [])
    // What else somebody wrote about the pause stays with it.
    item += (same?.entries ?? []).filter { !["from", "to"].contains($0.name) }.map { ($0.name, $0.value.text ?? "") }
    let edits = try document.settingItem(
      item,
      identifiedBy: ["from"],
      inList: "pauses",
      order: KindDescription.of(.relationship).keyOrder
    )
    guard let changed = try? Document.parse(document.applying(edits)) else { throw .cannotEdit(name: "pauses") }
    return changed
  }

  /// The text without a pause; the last one takes the field along.
  ///
  /// - Parameter to: the last day as it is written there; nil for a pause that begins on the day, whenever it ends.
  /// - Throws: `EditError.noSuchField` or `.noSuchItem` where there is no such pause, `.cannotEdit` where the way the
  ///   pauses are written doesn't allow it.
  package static func removing(
    from: CalendarDay,
    to: CalendarDay?,
    in document: Document
  ) throws(EditError) -> Document {
    var edits = try document.removingItem(fromList: "pauses") { item in
      item["from"]?.text == from.description && (to == nil || item["to"]?.text == to?.description)
    }
    if items(in: document).count == 1 { edits = try document.unsetting("pauses") }
    guard let changed = try? Document.parse(document.applying(edits)) else { throw .cannotEdit(name: "pauses") }
    return changed
  }

  /// The new stage, where one took the place of another.
  package static func newStage(_ changed: Document, since before: Document) -> String? {
    guard let old = before.text(of: "stage"), let new = changed.text(of: "stage"), new != old else { return nil }
    return new
  }

  private static func items(in document: Document) -> [YAMLNode] {
    document.frontMatter["pauses"]?.items ?? []
  }

  private static func lasts(_ item: YAMLNode, on day: CalendarDay) -> Bool {
    guard let from = item["from"]?.text.flatMap(CalendarDay.init), from <= day else { return false }
    let end = item["to"].flatMap { $0.isEmpty ? nil : $0.text }
    return end.map { CalendarDay($0).map { $0 >= day } ?? false } ?? true
  }
}
