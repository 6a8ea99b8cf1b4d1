import Git

/// What several questions to one history have in common, read once.
final class CommonReadings {
  /// The commits, once they have been walked.
  private(set) var graph: CommitGraph?

  /// The walk that was begun before anything was asked.
  private(set) var walk: Task<Result<CommitGraph, GitError>, Never>?

  /// What compares the commits until somebody wants to know what they changed.
  private var comparison: ComparisonAhead?

  /// Files by commit, those with the roles among them.
  var files: FilesByCommit?

  /// The same, being read before anybody asks for them.
  private var filesAhead: Task<Result<FilesByCommit, GitError>, Never>?

  /// Begins to walk the commits from a tip before anybody asks for them.
  ///
  /// - Parameters:
  ///   - comparing: Whether they are compared until somebody asks what they changed.
  ///   - path: The path of which it will be asked what stands there in each commit; `nil` for none.
  func begin(from tip: ObjectID, in repository: Repository, comparing: Bool, lookingUp path: String?) {
    let location = repository.location
    let comparison = comparing ? ComparisonAhead(at: location) : nil
    self.comparison = comparison
    let walk = Task { () -> Result<CommitGraph, GitError> in
      do throws(GitError) {
        let repository = try Repository(opening: location)
        guard let comparison else { return .success(try CommitGraph(from: tip, in: repository)) }
        return .success(try CommitGraph(from: tip, in: repository, comparing: comparison))
      } catch {
        return .failure(error)
      }
    }
    self.walk = walk
    guard let path else { return }
    filesAhead = Task {
      do throws(GitError) {
        let graph = try await walk.value.get()
        let repository = try Repository(opening: location)
        // Whoever asks has other work for the other processor until then.
        return .success(
          try await FilesByCommit.read(nil, [path, RoleTable.path], in: graph, of: repository, dividingFrom: .max)
        )
      } catch {
        return .failure(error)
      }
    }
  }

  /// What stands at some paths, those with the roles among them, in each commit of a graph.
  func files(at paths: [String], in graph: CommitGraph, of repository: Repository) async throws(GitError)
    -> FilesByCommit
  {
    if let filesAhead {
      self.filesAhead = nil
      files = try await filesAhead.value.get()
    }
    if let files, files.knows(paths) { return files }
    let read = try await FilesByCommit.read(nil, paths, in: graph, of: repository)
    files = read
    return read
  }

  /// The commits that a tip can reach, walked once.
  ///
  /// - Parameter comparing: Whether it will be asked what each changed, so that what has been compared until now is taken.
  func graph(from tip: ObjectID, in repository: Repository, comparing: Bool) async throws(GitError) -> CommitGraph {
    if comparing, graph == nil, walk == nil { comparison = ComparisonAhead(at: repository.location) }
    var found =
      if let graph {
        graph
      } else if let walk {
        try await walk.value.get()
      } else if let comparison {
        try CommitGraph(from: tip, in: repository, comparing: comparison)
      } else {
        try CommitGraph(from: tip, in: repository)
      }
    walk = nil
    if comparing, let comparison {
      self.comparison = nil
      await found.take(comparison)
    }
    graph = found
    return found
  }
}
