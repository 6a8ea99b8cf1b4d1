import Git

extension Timeline {
  /// Tells what a merge commit did by itself: whatever isn't the three-way result of its parents over their merge base.
  ///
  /// Content is compared by its id first; records are read only where that doesn't explain the merge. Of several merge bases the one counts that
  /// leaves the least unexplained.
  mutating func mergeEvents(of commit: Int, files: CommitFiles) throws(GitError) -> [RecordEvent] {
    let node = graph.nodes[commit]
    let byMerge = files.byParent.map { changes in
      Dictionary(changes.map { ($0.path, $0) }) { first, _ in first }
    }
    var unreadable = unreadableRecords(inheritedFrom: node.parents, byMerge: byMerge)
    defer { setUnreadable(unreadable, asOf: commit) }
    guard byMerge.contains(where: { !$0.isEmpty }) else { return [] }

    var explanation: (tree: ObjectID?, files: MergeFiles, unexpected: [String])?
    for base in try mergeBaseTrees(of: node.parents) {
      let sinceBase = try node.parents.map { parent throws(GitError) in
        try changesByPath(from: base, to: graph.nodes[parent].tree)
      }
      let files = MergeFiles(sinceBase: sinceBase, byMerge: byMerge)
      let unexpected = files.unexpectedPaths
      if unexpected.isEmpty { return [] }
      if unexpected.count < explanation?.unexpected.count ?? .max { explanation = (base, files, unexpected) }
    }
    guard let explanation else { return [] }

    let trees = MergeTrees(
      base: explanation.tree,
      parents: node.parents.map { graph.nodes[$0].tree },
      merged: node.tree
    )
    let records = try mergedRecords(at: explanation.unexpected, files: explanation.files, trees: trees)
    var events: [RecordEvent] = []
    for record in records {
      let sides = try mergeSides(of: record, trees: trees, parents: node.parents)
      if let merged = sides.merged, !merged.isReadable,
        !sides.parents.contains(where: { $0?.file.id == merged.file.id })
      {
        unreadable[merged.file.path] = .some(sides.parents.lazy.compactMap { $0?.lastReadableFile }.first)
      }
      if let event = mergeEvent(of: sides, at: commit) { events.append(event) }
    }
    return events
  }

  private func changesByPath(from old: ObjectID?, to new: ObjectID) throws(GitError) -> [String: FileChange] {
    let changes = try CommitFiles.changes(from: old, to: new, in: repository)
    return Dictionary(changes.map { ($0.path, $0) }) { first, _ in first }
  }

  /// The root trees to compare the parents with; `nil` stands for no files, where histories are unrelated.
  private func mergeBaseTrees(of parents: [Int]) throws(GitError) -> [ObjectID?] {
    let ids = parents.map { graph.nodes[$0].id }
    var bases = try repository.mergeBases(ids)
    if ids.count > 2 {
      // With three parents and more, the base of all of them may explain what the base of the first doesn't.
      var common: ObjectID? = ids.first
      for id in ids.dropFirst() {
        common = try common.flatMap { earlier throws(GitError) in try repository.mergeBases([earlier, id]).first }
      }
      if let common, !bases.contains(common) { bases.append(common) }
    }
    if bases.isEmpty { return [nil] }
    return try bases.map { id throws(GitError) in try repository.commit(id).tree }
  }

  /// The records that can't be read as of a merge because it has them as a parent has them.
  private func unreadableRecords(
    inheritedFrom parents: [Int],
    byMerge: [[String: FileChange]]
  ) -> UnreadableRecords.LastReadable {
    var records: UnreadableRecords.LastReadable = [:]
    for (parent, changes) in zip(parents, byMerge) {
      records.merge(unreadable.asOf(parent).filter { changes[$0.key] == nil }) { first, _ in first }
    }
    return records
  }
}

// MARK: - Records across the merge

/// The root trees that take part in a merge.
private struct MergeTrees {
  let base: ObjectID?
  let parents: [ObjectID]
  let merged: ObjectID
}

/// The versions of one record that take part in a merge.
private struct MergeSides {
  let base: RecordSide?
  let parents: [RecordSide?]
  let merged: RecordSide?
}

