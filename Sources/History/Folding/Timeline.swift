import Git
import Records

/// Folds commits, parents before children, into what each did to the records.
///
/// What a commit did depends on its parents' trees and on two things that are carried along: what could be read last of the records that can't be read, and which records had been
/// removed. Comparing and reading are free of order.
struct Timeline {
  let graph: CommitGraph
  var versions: VersionStore

  /// What has been read of single paths.
  private let files: FilesByCommit?

  /// The time of which events are told whole; of others only what has to be known of them: that a record began, moved, ended, or can't be read.
  private let period: DateBounds

  /// What matters of some records; their other changes in place are passed by.
  private let interests: RecordInterests

  /// The changes that were passed by of records of which the last change matters, by path, the earliest first.
  private(set) var passed: [String: [PassedChange]] = [:]

  private(set) var unreadable = UnreadableRecords()
  private(set) var removed: RemovedRecords

  /// Whether commits before the first one that is folded are left out.
  private let isPart: Bool

  /// Whether what could be read last of a record depends on commits that are left out, so that only the whole history tells it.
  private(set) var needsWhole = false

  /// Where the records of merges' parents are in the merges, by the parents in their order; of those merges that were asked for.
  var mergePairs: [Int: [[RecordPairing.Pair]]] = [:]

  /// How records moved on the ways that merges were followed along: those of parallel lines are gone along again and again.
  var stepsByWay: [Way: [RecordMoves.Step]] = [:]

  /// The trees that stand in for those of commits whose own can't be read; `nil` for no files.
  private var standIns: [Int: ObjectID?] = [:]

  /// - Parameter removed: What came before the first commit that is folded, where that isn't the first of the graph.
  init(
    _ graph: CommitGraph,
    versions: VersionStore,
    files: FilesByCommit? = nil,
    telling period: DateBounds = DateBounds(),
    interests: RecordInterests = RecordInterests(),
    after removed: RemovedRecords? = nil
  ) {
    self.graph = graph
    self.files = files
    self.versions = versions
    self.period = period
    self.interests = interests
    self.removed = removed ?? RemovedRecords(graph)
    isPart = removed != nil
  }

  var repository: Repository { versions.repository }

  /// Tells what a commit did, sorted by path; call it once for every commit, in the graph's order.
  ///
  /// Of some events the rest is left to be told by `RecordEvent.complete`, which may turn out to be nothing.
  mutating func events(of commit: Int, files: CommitFiles) throws(GitError) -> [RecordEvent] {
    let node = graph.nodes[commit]
    guard node.parents.count < 2 else {
      return try mergeEvents(of: commit, files: files)
    }
    let parent = node.parents.first
    let changes = files.byParent.first ?? []
    var inherited = parent.map(unreadable.asOf) ?? [:]
    defer { unreadable.set(inherited, asOf: commit) }
    guard !changes.isEmpty else { return [] }
    if let parts = interests.ofEach(in: files, at: node.time),
      let known = events(of: changes, parts, inherited, at: commit)
    {
      return known
    }
    if let parent, isPart || !interests.areAll { inherited = try lastReadable(changes, asOf: parent) }

    let sides = try RecordSides(changes, unreadableBefore: inherited, versions: &versions)
    let pairs = try pairs(of: sides)
    for path in sides.olds.keys where inherited.keys.contains(path) { inherited[path] = nil }
    var events: [RecordEvent] = []
    for pair in pairs {
      let old = pair.old.flatMap { sides.olds[$0] }
      let new = pair.new.flatMap { sides.news[$0] }
      // Put where a record was that moved away.
      if old == nil, new?.version.lacksFrontMatter == true { continue }
      if let new, !new.isReadable {
        inherited[new.file.path] = .some(old?.text)
      }
      if let event = event(from: old, to: new, similarity: pair.similarity, at: commit) { events.append(event) }
    }
    return events
  }

  /// What happened to records that were written, as far as it matters; `nil` where their versions have to be read for that.
  private mutating func events(
    of changes: [FileChange],
    _ interests: [RecordInterest],
    _ inherited: UnreadableRecords.LastReadable,
    at commit: Int
  ) -> [RecordEvent]? {
    let areKnown = zip(changes, interests).allSatisfy { written, interest in
      guard !interest.contains(.fields), written.new?.isRegular ?? false else { return false }
      guard let old = written.old else { return removed.isEmpty }
      return old.isRegular && !inherited.keys.contains(written.path)
    }
    guard areKnown else { return nil }
    var events: [RecordEvent] = []
    for (written, interest) in zip(changes, interests) {
      if written.old == nil, interest.contains(.beginning) {
        events.append(RecordEvent(path: written.path, text: nil, changes: [.created]))
      } else if interest.contains(.lastChange) {
        passed[written.path, default: []].append(PassedChange(commit: commit, old: written.old, new: written.new))
      }
    }
    return events
  }

