import Git
import Records

/// Answers one query: folds the commits of a graph and hands over the events that are wanted, batch by batch.
struct HistoryFold {
  private let graph: CommitGraph
  private let query: HistoryQuery
  private var authors: AuthorTable
  private var timeline: Timeline
  private let trail: RecordTrail?
  private var batches: CommitBatches
  private var latest: LatestEvents

  /// The commits that were folded last.
  private var comparing: CommitsBeingCompared?

  /// Why no more can be folded.
  private var failure: GitError?
  private var hasEnded = false

  /// The commits whose events have been told otherwise.
  private var leftOut: Set<ObjectID> = []

  /// The first commit that is neither folded nor passed by.
  private var next: Int

  /// Whether a folder is missing from the repository that a commit should have.
  private var lacksFolder = false

  /// Whether a record moved to a path of which more matters, so that what changed in it before may matter.
  private var hasLeftPart = false

  /// What is told in the end, where it turns out only then which changes were the last of records.
  private var kept: [FoldedCommit] = []

  /// What stands at the path that the query notes, as of the commits up to the next; `nil` where that can't be told by what they changed.
  private(set) var noted: FilesByCommit?

  /// What a reader should know besides the events, as far as they have been told.
  private(set) var notices: [HistoryNotice] = []

  /// - Parameters:
  ///   - known: Files by commit that have been read already, those with the roles among them.
  ///   - begin: The first commit to fold.
  ///   - removed: What came before that, where it isn't the first of the graph.
  init(
    _ graph: CommitGraph,
    _ query: HistoryQuery,
    in repository: Repository,
    files known: FilesByCommit?,
    from begin: Int = 0,
    after removed: RemovedRecords? = nil
  ) async throws(GitError) {
    self.graph = graph
    self.query = query
    let record: String? = if case .record(let path) = query.selection { path } else { nil }
    next = begin
    noted = begin > 0 || record != nil ? nil : query.noting.map { FilesByCommit(of: [$0, RoleTable.path]) }
    batches = CommitBatches(
      record == nil ? Array(begin..<graph.nodes.count) : [],
      of: graph,
      in: repository,
      includingMessages: true,
      includingVersions: true,
      interests: query.interests
    )
    let includesRoles = query.includesRoles || query.author != nil
    // Who made a commit is mostly told by the tip; to choose commits by it takes every version.
    let needsAllRoles = includesRoles && (record != nil || query.author != nil)
    var files = record == nil ? known : nil
    if files == nil, record != nil || needsAllRoles {
      files = try await FilesByCommit.read(record, needsAllRoles ? [RoleTable.path] : [], in: graph, of: repository)
    }
    timeline = Timeline(
      graph,
      versions: VersionStore(repository),
      files: files,
      telling: query.period,
      interests: query.interests,
      after: removed
    )
    timeline.versions.take(files?.blobs ?? [:])
    authors =
      if !includesRoles {
        try AuthorTable(graph, in: repository)
      } else if let files {
        try AuthorTable(graph, files: files, versions: &timeline.versions)
      } else {
        try AuthorTable(tipOf: graph, versions: &timeline.versions)
      }
    trail = if let record { try RecordTrail(following: record, in: &timeline) } else { nil }
    latest = LatestEvents(limit: query.limit)
    if !graph.boundary.isEmpty { notices.append(.shallow(commits: graph.boundary)) }
    if !graph.missing.isEmpty { notices.append(.missingCommits(graph.missing)) }
  }

  /// The next events in the order of the query, none for commits that have none; `nil` after the last.
  ///
  /// While the bodies of one batch are compared, the next is folded; then the first one's events are known.
  mutating func nextEvents() async throws(GitError) -> [Event]? {
    guard !hasEnded else { return nil }
    let folded = await foldNext()
    var waiting = comparing
    comparing = folded
    guard waiting != nil else {
      if folded != nil { return [] }
      hasEnded = true
      if let failure { throw failure }
      if !kept.isEmpty || !timeline.passed.isEmpty { return try await keptEvents() }
      return latest.events(query.order).filter { !leftOut.contains($0.commit.id) }
    }
    let complete = await waiting?.complete() ?? []
    if !query.interests.areAll {
      kept += complete
      return []
    }
    let events = try await wantedEvents(of: complete)
    if query.order == .oldestFirst, query.limit == nil { return events }
    latest.append(events)
    return []
  }

