/// Merges a body section by section.
struct SectionMerge {
  typealias Key = BodyVersion.SectionKey
  typealias Line = BodyVersion.Line
  typealias Identity = BodyVersion.Identity

  /// What became of a section.
  private struct Merged {
    let headingLine: [UInt8]?
    let lines: [[UInt8]]

    var text: [UInt8] { ((headingLine.map { [$0] } ?? []) + lines).flatMap { $0 + [ASCII.lineFeed] } }
    var isEmpty: Bool { lines.allSatisfy { $0.allSatisfy(ASCII.isBlank) } }
  }

  private let versions: Three<BodyVersion>
  /// The sections of each version by the key that they have in the base.
  private let sections: Three<[Key: BodyVersion.Section]>
  private let order: Three<[Key]>
  /// For each version, the base's key of a section that has another heading now.
  private let renamed: Three<[Key: Key]>
  private(set) var openEntries: [OpenEntry] = []
  /// The tasks that are in the result.
  private var written: Set<Task> = []
  /// How often a dated line of the section may be written still.
  private var datedLinesLeft: [Identity: Int] = [:]

  private struct Task: Hashable {
    let section: Key
    let identity: Identity
  }

  init(_ versions: Three<BodyVersion>) {
    self.versions = versions
    let base = versions.base ?? BodyVersion([])
    let renamed = versions.map { $0.renamedSections(since: base) }
    func keys(_ version: BodyVersion?, _ renamed: [Key: Key]?) -> [Key]? {
      version?.sections.map { renamed?[$0.key] ?? $0.key }
    }
    order = Three(
      base: keys(versions.base, [:]),
      one: keys(versions.one, renamed.one),
      other: keys(versions.other, renamed.other)
    )
    func byKey(_ version: BodyVersion?, _ keys: [Key]?) -> [Key: BodyVersion.Section]? {
      version.map { Dictionary(zip(keys ?? [], $0.sections)) { first, _ in first } }
    }
    sections = Three(
      base: byKey(versions.base, order.base),
      one: byKey(versions.one, order.one),
      other: byKey(versions.other, order.other)
    )
    self.renamed = renamed
  }

  /// The merged body.
  mutating func text() -> [UInt8] {
    var merged: [Key: Merged] = [:]
    for key in order.all.flatMap(\.self).uniqued() { merged[key] = section(key) }
    return OrderMerge.order(
      base: order.base ?? [],
      one: order.one ?? [],
      other: order.other ?? [],
      keeping: Set(merged.keys),
      text: { Array($0.text.utf8) }
    ).flatMap { merged[$0]?.text ?? [] }
  }

  private mutating func section(_ key: Key) -> Merged? {
    let here = sections.map { $0[key] }
    let isRemoved = here.base != nil && here.sides.count < 2
    if isRemoved, here.sides.allSatisfy({ $0.text == here.base?.text }) { return nil }
    let headings = here.map(\.headingLine)
    let isRenamed = isRemoved && headings.sides.contains { $0 != headings.base }
    if isRenamed { openEntries.append(OpenEntry(.section(heading: heading(of: key)))) }
    let headingLine = here.sides.count < 2 ? headings.sides.first : mergedHeading(here)
    datedLinesLeft = [:]
    for side in here.sides {
      let counts = Dictionary(side.lines.map { ($0.identity, 1) }, uniquingKeysWith: +)
      datedLinesLeft.merge(counts, uniquingKeysWith: max)
    }
    // A section that one side removed and the other renamed stays as the latter has it.
    let versions = isRenamed ? Three(base: nil, one: here.one, other: here.other) : here
    let lines = merged(versions.map(\.lines), in: key)
    let result = Merged(headingLine: headingLine, lines: lines)
    return isRemoved && !isRenamed && result.isEmpty ? nil : result
  }

  /// The heading line of a section that both sides have.
  private mutating func mergedHeading(_ here: Three<BodyVersion.Section>) -> [UInt8]? {
    let lines = here.map(\.headingLine)
    guard let base = here.base?.headingValues, let one = here.one?.headingValues, let other = here.other?.headingValues
    else { return lines.one == nil ? nil : lines.layout }
    let merged = ValueSet.merged(base: base.set, one: one.set, other: other.set)
    if merged.isSettled { return merged.values.first?.text }
    let shown =
      [base.shown, one.shown, other.shown].lazy.compactMap(\.self).first ?? .init(plain: base.set.values[0].string)
    // The heading by which the question is found is the one that is shown.
    let heading = here.all.first { $0.headingLine == shown.text }?.heading ?? here.base?.heading ?? ""
    openEntries.append(OpenEntry(.heading(heading), shown: shown.string, values: merged.values.map(\.string)))
    return shown.text
  }

  /// The heading of a section in the result.
  private func heading(of key: Key) -> String? {
    let headings = sections.map { $0[key]?.heading }
    if let settled = headings.settled, let heading = settled { return heading }
    return headings.base ?? headings.sides.first ?? key.path.last
  }

  // MARK: - Lines