  /// What a change did that was passed by; `nil` if that is nothing that counts, or only the whole history tells it.
  mutating func event(of passed: PassedChange) throws(GitError) -> RecordEvent? {
    guard let new = passed.new, let old = passed.old else {
      return passed.new.map { RecordEvent(path: $0.path, text: nil, changes: [.created]) }
    }
    let earlier = try versions.version(of: old)?.text
    guard let earlier, let text = try versions.version(of: new, near: old)?.text else {
      needsWhole = true
      return nil
    }
    var event = RecordEvent(path: new.path, text: text, changes: [])
    event.add(text, since: earlier)
    event.complete()
    return event.isEmpty ? nil : event
  }

  /// Whether a commit changed a file that couldn't be read before it, so that what it did depends on what was before that.
  mutating func changesUnreadable(_ files: CommitFiles) throws(GitError) -> Bool {
    for case let file? in files.byParent.joined().lazy.map(\.old) {
      if let version = try versions.version(of: file), version.text == nil { return true }
    }
    return false
  }

  /// Passes a commit by that changed no record of interest, in place of `events(of:files:)`.
  mutating func skip(_ commit: Int) {
    let parents = graph.nodes[commit].parents
    var inherited: UnreadableRecords.LastReadable = [:]
    for parent in parents { inherited.merge(unreadable.asOf(parent)) { first, _ in first } }
    unreadable.set(inherited, asOf: commit)
  }

  /// Gives what a commit changed, or nothing with what is missing.
  ///
  /// Where a commit's own folders can't be read, what it changed is told with what the next one changed; where its parent's can't, history goes on from
  /// what the commit holds.
  mutating func filesThatCanBeTold(of commit: Int, _ files: CommitFiles) throws(GitError) -> CommitFiles {
    let node = graph.nodes[commit]
    var files = files
    if node.parents.contains(where: { standIns[$0] != nil }) {
      files = try CommitFiles(from: node.parents.map(readableTree), to: node.tree, in: repository)
    }
    guard files.missing != nil else { return files }
    try standInIfNeeded(for: commit)
    files.byParent = node.parents.map { _ in [] }
    return files
  }

  /// The file at a path as of a commit; `nil` if there is none.
  func file(at path: String, asOf commit: Int) throws(GitError) -> TreeFile? {
    if let known = files?.file(at: path, asOf: commit) { return known }
    return try repository.file(at: path, in: graph.nodes[commit].tree)
  }

  /// Puts the tree of the nearest first parent that can be read in place of one that can't.
  mutating func standInIfNeeded(for commit: Int) throws(GitError) {
    var lacking: [Int] = []
    var next: Int? = commit
    // To follow one record, not every commit before it has been looked at.
    while let commit = next, standIns[commit] == nil,
      try CommitFiles(from: [], to: graph.nodes[commit].tree, in: repository).missing != nil
    {
      lacking.append(commit)
      next = graph.nodes[commit].parents.first
    }
    let tree = next.flatMap(readableTree)
    for commit in lacking { standIns[commit] = .some(tree) }
  }

  /// Puts other trees in place of a commit's parents', where they can't be read.
  mutating func standInForParents(of commit: Int) throws(GitError) {
    for parent in graph.nodes[commit].parents { try standInIfNeeded(for: parent) }
  }

  /// The tree of a commit, or what stands in for it.
  func readableTree(of commit: Int) -> ObjectID? {
    standIns[commit] ?? graph.nodes[commit].tree
  }

  /// The most commits to look through for a version that can be read.
  private static let mostUnreadable = 1_000

  /// What could be read last of the changed records that can't be read as of a commit.
  ///
  /// To follow one record, not all that is before a commit has been looked at; then it is looked for.
  mutating func lastReadable(_ changes: [FileChange], asOf commit: Int) throws(GitError)
    -> UnreadableRecords.LastReadable
  {
    var known = unreadable.asOf(commit)
    for case let file? in changes.lazy.map(\.old) where known[file.path] == nil {
      guard let version = try versions.version(of: file), version.text == nil else { continue }
      if isPart { needsWhole = true }
      do throws(GitError) {
        let isRecord = !version.lacksFrontMatter
        guard let last = try lastReadableVersion(at: file.path, before: commit, isRecord: isRecord) else { continue }
        known[file.path] = .some(last)
      } catch {
        guard case .missingObject = error else { throw error }
        known[file.path] = .some(nil)
      }
    }
    return known
  }

  /// What could be read last of the file at a path before a commit, `.some(nil)` if it never could be; `nil` if it never was a record.
  ///
  /// - Parameter isRecord: Whether it is one in that commit by itself.
  private mutating func lastReadableVersion(
    at path: String,
    before commit: Int,
    isRecord: Bool
  ) throws(GitError) -> RecordText?? {
    var path = path
    var commit = commit
    var isRecord = isRecord
    for _ in 0..<Self.mostUnreadable {
      let node = graph.nodes[commit]
      var earlier: (commit: Int, file: TreeFile)?
      for parent in node.parents where earlier == nil {
        if let file = try repository.file(at: path, in: graph.nodes[parent].tree) { earlier = (parent, file) }
      }
      for parent in node.parents where earlier == nil {
        let changes = try CommitFiles.changes(from: graph.nodes[parent].tree, to: node.tree, in: repository)
        let sides = try RecordSides(changes, unreadableBefore: nil, versions: &versions)
        let old = try pairs(of: sides).first { $0.new == path }?.old
        earlier = old.flatMap { sides.olds[$0] }.map { (parent, $0.file) }
      }
      guard let earlier, let version = try versions.version(of: earlier.file) else { break }
      if let text = version.text { return text }
      isRecord = isRecord || !version.lacksFrontMatter
      path = earlier.file.path
      commit = earlier.commit
    }
    return isRecord ? .some(nil) : .none
  }

