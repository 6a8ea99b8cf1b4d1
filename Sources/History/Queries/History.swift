package import Git
import Records

/// The history of a repository's records, derived from its commits alone.
///
/// Nothing is stored: every query walks the commits that the tip can reach and folds them into events.
package struct History {
  let repository: Repository
  private let tip: ObjectID?

  /// Prepares to read the history that ends in a commit.
  ///
  /// - Parameter tip: The newest commit; `nil` for the one that is checked out.
  /// - Throws: `HistoryError.git`.
  package init(repository: Repository, tip: ObjectID? = nil) throws(HistoryError) {
    self.repository = repository
    do throws(GitError) {
      self.tip = if let tip { tip } else { try repository.head().tip }
    } catch {
      throw .git(error)
    }
  }

  /// Tells the events that a query asks for; none where there is no commit yet.
  ///
  /// - Throws: `HistoryError.git`.
  package func events(_ query: HistoryQuery) async throws(HistoryError) -> HistoryResult {
    var events: [Event] = []
    let notices = try await visit(query) {
      events.append($0)
      return .next
    }
    return HistoryResult(events: events, notices: notices)
  }

  /// Hands over one event after the other, as early as the query's order and limit allow.
  ///
  /// - Returns: What a reader should know besides the events.
  /// - Throws: `HistoryError.git`.
  package func visit(
    _ query: HistoryQuery,
    _ body: (Event) -> VisitStep
  ) async throws(HistoryError) -> [HistoryNotice] {
    do throws(GitError) {
      guard let graph = try graphOfAll() else { return [] }
      var fold = try HistoryFold(graph, query, in: repository)
      try await fold.run(body)
      return fold.notices
    } catch {
      throw .git(error)
    }
  }

  /// Walks every commit that the tip can reach; `nil` where there is no commit yet.
  func graphOfAll() throws(GitError) -> CommitGraph? {
    try tip.map { tip throws(GitError) in try CommitGraph(from: tip, in: repository) }
  }
}

/// Whether to go on after an event.
package enum VisitStep: Sendable, Hashable {
  case next
  case stop
}

/// Events, and what a reader should know besides.
package struct HistoryResult: Sendable, Hashable {
  package var events: [Event]
  package var notices: [HistoryNotice]

  package init(events: [Event], notices: [HistoryNotice]) {
    self.events = events
    self.notices = notices
  }
}