  /// Folds the next commits, up to one that can't be folded, and begins to compare what they changed; `nil` after the last.
  private mutating func foldNext() async -> CommitsBeingCompared? {
    guard failure == nil, let batch = await nextBatch() else { return nil }
    var folded: [FoldedCommit] = []
    do throws(GitError) {
      timeline.versions.take(batch.contents, versions: batch.versions)
      var cost = 0
      for (commit, files) in zip(batch.commits, batch.files) {
        for skipped in next..<commit { timeline.skip(skipped) }
        next = commit + 1
        if files.missing == nil { noted?.append(graph.nodes[commit], files) } else { noted = nil }
        var events = try self.events(of: commit, files: files)
        if events.isEmpty { continue }
        for index in events.indices {
          cost += events[index].pending?.cost ?? 0
          if cost > Self.mostPendingBytes { events[index].complete() }
        }
        folded.append(FoldedCommit(commit: commit, message: batch.messages[commit], events: events))
      }
      failure = batch.failure
    } catch {
      failure = error
    }
    return CommitsBeingCompared(folded)
  }

  /// What is told of records of which not everything matters, with their last changes.
  private mutating func keptEvents() async throws(GitError) -> [Event] {
    var lastTold: [String: Int] = [:]
    for folded in kept {
      for event in folded.events {
        lastTold[event.record.path] = folded.commit
        for case .renamed(let from, _, _) in event.changes { lastTold[from] = folded.commit }
      }
    }
    var last: [Int: [RecordEvent]] = [:]
    for (path, passed) in timeline.passed {
      for change in passed.reversed() where change.commit > lastTold[path] ?? -1 {
        guard let event = try timeline.event(of: change) else { continue }
        last[change.commit, default: []].append(event)
        break
      }
    }
    for index in kept.indices { kept[index].add(last.removeValue(forKey: kept[index].commit) ?? []) }
    for (commit, events) in last {
      var folded = FoldedCommit(commit: commit, message: nil, events: [])
      folded.add(events)
      kept.append(folded)
    }
    return try await wantedEvents(of: kept.sorted { $0.commit < $1.commit })
  }

  /// How much of the texts of one batch is kept until they are compared, in bytes.
  private static let mostPendingBytes = 8 << 20

  /// Leaves out the events of the newest commits, which have been told; only where the newest come first.
  mutating func leaveOut(_ commits: Set<ObjectID>) {
    leftOut = commits
  }

  /// Stops reading ahead; what is being compared ends by itself.
  func cancel() {
    batches.cancel()
  }

  /// Whether a part of the history can't tell what the whole does.
  var needsWhole: Bool { lacksFolder || timeline.needsWhole || hasLeftPart }

  /// The records that came up and may have been removed before the first commit that was folded.
  var unknownRecords: Set<RemovedRecords.Name> { timeline.removed.unknown }

  /// Looks at every version of `relationship.md`, since the tip's doesn't name everyone.
  private mutating func findRoles(of events: inout [Event]) async throws(GitError) {
    let files = try await FilesByCommit.read(nil, [RoleTable.path], in: graph, of: timeline.repository)
    authors = try AuthorTable(graph, files: files, versions: &timeline.versions)
    for index in events.indices {
      events[index].commit.author = authors.author(events[index].commit.author.person)
    }
  }

  private mutating func nextBatch() async -> CommitBatch? {
    guard let trail else { return await batches.next() }
    var commits: [Int] = []
    var files: [CommitFiles] = []
    var begin = next
    do throws(GitError) {
      while commits.count < CommitBatches.firstSize, let commit = trail.firstTouchedCommit(from: begin) {
        let known = trail.files(of: commit)
        let changed = if let known { known } else { try graph.files(of: commit, in: timeline.repository) }
        files.append(changed)
        commits.append(commit)
        begin = commit + 1
      }
      return commits.isEmpty ? nil : CommitBatch(commits, files: files)
    } catch {
      return CommitBatch(commits, files: files, failure: error)
    }
  }

