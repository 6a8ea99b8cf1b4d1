extension RecordSnapshot {
  /// Tells what happened to a record between two of its versions; `nil` is no record.
  ///
  /// - From nothing: `created`, every field, every task, every dated line. The other text isn't counted: it is all new.
  /// - To nothing: `removed`, and every field.
  /// - Otherwise: fields that differ in the order of the new front matter, then those that are gone; then for each section the
  ///   tasks whose state or words differ, the dated lines that are new, and the count of other lines that came and went.
  ///
  /// A dated line that is gone counts among the other lines. A heading counts only where nothing else of its section is told.
  package static func changes(from old: RecordSnapshot?, to new: RecordSnapshot?) -> [Change] {
    Question.told(allChanges(from: old, to: new), in: new)
  }

  private static func allChanges(from old: RecordSnapshot?, to new: RecordSnapshot?) -> [Change] {
    switch (old, new) {
    case (nil, nil):
      []
    case (nil, let new?):
      [.created] + contents(of: new)
    case (let old?, nil):
      [.removed] + fieldChanges(from: old.fields, to: [])
    case (let old?, let new?):
      fieldChanges(from: old.fields, to: new.fields) + sectionChanges(from: old.sections, to: new.sections)
    }
  }

  /// Tells everything of a version that has no predecessor.
  private static func contents(of snapshot: RecordSnapshot) -> [Change] {
    fieldChanges(from: [], to: snapshot.fields)
      + snapshot.sections.flatMap { section in
        section.tasks.map { .task(text: $0.key.text, section: section.heading, old: nil, new: $0.state) }
          + section.datedLines.map { $0.change(in: section.heading) }
      }
  }

  static func fieldChanges(from old: [Field], to new: [Field]) -> [Change] {
    guard old != new else { return [] }
    if old.count == new.count, zip(old, new).allSatisfy({ $0.path == $1.path }) {
      return zip(old, new).compactMap { old, new in
        old.value == new.value ? nil : .field(path: new.path, old: old.value, new: new.value)
      }
    }
    var earlier = Dictionary(old.map { ($0.path, $0.value) }) { first, _ in first }
    var changes: [Change] = []
    for field in new {
      let value = earlier.removeValue(forKey: field.path)
      if value != field.value {
        changes.append(.field(path: field.path, old: value, new: field.value))
      }
    }
    for field in old where earlier[field.path] != nil {
      changes.append(.field(path: field.path, old: field.value, new: nil))
    }
    return changes
  }

  private static func sectionChanges(from old: [Section], to new: [Section]) -> [Change] {
    guard old != new else { return [] }
    if old.count == new.count, zip(old, new).allSatisfy({ $0.key == $1.key }) {
      return zip(old, new).flatMap { Section.changes(from: $0, to: $1) }
    }
    let earlier = Dictionary(old.map { ($0.key, $0) }) { first, _ in first }
    let later = Set(new.map(\.key))
    return new.flatMap { Section.changes(from: earlier[$0.key], to: $0) }
      + old.filter { !later.contains($0.key) }.flatMap { Section.changes(from: $0, to: nil) }
  }
}

extension RecordSnapshot.Section {
  /// Tells what happened to one section; `nil` is no section.
  static func changes(from old: Self?, to new: Self?) -> [Change] {
    guard old != new else { return [] }
    let heading = (new ?? old)?.heading
    var changes = taskChanges(from: old?.tasks ?? [], to: new?.tasks ?? [], in: heading)
    var counts = LineCounts(from: old?.lines ?? [], to: new?.lines ?? [])

    let datedLines = differingParts(of: old?.datedLines ?? [], and: new?.datedLines ?? [])
    var earlier = datedLines.old.countsByElement
    for line in datedLines.new {
      if let count = earlier[line], count > 0 {
        earlier[line] = count - 1
      } else {
        changes.append(line.change(in: heading))
      }
    }
    counts.removed += earlier.values.reduce(0, +)

    if changes.isEmpty, counts == LineCounts(), old?.headingLine != new?.headingLine {
      counts.added = new?.headingLine == nil ? 0 : 1
      counts.removed = old?.headingLine == nil ? 0 : 1
    }
    if counts != LineCounts() {
      changes.append(.section(heading: heading, added: counts.added, removed: counts.removed))
    }
    return changes
  }

  private static func taskChanges(
    from old: [RecordSnapshot.Task],
    to new: [RecordSnapshot.Task],
    in heading: String?
  ) -> [Change] {
    if old.count == new.count, zip(old, new).allSatisfy({ $0.key == $1.key }) {
      return zip(old, new).flatMap { $1.changes(since: $0, in: heading) }
    }
    var earlier = Dictionary(old.map { ($0.key, $0) }) { first, _ in first }
    var changes: [Change] = []
    for task in new {
      if let before = earlier.removeValue(forKey: task.key) {
        changes += task.changes(since: before, in: heading)
      } else {
        changes.append(.task(text: task.key.text, section: heading, old: nil, new: task.state))
      }
    }
    for task in old where earlier[task.key] != nil {
      changes.append(.task(text: task.key.text, section: heading, old: task.state, new: nil))
    }
    return changes
  }
}

extension RecordSnapshot.Task {
  /// Tells what happened to a task between two versions of its section.
  fileprivate func changes(since old: Self, in heading: String?) -> [Change] {
    let state: [Change] =
      old.state == state ? [] : [.task(text: key.text, section: heading, old: old.state, new: self.state)]
    return state + wordChanges(since: old, in: heading)
  }
}

extension RecordSnapshot.DatedLine {
  /// The change that tells of this line as new.
  func change(in heading: String?) -> Change {
    .line(section: heading, day: day, who: who, text: text)
  }
}
