import Git
import Records
import Sync
import TestSupport
import Testing

/// The laws of merging on random trees.
struct TreeLawTests {
  @Test func `random trees merge alike from both sides, lose nothing and stay readable`() throws {
    try tryLaw("trees") { mergeCase, repository in
      let base = try Stored(mergeCase.base, in: repository)
      let sides = try mergeCase.sides.map { try Stored($0, in: repository) }
      let merged = try merge(base.tree, sides[0].tree, sides[1].tree, in: repository)
      for side in sides {
        try expect(try merge(base.tree, side.tree, base.tree, in: repository).tree == side.tree, "one side changed")
        try expect(try merge(base.tree, side.tree, side.tree, in: repository).tree == side.tree, "both alike")
      }
      try check(merged, bases: [base], sides: sides)
    }
  }

  @Test func `lines of work that were merged crosswise merge as well`() throws {
    try tryLaw("crosswise") { mergeCase, repository in
      let base = try commit(mergeCase.base.write(to: repository), [], in: repository)
      let sides = try mergeCase.sides.map { try commit($0.write(to: repository), [base], in: repository) }
      let merged = try TreeMerge.merge(one: sides[0], other: sides[1], in: repository).write(to: repository)
      // Each goes on from the merge by a file of its own, and by going back to what it had.
      let tips = try [0, 1].map { index in
        let own = try repository.writeBlob(Array("own\(index)\n".utf8))
        var tree = try repository.writeTree(
          updating: merged,
          with: [.put(path: "own.txt", mode: .regular, id: own)]
        )
        if mergeCase.goesBack {
          tree = try repository.writeTree(
            updating: repository.commit(sides[index]).tree,
            with: [.put(path: "own\(index).txt", mode: .regular, id: own)]
          )
        }
        return try commit(tree, index == 0 ? sides : sides.reversed(), in: repository)
      }
      let bases = try repository.mergeBases(tips)
      try expect(Set(bases) == Set(sides) || bases.count == 1, "bases")
      let result = try TreeMerge.merge(one: tips[0], other: tips[1], in: repository)
      let swapped = try TreeMerge.merge(one: tips[1], other: tips[0], in: repository)
      let stored = try tips.map { try Stored(try repository.commit($0).tree, in: repository) }
      try check(
        Merged(result, swapped: swapped, in: repository),
        bases: try bases.map { try Stored(try repository.commit($0).tree, in: repository) },
        sides: stored,
        root: try Stored(mergeCase.base, in: repository)
      )
    }
  }

  /// What must hold of every merge.
  ///
  /// - Parameter root: The base of several bases, whose values a question goes on to show.
  private func check(_ merged: Merged, bases: [Stored], sides: [Stored], root: Stored? = nil) throws {
    try expect(merged.isSymmetric, "swapped")
    let before = bases.reduce(into: Set()) { $0.formUnion($1.words) }
    for side in sides {
      let lost = side.words.subtracting(before).subtracting(merged.stored.words)
      try expect(lost.isEmpty, "lost \(lost.sorted())")
    }
    if root == nil {
      let shared = before.intersection(sides[0].words).intersection(sides[1].words)
      try expect(shared.isSubset(of: merged.stored.words), "dropped \(shared.subtracting(merged.stored.words))")
    }
    let known = sides.reduce(into: before.union(root?.words ?? [])) { $0.formUnion($1.words) }
    let invented = merged.stored.words.subtracting(known)
    try expect(invented.isEmpty, "invented \(invented.sorted())")
    let unchanged = Set(sides.flatMap { $0.files.map(\.id) })
    for file in merged.stored.files where file.isRecord && !unchanged.contains(file.id) {
      try expect((try? Document.parse(file.bytes)) != nil, "can't be read: \(file.path)")
    }
    let folded = Dictionary(grouping: merged.stored.files.map(\.path)) { $0.lowercased() }
    for paths in folded.values where paths.count > 1 {
      try expect(
        sides.contains { side in paths.allSatisfy { path in side.files.contains { $0.path == path } } },
        "one file on some machines: \(paths)"
      )
    }
  }

  private func merge(_ base: ObjectID, _ one: ObjectID, _ other: ObjectID, in repository: Repository) throws -> Merged {
    try Merged(
      try TreeMerge.merge(base: base, oneTree: one, otherTree: other, in: repository),
      swapped: try TreeMerge.merge(base: base, oneTree: other, otherTree: one, in: repository),
      in: repository
    )
  }

  private func commit(_ tree: ObjectID, _ parents: [ObjectID], in repository: Repository) throws -> ObjectID {
    let signature = Signature(person: .ana, time: .fixtureStart)
    return try repository.createUnsignedCommit(
      CommitDraft(tree: tree, parents: parents, author: signature, committer: signature, message: "change\n")
    )
  }

