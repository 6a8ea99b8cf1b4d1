import Git
import Records

/// The paths of one record across a merge, `nil` where it isn't there.
struct MergePlaces: Hashable {
  var bases: [String?]
  var parents: [String?]
}

extension MergePlaces {
  /// The path at which all parents have the record that have it; `nil` if that are several.
  var onlyPath: String? {
    guard let path = parents.lazy.compactMap(\.self).first else { return nil }
    return parents.allSatisfy { $0 == nil || $0 == path } ? path : nil
  }

  /// Whether this was in no base elsewhere than another record.
  func agrees(with other: MergePlaces) -> Bool {
    zip(bases, other.bases).allSatisfy { $0 == nil || $1 == nil || $0 == $1 }
  }

  /// The places of both.
  func joined(with other: MergePlaces) -> MergePlaces {
    MergePlaces(bases: zip(bases, other.bases).map { $0 ?? $1 }, parents: zip(parents, other.parents).map { $0 ?? $1 })
  }
}

/// The versions of one record that take part in a merge.
struct MergeRecord {
  let places: MergePlaces
  let base: MergeBase<RecordSide?>
  let parents: [RecordSide?]

  /// The parents' versions, of those that have one.
  var present: [RecordSide] { parents.compactMap(\.self) }

  /// Whether the parents and their base make of it that the record is there.
  var isExpected: Bool {
    ThreeWay(base: base.map { $0 != nil }.value, parents: parents.map { $0 != nil }) == .settled(true)
  }

  /// Whether the parents and their base make of it that it can be read.
  var expectedReadability: ThreeWay<Bool?> {
    ThreeWay(base: base.map { $0?.isReadable }.value, parents: present.map(\.isReadable))
  }

  /// Where the record is expected; where the parents moved it to different places, the first of them at which the merge has a file.
  func expectedPath(ifMergedHas isMerged: (String) -> Bool) -> String? {
    let paths = present.map(\.file.path)
    switch ThreeWay(base: base.map { $0?.file.path }.value, parents: paths) {
    case .settled(let path?): return path
    case .settled, .disputed: return paths.first(where: isMerged) ?? paths.first
    }
  }

  /// The record as the merge has it just as a parent has it, place and content; `nil` if it has none or several such files.
  func taken(by merged: [String: RecordSide]) -> RecordSide? {
    let sides = present.filter { merged[$0.file.path]?.file == $0.file }
    return Set(sides.map(\.file.path)).count == 1 ? sides.first.flatMap { merged[$0.file.path] } : nil
  }

  /// What the rules of pairing ask about the record as the parents and their base make of it.
  ///
  /// - Parameter isMerged: Says whether the merge has a content somewhere: what it took from a parent is that parent's record.
  func candidate(at path: String, ifMergedHas isMerged: (ObjectID) -> Bool) -> RecordPairing.Candidate? {
    guard let first = present.first else { return nil }
    let blob: ObjectID? =
      if let taken = present.lazy.map(\.file.id).first(where: isMerged) {
        taken
      } else if case .settled(let blob?) = ThreeWay(
        base: base.map { $0?.file.id }.value,
        parents: present.map(\.file.id)
      ) {
        blob
      } else {
        nil
      }
    let id: String? =
      switch ThreeWay(base: base.map { $0?.text?.id }.value, parents: present.map { $0.text?.id }) {
      case .settled(let id): id
      case .disputed: present.lazy.compactMap { $0.text?.id }.first
      }
    return RecordPairing.Candidate(
      path: path,
      blob: blob ?? first.file.id,
      id: id,
      isReadable: present.contains(where: \.isReadable)
    )
  }
}

/// Finds the records that take part in a merge, from paths that need an explanation.
struct MergeRecords {
  private let trees: MergeTrees

  /// Where the records of each base are in each parent.
  private let moves: [[RecordMoves]]

  /// Where the records of the base of the bases are in each of these; empty if there is only one.
  private let movesOfRoot: [RecordMoves]

  /// The ids of the records of each parent that have one, by their paths.
  private var ids: [[String: String]]

  /// The records by their places, each once.
  private(set) var places: [MergePlaces] = []

  /// What the merge holds at the paths that were looked at.
  private(set) var merged: [String: RecordSide] = [:]

