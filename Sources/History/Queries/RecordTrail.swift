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
  }

  /// What a commit may have done to the record.
  private enum Touch {
    case nothing
    /// It changed the file in place, and no other file of the commit has a say in it.
    case changed(FileChange)
    case anything
  }

  private var places: [Place?]
  private var touches: [Touch]

  /// Follows the record at a path of the graph's last commit.
  init(following path: String, in timeline: inout Timeline) throws(GitError) {
    let graph = timeline.graph
    places = Array(repeating: nil, count: graph.nodes.count)
    touches = Array(repeating: .nothing, count: graph.nodes.count)
    guard let tip = graph.nodes.last else { return }
    let file = try timeline.repository.file(at: path, in: tip.tree)
    places[graph.nodes.count - 1] = Place(path: path, file: file)
    for commit in graph.nodes.indices.reversed() {
      guard let place = places[commit] else { continue }
      if graph.nodes[commit].parents.isEmpty, place.file != nil { touches[commit] = .anything }
      for parent in graph.nodes[commit].parents {
        let earlier = try earlierPlace(of: place, at: commit, in: parent, timeline: &timeline)
        if places[parent] == nil { places[parent] = earlier }
      }
    }
  }

  /// The next commit that may have an event of the record, from one on in the graph's order; `nil` if there is none.
  func firstTouchedCommit(from start: Int) -> Int? {
    touches[start...].firstIndex { if case .nothing = $0 { false } else { true } }
  }

  /// What a commit changed, if no file but the record's matters.
  func files(of commit: Int) -> CommitFiles? {
    if case .changed(let change) = touches[commit] { CommitFiles(change) } else { nil }
  }

  /// Says whether an event of a commit is one of the record.
  func includes(_ event: RecordEvent, at commit: Int) -> Bool {
    places[commit]?.path == event.record.path
  }

  private mutating func earlierPlace(
    of place: Place,
    at commit: Int,
    in parent: Int,
    timeline: inout Timeline
  ) throws(GitError) -> Place? {
    let tree = timeline.graph.nodes[commit].tree
    let parentTree = timeline.graph.nodes[parent].tree
    if tree == parentTree { return place }
    let earlier = try timeline.repository.file(at: place.path, in: parentTree)
    if earlier?.id == place.file?.id, earlier?.mode == place.file?.mode { return place }
    touches[commit] = .anything

    guard let file = place.file else {
      // The record is gone here; at the same path only one with the same id is the one that comes back.
      let id = try earlier.flatMap { file throws(GitError) in try timeline.id(of: file) }
      if let wanted = place.id, let id, wanted != id { return nil }
      return Place(path: place.path, file: earlier, id: id ?? place.id)
    }
    let id = try timeline.id(of: file) ?? place.id
    if let earlier, let earlierID = try timeline.id(of: earlier, near: file), earlierID == id {
      if timeline.graph.nodes[commit].parents.count == 1 {
        touches[commit] = .changed(FileChange(path: place.path, old: earlier, new: file))
      }
      return Place(path: place.path, file: earlier, id: id)
    }
    let changes = try CommitFiles.changes(from: parentTree, to: tree, in: timeline.repository)
    let sides = try RecordSides(
      changes,
      unreadableBefore: timeline.unreadable.asOf(parent),
      versions: &timeline.versions
    )
    let pair = try timeline.pairs(of: sides).first { $0.new == place.path }
    if let old = pair?.old {
      return Place(path: old, file: try timeline.repository.file(at: old, in: parentTree), id: id)
    }
    // It begins here, and may have been removed before; unless another record had the path until now.
    return sides.olds[place.path] == nil ? Place(path: place.path, file: earlier, id: id) : nil
  }
}

extension Timeline {
  /// The id of a record that can be read; `.some(nil)` if it has none.
  fileprivate mutating func id(of file: TreeFile, near neighbor: TreeFile? = nil) throws(GitError) -> String?? {
    guard let text = try versions.version(of: file, near: neighbor)?.text else { return .none }
    return .some(text.id)
  }
}
