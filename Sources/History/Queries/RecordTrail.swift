import Git
import Records

/// Where one record is as of each commit, found from the tip back to where it began.
///
/// Only commits where the record's entry differs from a parent's need to be folded; trees are compared at its path alone, and others are read only
/// where it may have moved.
struct RecordTrail {
  /// The record as of one commit.
  private struct Place {
    var path: String

    /// The file; `nil` where the record is gone and may come back later.
    var file: TreeFile?

    /// The id of the nearest later version that could be read; `nil` while no version has been read.
    var id: String??

    /// Whether the path is that of another line of work, since this one lost the record.
    var isGuess = false

    /// Whether another place says less.
    func isSurer(than other: Place) -> Bool {
      other.file == nil && (file != nil || other.isGuess && !isGuess)
    }
  }

  /// What a commit may have done to the record.
  private enum Touch {
    case nothing
    /// It changed the file in place, and no other file of the commit has a say in it.
    case changed(FileChange)
    case anything
  }

  private let graph: CommitGraph
  private var places: [Place?]
  private var touches: [Touch]

  /// Follows the record at a path of the graph's last commit.
  init(following path: String, in timeline: inout Timeline) throws(GitError) {
    graph = timeline.graph
    places = Array(repeating: nil, count: graph.nodes.count)
    touches = Array(repeating: .nothing, count: graph.nodes.count)
    guard !graph.nodes.isEmpty else { return }
    let file = try timeline.fileIfThere(at: path, asOf: graph.nodes.count - 1)
    places[graph.nodes.count - 1] = Place(path: path, file: file)
    for commit in graph.nodes.indices.reversed() {
      guard let place = places[commit] else { continue }
      if graph.nodes[commit].parents.isEmpty, place.file != nil { touches[commit] = .anything }
      for parent in graph.nodes[commit].parents {
        let earlier = try earlierPlaceOrSame(of: place, at: commit, in: parent, timeline: &timeline)
        if let known = places[parent], earlier?.isSurer(than: known) != true { continue }
        places[parent] = earlier
      }
    }
    try followLostLines(&timeline)
  }

  /// Follows the record from where it was to where a line of work lost it that the tip doesn't have it from.
  private mutating func followLostLines(_ timeline: inout Timeline) throws(GitError) {
    guard !timeline.graph.isLinear else { return }
    var hasBegun = places.map { $0?.file != nil }
    for commit in places.indices where places[commit]?.file == nil {
      for parent in timeline.graph.nodes[commit].parents where hasBegun[parent] {
        hasBegun[commit] = true
        guard let place = places[parent], places[commit]?.file == nil else { continue }
        let later = try laterPlaceOrNone(of: place, at: commit, after: parent, timeline: &timeline)
        if let later { places[commit] = later }
      }
    }
  }

  /// Where a record of a parent is in a commit; not said where a folder is missing.
  private mutating func laterPlaceOrNone(
    of place: Place,
    at commit: Int,
    after parent: Int,
    timeline: inout Timeline
  ) throws(GitError) -> Place? {
    do throws(GitError) {
      return try laterPlace(of: place, at: commit, after: parent, timeline: &timeline)
    } catch {
      guard case .missingObject = error else { throw error }
      touches[commit] = .anything
      touches[parent] = .anything
      return nil
    }
  }

  /// Where a record of a parent is in a commit; `nil` if the parent doesn't say.
  private mutating func laterPlace(
    of place: Place,
    at commit: Int,
    after parent: Int,
    timeline: inout Timeline
  ) throws(GitError) -> Place? {
    let file = try timeline.fileIfThere(at: place.path, asOf: commit)
    guard let before = place.file else {
      guard let file, try timeline.fileIfThere(at: place.path, asOf: parent) == nil else {
        return nil
      }
      let id = try timeline.id(of: file)
      guard id == nil || place.id == nil || id == place.id else { return nil }
      touches[commit] = .anything
      return Place(path: place.path, file: file, id: id ?? place.id)
    }
    if file == before {
      // Another parent of a merge may have lost it.
      if graph.nodes[commit].parents.count > 1 { touches[commit] = .anything }
      return place
    }
    touches[commit] = .anything
    guard let later = try pairs(from: parent, to: commit, timeline: &timeline).first(where: { $0.old == place.path })
    else {
      return nil
    }
    guard let path = later.new else { return Place(path: place.path, file: nil, id: place.id) }
    let moved = try timeline.fileIfThere(at: path, asOf: commit)
    return Place(path: path, file: moved, id: place.id)
  }

  /// The next commit that may have an event of the record, from one on in the graph's order; `nil` if there is none.
  func firstTouchedCommit(from start: Int) -> Int? {
    touches[start...].indices.first(where: isTouched)
  }

  private func isTouched(_ commit: Int) -> Bool {
    if case .nothing = touches[commit] { false } else { true }
  }

  /// What a commit changed, if no file but the record's matters.
  func files(of commit: Int) -> CommitFiles? {
    if case .changed(let change) = touches[commit] { CommitFiles(change) } else { nil }
  }

  /// Says whether an event of a commit is one of the record.
  func includes(_ event: RecordEvent, at commit: Int) -> Bool {
    guard let place = places[commit] else { return false }
    // Another record may have taken the path of one that went away.
    guard (place.file == nil) == event.changes.contains(.removed) else { return false }
    if place.path == event.record.path { return true }
    // A merge that removes a record may have it from two paths.
    return place.file == nil
      && graph.nodes[commit].parents.contains { places[$0]?.file != nil && places[$0]?.path == event.record.path }
  }

