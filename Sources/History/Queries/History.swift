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
    var reading = try reading(query)
    var events: [Event] = []
    while let more = try await reading.next() { events += more }
    return HistoryResult(events: events, notices: reading.notices)
  }

  /// Begins to read the events that a query asks for, as early as its order and limit allow.
  ///
  /// - Throws: `HistoryError.git`.
  package func reading(_ query: HistoryQuery) throws(HistoryError) -> HistoryReading {
    do throws(GitError) {
      return HistoryReading(
        try graphOfAll().map { graph throws(GitError) in try HistoryFold(graph, query, in: repository) }
      )
    } catch {
      throw .git(error)
    }
  }

  /// Walks every commit that the tip can reach; `nil` where there is no commit yet.
  func graphOfAll() throws(GitError) -> CommitGraph? {
    try tip.map { tip throws(GitError) in try CommitGraph(from: tip, in: repository) }
  }
}

/// The events of a history, one part after the other.
package struct HistoryReading {
  private var fold: HistoryFold?

  fileprivate init(_ fold: HistoryFold?) {
    self.fold = fold
  }

  /// What a reader should know besides the events, as far as they have been told.
  package var notices: [HistoryNotice] { fold?.notices ?? [] }

  /// The next events, maybe none yet; `nil` after the last.
  ///
  /// - Throws: `HistoryError.git`.
  package mutating func next() async throws(HistoryError) -> [Event]? {
    do throws(GitError) {
      return try await fold?.nextEvents()
    } catch {
      fold?.cancel()
      throw .git(error)
    }
  }

  /// Ends the reading before its last event.
  package mutating func cancel() {
    fold?.cancel()
    fold = nil
  }
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
