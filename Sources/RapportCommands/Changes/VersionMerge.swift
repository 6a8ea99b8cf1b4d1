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
    let merge = FileMerge(base: base, one: ours, other: theirs, path: path)
    switch merge {
    case .record(let merge):
      bytes = merge.bytes ?? []
      rest = merge.openEntries.isEmpty ? .nothing : .openEntries(merge.openEntries.count)
    case .text(let text):
      bytes = text
      rest = .nothing
    case .unreadableRecord, .conflict:
      let marked = LineMerge(base: base[...], one: ours[...], other: theirs[...]).marked(markerSize: markerSize)
      bytes = marked.text
      rest = merge == .unreadableRecord ? .unreadable : marked.isClean ? .nothing : .markers
    }
  }
}
