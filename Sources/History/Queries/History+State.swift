package import Git

/// The state of a repository's records at some time.
package struct HistoryState: Sendable, Hashable {
  /// The newest commit by then.
  package var commit: ObjectID

  /// Commits that stood beside it by then, not yet merged, in the order of the graph.
  package var beside: [ObjectID]
}

extension History {
  /// Finds the newest commit that was reachable by an instant; `nil` if there was none yet.
  ///
  /// The time of a commit is the later of its committer's and its parents', so a state never lacks a cause of what it holds.
  ///
  /// - Parameter instant: Seconds since 1970; the commit may be exactly that old.
  /// - Throws: `HistoryError.git`.
  package func state(at instant: Int64) throws(HistoryError) -> HistoryState? {
    let graph: CommitGraph
    do throws(GitError) {
      guard let tip else { return nil }
      graph = try CommitGraph(from: tip, in: repository)
    } catch {
      throw .git(error)
    }
    var hasLaterPart = Array(repeating: false, count: graph.nodes.count)
    for node in graph.nodes where node.time <= instant {
      for parent in node.parents { hasLaterPart[parent] = true }
    }
    let heads = graph.nodes.indices.filter { graph.nodes[$0].time <= instant && !hasLaterPart[$0] }
    guard let newest = heads.max(by: { (graph.nodes[$0].time, $0) < (graph.nodes[$1].time, $1) }) else { return nil }
    return HistoryState(
      commit: graph.nodes[newest].id,
      beside: heads.filter { $0 != newest }.map { graph.nodes[$0].id }
    )
  }

  /// Finds the commit that a person names by a revision.
  ///
  /// - Throws: `HistoryError.git` with `GitError.unknownRevision` or `.ambiguousRevision`.
  package func state(at revision: String) throws(HistoryError) -> HistoryState {
    do throws(GitError) {
      return HistoryState(commit: try repository.resolve(revision: revision), beside: [])
    } catch {
      throw .git(error)
    }
  }
}
