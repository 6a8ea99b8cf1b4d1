/// Merges the text below the front matter.
///
/// By line where that is clean and brings no task or heading in twice. Else section by section, and in these task by task: box,
/// people and keys of a task are its fields, and a task that a side moved to another section moves. Dated lines are a
/// set. Prose that both sides changed stays in both versions, and an open entry names its heading.
struct BodyMerge {
  let text: [UInt8]
  let openEntries: [OpenEntry]

  /// - Parameter baseText: The base, also where its front matter can't be read.
  init(_ versions: Three<MergeSide>, baseText: [UInt8]?) {
    let baseBody = baseText.flatMap { text in
      (versions.base?.document.bodyRange ?? RecordOutline(text)?.body).map { (versions.base?.bytes ?? text)[$0] }
    }
    let texts = Three(base: baseBody, one: versions.one?.bodyText, other: versions.other?.bodyText)
    let bodies = Three(
      base: baseBody.map { BodyVersion($0, of: versions.base) },
      one: versions.one.map { BodyVersion($0.bodyText, of: $0) },
      other: versions.other.map { BodyVersion($0.bodyText, of: $0) }
    )
    let kept = Self.settledEntries(versions.map(\.otherEntries))
    if versions.all.allSatisfy({ $0.openTasks.isEmpty && $0.openHeadings.isEmpty }),
      let clean = LineMerge(base: texts.base ?? [], one: texts.one ?? [], other: texts.other ?? []).cleanLines?.text,
      Self.hasNoNewDouble(clean, bodies)
    {
      text = clean
      openEntries = kept
      return
    }
    var merge = SectionMerge(bodies)
    text = merge.text()
    openEntries = kept + merge.openEntries
  }

  /// The questions about sections, the record and other things: those that no side took away.
  private static func settledEntries(_ entries: Three<Set<OpenEntry>>) -> [OpenEntry] {
    let base = entries.base ?? []
    let (one, other) = (entries.one ?? [], entries.other ?? [])
    return Array(one.intersection(other).union(one.subtracting(base)).union(other.subtracting(base)))
  }

  /// Whether no task or heading is there more often than a side has it.
  private static func hasNoNewDouble(_ text: [UInt8], _ bodies: Three<BodyVersion>) -> Bool {
    func isKnown<Name>(_ counts: KeyPath<BodyVersion, [Name: Int]>, in body: BodyVersion) -> Bool {
      let known = bodies.sides.map { $0[keyPath: counts] }
      return body[keyPath: counts].allSatisfy { name, count in known.contains { $0[name, default: 0] >= count } }
    }
    let body = BodyVersion(text[...])
    return isKnown(\.taskCounts, in: body) && isKnown(\.headingCounts, in: body)
  }
}

extension MergeSide {
  fileprivate var bodyText: ArraySlice<UInt8> { bytes[document.bodyRange] }
}