  /// Says which of the changed records are the same before and after.
  func pairs(of sides: RecordSides) throws(GitError) -> [RecordPairing.Pair] {
    if let pairs = sides.pairsOfSamePaths { return pairs }
    return try pairs(from: sides.olds.values.map(\.candidate), to: sides.news.values.map(\.candidate))
  }

  /// Says which records are the same, by what they were and by what they are.
  func pairs(
    from olds: [RecordPairing.Candidate],
    to news: [RecordPairing.Candidate]
  ) throws(GitError) -> [RecordPairing.Pair] {
    var weighed: [ObjectID: Likeness] = [:]
    func likeness(of blob: ObjectID) throws(GitError) -> Likeness {
      if let known = weighed[blob] { return known }
      let likeness = try versions.likeness(of: blob)
      weighed[blob] = likeness
      return likeness
    }
    return try RecordPairing.pairs(from: olds, to: news) { old, new throws(GitError) in
      guard let old = old.blob, let new = new.blob else { return 0 }
      return try likeness(of: old).percentage(with: likeness(of: new))
    }
  }

  /// Tells what happened to one record between its versions before and after a commit; `nil` if nothing that counts did.
  private mutating func event(
    from old: RecordSide?,
    to new: RecordSide?,
    similarity: Int?,
    at commit: Int
  ) -> RecordEvent? {
    guard let new else { return old.map { removal(of: $0, at: commit) } }
    guard let old else { return appearance(of: new, at: commit) }
    var changes: [Change] = []
    if old.file.path != new.file.path {
      changes.append(.renamed(from: old.file.path, to: new.file.path, similarity: similarity))
    }
    switch new.version {
    case .unreadable(let problem):
      changes.append(.unreadable(problem))
      return RecordEvent(path: new.file.path, text: old.text, changes: changes)
    case .readable(let text):
      if !old.isReadable { changes.append(.readable) }
      var event = RecordEvent(path: new.file.path, text: text, changes: changes)
      switch detail(of: new, at: commit) {
      case .place: break
      case .fields: event.addFields(text, since: old.text)
      case .whole: event.add(text, since: old.text)
      }
      guard event.isEmpty else { return event }
      if interests.byPath[new.file.path]?.contains(.lastChange) ?? false {
        passed[new.file.path, default: []].append(PassedChange(commit: commit, old: old.file, new: new.file))
      }
      return nil
    }
  }

  /// How much is told of a change: that there is a record at a place, also what its front matter says, or everything.
  private enum Detail {
    case place
    case fields
    case whole
  }

  private func detail(of side: RecordSide, at commit: Int) -> Detail {
    let time = graph.nodes[commit].time
    guard period.contains(time) else { return .place }
    guard let interest = interests.interest(in: side.file.path, at: time) else { return .whole }
    return interest.contains(.fields) ? .fields : .place
  }

  /// Tells the end of a record, from what could be read of it last.
  mutating func removal(of side: RecordSide, at commit: Int) -> RecordEvent {
    noteRemoval(of: side, at: commit)
    let changes =
      detail(of: side, at: commit) == .place
      ? [.removed] : RecordSnapshot.changes(from: side.snapshot ?? RecordSnapshot(), to: nil)
    return RecordEvent(path: side.file.path, text: side.text, changes: changes)
  }

  /// Notes that a record is gone as of a commit that isn't the one to tell it.
  mutating func noteRemoval(of side: RecordSide, at commit: Int) {
    removed.noteRemoval(id: side.text?.id, path: side.file.path, at: commit)
  }

  /// Tells that a record is there that wasn't before.
  ///
  /// - Parameter kept: The same record as a merge's parent still had it, which another had removed.
  mutating func appearance(of side: RecordSide, kept: RecordSide? = nil, at commit: Int) -> RecordEvent {
    let text = side.version.text
    let id = text?.id ?? kept?.text?.id
    let isRestored = removed.isRestored(id: id, path: side.file.path, at: commit) || kept != nil
    var changes: [Change] = [isRestored ? .restored : .created]
    switch side.version {
    case .unreadable(let problem): changes.append(.unreadable(problem))
    case .readable(let text):
      switch detail(of: side, at: commit) {
      case .place: break
      case .fields: changes += text.fieldChangesFromNothing
      case .whole: changes += RecordSnapshot.changes(from: nil, to: text.snapshot).dropFirst()
      }
    }
    return RecordEvent(path: side.file.path, text: text, changes: changes)
  }

  /// Notes which records can't be read as of a merge commit.
  mutating func setUnreadable(_ records: UnreadableRecords.LastReadable, asOf commit: Int) {
    unreadable.set(records, asOf: commit)
  }
}
