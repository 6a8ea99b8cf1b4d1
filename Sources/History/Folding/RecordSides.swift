import Git
import Records

/// One version of a record at its place, with what it said last if it can't be read itself.
struct RecordSide {
  let file: TreeFile
  let version: RecordVersion

  /// What the record says, or said last; `nil` if no version could ever be read.
  let text: RecordText?

  /// The same as history compares it.
  var snapshot: RecordSnapshot? { text?.snapshot }

  var isReadable: Bool { version.text != nil }

  var candidate: RecordPairing.Candidate {
    .init(path: file.path, blob: file.id, id: text?.id, isReadable: isReadable)
  }
}

/// The changed records of a commit, before and after, by path.
struct RecordSides {
  private(set) var olds: [String: RecordSide] = [:]
  private(set) var news: [String: RecordSide] = [:]

  /// Reads both sides of changed files; files whose content is the same on both sides are left out.
  ///
  /// - Parameters:
  ///   - unreadableBefore: The records that couldn't be read before; `nil` to take all that lacks front matter for records.
  ///   - unreadableAfter: Those that can't be read afterwards, if that is known; otherwise what lacks front matter is a record where
  ///     it stays at the place of one, or is what was one elsewhere.
  init(
    _ changes: [FileChange],
    unreadableBefore: UnreadableRecords.LastReadable?,
    unreadableAfter: UnreadableRecords.LastReadable? = nil,
    versions: inout VersionStore
  ) throws(GitError) {
    for change in changes {
      let old = try change.old.flatMap { file throws(GitError) in
        try versions.side(of: file, unreadable: unreadableBefore)
      }
      let new = try change.new.flatMap { file throws(GitError) in
        try versions.side(of: file, near: change.old, unreadable: unreadableAfter)
      }
      if let old, let new, old.file.id == new.file.id { continue }
      // A file that moved to another spelling of the same letters is two changes, whose paths are equal.
      if let old { olds[change.path] = old }
      if let new { news[change.path] = new }
    }
    guard unreadableAfter == nil, news.values.contains(where: \.version.lacksFrontMatter) else { return }
    let ended = Set(olds.values.map(\.file.id))
    news = news.filter { path, new in
      !new.version.lacksFrontMatter || olds[path] != nil || ended.contains(new.file.id)
    }
  }

  /// Which are the same record, where all stay at their paths; `nil` where one came, went or may have changed places.
  var pairsOfSamePaths: [RecordPairing.Pair]? {
    let isEachSame =
      olds.count == news.count
      && olds.allSatisfy { path, old in
        guard let new = news[path], new.file.path.utf8.elementsEqual(old.file.path.utf8) else { return false }
        return olds.count == 1 || new.text?.id == old.text?.id
      }
    guard isEachSame else { return nil }
    let paths = olds.count == 1 ? Array(olds.keys) : olds.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return paths.map { RecordPairing.Pair(old: $0, new: $0) }
  }
}

extension VersionStore {
  /// Reads a record at its place; `nil` if the file is none.
  ///
  /// - Parameter unreadable: The records that can't be read there; without them what lacks front matter is taken for a record, too.
  mutating func side(
    of file: TreeFile,
    near neighbor: TreeFile? = nil,
    unreadable: UnreadableRecords.LastReadable?
  ) throws(GitError) -> RecordSide? {
    guard let version = try version(of: file, near: neighbor) else { return nil }
    if let unreadable, version.lacksFrontMatter, !unreadable.keys.contains(file.path) { return nil }
    return RecordSide(file: file, version: version, text: version.text ?? unreadable?[file.path] ?? nil)
  }
}
