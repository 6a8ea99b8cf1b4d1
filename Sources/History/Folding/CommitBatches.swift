import Git
import Records

/// Some commits of a graph with what has been read of them.
struct CommitBatch: Sendable {
  /// The commits in the graph's order.
  let commits: [Int]
  private(set) var files: [CommitFiles] = []

  /// What those commits say that changed files, if that was asked for.
  private(set) var messages: [Int: Commit] = [:]

  /// The new files of which the contents are wanted.
  private var wanted: [TreeFile] = []

  /// How the trees are stored, as far as that is known, and so most likely the files.
  private var order: FollowedTrees.Order?

  /// The new contents of changed files, as many as it is sensible to hold at once, once they have been read.
  private(set) var contents: [ObjectID: BlobContent] = [:]

  /// The versions of records before and after those commits, as many as have been read.
  private(set) var versions: [[VersionStore.Key: RecordVersion?]] = []

  /// Why commits after those with files couldn't be read.
  private(set) var failure: GitError?

  private static let mostBytes = 8 << 20

  /// Reads what commits changed; of fewer if the task is cancelled or one can't be read.
  ///
  /// - Parameter interests: What is read only as far as it matters: contents, and what the commits say.
  init(
    _ commits: some Sequence<Int>,
    of graph: CommitGraph,
    in repository: Repository,
    following followed: FollowedTrees,
    includingMessages: Bool,
    interests: RecordInterests
  ) {
    self.commits = Array(commits)
    var changed = [CommitFiles?](repeating: nil, count: self.commits.count)
    for index in ReadingOrder.indices(count: changed.count, followed.order) where !Task.isCancelled {
      // What can't be read is told when its turn comes.
      changed[index] = try? graph.files(of: self.commits[index], in: repository, following: followed)
    }
    do throws(GitError) {
      for (commit, known) in zip(self.commits, changed) where !Task.isCancelled {
        let changed = if let known { known } else { try graph.files(of: commit, in: repository) }
        files.append(changed)
        // A merge seldom has anything that isn't a parent's.
        guard graph.nodes[commit].parents.count < 2, let changes = changed.byParent.first, !changes.isEmpty else {
          continue
        }
        if let parts = interests.ofEach(in: changed, at: graph.nodes[commit].time) {
          if parts.contains(where: { $0.contains(.fields) }) { wanted += changes.compactMap(\.new) }
          guard zip(changes, parts).contains(where: { $0.old == nil && $1.contains(.beginning) }) else { continue }
        } else {
          wanted += changes.compactMap(\.new)
        }
        if includingMessages { messages[commit] = try graph.commit(commit, in: repository) }
      }
    } catch {
      failure = error
    }
    order = followed.order
  }

  /// Takes commits of which it is known what they changed.
  init(_ commits: [Int], files: [CommitFiles], failure: GitError? = nil) {
    self.commits = commits
    self.files = files
    self.failure = failure
  }

  /// The same with versions that have been read.
  func with(_ versions: [[VersionStore.Key: RecordVersion?]]) -> CommitBatch {
    var batch = self
    batch.versions = versions
    return batch
  }

  /// The same with the new contents, those of one path read in a row: git stores most as what differs from another, and those that
  /// are put together on the way to one are kept. Where it isn't known how versions are stored, the latest is most likely whole.
  func readingContents(in repository: Repository, _ packed: PackedFiles) -> CommitBatch {
    var batch = self
    batch.readContents(in: repository, packed)
    return batch
  }

  private mutating func readContents(in repository: Repository, _ packed: PackedFiles) {
    var read = 0
    contents.reserveCapacity(wanted.count)
    for versions in Dictionary(grouping: wanted, by: \.path).values {
      for file in order == .earlierFirst ? versions.reversed() : versions where contents[file.id] == nil {
        guard file.isRegular else { continue }
        guard read < Self.mostBytes, !Task.isCancelled else { return }
        // What can't be read is told when its turn comes.
        let bytes = packed.bytes(of: file.id, limit: ParsingLimits.fileBytes)
        guard let content = try? bytes.map(BlobContent.bytes) ?? BlobContent(file.id, in: repository) else { continue }
        if case .bytes(let text) = content { read += text.count }
        contents[file.id] = content
      }
    }
  }
}

/// Reads the commits of a graph batch by batch, some ahead of the one that is asked for.
struct CommitBatches {
  private let graph: CommitGraph
  private let repository: Repository
  private let includesMessages: Bool
  private let interests: RecordInterests
  private var commits: ArraySlice<Int>

  /// What is read when it is asked for, since there may be no more; `nil` once it has been.
  private var first: ArraySlice<Int>?
  private var comparers: [CommitComparer] = []
  private var reader: ContentReader?
  private var ahead: [Task<CommitBatch, Never>] = []

