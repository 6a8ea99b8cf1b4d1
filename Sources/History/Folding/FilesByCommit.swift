import Git
import Records

/// Which files stand at some paths as of each commit of a graph.
///
/// Commits that follow each other mostly share their trees, so each tree is read once; of a long history two processors read one half each.
struct FilesByCommit: Sendable {
  /// What stands at one path.
  private enum Content: Sendable, Equatable {
    case file(TreeFile)
    case nothing
    /// A folder on the way is missing from the repository, or damaged.
    case unknown
  }

  private var contents: [Content] = []

  /// The paths by their numbers.
  private var numbers: [String: Int] = [:]

  /// The indices of what stands at each path as of each commit, by the paths' numbers.
  private var columns: [[Int32]] = []

  /// What the first path's files hold, as many as it is sensible to hold at once.
  private(set) var blobs: [ObjectID: BlobContent] = [:]

  /// The length of a history that is worth the start of a second reader, in commits.
  static let longEnough = 2048
  private static let mostBytes = 4 << 20

  /// Reads the trees of all commits of a graph.
  ///
  /// - Parameters:
  ///   - first: The path whose files will be read, too; `nil` for none.
  ///   - length: From how many commits on two readers share them.
  static func read(
    _ first: String?,
    _ others: [String],
    in graph: CommitGraph,
    of repository: Repository,
    dividingFrom length: Int = longEnough
  ) async throws(GitError) -> FilesByCommit {
    let commits = graph.nodes.indices
    guard commits.count >= length else {
      return try FilesByCommit(first, others, of: commits, in: graph, of: repository)
    }
    let middle = commits.count / 2
    let location = repository.location
    let older = Task { () -> Result<FilesByCommit, GitError> in
      do throws(GitError) {
        let repository = try Repository(opening: location)
        return .success(try FilesByCommit(first, others, of: commits[..<middle], in: graph, of: repository))
      } catch {
        return .failure(error)
      }
    }
    let newer = try FilesByCommit(first, others, of: commits[middle...], in: graph, of: repository)
    var all = try await older.value.get()
    all.append(newer)
    return all
  }

  private init(
    _ first: String?,
    _ others: [String],
    of commits: Range<Int>,
    in graph: CommitGraph,
    of repository: Repository
  ) throws(GitError) {
    var readers = ([first].compactMap { $0 } + others).map(PathReader.init)
    var columns = readers.map { _ in [Int32](repeating: 0, count: commits.count) }
    var bytes = 0
    // Later trees are stored whole, and earlier ones as what differs.
    for commit in commits.reversed() {
      let row = commit - commits.lowerBound
      for index in readers.indices {
        let isNew = readers[index].read(graph.nodes[commit].tree, of: repository) || row == commits.count - 1
        if isNew { contents.append(readers[index].content) }
        columns[index][row] = isNew ? Int32(contents.count - 1) : columns[index][row + 1]
        guard isNew, index == 0, first != nil, bytes < Self.mostBytes, case .file(let file) = readers[index].content,
          file.isRegular, blobs[file.id] == nil
        else { continue }
        let blob = try BlobContent(file.id, in: repository)
        if case .bytes(let text) = blob { bytes += text.count }
        blobs[file.id] = blob
      }
    }
    self.columns = columns
    for (number, reader) in readers.enumerated() { numbers[reader.path] = number }
  }

  /// Knows nothing of some paths yet, until ``append(_:_:)`` is called for each commit of a graph in its order.
  init(of paths: [String]) {
    contents = [.nothing]
    columns = paths.map { _ in [] }
    for (number, path) in paths.enumerated() { numbers[path] = number }
  }

  /// Takes what the next commit of the graph changed.
  mutating func append(_ node: CommitGraph.Node, _ files: CommitFiles) {
    for number in columns.indices { columns[number].append(node.parents.first.map { columns[number][$0] } ?? 0) }
    for change in files.byParent.first ?? [] {
      guard let number = numbers[change.path] else { continue }
      contents.append(change.new.map(Content.file) ?? .nothing)
      columns[number][columns[number].count - 1] = Int32(contents.count - 1)
    }
  }

  /// Whether it has been looked what stands at some paths.
  func knows(_ paths: [String]) -> Bool { paths.allSatisfy { numbers[$0] != nil } }

  /// Adds what was read of the commits that follow.
  private mutating func append(_ later: FilesByCommit) {
    let offset = Int32(contents.count)
    contents += later.contents
    for number in columns.indices {
      columns[number].append(contentsOf: later.columns[number].lazy.map { $0 + offset })
    }
    blobs.merge(later.blobs) { known, _ in known }
  }

  /// The file at a path as of a commit, `.some(nil)` if there is none; `nil` if that isn't known.
  func file(at path: String, asOf commit: Int) -> TreeFile?? {
    guard let number = numbers[path] else { return .none }
    switch contents[Int(columns[number][commit])] {
    case .file(let file): return .some(file)
    case .nothing: return .some(nil)
    case .unknown: return .none
    }
  }

  /// Looks for one path in tree after tree.
  private struct PathReader {
    let path: String
    private(set) var content = Content.unknown
    private let names: [[UInt8]]

    /// The folders on the way to where it ended in the last tree.
    private var folders: [ObjectID] = []

    init(_ path: String) {
      self.path = path
      names = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map(Array.init)
    }

    /// Reads the next tree, and says whether something else may stand at the path than in the last.
    mutating func read(_ tree: ObjectID, of repository: Repository) -> Bool {
      let last = content
      do throws(GitError) {
        guard let found = try readFolders(from: tree, of: repository) else { return false }
        content = found
      } catch {
        folders = []
        content = .unknown
      }
      return content != last
    }

    /// What stands at the path; `nil` if that is what stood there in the last tree.
    private mutating func readFolders(from tree: ObjectID, of repository: Repository) throws(GitError) -> Content? {
      var folder = tree
      for level in names.indices {
        if level < folders.count, folders[level] == folder { return nil }
        let entry = try repository.entry(named: names[level], in: folder)
        folders.replaceSubrange(min(level, folders.count)..., with: CollectionOfOne(folder))
        guard let entry else { break }
        if level == names.count - 1 {
          return entry.mode == .tree ? .nothing : .file(TreeFile(path: path, mode: entry.mode, id: entry.id))
        }
        guard entry.mode == .tree else { break }
        folder = entry.id
      }
      return .nothing
    }
  }
}