  /// What a commit did to the records that are wanted, but for what is still to be compared.
  private mutating func events(of commit: Int, files: CommitFiles) throws(GitError) -> [RecordEvent] {
    do throws(GitError) {
      return try eventsOrMissing(of: commit, files: files)
    } catch {
      // To follow one record, the parents of a merge haven't been looked at.
      guard trail != nil, case .missingObject = error else { throw error }
      try timeline.standInForParents(of: commit)
      return try eventsOrMissing(of: commit, files: files)
    }
  }

  private mutating func eventsOrMissing(of commit: Int, files: CommitFiles) throws(GitError) -> [RecordEvent] {
    let node = graph.nodes[commit]
    let files = try timeline.filesThatCanBeTold(of: commit, files)
    if let missing = files.missing {
      lacksFolder = true
      notices.append(.missingFolder(missing, commit: node.id))
    }
    let told = try timeline.events(of: commit, files: files).filter {
      trail?.includes($0, at: commit) ?? query.selects($0)
    }
    hasLeftPart = hasLeftPart || told.contains { $0.leaves(query.interests) }
    notices += told.flatMap { $0.unreadableNotices(in: node.id) }
    return query.period.contains(node.time) ? told : []
  }

  /// The events of commits that are wanted, with the roles of their authors.
  private mutating func wantedEvents(of commits: [FoldedCommit]) async throws(GitError) -> [Event] {
    var events: [Event] = []
    for commit in commits { events += try wantedEvents(of: commit) }
    if !authors.isWhole, events.contains(where: { $0.commit.author.role == nil }) { try await findRoles(of: &events) }
    return events
  }

  /// The events of a commit that are wanted.
  private func wantedEvents(of folded: FoldedCommit) throws(GitError) -> [Event] {
    let wanted = folded.events.compactMap(query.reduced)
    guard !wanted.isEmpty else { return [] }
    let said =
      if let message = folded.message { message } else { try graph.commit(folded.commit, in: timeline.repository) }
    let reference = authors.reference(to: said)
    guard query.accepts(reference.author) else { return [] }
    return wanted.map { Event(commit: reference, record: $0.record, changes: $0.changes) }
  }
}

/// A commit with what it did to records.
private struct FoldedCommit {
  let commit: Int
  /// What the commit says, if that was read.
  let message: Commit?
  var events: [RecordEvent]

  /// Adds events of other records.
  mutating func add(_ others: [RecordEvent]) {
    guard !others.isEmpty else { return }
    events = (events + others).sorted { $0.record.path.utf8.lexicographicallyPrecedes($1.record.path.utf8) }
  }
}

/// Commits whose changed bodies are being compared.
private struct CommitsBeingCompared {
  private var commits: [FoldedCommit]
  private let comparison: Task<[[Change]?], Never>

  init(_ commits: [FoldedCommit]) {
    self.commits = commits
    let bodies = commits.flatMap { $0.events.compactMap { $0.pending?.bodies } }
    comparison = Task { bodies.map { $0.changes() } }
  }

  /// Hands over the commits with all that they did.
  mutating func complete() async -> [FoldedCommit] {
    var bodies = await comparison.value[...]
    // Nobody else holds them, so that they are completed where they are.
    var complete: [FoldedCommit] = []
    swap(&complete, &commits)
    for commit in complete.indices {
      for event in complete[commit].events.indices where complete[commit].events[event].pending != nil {
        complete[commit].events[event].complete(bodyChanges: bodies.removeFirst())
      }
      complete[commit].events.removeAll(where: \.isEmpty)
    }
    return complete
  }
}

extension RecordEvent {
  /// Whether the record moved from a path to another of which more matters.
  fileprivate func leaves(_ interests: RecordInterests) -> Bool {
    guard !interests.areAll else { return false }
    return changes.contains { change in
      guard case .renamed(let from, let to, _) = change, let interest = interests.byPath[from] else { return false }
      return !(interests.byPath[to].map(interest.isSuperset) ?? false)
    }
  }

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

  mutating func append(_ events: [Event]) {
    kept += events
    // Dropped in batches, so that each event is moved at most twice.
    if let limit, kept.count >= 2 * max(limit, 32) { kept.removeFirst(kept.count - limit) }
  }

  func events(_ order: HistoryQuery.Order) -> [Event] {
    let events = kept.suffix(max(limit ?? kept.count, 0))
    return order == .oldestFirst ? Array(events) : events.reversed()
  }
}
