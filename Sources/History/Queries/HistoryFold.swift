import Git
import Records

/// Answers one query: walks a graph and hands over the events that are wanted.
struct HistoryFold {
  private let graph: CommitGraph
  private let query: HistoryQuery
  private let authors: AuthorTable
  private var timeline: Timeline
  private var trail: RecordTrail?
  private var latest: LatestEvents

  /// The first commit that is neither folded nor passed by.
  private var next = 0

  /// What a reader should know besides the events, as far as they have been told.
  private(set) var notices: [HistoryNotice] = []

  init(_ graph: CommitGraph, _ query: HistoryQuery, in repository: Repository) throws(GitError) {
    self.graph = graph
    self.query = query
    timeline = Timeline(graph, versions: VersionStore(repository))
    authors = try AuthorTable(graph, versions: &timeline.versions)
    if case .record(let path) = query.selection { trail = try RecordTrail(following: path, in: &timeline) }
    latest = LatestEvents(limit: query.limit)
    if !graph.boundary.isEmpty { notices.append(.shallow(commits: graph.boundary)) }
    if !graph.missing.isEmpty { notices.append(.missingCommits(graph.missing)) }
  }

  /// Visits every commit once; reads some ahead while others are folded.
  mutating func run(_ body: (Event) -> VisitStep) async throws(GitError) {
    let touched = graph.nodes.indices.filter { trail?.touches($0) ?? true }
    let starts = Array(stride(from: 0, to: touched.count, by: CommitBatch.size))
    let ranges = starts.map { touched[$0..<min($0 + CommitBatch.size, touched.count)] }
    guard let first = ranges.first else { return }
    // To follow one record its versions have been read already.
    let readsContents = trail == nil
    let reader = CommitReader(graph, at: timeline.repository.location, readsContents: readsContents)
    var batch = try CommitBatch(first, of: graph, in: timeline.repository, readsContents: readsContents)
    for next in ranges.dropFirst() {
      async let ahead = reader.batch(next)
      if try fold(batch, body) == .stop { return }
      batch = try await ahead.get()
    }
    if try fold(batch, body) == .stop { return }
    for event in latest.events(query.order) where body(event) == .stop { return }
  }

  private mutating func fold(_ batch: CommitBatch, _ body: (Event) -> VisitStep) throws(GitError) -> VisitStep {
    timeline.versions.take(batch.contents)
    for (commit, files) in zip(batch.commits, batch.files) {
      for skipped in next..<commit { timeline.skip(skipped) }
      next = commit + 1
      for event in try events(of: commit, files: files) {
        if query.order == .oldestFirst, query.limit == nil {
          if body(event) == .stop { return .stop }
        } else {
          latest.append(event)
        }
      }
    }
    return .next
  }

  /// The events of a commit that are wanted.
  private mutating func events(of commit: Int, files: CommitFiles) throws(GitError) -> [Event] {
    let node = graph.nodes[commit]
    let files = try timeline.filesThatCanBeTold(of: commit, files)
    if let missing = files.missing { notices.append(.missingFolder(missing, commit: node.id)) }
    let told = try timeline.events(of: commit, files: files).filter {
      trail?.includes($0, at: commit) ?? query.selects($0)
    }
    notices += told.flatMap { $0.unreadableNotices(in: node.id) }
    let wanted = query.period.contains(node.time) ? told.compactMap(query.reduced) : []
    guard !wanted.isEmpty else { return [] }
    let reference = authors.reference(to: try timeline.repository.commit(node.id))
    guard query.accepts(reference.author) else { return [] }
    return wanted.map { Event(commit: reference, record: $0.record, changes: $0.changes) }
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
