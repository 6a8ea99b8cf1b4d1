/// Merges the versions of one record by what they mean.
///
/// A pure function of three texts: it doesn't know which side is whose, and swapping the sides gives the same bytes.
/// What both sides changed to different things becomes an open entry in the record, never a conflict marker, and the
/// record goes on to be readable.
package struct RecordMerge: Sendable, Hashable {
  /// The merged file; nil where the record is gone.
  package let bytes: [UInt8]?
  /// The questions that are open in it, also those that were before.
  package let openEntries: [OpenEntry]

  /// Merges two versions of a record that came of a third; nil or empty where a version has no such record.
  ///
  /// - Parameter kind: The kind of the record, whose table says what tells the items of a list apart.
  /// - Throws: `UnreadableRecord` where a side can't be read and the other changed the record too.
  package init(base: [UInt8]?, one: [UInt8]?, other: [UInt8]?, kind: RecordKind) throws(UnreadableRecord) {
    let versions = Three(base: base, one: one, other: other).map { $0.isEmpty ? nil : $0 }
    if let settled = versions.settled {
      self.init(bytes: settled)
    } else if let one = versions.one, let other = versions.other {
      try self.init(base: versions.base, both: one, other, description: .of(kind))
    } else {
      // One side removed what the other changed: the change stays.
      try self.init(versions.sides[0], asking: OpenEntry(.record))
    }
  }

  private init(bytes: [UInt8]?) {
    self.bytes = bytes
    openEntries = bytes.flatMap { try? Document.parse($0) }?.openEntries ?? []
  }

  /// Takes a file as it is, with one more question.
  ///
  /// - Throws: `UnreadableRecord`.
  package init(_ file: [UInt8], asking entry: OpenEntry) throws(UnreadableRecord) {
    let text = VersionText(file)
    let side = try MergeSide(text.bytes)
    var entries = try Document.parse(text.bytes).openEntries
    if !entries.contains(entry) { entries.append(entry) }
    let content = OpenEntry.adding(entries, to: Array(side.content), isFlow: side.document.isFlowRoot)
    self.init(bytes: text.envelope.file(side.text(withContent: content)))
  }

  private init(
    base: [UInt8]?,
    both one: [UInt8],
    _ other: [UInt8],
    description: KindDescription
  ) throws(UnreadableRecord) {
    let texts = (base: base.map(VersionText.init), one: VersionText(one), other: VersionText(other))
    // A base that can't be read says nothing about fields, but its lines still count for the text below.
    let versions = Three(
      base: texts.base.flatMap { try? MergeSide($0.bytes) },
      one: try MergeSide(texts.one.bytes),
      other: try MergeSide(texts.other.bytes)
    )
    let body = BodyMerge(versions, baseText: texts.base?.bytes)
    let merged = Self.frontMatter(versions, description: description, adding: body.openEntries)
    let fences = versions.map { Self.fences(of: $0) }
    let opening = fences.map(\.opening).layout
    let closing = fences.map(\.closing).layout
    let envelope = VersionText.Envelope.merged(
      base: texts.base?.envelope,
      one: texts.one.envelope,
      other: texts.other.envelope
    )
    self.init(bytes: envelope.file(opening + merged + closing + body.text))
  }

  private static func fences(of side: MergeSide) -> (opening: [UInt8], closing: [UInt8]) {
    let frontMatter = side.document.frontMatter
    return (
      Array(side.bytes[..<frontMatter.contentRange.lowerBound]),
      Array(side.bytes[frontMatter.closingFence.lowerBound..<side.document.bodyRange.lowerBound])
    )
  }

  /// The lines between the fences, the open entries last.
  private static func frontMatter(
    _ versions: Three<MergeSide>,
    description: KindDescription,
    adding entries: [OpenEntry]
  ) -> [UInt8] {
    var merge = FrontMatterMerge(versions, description: description)
    if let content = merge.content(), let root = content.root {
      var lines = content
      let isFlow = root.isFlow
      let byLine = LineMerge(
        base: versions.base?.content ?? [],
        one: versions.one?.content ?? [],
        other: versions.other?.content ?? []
      )
      // Where a line merge comes to the same values, its layout is the one that git would make.
      if let clean = byLine.cleanLines?.text, clean != content, let cleanRoot = clean.root,
        cleanRoot.node?.canonicalText == root.node?.canonicalText
      {
        lines = clean
      }
      return OpenEntry.adding(merge.openEntries + entries, to: lines, isFlow: isFlow)
    }
    return whole(versions, adding: entries)
  }

  /// Merges front matter that can't be taken apart, as if it were one value.
  private static func whole(_ versions: Three<MergeSide>, adding entries: [OpenEntry]) -> [UInt8] {
    let contents = versions.map { Array($0.content) }
    let open = versions.map { $0.openFields[.root] }
    func values(_ content: [UInt8]?, _ entry: OpenEntry?) -> ValueSet {
      let own = ValueSet.Value(plain: content.map { String(decoding: $0, as: UTF8.self) })
      guard let entry, entry.shown == own.string else { return ValueSet([own]) }
      return ValueSet(entry.values.map(ValueSet.Value.init(plain:)))
    }
    let merged = ValueSet.merged(
      base: values(contents.base, open.base),
      one: values(contents.one, open.one),
      other: values(contents.other, open.other)
    )
    let values = merged.values.compactMap(\.text).sorted { $0.lexicographicallyPrecedes($1) }
    let others = versions.sides.flatMap { side in side.openFields.values.filter { $0.subject != .field(.root) } }
      .uniqued()
    guard !merged.isSettled, let smallest = values.first else {
      let content = values.first ?? []
      return OpenEntry.adding(others + entries, to: content, isFlow: content.root?.isFlow ?? false)
    }
    let shown = open.all.lazy.compactMap(\.shown).first.map { Array($0.utf8) } ?? contents.base ?? smallest
    let entry = OpenEntry(
      .field(.root),
      shown: String(decoding: shown, as: UTF8.self),
      values: values.map { String(decoding: $0, as: UTF8.self) }
    )
    return OpenEntry.adding(others + entries + [entry], to: shown, isFlow: shown.root?.isFlow ?? false)
  }
}

