import Git
import Records

extension Timeline {
  /// Tells what a merge commit did by itself: whatever isn't the three-way result of its parents over their merge base.
  ///
  /// Content is compared by its id first; records are read only where that doesn't explain the merge. The records that the parents and their base make
  /// are then paired with those of the merge as in any other commit.
  mutating func mergeEvents(of commit: Int, files: CommitFiles) throws(GitError) -> [RecordEvent] {
    var unreadable = unreadableRecords(inheritedFrom: graph.nodes[commit].parents, files: files)
    defer { setUnreadable(unreadable, asOf: commit) }
    var events: [RecordEvent] = []
    for record in try mergedRecords(of: commit, files: files) {
      if let merged = record.merged, !merged.isReadable {
        unreadable[merged.file.path] = .some(lastReadable(of: merged, before: record))
      }
      if let event = mergeEvent(of: record, at: commit) { events.append(event) }
    }
    return events
  }

  /// Says which records of a merge's parent and of the merge are the same, of those that differ.
  mutating func pairs(fromParent parent: Int, toMerge commit: Int) throws(GitError) -> [RecordPairing.Pair] {
    guard let position = graph.nodes[commit].parents.firstIndex(of: parent) else { return [] }
    if let known = mergePairs[commit] { return known[position] }
    let trees = graph.nodes[commit].parents.map(readableTree)
    let files = try CommitFiles(from: trees, to: graph.nodes[commit].tree, in: repository)
    if let missing = files.missing { throw .missingObject(missing) }
    let paths = Set(files.byParent.joined().map(\.path))
    let records = try mergedRecords(of: commit, files: files, including: paths)
    let pairs = trees.indices.map { position in
      records.map { record in
        let places = (record.expected ?? record.kept)?.places
        return RecordPairing.Pair(old: places?.parents[position], new: record.merged?.file.path)
      }.filter { $0.old != nil || $0.new != nil }
    }
    mergePairs[commit] = pairs
    return pairs[position]
  }

  /// Pairs what the parents and their base make of a merge's records with what the merge holds, where that isn't the same.
  ///
  /// - Parameter others: Paths to look at whether or not that is so.
  private mutating func mergedRecords(
    of commit: Int,
    files: CommitFiles,
    including others: Set<String> = []
  ) throws(GitError) -> [MergedRecord] {
    guard files.byParent.contains(where: { !$0.isEmpty }) else { return [] }
    let (trees, files) = try mergeFiles(of: commit, files: files)
    let unexpected = files.unexpectedPaths
    let paths = unexpected + others.subtracting(unexpected).sorted()
    if paths.isEmpty { return [] }
    return try paired(try MergeRecords(at: paths, files: files, trees: trees, timeline: &self), trees: trees)
  }

  /// Compares the trees that take part in a merge.
  private mutating func mergeFiles(
    of commit: Int,
    files: CommitFiles
  ) throws(GitError) -> (MergeTrees, MergeFiles) {
    let parents = graph.nodes[commit].parents
    let bases = graph.mergeBases(of: parents)
    let root = bases.count < 2 ? nil : graph.mergeBases(of: bases).first
    // To follow one record not every commit is looked at, so a base may lack a folder that nobody missed yet.
    for base in bases + (root.map { [$0] } ?? []) { try standInIfNeeded(for: base) }
    let trees = MergeTrees(
      bases: bases.map(mergeRoot),
      root: root.map(mergeRoot),
      parents: parents.map(mergeRoot),
      merged: mergeRoot(commit)
    )
    let sinceBases = try (bases.isEmpty ? [nil] : trees.bases.map(\.tree)).map { base throws(GitError) in
      try trees.parents.map { parent throws(GitError) in try changesByPath(from: base, to: parent.tree) }
    }
    let byMerge = files.byParent.map { Dictionary($0.map { ($0.path, $0) }) { first, _ in first } }
    return (trees, MergeFiles(sinceBases: sinceBases, byMerge: byMerge))
  }

  private func mergeRoot(_ commit: Int) -> MergeTrees.Root {
    MergeTrees.Root(commit: commit, tree: readableTree(of: commit))
  }

  private func changesByPath(from old: ObjectID?, to new: ObjectID?) throws(GitError) -> [String: FileChange] {
    guard let new else { return [:] }
    let changes = try CommitFiles.changes(from: old, to: new, in: repository)
    return Dictionary(changes.map { ($0.path, $0) }) { first, _ in first }
  }

  /// The records that can't be read as of a merge because it has them as a parent has them.
  private func unreadableRecords(
    inheritedFrom parents: [Int],
    files: CommitFiles
  ) -> UnreadableRecords.LastReadable {
    var records: UnreadableRecords.LastReadable = [:]
    for (parent, changes) in zip(parents, files.byParent) {
      let unreadable = unreadable.asOf(parent)
      guard !unreadable.isEmpty else { continue }
      let changed = Set(changes.map(\.path))
      records.merge(unreadable.filter { !changed.contains($0.key) }) { first, _ in first }
    }
    return records
  }

  /// What could be read last of a record that can't be read in a merge.
  private func lastReadable(of merged: RecordSide, before record: MergedRecord) -> RecordText? {
    let parents = (record.expected ?? record.kept)?.present ?? []
    let taken = parents.first { $0.file.id == merged.file.id }
    guard let expected = record.expected, expected.expectedReadability != .settled(false) else {
      return (taken ?? parents.first)?.text
    }
    // Where no base says what to make of the sides, what the merge took is the one side's.
    if expected.expectedReadability == .disputed, let taken { return taken.text }
    let snapshots = parents.compactMap(\.snapshot)
    let base = expected.base.map { $0?.snapshot }
    guard var snapshot = snapshots.first else { return nil }
    snapshot.fields = RecordSnapshot.expectedFields(merging: snapshots, base: base)
    let sections = ThreeWay(base: base.map { $0?.sections ?? [] }.value, parents: snapshots.map(\.sections))
    if case .settled(let sections) = sections { snapshot.sections = sections }
    return RecordText(snapshot, kind: RecordKind(path: merged.file.path))
  }
}