  private mutating func merged(_ lines: Three<[Line]>, in key: Key) -> [[UInt8]] {
    let (base, one, other) = (lines.base ?? [], lines.one ?? [], lines.other ?? [])
    var tokens = Tokens<Identity>()
    let numbers = [base, one, other].map { tokens.numbers(of: $0.map(\.identity)) }
    let (ones, others) = (Set(one.map(\.identity)), Set(other.map(\.identity)))
    return MergeRegion.all(base: numbers[0], one: numbers[1], other: numbers[2]).flatMap { region -> [[UInt8]] in
      let (mine, theirs) = (Array(one[region.one]), Array(other[region.other]))
      let (isMine, isTheirs) = (Set(mine.map(\.identity)), Set(theirs.map(\.identity)))
      // A task that a side has elsewhere in the section is written there.
      let old = base[region.base].filter { line in
        guard case .task = line.identity else { return true }
        return isMine.contains(line.identity) == ones.contains(line.identity)
          && isTheirs.contains(line.identity) == others.contains(line.identity)
      }
      switch region.change {
      case .none: return mine.compactMap { written($0, in: key, mayRepeat: true) }
      case .one, .alike: return changed(old, to: mine, in: key)
      case .other: return changed(old, to: theirs, in: key)
      case .both: return disputed(old, mine, theirs, in: key)
      }
    }
  }

  /// A line of the result; nil for a task or dated line that isn't to be written here, or not again.
  private mutating func written(_ line: Line, in key: Key, mayRepeat: Bool = false) -> [UInt8]? {
    switch line.identity {
    case .text: return line.bytes
    case .datedLine:
      guard mayRepeat || datedLinesLeft[line.identity, default: 0] > 0 else { return nil }
      datedLinesLeft[line.identity, default: 0] -= 1
      return line.bytes
    case .task: return task(line.identity, in: key)
    }
  }

  /// Lines that only one side changed; a task that it removed and the other changed stays.
  private mutating func changed(_ old: [Line], to new: [Line], in key: Key) -> [[UInt8]] {
    var result: [(identity: Identity, text: [UInt8])] = []
    for line in new {
      if let text = written(line, in: key) { result.append((line.identity, text)) }
    }
    let isThere = Set(new.map(\.identity))
    for (index, line) in old.enumerated() where !isThere.contains(line.identity) {
      guard case .task = line.identity, let text = task(line.identity, in: key) else { continue }
      let before = old[..<index].reversed().lazy.compactMap { earlier in
        result.firstIndex { $0.identity == earlier.identity }
      }.first
      result.insert((line.identity, text), at: before.map { $0 + 1 } ?? 0)
    }
    return result.map(\.text)
  }

  /// Lines that both sides changed, or lines that touch.
  private mutating func disputed(_ old: [Line], _ one: [Line], _ other: [Line], in key: Key) -> [[UInt8]] {
    let prose = [old, one, other].map { lines in lines.filter(\.isProse).map(\.identity) }
    guard prose[1] != prose[0], prose[2] != prose[0], prose[1] != prose[2] else {
      return setMerge(old, one, other, in: key)
    }
    for (longer, shorter) in [(one, other), (other, one)] {
      let inner = shorter.trimmingBlankLines.map(\.identity)
      guard !inner.isEmpty, longer.map(\.identity).containsConsecutively(inner) else { continue }
      return longer.compactMap { line in
        written(line, in: key) ?? carrier(line.identity, of: old, one, other, in: key)
      }
    }
    if !prose[0].isEmpty { openEntries.append(OpenEntry(.section(heading: heading(of: key)))) }
    let blocks = [one, other].sorted { left, right in
      left.flatMap(\.bytes).lexicographicallyPrecedes(right.flatMap(\.bytes))
    }
    let removed = old.filter { line in
      !line.isProse && !line.isBlank
        && (!one.contains { $0.identity == line.identity } || !other.contains { $0.identity == line.identity })
    }
    let isRemoved = Set(removed.map(\.identity))
    var result: [[UInt8]] = []
    for line in blocks.flatMap(\.self) {
      let isGone = if case .datedLine = line.identity { isRemoved.contains(line.identity) } else { false }
      let text = isGone ? nil : written(line, in: key)
      if let text = text ?? carrier(line.identity, of: old, one, other, in: key) { result.append(text) }
    }
    for line in removed {
      if case .task = line.identity, let text = task(line.identity, in: key) { result.append(text) }
    }
    return result
  }

  /// Merges lines of which at most one side changed the prose, each by itself.
  private mutating func setMerge(_ old: [Line], _ one: [Line], _ other: [Line], in key: Key) -> [[UInt8]] {
    let versions = [old, one, other].map(Numbered.all)
    let present = versions.map { Set($0) }
    var texts: [Numbered: [UInt8]] = [:]
    for line in (versions[0] + versions[1] + versions[2]).uniqued() {
      if case .task = line.identity {
        texts[line] = task(line.identity, in: key) ?? carrier(line.identity, of: old, one, other, in: key)
        continue
      }
      let (wasThere, isOne, isOther) = (
        present[0].contains(line), present[1].contains(line), present[2].contains(line)
      )
      let stays = isOne && isOther || (isOne || isOther) && !wasThere
      if stays, let source = (one + other).first(where: { $0.identity == line.identity }) {
        texts[line] = written(source, in: key)
      } else {
        texts[line] = carrier(line.identity, of: old, one, other, in: key)
      }
    }
    return OrderMerge.order(
      base: versions[0],
      one: versions[1],
      other: versions[2],
      keeping: Set(texts.keys),
      text: { texts[$0] ?? [] }
    ).compactMap { texts[$0] }
  }

