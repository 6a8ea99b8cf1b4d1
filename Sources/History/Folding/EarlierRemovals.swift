import Git
import Records
import Synchronization

/// What came before the commits that are told, as far as it says which records had been removed.
///
/// Commits that only change records say nothing of that, and most do no more: their records aren't read.
enum EarlierRemovals {
  /// Follows the records that ended and came back before a commit; a long history is read by two processors from both its ends.
  ///
  /// - Returns: `nil` where history can only be told as a whole: the repository lacks a folder, or a record couldn't be read for a time.
  static func read(
    before end: Int,
    in graph: CommitGraph,
    of repository: Repository
  ) async throws(GitError) -> RemovedRecords? {
    let commits = UnreadCommits(0..<end)
    var found: [Int: CommitFiles]
    if end < FilesByCommit.longEnough {
      found = try turns(in: commits.takeEarliest, of: graph, in: repository)
    } else {
      let location = repository.location
      // What has been compared already is at the later end, which takes that reader the further.
      let earlier = Task { () -> Result<[Int: CommitFiles], GitError> in
        do throws(GitError) {
          return .success(try turns(in: commits.takeEarliest, of: graph, in: Repository(opening: location)))
        } catch {
          return .failure(error)
        }
      }
      found = try turns(in: commits.takeLatest, of: graph, in: repository)
      found.merge(try await earlier.value.get()) { first, _ in first }
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
  ///
  /// - Parameter stretch: Gives commits to look at, one after the other.
  private static func turns(
    in stretch: () -> Range<Int>?,
    of graph: CommitGraph,
    in repository: Repository
  ) throws(GitError) -> [Int: CommitFiles] {
    var turns: [Int: CommitFiles] = [:]
    var records = RecordRecognition(repository: repository)
    let followed = FollowedTrees(in: repository)
    // How the trees are stored is known after the first commits.
    while let commits = stretch() {
      for commit in ReadingOrder.indices(count: commits.count, followed.order).lazy.map({ commits.lowerBound + $0 }) {
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

/// The commits of a graph that nobody has taken yet.
private final class UnreadCommits: Sendable {
  private let range: Mutex<Range<Int>>

  init(_ range: Range<Int>) {
    self.range = Mutex(range)
  }

  /// Some commits from the start; nil if there are none left.
  @Sendable func takeEarliest() -> Range<Int>? {
    range.withLock { range in
      guard !range.isEmpty else { return nil }
      let middle = min(range.lowerBound + CommitBatches.size, range.upperBound)
      defer { range = middle..<range.upperBound }
      return range.lowerBound..<middle
    }
  }

  /// Some commits from the end; nil if there are none left.
  @Sendable func takeLatest() -> Range<Int>? {
    range.withLock { range in
      guard !range.isEmpty else { return nil }
      let middle = max(range.upperBound - CommitBatches.size, range.lowerBound)
      defer { range = range.lowerBound..<middle }
      return middle..<range.upperBound
    }
  }
}

/// Tells records from other files, looking into each version once: what a commit ends is what an earlier one began.
private struct RecordRecognition {
  let repository: Repository
  private var known: [ObjectID: Bool] = [:]

  init(repository: Repository) { self.repository = repository }

  mutating func isRecord(_ file: TreeFile?) throws(GitError) -> Bool {
    guard let file, file.isRegular else { return false }
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
