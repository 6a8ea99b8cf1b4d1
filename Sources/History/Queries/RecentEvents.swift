import Git
import Records

/// The newest events of a history, told before the rest of it has been read.
///
/// Commits are folded in short stretches from the tip on, each from the commit before it. That is enough for what changed in records that were there and
/// could be read. It ends at a merge, at a record that begins, comes back or can't be read, at a person whose part the tip doesn't name, since these depend
/// on what was before, and after some hundreds of commits; the whole history has to be folded then.
struct RecentEvents {
  private let query: HistoryQuery
  private var walk: CommitWalk
  private var versions: VersionStore
  private var authors: AuthorTable?

  /// The commit that the next stretch begins with; `nil` before the first and after the last.
  private var newest: WalkedCommit?
  private var stretch = Self.firstStretch
  private var hasEnded = false

  /// The commits whose events have been told.
  private(set) var told: Set<ObjectID> = []

  private static let firstStretch = 8
  private static let longestStretch = 256
  private static let mostCommits = 1024

  /// Begins at a tip; `nil` if the query wants older events before these, or what only the whole history tells of them.
  init?(from tip: ObjectID, _ query: HistoryQuery, in repository: Repository) throws(GitError) {
    guard query.order == .newestFirst || query.limit != nil, query.author == nil, query.period == DateBounds(),
      !query.isOfOneRecord
    else { return nil }
    self.query = query
    walk = try CommitWalk(from: [tip], in: repository, inBrief: !Repository.isVerifying)
    versions = VersionStore(repository)
  }

  /// The next events, the newest first; `nil` where they depend on what was before.
  mutating func next() throws(GitError) -> [Event]? {
    guard !hasEnded, told.count < Self.mostCommits else { return nil }
    var commits = newest.map { [$0] } ?? []
    while commits.count <= stretch, let commit = try walk.next() {
      commits.append(commit)
      if commit.parents.count != 1 || commit.isCut || !commit.missingParents.isEmpty {
        hasEnded = true
        break
      }
    }
    // The last is only what the others are compared with.
    guard commits.count > 1 else { return nil }
    newest = commits.last
    stretch = min(2 * stretch, Self.longestStretch)
    return try events(of: CommitGraph(commits))
  }

  /// The events of all commits of a graph but its first, the newest first.
  private mutating func events(of graph: CommitGraph) throws(GitError) -> [Event] {
    var timeline = Timeline(graph, versions: versions)
    defer { versions = timeline.versions }
    let authors = try knownAuthors(graph, &timeline)
    var events: [Event] = []
    for commit in graph.nodes.indices.dropFirst() {
      let node = graph.nodes[commit]
      let files = try CommitFiles(from: [graph.nodes[commit - 1].tree], to: node.tree, in: timeline.repository)
      let dependsOnBefore = try timeline.changesUnreadable(files)
      var changes = try timeline.events(of: commit, files: files)
      for index in changes.indices { changes[index].complete() }
      changes.removeAll(where: \.isEmpty)
      guard files.missing == nil, !dependsOnBefore, changes.allSatisfy(\.isWhole),
        let wanted = try wanted(changes, of: commit, authors, graph)
      else {
        // What came after it can be told.
        hasEnded = true
        events = []
        told.subtract(graph.nodes[..<commit].map(\.id))
        continue
      }
      told.insert(node.id)
      events += wanted
    }
    return events.reversed()
  }

  /// What a commit did that is wanted; `nil` if the part of its author isn't known.
  private func wanted(
    _ changes: [RecordEvent],
    of commit: Int,
    _ authors: AuthorTable,
    _ graph: CommitGraph
  ) throws(GitError) -> [Event]? {
    let changes = changes.filter(query.selects).compactMap(query.reduced)
    if changes.isEmpty { return [] }
    let reference = authors.reference(to: try graph.commit(commit, in: versions.repository))
    if query.includesRoles, reference.author.role == nil, !authors.isWhole { return nil }
    return changes.map { Event(commit: reference, record: $0.record, changes: $0.changes) }
  }

  /// Who the people are, by the tip, which the first stretch ends with.
  private mutating func knownAuthors(_ graph: CommitGraph, _ timeline: inout Timeline) throws(GitError) -> AuthorTable {
    if let authors { return authors }
    let found =
      query.includesRoles
      ? try AuthorTable(tipOf: graph, versions: &timeline.versions) : try AuthorTable(graph, in: timeline.repository)
    authors = found
    return found
  }
}

extension RecordEvent {
  /// Whether the event says all that there is to say although nothing is known of what was before the version it is compared with.
  fileprivate var isWhole: Bool {
    // Of a record that couldn't be read nothing would be told but that it is gone.
    if changes == [.removed] { return false }
    return changes.allSatisfy { change in
      switch change {
      case .created, .restored, .unreadable, .readable: false
      case .removed, .renamed, .field, .disputed, .settled, .task, .taskWord, .line, .section: true
      }
    }
  }
}
