package import Git

/// What stood at one path in each commit of a history, for rules that ask since when something has been so.
package struct FileVersions {
  /// A commit in which something began to hold.
  package struct Origin: Sendable, Hashable {
    package var commit: CommitReference

    /// The content of the file in that commit.
    package var blob: ObjectID

    /// Whether the repository lacks what was before, so that it may have begun earlier.
    package var isCut: Bool
  }

  /// The path from the repository's root, separated by `/`.
  package let path: String

  private let repository: Repository
  private let graph: CommitGraph
  private let files: FilesByCommit
  private let authors: AuthorTable

  init(of path: String, _ graph: CommitGraph, files: FilesByCommit, in repository: Repository) throws(GitError) {
    self.path = path
    self.repository = repository
    self.graph = graph
    self.files = files
    var versions = VersionStore(repository)
    authors = try AuthorTable(graph, files: files, versions: &versions)
  }

  /// The content of the file as of the newest commit; nil where there is none.
  package var latest: ObjectID? {
    graph.nodes.indices.last.flatMap(blob)
  }

  /// The bytes of a version; nil where the repository lacks them or they are more than any record has.
  ///
  /// - Throws: `HistoryError.git`.
  package func bytes(_ blob: ObjectID) throws(HistoryError) -> [UInt8]? {
    do throws(GitError) {
      if case .bytes(let bytes) = try BlobContent(blob, in: repository) { return bytes }
      return nil
    } catch {
      throw .git(error)
    }
  }

  /// Finds the commits in which something that holds as of the newest commit held first.
  ///
  /// Such a commit has it, and none before it has. What was taken away and came back, as by undo, is what it was before.
  /// A version that doesn't tell is passed by, as if its commit weren't there.
  ///
  /// - Parameter holds: Whether it holds in a version; nil where that can't be told.
  /// - Returns: The origins, oldest first; none where it doesn't hold now.
  /// - Throws: `HistoryError.git`, and what `holds` throws.
  package func origins(
    where holds: (ObjectID) throws(HistoryError) -> Bool?
  ) throws(HistoryError) -> [Origin] {
    // Most commits have the version of the one before.
    var answers: [ObjectID: Bool?] = [:]
    func holdsIn(_ blob: ObjectID) throws(HistoryError) -> Bool? {
      if let known = answers[blob] { return known }
      let answer = try holds(blob)
      answers[blob] = .some(answer)
      return answer
    }
    guard try !holders(among: graph.nodes.indices.suffix(1), holdsIn).isEmpty else { return [] }
    var hasHeld = [Bool](repeating: false, count: graph.nodes.count)
    var found: [Int] = []
    for commit in graph.nodes.indices {
      if graph.nodes[commit].parents.contains(where: { hasHeld[$0] }) {
        hasHeld[commit] = true
      } else if let blob = blob(commit), try holdsIn(blob) == true {
        hasHeld[commit] = true
        found.append(commit)
      }
    }
    do throws(GitError) {
      var origins: [Origin] = []
      for commit in found {
        guard let blob = blob(commit) else { continue }
        let said = try graph.commit(commit, in: repository)
        origins.append(
          Origin(
            commit: authors.reference(to: said),
            blob: blob,
            isCut: Set(said.parents).count > graph.nodes[commit].parents.count
          )
        )
      }
      return origins
    } catch {
      throw .git(error)
    }
  }

  /// The commits that are neither among some others nor before them.
  package func commits(notBefore others: [ObjectID]) -> Set<ObjectID> {
    let others = Set(others)
    var isBefore = graph.nodes.map { others.contains($0.id) }
    for commit in graph.nodes.indices.reversed() where isBefore[commit] {
      for parent in graph.nodes[commit].parents { isBefore[parent] = true }
    }
    return Set(zip(graph.nodes, isBefore).lazy.filter { !$0.1 }.map(\.0.id))
  }

  /// The nearest commits, among some and those before them, whose version tells, if it holds there.
  private func holders(
    among commits: some Sequence<Int>,
    _ holds: (ObjectID) throws(HistoryError) -> Bool?
  ) throws(HistoryError) -> [Int] {
    var open = Array(commits)
    var seen: Set<Int> = []
    var holders: [Int] = []
    while let commit = open.popLast() {
      guard seen.insert(commit).inserted, let blob = blob(commit) else { continue }
      switch try holds(blob) {
      case true?: holders.append(commit)
      case false?: continue
      case nil: open += graph.nodes[commit].parents
      }
    }
    return holders
  }

  private func blob(_ commit: Int) -> ObjectID? {
    guard case .some(let file?) = files.file(at: path, asOf: commit),
      file.isRegular
    else { return nil }
    return file.id
  }
}

extension History {
  /// Looks up what stood at a path in each commit; nil where there is no commit yet.
  ///
  /// What is read for it is there for the next question to the same history.
  ///
  /// - Throws: `HistoryError.git`.
  package func versions(of path: String) async throws(HistoryError) -> FileVersions? {
    do throws(GitError) {
      guard let graph = try await graphOfAll() else { return nil }
      let files = try await readings.files(at: [path, RoleTable.path], in: graph, of: repository)
      return try FileVersions(of: path, graph, files: files, in: repository)
    } catch {
      throw .git(error)
    }
  }
}
