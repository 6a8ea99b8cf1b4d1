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
  package func events(_ query: HistoryQuery) throws(HistoryError) -> HistoryResult {
    var events: [Event] = []
    let notices = try visit(query) {
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
    _ body: (Event) -> WalkStep
  ) throws(HistoryError) -> [HistoryNotice] {
    do throws(GitError) {
      return try fold(query, body)
    } catch {
      throw .git(error)
    }
  }

  /// Walks every commit that the tip can reach; `nil` where there is no commit yet.
  func graphOfAll() throws(GitError) -> CommitGraph? {
    try tip.map { tip throws(GitError) in try CommitGraph(from: tip, in: repository) }
  }

  private func fold(_ query: HistoryQuery, _ body: (Event) -> WalkStep) throws(GitError) -> [HistoryNotice] {
    guard let graph = try graphOfAll() else { return [] }
    var notices: [HistoryNotice] = graph.boundary.isEmpty ? [] : [.shallow(commits: graph.boundary)]
    var timeline = Timeline(graph, versions: VersionStore(repository))
    let authors = try AuthorTable(graph, versions: &timeline.versions)
    var trail: RecordTrail?
    if case .record(let path) = query.selection { trail = try RecordTrail(following: path, in: &timeline) }

    var latest = LatestEvents(limit: query.limit)
    for (index, node) in graph.nodes.enumerated() {
      if let trail, !trail.touches(index) {
        timeline.skip(index)
        continue
      }
      let told = try timeline.events(of: index).filter { trail?.includes($0, at: index) ?? query.selects($0) }
      notices += told.flatMap { $0.unreadableNotices(in: node.id) }
      let wanted = query.period.contains(node.time) ? told.compactMap(query.reduced) : []
      guard !wanted.isEmpty else { continue }
      let reference = authors.reference(to: try repository.commit(node.id))
      guard query.accepts(reference.author) else { continue }
      for event in wanted {
        let event = Event(commit: reference, record: event.record, changes: event.changes)
        if query.order == .oldestFirst, query.limit == nil {
          if body(event) == .stop { return notices }
        } else {
          latest.append(event)
        }
      }
    }
    for event in latest.events(query.order) where body(event) == .stop { break }
    return notices
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

extension RecordEvent {
  fileprivate func unreadableNotices(in commit: ObjectID) -> [HistoryNotice] {
    changes.compactMap { change in
      guard case .unreadable(let problem) = change else { return nil }
      return .unreadable(path: record.path, commit: commit, problem: problem)
    }
  }
}

/// The newest events, at most as many as were asked for.
private struct LatestEvents {
  private let limit: Int?
  private var kept: [Event] = []

  init(limit: Int?) {
    self.limit = limit
  }

  mutating func append(_ event: Event) {
    kept.append(event)
    // Dropped in batches, so that each event is moved at most twice.
    if let limit, kept.count >= 2 * max(limit, 32) { kept.removeFirst(kept.count - limit) }
  }

  func events(_ order: HistoryQuery.Order) -> [Event] {
    let events = kept.suffix(max(limit ?? kept.count, 0))
    return order == .oldestFirst ? Array(events) : events.reversed()
  }
}
