/// Which records can't be read as of each commit, and what could be read of them last.
///
/// Only exceptions are kept, and commits that add none share one list.
struct UnreadableRecords {
  /// What could be read last, by the path of the record now; `nil` if there never was anything.
  typealias LastReadable = [String: RecordText?]

  private var byCommit: [Int: LastReadable] = [:]

  /// The records that can't be read as of a commit.
  func asOf(_ commit: Int) -> LastReadable {
    byCommit[commit] ?? [:]
  }

  /// Notes the records that can't be read as of a commit.
  mutating func set(_ records: LastReadable, asOf commit: Int) {
    if !records.isEmpty { byCommit[commit] = records }
  }
}
