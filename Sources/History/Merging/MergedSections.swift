import Records

/// The sections of the versions that take part in a merge, each under the headings that it had in the base.
///
/// Where a parent gave a section another heading and the merge has that, the section is one with what the other parents have
/// under the old heading.
struct MergedSections {
  typealias Section = RecordSnapshot.Section

  private(set) var parents: [[Section.Key: Section]]
  private(set) var merged: [Section.Key: Section]

  /// The keys of the merge's sections and of the parents', in the order of their first occurrence.
  private(set) var keys: [Section.Key] = []

  init(merging parents: [RecordSnapshot], base: RecordSnapshot?, into merged: RecordSnapshot) {
    let present = Set(merged.sections.map(\.key))
    var oldKeys: [Section.Key: Section.Key] = [:]
    let renamed = parents.map { $0.oldKeys(since: base) }
    for (key, old) in renamed.joined() where present.contains(key) && !present.contains(old) {
      guard oldKeys[key] == nil, !oldKeys.values.contains(old) else { continue }
      oldKeys[key] = old
    }
    self.parents = []
    self.merged = [:]
    self.merged = sections(of: merged, oldKeys)
    for (parent, renamed) in zip(parents, renamed) {
      self.parents.append(sections(of: parent, renamed.filter { oldKeys[$0.key] == $0.value }))
    }
  }

  private mutating func sections(
    of version: RecordSnapshot,
    _ oldKeys: [Section.Key: Section.Key]
  ) -> [Section.Key: Section] {
    var sections: [Section.Key: Section] = [:]
    for section in version.sections {
      let key = oldKeys[section.key] ?? section.key
      guard sections[key] == nil else { continue }
      sections[key] = section
      if !parents.contains(where: { $0[key] != nil }), merged[key] == nil { keys.append(key) }
    }
    return sections
  }
}

extension RecordSnapshot {
  /// The key that each section with another heading has in the base.
  fileprivate func oldKeys(since base: RecordSnapshot?) -> [Section.Key: Section.Key] {
    guard let base else { return [:] }
    let (new, old) = (sections.map(\.key), base.sections.map(\.key))
    guard new != old else { return [:] }
    return SectionRenaming.oldKeys(of: new, since: old) { sections[$0].sharesText(with: base.sections[$1]) }
  }
}

extension RecordSnapshot.Section {
  fileprivate func sharesText(with other: Self) -> Bool {
    guard headingLine != nil, other.headingLine != nil else { return false }
    return !Set(lines).isDisjoint(with: other.lines)
      || !Set(tasks.map(\.key)).isDisjoint(with: other.tasks.map(\.key))
      || !Set(datedLines).isDisjoint(with: other.datedLines)
  }
}