extension Timeline {
  /// Finds the records that unexpected paths belong to, each once.
  private mutating func mergedRecords(
    at paths: [String],
    files: MergeFiles,
    trees: MergeTrees
  ) throws(GitError) -> [MergedRecord] {
    let sinceBase = try moves(files.sinceBase)
    let byMerge = try moves(files.byMerge)
    var records: [MergedRecord] = []
    for path in paths {
      let isMerged = try repository.file(at: path, in: trees.merged) != nil
      var places = try trees.parents.map { tree throws(GitError) in
        try repository.file(at: path, in: tree) == nil ? nil : path
      }
      if isMerged, places.allSatisfy({ $0 == nil }) {
        // The merge itself moved the record here, or made it.
        places = byMerge.map { $0.origin(of: path) }
      }
      let origins = zip(sinceBase, places).compactMap { moves, place in place.flatMap(moves.origin) }
      let origin = origins.first ?? (places.allSatisfy { $0 == nil } ? path : nil)
      let record = MergedRecord(
        base: origin,
        parents: zip(sinceBase, places).map { moves, place in place ?? origin.flatMap(moves.home) },
        merged: isMerged ? path : nil
      )
      if !isMerged, try isElsewhere(record, byMerge: byMerge, trees: trees) { continue }
      if !records.contains(record) { records.append(record) }
    }
    return records
  }

  /// Says whether a record that left a path is in the merge at another, where it is looked at by itself.
  private func isElsewhere(
    _ record: MergedRecord,
    byMerge: [RecordMoves],
    trees: MergeTrees
  ) throws(GitError) -> Bool {
    for (moves, place) in zip(byMerge, record.parents) {
      guard let place, let home = moves.home(of: place) else { continue }
      guard try repository.file(at: home, in: trees.merged) != nil else { continue }
      // What a parent had there as another record is no move, however alike it is.
      let occupants = try trees.parents.map { tree throws(GitError) in try repository.file(at: home, in: tree) }
      if record.parents.contains(home) || occupants.allSatisfy({ $0 == nil }) { return true }
    }
    return false
  }

  private mutating func moves(_ changes: [[String: FileChange]]) throws(GitError) -> [RecordMoves] {
    var moves: [RecordMoves] = []
    for changes in changes {
      let sides = try RecordSides(Array(changes.values), unreadableBefore: [:], versions: &versions)
      moves.append(RecordMoves(try pairs(of: sides)))
    }
    return moves
  }

  private mutating func mergeSides(
    of record: MergedRecord,
    trees: MergeTrees,
    parents: [Int]
  ) throws(GitError) -> MergeSides {
    var parentSides: [RecordSide?] = []
    for (parent, (path, tree)) in zip(parents, zip(record.parents, trees.parents)) {
      parentSides.append(try side(at: path, in: tree, unreadable: unreadable.asOf(parent)))
    }
    return MergeSides(
      base: try side(at: record.base, in: trees.base, unreadable: [:]),
      parents: parentSides,
      merged: try side(at: record.merged, in: trees.merged, unreadable: [:])
    )
  }

  private mutating func side(
    at path: String?,
    in tree: ObjectID?,
    unreadable: UnreadableRecords.LastReadable
  ) throws(GitError) -> RecordSide? {
    guard let path, let tree, let file = try repository.file(at: path, in: tree) else { return nil }
    return try versions.side(of: file, unreadable: unreadable)
  }
}

// MARK: - Events

extension Timeline {
  private mutating func mergeEvent(of sides: MergeSides, at commit: Int) -> RecordEvent? {
    let parents = sides.parents.compactMap(\.self)
    let isExpected = ThreeWay(base: sides.base != nil, parents: sides.parents.map { $0 != nil }) == .settled(true)
    guard let merged = sides.merged else {
      guard isExpected, let parent = parents.first else { return nil }
      var event = removal(of: parent, at: commit)
      let expected = RecordSnapshot.expectedFields(merging: parents.compactMap(\.snapshot), base: sides.base?.snapshot)
      event.changes = RecordSnapshot.changes(from: RecordSnapshot(fields: expected), to: nil)
      return event
    }
    guard isExpected else { return appearance(of: merged, at: commit) }

    var changes: [Change] = []
    let paths = parents.map(\.file.path)
    if !paths.contains(merged.file.path) || !paths.contains(where: { $0 != sides.base?.file.path }) {
      let expected = ThreeWay.departure(of: merged.file.path, base: sides.base?.file.path ?? paths[0], parents: paths)
      if let expected { changes.append(.renamed(from: expected, to: merged.file.path, similarity: nil)) }
    }
    switch merged.version {
    case .unreadable(let problem):
      if parents.contains(where: { $0.file.id == merged.file.id }) { return nil }
      changes.append(.unreadable(problem))
      return RecordEvent(path: merged.file.path, text: parents.first?.text, changes: changes)
    case .readable(let text):
      if !parents.contains(where: \.isReadable) { changes.append(.readable) }
      changes += RecordSnapshot.changes(
        merging: parents.compactMap(\.snapshot),
        base: sides.base?.snapshot,
        into: text.snapshot
      )
      return changes.isEmpty ? nil : RecordEvent(path: merged.file.path, text: text, changes: changes)
    }
  }
}