/// Front matter as lines of its own.
private struct FrontMatterRoot {
  let node: YAMLNode?

  var isFlow: Bool {
    if case .mapping(_, isFlow: true) = node?.content { true } else { false }
  }
}

extension [UInt8] {
  /// Reads lines as front matter; nil if they can't be read.
  fileprivate var root: FrontMatterRoot? {
    guard let parsed = try? DocumentParser.parseYAML(self, in: 0..<count), parsed.duplicates.isEmpty else { return nil }
    guard let root = parsed.root, !root.isEmpty else { return FrontMatterRoot(node: nil) }
    return root.entries == nil ? nil : FrontMatterRoot(node: root)
  }
}

extension MergeSide {
  /// The record with other lines between its fences.
  func text(withContent content: [UInt8]) -> [UInt8] {
    let range = document.frontMatter.contentRange
    return bytes[..<range.lowerBound] + content + bytes[range.upperBound...]
  }
}

extension OpenEntry {
  /// Front matter with open entries as its last field; the same where there are none.
  static func adding(_ entries: [OpenEntry], to content: [UInt8], isFlow: Bool) -> [UInt8] {
    guard !entries.isEmpty else { return content }
    let texts = Set(entries.map(\.text)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    if isFlow, let end = content.lastIndex(of: UInt8(ascii: "}")) {
      let hasOthers = content.root?.node?.entries?.isEmpty == false
      let field = (hasOthers ? ", " : "") + "\(fieldName): [" + texts.joined(separator: ", ") + "]"
      return content[..<end] + Array(field.utf8) + content[end...]
    }
    let first = content.root?.node?.range.lowerBound ?? 0
    let start = content[..<first].lastIndex(of: ASCII.lineFeed).map { $0 + 1 } ?? 0
    let indentation = String(repeating: " ", count: first - start)
    let lines = ["\(indentation)\(fieldName):"] + texts.map { "\(indentation)  - \($0)" }
    return content + lines.flatMap { Array($0.utf8) + [ASCII.lineFeed] }
  }
}
