import Records

extension RecordSnapshot {
  /// Tells what a merge commit itself did to a record: every value that isn't the three-way result of the parents over their base.
  ///
  /// - A value that only some parents changed, and alike, is expected; a merge that keeps it has nothing to tell.
  /// - A value that the parents changed differently is the merge's own choice, whichever it is; a list is merged by its items.
  /// - Lines of a section are counted, not placed: a line may be there as often as any parent has it, or as both additions together.
  static func changes(
    merging parents: [RecordSnapshot],
    base: MergeBase<RecordSnapshot?>,
    into merged: RecordSnapshot
  ) -> [Change] {
    let changes =
      fieldChanges(merging: parents, base: base, into: merged)
      + sectionChanges(merging: parents, base: base, into: merged)
    return Question.told(changes, in: merged, isMerge: true)
  }

  /// The fields that a merge of the parents should have, for a record that the merge removed.
  static func expectedFields(merging parents: [RecordSnapshot], base: MergeBase<RecordSnapshot?>) -> [Field] {
    let baseValues = base.map { $0?.valuesByPath ?? [:] }
    let values = parents.map(\.valuesByPath)
    return paths(of: parents).compactMap { path in
      let sides = values.map { $0[path] }
      let value =
        switch ThreeWay(base: baseValues.map { $0[path] }.value, parents: sides) {
        case .settled(let value): value
        case .disputed: sides.first ?? nil
        }
      return value.map { Field(path, $0) }
    }
  }

  private static func fieldChanges(
    merging parents: [RecordSnapshot],
    base: MergeBase<RecordSnapshot?>,
    into merged: RecordSnapshot
  ) -> [Change] {
    let baseValues = base.map { $0?.valuesByPath ?? [:] }
    let values = parents.map(\.valuesByPath)
    let mergedValues = merged.valuesByPath
    return paths(of: [merged] + parents).compactMap { path in
      let value = mergedValues[path]
      guard
        let expected = ThreeWay.fieldDeparture(
          of: value,
          base: baseValues.map { $0[path] },
          parents: values.map { $0[path] }
        )
      else { return nil }
      return .field(path: path, old: expected, new: value)
    }
  }

  /// Every path of the snapshots once, in the order of their first occurrence.
  private static func paths(of snapshots: [RecordSnapshot]) -> [String] {
    var seen: Set<String> = []
    return snapshots.flatMap(\.fields).map(\.path).filter { seen.insert($0).inserted }
  }

  private var valuesByPath: [String: RecordedValue] {
    Dictionary(fields.map { ($0.path, $0.value) }) { first, _ in first }
  }
}

// MARK: - The body

extension RecordSnapshot {
  private static func sectionChanges(
    merging parents: [RecordSnapshot],
    base: MergeBase<RecordSnapshot?>,
    into merged: RecordSnapshot
  ) -> [Change] {
    let sections = MergedSections(merging: parents, base: base.sides.first ?? nil, into: merged)
    let baseSections = base.map { $0?.sectionsByKey ?? [:] }
    return sections.keys.flatMap { key in
      Section.changes(
        merging: sections.parents.map { $0[key] },
        base: baseSections.map { $0[key] },
        into: sections.merged[key],
        heading: (sections.merged[key]?.key ?? key).headings.last
      )
    }
  }

  private var sectionsByKey: [Section.Key: Section] {
    Dictionary(sections.map { ($0.key, $0) }) { first, _ in first }
  }
}

extension RecordSnapshot.Section {
  fileprivate static func changes(
    merging parents: [Self?],
    base: MergeBase<Self?>,
    into merged: Self?,
    heading: String?
  ) -> [Change] {
    guard case .some = ThreeWay.departure(of: merged, base: base, parents: parents) else { return [] }
    var changes = taskChanges(merging: parents, base: base, into: merged, heading: heading)
    var counts = LineCounts()
    let lineSurplus = Self.surplus(\.lines, merging: parents, base: base, into: merged).values
    counts.added = lineSurplus.filter { $0 > 0 }.reduce(0, +)
    counts.removed = -lineSurplus.filter { $0 < 0 }.reduce(0, +)
    let datedSurplus = Self.surplus(\.datedLines, merging: parents, base: base, into: merged)
    for line in (merged?.datedLines ?? []).uniqued() where (datedSurplus[line] ?? 0) > 0 {
      changes += Array(repeating: line.change(in: heading), count: datedSurplus[line] ?? 0)
    }
    counts.removed -= datedSurplus.values.filter { $0 < 0 }.reduce(0, +)
    if counts != LineCounts() {
      changes.append(.section(heading: heading, added: counts.added, removed: counts.removed))
    }
    return changes
  }

  private static func taskChanges(
    merging parents: [Self?],
    base: MergeBase<Self?>,
    into merged: Self?,
    heading: String?
  ) -> [Change] {
    let states = parents.map { $0?.taskStates ?? [:] }
    let baseStates = base.map { $0?.taskStates ?? [:] }
    let mergedStates = merged?.taskStates ?? [:]
    let keys = ([merged] + parents).flatMap { $0?.tasks ?? [] }.map(\.key).uniqued()
    let stateChanges: [Change] = keys.compactMap { key in
      let state = mergedStates[key]
      let expected = ThreeWay.departure(
        of: state,
        base: baseStates.map { $0[key] },
        parents: states.map { $0[key] }
      )
      guard let expected else { return nil }
      return .task(text: key.text, section: heading, old: expected, new: state)
    }
    return stateChanges + wordChanges(merging: parents, base: base, into: merged, heading: heading)
  }

  /// Tells the words of tasks that all parents and the merge have; people are a set, which is merged person by person.
  private static func wordChanges(
    merging parents: [Self?],
    base: MergeBase<Self?>,
    into merged: Self?,
    heading: String?
  ) -> [Change] {
    let sides = parents.map { $0?.wordsByTask ?? [:] }
    let bases = base.map { $0?.wordsByTask ?? [:] }
    return (merged?.tasks ?? []).flatMap { task -> [Change] in
      let key = task.key
      let present = sides.compactMap { $0[key] }
      guard present.count == sides.count else { return [] }
      let words = TaskWords(task.marks)
      return (present.flatMap(\.names) + words.names).uniqued().compactMap { name in
        let values = present.map { $0[name] }
        let base = bases.map { $0[key]?[name] }
        guard let expected = ThreeWay.departure(of: words[name], base: base, parents: values) else { return nil }
        if name == TaskWords.people, ThreeWay(base: base.value, parents: values) == .disputed { return nil }
        return .taskWord(text: key.text, section: heading, name: name, old: expected, new: words[name])
      }
    }
  }

  /// The lines, or dated lines, of which a merge has more than any way to merge the parents explains, or fewer where negative.
  private static func surplus<Element: Hashable>(
    _ elements: @escaping (Self) -> [Element],
    merging parents: [Self?],
    base: MergeBase<Self?>,
    into merged: Self?
  ) -> [Element: Int] {
    let counts = MergedCounts(
      base: base.map { $0.map(elements) ?? [] },
      parents: parents.map { $0.map(elements) ?? [] }
    )
    return counts.surplus(in: merged.map(elements) ?? [])
  }

  private var wordsByTask: [RecordSnapshot.Task.Key: TaskWords] {
    Dictionary(tasks.map { ($0.key, TaskWords($0.marks)) }) { first, _ in first }
  }

  private var taskStates: [RecordSnapshot.Task.Key: TaskState] {
    Dictionary(tasks.map { ($0.key, $0.state) }) { first, _ in first }
  }
}

extension Sequence where Element: Hashable {
  /// Every element once, in the order of its first occurrence.
  fileprivate func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
