import Git
import Records

/// What a commit changed of the files that may hold records.
struct CommitFiles: Sendable {
  /// What differs from each parent, in their order; from nothing where there is none.
  var byParent: [[FileChange]]

  /// The object without which that can't be told.
  var missing: ObjectID?

  /// Compares a commit's tree with its parents'.
  ///
  /// - Throws: `GitError` for anything but a missing object.
  init(from parents: [ObjectID?], to tree: ObjectID, in repository: Repository) throws(GitError) {
    byParent = []
    do throws(GitError) {
      if parents.isEmpty { byParent.append(try Self.changes(from: nil, to: tree, in: repository)) }
      for parent in parents { byParent.append(try Self.changes(from: parent, to: tree, in: repository)) }
    } catch {
      guard case .missingObject(let id) = error else { throw error }
      missing = id
    }
  }

  /// The files that may hold records and differ between two trees, sorted by path.
  static func changes(
    from old: ObjectID?,
    to new: ObjectID,
    in repository: Repository
  ) throws(GitError) -> [FileChange] {
    guard old != new else { return [] }
    return try repository.changes(from: old, to: new, under: PathFilter(suffix: ".md"))
      .filter { RecordPath.mayHoldRecord($0.path) }
  }
}

/// Some commits of a graph with what has been read of them.
struct CommitBatch: Sendable {
  /// The commits in the graph's order.
  let commits: [Int]
  private(set) var files: [CommitFiles] = []

  /// The new contents of changed files, as many as it is sensible to hold at once.
  private(set) var contents: [ObjectID: BlobContent] = [:]

  /// How many commits are read at once.
  static let size = 128
  private static let mostBytes = 8 << 20

  /// Reads commits; fewer if the task is cancelled.
  ///
  /// - Parameter readsContents: Whether to read what the files hold, too.
  init(
    _ commits: some Sequence<Int>,
    of graph: CommitGraph,
    in repository: Repository,
    readsContents: Bool
  ) throws(GitError) {
    self.commits = Array(commits)
    var bytes = 0
    for commit in self.commits {
      if Task.isCancelled { return }
      let node = graph.nodes[commit]
      let files = try CommitFiles(from: node.parents.map { graph.nodes[$0].tree }, to: node.tree, in: repository)
      self.files.append(files)
      // A merge seldom has anything that isn't a parent's.
      guard readsContents, node.parents.count < 2, let changes = files.byParent.first else { continue }
      for case let file? in changes.lazy.map(\.new) where bytes < Self.mostBytes && contents[file.id] == nil {
        guard file.mode == .regular || file.mode == .executable else { continue }
        let content = try BlobContent(file.id, in: repository)
        if case .bytes(let text) = content { bytes += text.count }
        contents[file.id] = content
      }
    }
  }
}

/// Reads commits while others are being folded, in a handle of its own.
actor CommitReader {
  private let graph: CommitGraph
  private let location: Repository.Location
  private let readsContents: Bool
  private var repository: Repository?

  init(_ graph: CommitGraph, at location: Repository.Location, readsContents: Bool) {
    self.graph = graph
    self.location = location
    self.readsContents = readsContents
  }

  /// Reads some commits, given in the graph's order.
  func batch(_ commits: ArraySlice<Int>) -> Result<CommitBatch, GitError> {
    do throws(GitError) {
      let opened = if let repository { repository } else { try Repository(opening: location) }
      repository = opened
      return .success(try CommitBatch(commits, of: graph, in: opened, readsContents: readsContents))
    } catch {
      return .failure(error)
    }
  }
}
