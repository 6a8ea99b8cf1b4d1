package import Git
import Records

/// The history of a repository's records, derived from its commits alone.
///
/// Nothing is stored: every query walks the commits that the tip can reach and folds them into events.
package struct History {
  let repository: Repository
  let readings = CommonReadings()
  let tip: ObjectID?

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

  /// Begins to walk the commits on another processor, for a question that will be asked in a while.
  ///
  /// - Parameters:
  ///   - comparing: Whether a third processor, or one that has nothing else to do, compares the commits until then.
  ///   - path: The path whose versions will be asked for, so that it is looked up meanwhile; `nil` for none.
  package func walkAhead(comparing: Bool = false, lookingUp path: String? = nil) {
    guard let tip, readings.graph == nil, readings.walk == nil else { return }
    readings.begin(from: tip, in: repository, comparing: comparing, lookingUp: path)
  }

  /// Tells the events that a query asks for; none where there is no commit yet.
  ///
  /// - Throws: `HistoryError.git`.
  package func events(_ query: HistoryQuery) async throws(HistoryError) -> HistoryResult {
    var reading = try reading(query)
    var events: [Event] = []
    while let more = try await reading.next() { events += more }
    if !query.interests.areAll, reading.needsWhole {
      var whole = query
      whole.interests = RecordInterests()
      return try await self.events(whole)
    }
    if let noted = reading.noted { readings.files = noted }
    return HistoryResult(events: events, notices: reading.notices)
  }

  /// Begins to read the events that a query asks for, as early as its order and limit allow.
  ///
  /// - Throws: `HistoryError.git`.
  package func reading(_ query: HistoryQuery) throws(HistoryError) -> HistoryReading {
    do throws(GitError) {
      let recent = try tip.flatMap { tip throws(GitError) in try RecentEvents(from: tip, query, in: repository) }
      return HistoryReading(query, recent: recent, of: self)
    } catch {
      throw .git(error)
    }
  }

  /// Folds the newest commits alone, where they are few and say all that the query asks for; `nil` where more has to be read.
  ///
  /// - Parameter told: The commits whose events have been told.
  fileprivate func newestPart(
    of query: HistoryQuery,
    leavingOut told: Set<ObjectID>
  ) async throws(GitError) -> (fold: HistoryFold, events: [Event])? {
    guard let graph = try await graphOfAll(comparing: !query.isOfOneRecord), let begin = query.beginning(in: graph)
    else { return nil }
    var removed = RemovedRecords(graph, isWhole: false)
    while true {
      var fold = try await HistoryFold(
        graph,
        query,
        in: repository,
        files: readings.files,
        from: begin,
        after: removed
      )
      var events: [Event] = []
      while let more = try await fold.nextEvents() { events += more }
      guard !fold.needsWhole, query.period.since != nil || events.count >= query.limit ?? .max else { return nil }
      if try await !mayHaveBeenRemoved(fold.unknownRecords, before: begin, in: graph) {
        return (fold, events.filter { !told.contains($0.commit.id) })
      }
      guard let known = try await EarlierRemovals.read(before: begin, in: graph, of: repository) else { return nil }
      removed = known
    }
  }

  /// Says whether any of some records may have been there before a commit; one with an id may have been anywhere.
  private func mayHaveBeenRemoved(
    _ records: Set<RemovedRecords.Name>,
    before begin: Int,
    in graph: CommitGraph
  ) async throws(GitError) -> Bool {
    var paths: [String] = []
    for record in records {
      guard case .path(let path) = record else { return true }
      paths.append(path)
    }
    if paths.isEmpty { return false }
    let files = try await FilesByCommit.read(nil, paths, in: graph, of: repository)
    return paths.contains { path in (0..<begin).contains { files.file(at: path, asOf: $0) != .some(nil) } }
  }

  /// Folds every commit that the tip can reach; `nil` where there is no commit yet.
  fileprivate func fold(_ query: HistoryQuery) async throws(GitError) -> HistoryFold? {
    guard let graph = try await graphOfAll(comparing: !query.isOfOneRecord) else { return nil }
    return try await HistoryFold(graph, query, in: repository, files: readings.files)
  }

  /// Walks every commit that the tip can reach; `nil` where there is no commit yet.
  ///
  /// - Parameter comparing: Whether what each commit changed will be asked for, so that it is compared meanwhile.
  func graphOfAll(comparing: Bool = false) async throws(GitError) -> CommitGraph? {
    guard let tip else { return nil }
    return try await readings.graph(from: tip, in: repository, comparing: comparing)
  }
}

/// The events of a history, one part after the other.
package struct HistoryReading {
  private let history: History
  private let query: HistoryQuery

  /// What can be told before the whole is folded; `nil` when that is over.
  private var recent: RecentEvents?

  /// The whole; `nil` before it is needed, where there is no commit, and after the reading was cancelled.
  private var fold: HistoryFold?
  private var hasBegunFold = false

  /// How many more events are wanted; `nil` for all.
  private var rest: Int?

  fileprivate init(_ query: HistoryQuery, recent: RecentEvents?, of history: History) {
    self.history = history
    self.query = query
    self.recent = recent
    rest = query.limit
  }

  /// What a reader should know besides the events, as far as they have been told.
  package var notices: [HistoryNotice] { fold?.notices ?? [] }

  /// What stood at the path that the query notes, once all is read.
  fileprivate var noted: FilesByCommit? { fold?.noted }

  /// Whether what was read can't tell what the whole does.
  fileprivate var needsWhole: Bool { fold?.needsWhole ?? false }

  /// The next events, maybe none yet; `nil` after the last.
  ///
  /// - Throws: `HistoryError.git`.
  package mutating func next() async throws(HistoryError) -> [Event]? {
    do throws(GitError) {
      if let rest, rest <= 0, fold == nil { return nil }
      if query.order == .oldestFirst, let events = try newestTurned() { return events }
      if let events = try recent?.next() {
        let wanted = Array(events.prefix(rest ?? .max))
        rest = rest.map { $0 - wanted.count }
        return wanted
      }
      if !hasBegunFold {
        hasBegunFold = true
        let told = recent?.told ?? []
        recent = nil
        if let part = try await history.newestPart(of: query, leavingOut: told) {
          fold = part.fold
          return part.events
        }
        fold = try await history.fold(query)
        fold?.leaveOut(told)
      }
      return try await fold?.nextEvents()
    } catch {
      fold?.cancel()
      throw .git(error)
    }
  }

  /// All the events that are wanted, oldest first, where the newest commits have so many; `nil` where they haven't.
  private mutating func newestTurned() throws(GitError) -> [Event]? {
    guard let rest, var recent else { return nil }
    self.recent = nil
    var events: [Event] = []
    while events.count < rest, let more = try recent.next() { events += more }
    guard events.count >= rest else { return nil }
    self.rest = 0
    return events.prefix(rest).reversed()
  }

  /// Ends the reading before its last event.
  package mutating func cancel() {
    fold?.cancel()
    fold = nil
    hasBegunFold = true
    recent = nil
    rest = 0
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