  /// What puts the contents together.
  private let packed: PackedFiles

  /// What reads the versions of the batches; `nil` where they aren't wanted.
  private let versions: VersionReader?

  /// The last batch that is being read.
  private var last: Task<CommitBatch, Never>?

  /// How many commits make the first batch.
  static let firstSize = 64

  /// How many make each of the others: the first tree of a batch is put together from the start, the others of the one before.
  static let size = 256

  private static let mostAhead = 4

  /// - Parameters:
  ///   - commits: The commits to read, in the order in which they are asked for.
  ///   - includingMessages: Whether it matters what the commits say, not only what they changed.
  ///   - includingVersions: Whether the changed files are wanted as versions of records, too.
  ///   - interests: What is read only as far as it matters.
  init(
    _ commits: some Sequence<Int>,
    of graph: CommitGraph,
    in repository: Repository,
    includingMessages: Bool,
    includingVersions: Bool = false,
    interests: RecordInterests = RecordInterests()
  ) {
    self.graph = graph
    self.repository = repository
    includesMessages = includingMessages
    packed = PackedFiles(in: repository)
    versions = includingVersions ? VersionReader(at: repository.location) : nil
    self.interests = interests
    self.commits = Array(commits)[...]
    first = takeCommits(Self.firstSize)
  }

  /// The next commits; `nil` after the last.
  mutating func next() async -> CommitBatch? {
    readAhead()
    if let first {
      self.first = nil
      let followed = FollowedTrees(in: repository)
      return CommitBatch(
        first,
        of: graph,
        in: repository,
        following: followed,
        includingMessages: includesMessages,
        interests: interests
      ).readingContents(in: repository, packed)
    }
    return ahead.isEmpty ? nil : await ahead.removeFirst().value
  }

  /// Stops reading ahead.
  func cancel() {
    for task in ahead { task.cancel() }
  }

  private mutating func readAhead() {
    while ahead.count < Self.mostAhead, !commits.isEmpty {
      // Each goes on from where it was with the batch before, while the others are with that.
      let comparer = nextComparer()
      let reader = reader ?? ContentReader(at: repository.location, packed)
      self.reader = reader
      let batch = takeCommits(Self.size)
      let task = Task { [includesMessages, interests, versions, last] in
        let compared = await comparer.batch(batch, includingMessages: includesMessages, interests: interests)
        let read = await reader.reading(compared)
        guard let versions else { return read }
        _ = await last?.value
        return await versions.reading(read)
      }
      ahead.append(task)
      last = task
    }
  }

  /// The one that follows the trees; where they are verified, which takes far longer and follows none, two take turns.
  private mutating func nextComparer() -> CommitComparer {
    if comparers.isEmpty {
      comparers = (0..<(Repository.isVerifying ? 2 : 1)).map { _ in CommitComparer(graph, at: repository.location) }
    }
    let comparer = comparers.removeFirst()
    comparers.append(comparer)
    return comparer
  }

  private mutating func takeCommits(_ count: Int) -> ArraySlice<Int> {
    defer { commits = commits.dropFirst(count) }
    return commits.prefix(count)
  }
}

/// Compares what commits changed, in a handle of its own.
private actor CommitComparer {
  private let graph: CommitGraph
  private let location: Repository.Location
  private var opened: (repository: Repository, followed: FollowedTrees)?

  init(_ graph: CommitGraph, at location: Repository.Location) {
    self.graph = graph
    self.location = location
  }

  /// Compares some commits, given in the graph's order.
  func batch(_ commits: ArraySlice<Int>, includingMessages: Bool, interests: RecordInterests) -> CommitBatch {
    do throws(GitError) {
      let (repository, followed) = try open()
      return CommitBatch(
        commits,
        of: graph,
        in: repository,
        following: followed,
        includingMessages: includingMessages,
        interests: interests
      )
    } catch {
      return CommitBatch([], files: [], failure: error)
    }
  }

  private func open() throws(GitError) -> (Repository, FollowedTrees) {
    if let opened { return opened }
    let repository = try Repository(opening: location)
    let known = (repository, FollowedTrees(in: repository))
    opened = known
    return known
  }
}

/// Reads contents of files, in a handle of its own.
private actor ContentReader {
  private let location: Repository.Location
  private let packed: PackedFiles
  private var opened: Repository?

  init(at location: Repository.Location, _ packed: PackedFiles) {
    self.location = location
    self.packed = packed
  }

  /// Adds the contents to a batch, as many as can be read.
  func reading(_ batch: CommitBatch) -> CommitBatch {
    guard let repository = try? opened ?? Repository(opening: location) else { return batch }
    opened = repository
    return batch.readingContents(in: repository, packed)
  }
}
