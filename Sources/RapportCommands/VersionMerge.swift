import Records

/// The merge of three versions of one file as git's drivers do it: always one text, and whether anything is left to do.
struct VersionMerge {
  /// What is left to do.
  enum Rest: Equatable {
    case nothing
    /// Questions are open in a record that can be read.
    case openEntries(Int)
    /// A text that is no record has conflict markers.
    case markers
    /// A side can't be read as a record, so that they were merged as texts.
    case unreadable
  }

  let bytes: [UInt8]
  let rest: Rest

  /// - Parameters:
  ///   - base: empty where the file is new on both sides.
  ///   - path: the file's path in the repository.
  ///   - markerSize: how many characters a conflict marker has.
  init(base: [UInt8], ours: [UInt8], theirs: [UInt8], path: String, markerSize: Int) {
    let isRecord =
      RecordPath.mayHoldRecord(path) && (Document.hasFrontMatter(ours) || Document.hasFrontMatter(theirs))
    if isRecord, !ours.isEmpty, !theirs.isEmpty,
      let merge = try? RecordMerge(base: base, one: ours, other: theirs, kind: RecordKind(path: path)),
      let merged = merge.bytes
    {
      bytes = merged
      rest = merge.openEntries.isEmpty ? .nothing : .openEntries(merge.openEntries.count)
      return
    }
    let marked = LineMerge(base: base[...], one: ours[...], other: theirs[...]).marked(markerSize: markerSize)
    bytes = marked.text
    rest = isRecord ? .unreadable : marked.isClean ? .nothing : .markers
  }
}
