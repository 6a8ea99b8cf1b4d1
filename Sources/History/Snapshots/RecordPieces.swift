import Records

/// A version of a record in pieces, by which the next version costs only what it changed.
struct RecordPieces {
  private let bytes: [UInt8]
  private let outline: RecordOutline
  private let entries: EntryPieces
  private let sections: SectionPieces

  /// Reads a version; `nil` if it can only be read as a whole, or not at all.
  ///
  /// - Parameter earlier: Another version of the same kind of record.
  init?(_ bytes: [UInt8], kind: RecordKind, sharing earlier: RecordPieces?) {
    guard let outline = RecordOutline(bytes),
      let entries = EntryPieces(
        bytes,
        in: outline.frontMatter,
        kind: kind,
        sharing: earlier.map { ($0.entries, $0.outline.frontMatter.lowerBound, $0.bytes) }
      )
    else { return nil }
    self.bytes = bytes
    self.outline = outline
    self.entries = entries
    sections = SectionPieces(
      bytes,
      in: outline.body,
      sharing: earlier.map { ($0.sections, $0.outline.body.lowerBound, $0.bytes) }
    )
  }

  /// The version as history compares it.
  var snapshot: RecordSnapshot {
    RecordSnapshot(
      id: entries.pieces.lazy.compactMap(\.id).first,
      title: entries.pieces.lazy.compactMap(\.title).first,
      fields: entries.pieces.flatMap(\.fields),
      sections: sections.sections
    )
  }

  /// How much there is to keep, in bytes.
  var cost: Int { bytes.count }
}