// MARK: - Records across the merge

/// A record as the parents and their base make it, and as a merge has it; `nil` where it isn't there.
private struct MergedRecord {
  let expected: MergeRecord?

  /// As a parent still had it, where the parents and their base make of it that it is gone.
  let kept: MergeRecord?

  let merged: RecordSide?
}

extension Timeline {
  /// Pairs the records that the parents and their base make with those that the merge holds, sorted by path.
  private mutating func paired(
    _ found: MergeRecords,
    trees: MergeTrees
  ) throws(GitError) -> [MergedRecord] {
    var records: [String: MergeRecord] = [:]
    var candidates: [RecordPairing.Candidate] = []
    var changed: [MergeRecord] = []
    var unexpected: [MergeRecord] = []
    for places in found.places {
      let record = try mergeRecord(at: places, inRoot: found.placeInRoot(of: places), trees: trees)
      if !record.isExpected {
        unexpected.append(record)
      } else if let taken = record.taken(by: found.merged), records[taken.file.path] == nil {
        records[taken.file.path] = record
        candidates.append(taken.candidate)
      } else {
        changed.append(record)
      }
    }
    let contents = Set(found.merged.values.map(\.file.id))
    for record in changed {
      guard let path = record.expectedPath(ifMergedHas: { found.merged[$0] != nil }),
        var candidate = record.candidate(at: path, ifMergedHas: contents.contains)
      else { continue }
      if let other = records[path], let rival = candidates.firstIndex(where: { $0.path == path }) {
        // Two records are expected at one path. One has to give way, to where no file can be; not what a parent has there.
        let aside = path + "/\(candidates.count)"
        if candidate.id == found.merged[path]?.text?.id, candidates[rival].id != candidate.id {
          candidates[rival].path = aside
          records[aside] = other
        } else {
          candidate.path = aside
        }
      }
      records[candidate.path] = record
      candidates.append(candidate)
    }
    var merged = try pairs(from: candidates, to: found.merged.values.map(\.candidate)).map { pair in
      let expected = pair.old.flatMap { records[$0] }
      let kept = expected == nil ? unexpected.first { $0.places.parents.contains(pair.new) } : nil
      return MergedRecord(expected: expected, kept: kept, merged: pair.new.flatMap { found.merged[$0] })
    }
    // Another record may be where one was that is gone.
    let kept = Set(merged.compactMap { $0.kept?.places })
    for record in unexpected where !kept.contains(record.places) {
      merged.append(MergedRecord(expected: nil, kept: record, merged: nil))
    }
    return merged
  }

  private mutating func mergeRecord(
    at places: MergePlaces,
    inRoot path: String?,
    trees: MergeTrees
  ) throws(GitError) -> MergeRecord {
    var sides: [RecordSide?] = []
    for (path, parent) in zip(places.parents, trees.parents) {
      sides.append(try side(at: path, in: parent))
    }
    var bases: [RecordSide?] = []
    for (index, path) in places.bases.enumerated() {
      bases.append(try side(at: path, in: trees.bases.isEmpty ? nil : trees.bases[index]))
    }
    let root = try side(at: path, in: trees.root)
    return MergeRecord(places: places, base: MergeBase(bases, root: root), parents: sides)
  }
}

// MARK: - Events

extension Timeline {
  private mutating func mergeEvent(of record: MergedRecord, at commit: Int) -> RecordEvent? {
    let merged = record.merged
    guard let record = record.expected else {
      let kept = record.kept?.present ?? []
      if merged == nil { for side in kept { noteRemoval(of: side, at: commit) } }
      return merged.map { appearance(of: $0, kept: kept.first, at: commit) }
    }
    let parents = record.present
    let base = record.base.map { $0?.snapshot }
    guard let merged else {
      guard let parent = parents.first else { return nil }
      var event = removal(of: parent, at: commit)
      let expected = RecordSnapshot.expectedFields(merging: parents.compactMap(\.snapshot), base: base)
      event.changes = RecordSnapshot.changes(from: RecordSnapshot(fields: expected), to: nil)
      return event
    }
    var changes: [Change] = []
    let path = ThreeWay<String?>.departure(
      of: merged.file.path,
      base: record.base.map { $0?.file.path },
      parents: parents.map(\.file.path)
    )
    if case let path?? = path { changes.append(.renamed(from: path, to: merged.file.path, similarity: nil)) }
    switch merged.version {
    case .unreadable(let problem):
      let isAsExpected =
        record.expectedReadability == .settled(false) && parents.contains { $0.file.id == merged.file.id }
      if !isAsExpected { changes.append(.unreadable(problem)) }
      let text = parents.lazy.compactMap(\.text).first
      return changes.isEmpty ? nil : RecordEvent(path: merged.file.path, text: text, changes: changes)
    case .readable(let text):
      if record.expectedReadability != .settled(true) { changes.append(.readable) }
      changes += RecordSnapshot.changes(merging: parents.compactMap(\.snapshot), base: base, into: text.snapshot)
      return changes.isEmpty ? nil : RecordEvent(path: merged.file.path, text: text, changes: changes)
    }
  }
}