  /// A task or dated line that one side took out while the other put something under it: it stays with that, and is to be
  /// looked at. Nil for any other, and where the one side put another in its place, which has the new line under it then.
  private mutating func carrier(
    _ identity: Identity,
    of old: [Line],
    _ one: [Line],
    _ other: [Line],
    in key: Key
  ) -> [UInt8]? {
    guard old.contains(where: { $0.identity == identity }) else { return nil }
    if case .task(let words, _) = identity, homes(of: identity, words: words, in: key).sides.count != 1 { return nil }
    let isKnown = Set(old.map(\.identity))
    for (side, remover) in [(one, other), (other, one)] {
      guard !remover.contains(where: { $0.identity == identity }),
        let place = side.firstIndex(where: { $0.identity == identity }), place + 1 < side.count,
        side[place + 1].isContinuation, !isKnown.contains(side[place + 1].identity),
        !remover.contains(where: { !$0.isProse && !$0.isBlank && !isKnown.contains($0.identity) })
      else { continue }
      let question = OpenEntry(.section(heading: heading(of: key)))
      if !openEntries.contains(question) { openEntries.append(question) }
      return side[place].bytes
    }
    return nil
  }

  /// A line and which of several equal ones it is.
  private struct Numbered: Hashable {
    let identity: Identity
    let occurrence: Int

    static func all(_ lines: [Line]) -> [Numbered] {
      var counts: [Identity: Int] = [:]
      return lines.map { line in
        counts[line.identity, default: 0] += 1
        return Numbered(identity: line.identity, occurrence: counts[line.identity, default: 1])
      }
    }
  }
}

// MARK: - Tasks

extension SectionMerge {
  /// A task's line in the result; nil if it isn't to be written in this section, or not again.
  private mutating func task(_ identity: Identity, in key: Key) -> [UInt8]? {
    guard case .task(let words, let occurrence) = identity else { return nil }
    guard !written.contains(Task(section: key, identity: identity)) else { return nil }
    let homes = homes(of: identity, words: words, in: key)
    let tasks = Three(
      base: task(identity, in: homes.base, of: versions.base, renamed.base),
      one: task(identity, in: homes.one, of: versions.one, renamed.one),
      other: task(identity, in: homes.other, of: versions.other, renamed.other)
    )
    var merge = TaskMerge(tasks, name: TaskName(heading: heading(of: key), text: words, occurrence: occurrence))
    if let settled = homes.settled ?? nil {
      guard settled == key else { return nil }
    } else if homes.sides.count == 2 {
      // Both sides moved it, to different sections: the smaller, until the two decide.
      let headings = homes.sides.map { heading(of: $0) }
      let sections = homes.sides.sorted { $0.text.utf8.lexicographicallyPrecedes($1.text.utf8) }
      guard sections[0] == key else { return nil }
      merge.open(TaskVersion.sectionPart, shown: heading(of: key), values: headings)
    } else {
      guard homes.sides.first == key else { return nil }
      merge.isMoved = homes.base != nil && homes.base != key
    }
    written.insert(Task(section: key, identity: identity))
    let line = merge.line()
    openEntries += merge.openEntries
    return line
  }

  /// The section of the task in each version: this one, or if its words are unique everywhere, wherever it moved.
  private func homes(of identity: Identity, words: String, in key: Key) -> Three<Key> {
    let isUnique = versions.all.allSatisfy { ($0.taskCounts[words] ?? 0) <= 1 }
    func home(_ version: BodyVersion?, _ renamed: [Key: Key]?) -> Key? {
      guard let version else { return nil }
      let local = renamed?.first { $0.value == key }?.key ?? key
      if version.task(identity, in: local) != nil { return key }
      guard isUnique, let home = version.home(ofOnlyTask: words) else { return nil }
      return renamed?[home] ?? home
    }
    return Three(
      base: home(versions.base, [:]),
      one: home(versions.one, renamed.one),
      other: home(versions.other, renamed.other)
    )
  }

  private func task(_ identity: Identity, in key: Key?, of version: BodyVersion?, _ renamed: [Key: Key]?)
    -> TaskVersion?
  {
    guard let key, let version else { return nil }
    return version.task(identity, in: renamed?.first { $0.value == key }?.key ?? key)
  }
}

extension [BodyVersion.Line] {
  fileprivate var trimmingBlankLines: ArraySlice<Element> {
    guard let first = firstIndex(where: { !$0.isBlank }), let last = lastIndex(where: { !$0.isBlank }) else {
      return []
    }
    return self[first...last]
  }
}