  /// Follows paths to records, and those to all their other paths.
  init(
    at paths: [String],
    files: MergeFiles,
    trees: MergeTrees,
    timeline: inout Timeline
  ) throws(GitError) {
    self.trees = trees
    var moves: [[RecordMoves]] = []
    for (base, byParent) in files.sinceBases.enumerated() {
      var movesByParent: [RecordMoves] = []
      for (parent, changes) in zip(trees.parents, byParent) {
        let commit = trees.bases.isEmpty ? nil : trees.bases[base].commit
        movesByParent.append(try timeline.moves(from: commit, to: parent.commit, changes: Array(changes.values)))
      }
      moves.append(movesByParent)
    }
    self.moves = moves
    var movesOfRoot: [RecordMoves] = []
    for base in trees.root == nil ? [] : trees.bases {
      let changes = try base.tree.map { tree throws(GitError) in
        try CommitFiles.changes(from: trees.root?.tree, to: tree, in: timeline.repository)
      }
      movesOfRoot.append(try timeline.moves(from: trees.root?.commit, to: base.commit, changes: changes ?? []))
    }
    self.movesOfRoot = movesOfRoot
    ids = trees.parents.map { _ in [:] }
    var open = paths[...]
    var seen = Set(paths)
    var known: Set<MergePlaces> = []
    while let path = open.popFirst() {
      if let side = try timeline.side(at: path, in: trees.merged) { merged[path] = side }
      for (index, parent) in trees.parents.enumerated() {
        guard let side = try timeline.side(at: path, in: parent) else { continue }
        ids[index][path] = side.text?.id
        let record = places(ofRecordAt: path, in: index)
        guard known.insert(record).inserted else { continue }
        places.append(record)
        for case let place? in record.parents where seen.insert(place).inserted { open.append(place) }
      }
      // Where a base had another record, that is followed to where it is now.
      for case let place? in moves.joined().map({ $0.home(of: path) }) where seen.insert(place).inserted {
        open.append(place)
      }
    }
    joinMeetings()
    joinNeighbors()
    splitCopies()
  }

  private func places(ofRecordAt path: String, in parent: Int) -> MergePlaces {
    var record = MergePlaces(
      bases: moves.map { $0[parent].origin(of: path) },
      parents: trees.parents.indices.map { $0 == parent ? path : nil }
    )
    let isKnown = record.bases.contains { $0 != nil }
    for other in record.parents.indices where other != parent {
      if isKnown {
        record.parents[other] =
          zip(moves, record.bases).lazy.compactMap { moves, origin in
            origin.flatMap(moves[other].home)
          }.first
      } else if let moves = moves.first, let birth = moves[parent].birth(of: path) {
        record.parents[other] = moves[other].home(ofRecordBegun: birth)
      }
    }
    return record
  }

  /// Where a record was in the base of the bases; `nil` if it wasn't there.
  func placeInRoot(of record: MergePlaces) -> String? {
    zip(movesOfRoot, record.bases).lazy.compactMap { moves, place in place.flatMap(moves.origin) }.first
  }

  /// Takes a meeting that one side began for the one that another side moved to that day, where the merge has but that one: two
  /// of one day are one.
  private mutating func joinMeetings() {
    for begun in places where begun.bases.allSatisfy({ $0 == nil }) {
      guard let path = begun.onlyPath, RecordKind(path: path) == .meeting, merged[path] != nil else { continue }
      let mover = places.firstIndex { record in
        record != begun && record.parents.contains(path) && ids(of: [record, begun]).isEmpty
          && zip(record.parents, begun.parents).allSatisfy { place, begun in
            begun == nil || place == nil || record.bases.contains(place) && place.flatMap { merged[$0] } == nil
          }
      }
      guard let mover, places[mover].bases.contains(where: { $0 != nil }) else { continue }
      places[mover].parents = zip(begun.parents, places[mover].parents).map { $0 ?? $1 }
      places.removeAll { $0 == begun }
    }
  }

  /// Takes records that are at one path, each on other sides, for one unless ids tell them apart: the same path continues a record.
  private mutating func joinNeighbors() {
    var joined: [MergePlaces] = []
    var indices: [String: [Int]] = [:]
    for record in places {
      let neighbors = record.onlyPath.flatMap { indices[$0] } ?? []
      if let index = neighbors.first(where: {
        joined[$0].agrees(with: record) && ids(of: [joined[$0], record]).count < 2
      }) {
        joined[index] = joined[index].joined(with: record)
      } else {
        if let path = record.onlyPath { indices[path, default: []].append(joined.count) }
        joined.append(record)
      }
    }
    places = joined
  }

  private func ids(of records: [MergePlaces]) -> Set<String> {
    Set(records.flatMap { zip(ids, $0.parents).compactMap { ids, path in path.flatMap { ids[$0] } } })
  }

  /// Takes what began on several sides by one id for as many records where the merge keeps several.
  private mutating func splitCopies() {
    places = places.flatMap { record -> [MergePlaces] in
      let kept = Set(
        zip(ids, record.parents).compactMap { ids, path in
          path.flatMap { path in merged[path].flatMap { $0.text?.id == ids[path] ? path : nil } }
        }
      )
      guard kept.count > 1, record.bases.allSatisfy({ $0 == nil }) else { return [record] }
      return kept.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { path in
        MergePlaces(bases: record.bases, parents: record.parents.map { $0 == path ? path : nil })
      }
    }
  }
}

extension Timeline {
  /// The record at a path, by what could be read last of it.
  mutating func side(at path: String?, in root: MergeTrees.Root?) throws(GitError) -> RecordSide? {
    guard let path, let root, let tree = root.tree else { return nil }
    guard let file = try repository.file(at: path, in: tree) else { return nil }
    let known = try lastReadable([FileChange(path: path, old: file, new: nil)], asOf: root.commit)
    return try versions.side(of: file, unreadable: known)
  }
}