  private func expect(_ isTrue: Bool, _ law: String) throws {
    guard isTrue else { throw TreeFault(description: law) }
  }
}

private struct TreeFault: Error, CustomStringConvertible {
  let description: String
}

/// A stored tree with the words in it.
private struct Stored {
  struct File {
    let path: String
    let id: ObjectID
    let bytes: [UInt8]
    var isRecord: Bool { RecordPath.mayHoldRecord(path) && Document.hasFrontMatter(bytes) }
  }

  let tree: ObjectID
  let files: [File]
  let words: Set<String>

  init(_ tree: RandomTree, in repository: Repository) throws {
    try self.init(try tree.write(to: repository), in: repository)
  }

  init(_ tree: ObjectID, in repository: Repository) throws {
    self.tree = tree
    files = try repository.files(in: tree).map { file in
      File(path: file.path, id: file.id, bytes: try repository.blob(file.id, limit: .max))
    }
    words = Set(
      files.flatMap { file in
        String(decoding: file.bytes, as: UTF8.self).split { !$0.isASCII || !($0.isLetter || $0.isNumber) }
          .filter { $0.contains(/^[obs][0-9]+$/) }.map(String.init)
      }
    )
  }
}

/// A merge, stored.
private struct Merged {
  let tree: ObjectID
  let stored: Stored
  let isSymmetric: Bool

  init(_ merge: MergedTree, swapped: MergedTree, in repository: Repository) throws {
    tree = try merge.write(to: repository)
    stored = try Stored(tree, in: repository)
    isSymmetric =
      try swapped.write(to: repository) == tree && swapped.notices == merge.notices
      && swapped.openRecords == merge.openRecords
  }
}

/// A base and the edits of two sides.
private struct TreeCase: CustomStringConvertible {
  var base: RandomTree
  var edits: [[RandomTree.Edit]] = []
  var goesBack: Bool

  init(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    base = RandomTree.random(words: "o", using: &generator)
    for words in ["b", "s"] {
      var tree = base
      edits.append(
        (0..<Int.random(in: 1...6, using: &generator)).map { _ in
          let edit = tree.randomEdit(words: words, using: &generator)
          tree.apply(edit)
          return edit
        }
      )
    }
    goesBack = Bool.random(using: &generator)
  }

  var sides: [RandomTree] {
    edits.map { edits in
      var tree = base
      for edit in edits { tree.apply(edit) }
      return tree
    }
  }

  /// Cases that are a little smaller.
  private var smaller: [TreeCase] {
    let fewerEdits = edits.indices.flatMap { side in
      edits[side].indices.map { index in
        var copy = self
        copy.edits[side].remove(at: index)
        return copy
      }
    }
    return fewerEdits
      + base.files.keys.sorted().map { path in
        var copy = self
        copy.base.files[path] = nil
        return copy
      }
  }

  func shrunk(_ hasFault: (TreeCase) -> Bool) -> TreeCase {
    var current = self
    while let next = current.smaller.first(where: hasFault) { current = next }
    return current
  }

  var description: String {
    let base = base.files.sorted { $0.key < $1.key }.map { "  \($0.key): \($0.value)" }.joined(separator: "\n")
    return "goes back: \(goesBack)\nbase\n\(base)\none: \(edits[0])\nother: \(edits[1])"
  }
}

/// Tries a law on random trees; a failing case is made as small as can be before it is shown.
private func tryLaw(
  _ name: String,
  sourceLocation: SourceLocation = #_sourceLocation,
  _ law: (TreeCase, Repository) throws -> Void
) throws {
  let first = LawLength.firstSeed
  print("\(name): seeds from \(first)")
  var fixture = try FixtureRepository(bare: true)
  func fault(of treeCase: TreeCase) -> (any Error)? {
    do {
      try law(treeCase, fixture.repository)
      return nil
    } catch {
      return error
    }
  }
  var failures = 0
  // Objects are flushed to the disk one by one, so that a case takes its time.
  for seed in first..<first + LawLength.cases / 10 {
    // A folder of very many objects is slow to write to.
    if seed % 1000 == 0 { fixture = try FixtureRepository(bare: true) }
    let treeCase = TreeCase(seed: seed)
    guard fault(of: treeCase) != nil else { continue }
    let smallest = treeCase.shrunk { fault(of: $0) != nil }
    let reason = fault(of: smallest).map { "\($0)" } ?? ""
    Issue.record("seed \(seed): \(reason)\n\(smallest)", sourceLocation: sourceLocation)
    failures += 1
    if failures == 3 { return }
  }
}
