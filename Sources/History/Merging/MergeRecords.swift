import Git
import Records

/// The paths of one record across a merge, `nil` where it isn't there.
struct MergePlaces: Hashable {
  var bases: [String?]
  var parents: [String?]
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

  /// Whether it is expected to be readable.
  var isExpectedReadable: Bool {
    ThreeWay(base: base.map { $0?.isReadable }.value, parents: present.map(\.isReadable)) != .settled(false)
  }

  /// Where the record is expected; where the parents moved it to different places, the first of them at which the merge has a file.
  func expectedPath(ifMergedHas isMerged: (String) -> Bool) -> String? {
    let paths = present.map(\.file.path)
    switch ThreeWay(base: base.map { $0?.file.path }.value, parents: paths) {
    case .settled(let path?): return path
    case .settled, .disputed: return paths.first(where: isMerged) ?? paths.first
    }
  }

  /// What the rules of pairing ask about the record as the parents and their base make of it.
  func candidate(at path: String) -> RecordPairing.Candidate? {
    guard let first = present.first else { return nil }
    let blob: ObjectID? =
      if case .settled(let blob?) = ThreeWay(base: base.map { $0?.file.id }.value, parents: present.map(\.file.id)) {
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
    var open = paths[...]
    var seen = Set(paths)
    var known: Set<MergePlaces> = []
    while let path = open.popFirst() {
      if let side = try timeline.side(at: path, in: trees.merged) { merged[path] = side }
      for (index, parent) in trees.parents.enumerated() {
        guard try timeline.side(at: path, in: parent) != nil else { continue }
        let record = places(ofRecordAt: path, in: index)
        guard known.insert(record).inserted else { continue }
        places.append(record)
        for case let place? in record.parents where seen.insert(place).inserted { open.append(place) }
      }
    }
    splitCopies()
  }

  private func places(ofRecordAt path: String, in parent: Int) -> MergePlaces {
    var record = MergePlaces(
      bases: moves.map { $0[parent].origin(of: path) },
      parents: trees.parents.indices.map { $0 == parent ? path : nil }
    )
    let known = record.bases.firstIndex { $0 != nil }
    for other in record.parents.indices where other != parent {
      if let known, let origin = record.bases[known] {
        record.parents[other] = moves[known][other].home(of: origin)
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

  /// Takes what began on several sides by one id for as many records where the merge keeps several.
  private mutating func splitCopies() {
    places = places.flatMap { record -> [MergePlaces] in
      let kept = Set(record.parents.compactMap(\.self)).filter { merged[$0] != nil }
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
