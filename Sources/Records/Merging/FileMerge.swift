/// The merge of three versions of one file, be it a record or not.
package enum FileMerge: Sendable, Hashable {
  /// A record, merged by what it means.
  case record(RecordMerge)
  /// A text of which the sides changed different lines.
  case text([UInt8])
  /// A record of which a side can't be read.
  case unreadableRecord
  /// A text in which both sides changed the same lines, or no text at all.
  case conflict

  /// Merges two versions that both differ from the base and from each other.
  ///
  /// - Parameters:
  ///   - base: Empty where the file is new on both sides.
  ///   - path: The file's path in the repository.
  package init(base: [UInt8], one: [UInt8], other: [UInt8], path: String) {
    guard !Self.isRecord(one, other, path: path) else {
      let merge =
        one.isEmpty || other.isEmpty
        ? nil : try? RecordMerge(base: base, one: one, other: other, kind: RecordKind(path: path))
      self = merge.map(FileMerge.record) ?? .unreadableRecord
      return
    }
    guard ![base, one, other].contains(where: Self.isBinary) else {
      self = .conflict
      return
    }
    let merged = LineMerge(base: base[...], one: one[...], other: other[...]).marked(markerSize: 7)
    self = merged.isClean ? .text(merged.text) : .conflict
  }

  /// Says whether a file is a record in at least one of two versions.
  package static func isRecord(_ one: [UInt8], _ other: [UInt8], path: String) -> Bool {
    RecordPath.mayHoldRecord(path) && (Document.hasFrontMatter(one) || Document.hasFrontMatter(other))
  }

  /// Says whether git takes this for no text.
  private static func isBinary(_ bytes: [UInt8]) -> Bool { bytes.prefix(8000).contains(0) }
}