  /// Where the record is in a parent; where a folder is missing it is taken to be where it was, and what comes of that told with what is missing.
  private mutating func earlierPlaceOrSame(
    of place: Place,
    at commit: Int,
    in parent: Int,
    timeline: inout Timeline
  ) throws(GitError) -> Place? {
    do throws(GitError) {
      return try earlierPlace(of: place, at: commit, in: parent, timeline: &timeline)
    } catch {
      guard case .missingObject = error else { throw error }
      touches[commit] = .anything
      touches[parent] = .anything
      return place
    }
  }

  private mutating func earlierPlace(
    of place: Place,
    at commit: Int,
    in parent: Int,
    timeline: inout Timeline
  ) throws(GitError) -> Place? {
    if timeline.graph.nodes[commit].tree == timeline.graph.nodes[parent].tree { return place }
    let earlier = try timeline.file(at: place.path, asOf: parent)
    guard let file = place.file else {
      return try placeBeforeRemoval(of: place, earlier, at: commit, in: parent, timeline: &timeline)
    }
    if earlier?.id == file.id, earlier?.mode == file.mode { return place }
    // Touched by what is after it, a commit lacks a folder.
    let isWhole = !isTouched(commit)
    touches[commit] = .anything
    let id = try timeline.id(of: file) ?? place.id
    if let earlier, let earlierID = try timeline.id(of: earlier, near: file), earlierID == id {
      if isWhole, timeline.graph.nodes[commit].parents.count == 1 {
        touches[commit] = .changed(FileChange(path: place.path, old: earlier, new: file))
      }
      return Place(path: place.path, file: earlier, id: id)
    }
    let pairs = try pairs(from: parent, to: commit, timeline: &timeline)
    guard let before = pairs.first(where: { $0.new == place.path })?.old else {
      guard earlier == nil else { return nil }
      let isMerge = graph.nodes[commit].parents.count > 1
      // Further back another record may be at the path, which only the id tells from one that can't be read now.
      let known = if let id { id } else { try timeline.id(of: file, asOf: commit) }
      return Place(path: place.path, file: nil, id: known, isGuess: isMerge)
    }
    return Place(path: before, file: try timeline.file(at: before, asOf: parent), id: id)
  }

  /// Says which records of a parent and of a commit are the same, of those that differ.
  private func pairs(
    from parent: Int,
    to commit: Int,
    timeline: inout Timeline
  ) throws(GitError) -> [RecordPairing.Pair] {
    if timeline.graph.nodes[commit].parents.count > 1 {
      return try timeline.pairs(fromParent: parent, toMerge: commit)
    }
    let changes = try CommitFiles.changes(
      from: timeline.graph.nodes[parent].tree,
      to: timeline.graph.nodes[commit].tree,
      in: timeline.repository
    )
    let before = try timeline.lastReadable(changes, asOf: parent)
    return try timeline.pairs(of: RecordSides(changes, unreadableBefore: before, versions: &timeline.versions))
  }

  /// Where a record that is gone as of a commit was before: at the path it will come back to, or wherever its id was.
  private mutating func placeBeforeRemoval(
    of place: Place,
    _ earlier: TreeFile?,
    at commit: Int,
    in parent: Int,
    timeline: inout Timeline
  ) throws(GitError) -> Place? {
    if let earlier {
      let id = try timeline.id(of: earlier, asOf: parent)
      if place.id == nil || id == nil || place.id == id {
        touches[commit] = .anything
        return Place(path: place.path, file: earlier, id: id ?? place.id)
      }
    }
    guard case .some(.some(let wanted)) = place.id else { return place }
    let changes = try CommitFiles.changes(
      from: timeline.graph.nodes[parent].tree,
      to: timeline.graph.nodes[commit].tree,
      in: timeline.repository
    )
    guard changes.contains(where: { $0.new == nil }) else { return place }
    let sides = try RecordSides(
      changes,
      unreadableBefore: try timeline.lastReadable(changes, asOf: parent),
      versions: &timeline.versions
    )
    guard sides.olds.values.contains(where: { $0.text?.id == wanted }),
      let old = try timeline.pairs(of: sides).first(where: { pair in
        pair.new == nil && pair.old.flatMap { sides.olds[$0] }?.text?.id == wanted
      })?.old
    else { return place }
    touches[commit] = .anything
    places[commit]?.path = old
    return Place(path: old, file: sides.olds[old]?.file, id: place.id)
  }
}

extension Timeline {
  /// The file at a path; `nil` also where a folder on the way is missing from the repository.
  fileprivate func fileIfThere(at path: String, asOf commit: Int) throws(GitError) -> TreeFile? {
    do throws(GitError) {
      return try file(at: path, asOf: commit)
    } catch {
      guard case .missingObject = error else { throw error }
      return nil
    }
  }

  /// The id of a record that can be read; `.some(nil)` if it has none.
  fileprivate mutating func id(of file: TreeFile, near neighbor: TreeFile? = nil) throws(GitError) -> String?? {
    guard let text = try versions.version(of: file, near: neighbor)?.text else { return .none }
    return .some(text.id)
  }

  /// The id of a record as of a commit, or of what could be read of it last; `.some(nil)` if it has none.
  fileprivate mutating func id(of file: TreeFile, asOf commit: Int) throws(GitError) -> String?? {
    if let id = try id(of: file) { return id }
    let known = try lastReadable([FileChange(path: file.path, old: file, new: nil)], asOf: commit)
    return (known[file.path] ?? nil).map(\.id)
  }
}
