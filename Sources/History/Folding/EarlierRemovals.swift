import Git
import Records

/// What came before the commits that are told, as far as it says which records had been removed.
///
/// Commits that only change records say nothing of that, and most do no more: their records aren't read.
enum EarlierRemovals {
  /// Follows the records that ended and came back before a commit; of a long history two processors read one half each.
  ///
  /// - Returns: `nil` where history can only be told as a whole: the repository lacks a folder, or a record couldn't be read for a time.
  static func read(
    before end: Int,
    in graph: CommitGraph,
    of repository: Repository
  ) async throws(GitError) -> RemovedRecords? {
    var found: [Int: CommitFiles]
    if end < FilesByCommit.longEnough {
      found = try turns(in: 0..<end, of: graph, in: repository)
    } else {
      let location = repository.location
      let older = Task { () -> Result<[Int: CommitFiles], GitError> in
        do throws(GitError) {
          return .success(try turns(in: 0..<(end / 2), of: graph, in: Repository(opening: location)))
        } catch {
          return .failure(error)
        }
      }
      found = try turns(in: (end / 2)..<end, of: graph, in: repository)
      found.merge(try await older.value.get()) { first, _ in first }
    }
    var timeline = Timeline(
      graph,
      versions: VersionStore(repository),
      telling: DateBounds(since: .max),
      after: RemovedRecords(graph)
    )
    for commit in found.keys.sorted() {
      guard let files = found[commit], files.missing == nil else { return nil }
      _ = try timeline.events(of: commit, files: files)
    }
    return timeline.needsWhole ? nil : timeline.removed
  }

  /// The commits in which records may begin, move or end, with what they changed.
  private static func turns(
    in commits: Range<Int>,
    of graph: CommitGraph,
    in repository: Repository
  ) throws(GitError) -> [Int: CommitFiles] {
    var turns: [Int: CommitFiles] = [:]
    var records = RecordRecognition(repository: repository)
    let followed = FollowedTrees(in: repository)
    // How the trees are stored is known after the first commits.
    for start in stride(from: commits.lowerBound, to: commits.upperBound, by: CommitBatches.size) {
      let count = min(CommitBatches.size, commits.upperBound - start)
      for commit in ReadingOrder.indices(count: count, followed.order).lazy.map({ start + $0 }) {
        let files = try graph.files(of: commit, in: repository, following: followed)
        if try isTurn(graph.nodes[commit], files, &records) { turns[commit] = files }
      }
    }
    return turns
  }

  private static func isTurn(
    _ node: CommitGraph.Node,
    _ files: CommitFiles,
    _ records: inout RecordRecognition
  ) throws(GitError) -> Bool {
    if files.missing != nil || node.parents.count > 1 { return true }
    for change in files.byParent.joined() {
      guard try records.isRecord(change.old), try records.isRecord(change.new) else { return true }
    }
    return false
  }
}

/// Tells records from other files, looking into each version once: what a commit ends is what an earlier one began.
private struct RecordRecognition {
  let repository: Repository
  private var known: [ObjectID: Bool] = [:]

  init(repository: Repository) { self.repository = repository }

  mutating func isRecord(_ file: TreeFile?) throws(GitError) -> Bool {
    guard let file, file.mode == .regular || file.mode == .executable else { return false }
    if let isRecord = known[file.id] { return isRecord }
    let isRecord =
      switch try BlobContent(file.id, in: repository) {
      case .bytes(let bytes): Document.hasFrontMatter(bytes)
      // What can't be looked into is a record that can't be read.
      case .missing, .tooLarge: true
      }
    known[file.id] = isRecord
    return isRecord
  }
}
