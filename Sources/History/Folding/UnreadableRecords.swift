import Git

/// Which records can't be read as of each commit, and what could be read of them last.
///
/// Only exceptions are kept: a commit's are those of its parents but for what it changed, and they are dropped when no child needs them any more.
struct UnreadableRecords {
  /// The file that could be read last, by the path of the record now; `nil` if there never was one.
  typealias LastReadable = [String: TreeFile?]

  private var byCommit: [Int: LastReadable] = [:]
  private var openChildren: [Int]

  init(_ graph: CommitGraph) {
    openChildren = graph.childCounts
  }

  /// The records that can't be read as of a commit.
  func asOf(_ commit: Int) -> LastReadable {
    byCommit[commit] ?? [:]
  }

  /// Notes the records that can't be read as of a commit, and that its parents have one child less to come.
  mutating func set(_ records: LastReadable, asOf commit: Int, parents: [Int]) {
    if !records.isEmpty, openChildren[commit] > 0 { byCommit[commit] = records }
    for parent in parents {
      openChildren[parent] -= 1
      if openChildren[parent] == 0 { byCommit[parent] = nil }
    }
  }
}
