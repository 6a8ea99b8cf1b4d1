import Git

/// Where the records of a commit are in one that came of it.
struct RecordMoves {
  /// How a record that wasn't there before began.
  struct Birth {
    let path: String

    /// The id it has now.
    var id: String?
  }

  /// How a record that was there before ended.
  struct End {
    /// The path it had last.
    let path: String

    let id: String?
  }

  private var homes: [String: String] = [:]
  private var origins: [String: String] = [:]

  /// The records that are gone, by their paths in the first commit.
  private var ended: [String: End] = [:]

  /// The records that weren't there, by their paths now.
  private var begun: [String: Birth] = [:]

  init() {}

  /// What a commit did to the place or the id of one record.
  struct Step {
    /// The path before; `nil` if the record wasn't there.
    let old: String?
    let oldID: String?

    /// The path after; `nil` if the record is gone.
    let new: String?
    let newID: String?
  }

  /// Goes on by what another commit did.
  mutating func append(_ steps: [Step]) {
    if steps.allSatisfy({ $0.old == $0.new }) {
      for step in steps { stay(step) }
    } else {
      move(steps)
    }
  }

  /// Goes on by a change of a record at its place.
  private mutating func stay(_ step: Step) {
    guard let path = step.new else { return }
    if let origin = origin(of: path) {
      ended[origin] = nil
      homes[origin] = path
      origins[path] = origin
    } else {
      let birth = begun[path]
      begun[path] = Birth(path: birth?.path ?? path, id: step.newID ?? birth?.id)
    }
  }

  private mutating func move(_ steps: [Step]) {
    let before = self
    for case let old? in steps.map(\.old) {
      if let origin = before.origin(of: old) { homes[origin] = nil }
      origins[old] = nil
      begun[old] = nil
    }
    for step in steps where step.new == nil {
      guard let old = step.old, let origin = before.origin(of: old) else { continue }
      ended[origin] = End(path: old, id: step.oldID)
    }
    for step in steps {
      guard let new = step.new else { continue }
      // A merge may end a record and have it back elsewhere.
      let origin = if let old = step.old { before.origin(of: old) } else { restored(at: new, id: step.newID) }
      if let origin {
        ended[origin] = nil
        homes[origin] = new
        origins[new] = origin
      } else {
        let birth = step.old.flatMap { before.begun[$0] }
        begun[new] = Birth(path: birth?.path ?? new, id: step.newID ?? birth?.id)
      }
    }
  }

  /// The path now of a record at a path of the first commit; `nil` if it is gone.
  func home(of path: String) -> String? {
    homes[path] ?? (ended[path] != nil || origins[path] != nil || begun[path] != nil ? nil : path)
  }

  /// The path in the first commit of a record that is at a path now; `nil` if it wasn't there.
  func origin(of path: String) -> String? {
    origins[path] ?? (begun[path] != nil || homes[path] != nil || ended[path] != nil ? nil : path)
  }

  /// How the record at a path now began; `nil` if it was there before.
  func birth(of path: String) -> Birth? {
    begun[path]
  }

  /// The path now of a record that also began elsewhere: of the one with its id, or that began at its path unless both have ids.
  func home(ofRecordBegun birth: Birth) -> String? {
    if let id = birth.id, let home = begun.filter({ $0.value.id == id }).keys.min() { return home }
    return begun.filter { $0.value.path == birth.path && ($0.value.id == nil || birth.id == nil) }.keys.min()
  }

  /// The path in the first commit of a record that was gone and is back: by its id, or by its path if it had none.
  private func restored(at path: String, id: String?) -> String? {
    ended.filter { $0.value.id == id && (id != nil || $0.value.path == path) }.keys.min()
  }
}

extension Timeline {
  /// The most commits to follow records through one by one.
  private static let longestRoute = 1_000

  /// Finds where the records of a commit are in one that came of it.
  ///
  /// - Parameters:
  ///   - base: The earlier commit; `nil` stands for no files.
  ///   - changes: What differs between the two.
  mutating func moves(
    from base: Int?,
    to commit: Int,
    changes: [FileChange]
  ) throws(GitError) -> RecordMoves {
    var moves = RecordMoves()
    let before = try base.map { base throws(GitError) in try lastReadable(changes, asOf: base) } ?? [:]
    let after = try lastReadable(after: changes, asOf: commit)
    let sides = try RecordSides(changes, unreadableBefore: before, unreadableAfter: after, versions: &versions)
    let pairs = try pairs(of: sides)
    if !Self.isPlain(pairs, sides), let base, let route = graph.route(from: base, to: commit, limit: Self.longestRoute),
      let stepwise = try self.moves(along: route, from: base)
    {
      return stepwise
    }
    moves.append(Self.steps(pairs, of: sides))
    return moves
  }

  /// What the pairs say of places and ids.
  private static func steps(_ pairs: [RecordPairing.Pair], of sides: RecordSides) -> [RecordMoves.Step] {
    pairs.map { pair in
      let oldID = pair.old.flatMap { sides.olds[$0]?.text?.id }
      let newID = pair.new.flatMap { sides.news[$0]?.text?.id }
      return RecordMoves.Step(old: pair.old, oldID: oldID, new: pair.new, newID: newID)
    }
  }

  /// What could be read last of the changed records that can't be read as of a commit that changed them.
  private mutating func lastReadable(
    after changes: [FileChange],
    asOf commit: Int
  ) throws(GitError) -> UnreadableRecords.LastReadable {
    let present = changes.compactMap { change in change.new.map { FileChange(path: $0.path, old: $0, new: nil) } }
    return try lastReadable(present, asOf: commit)
  }

  /// Whether every record stayed at its path under its id, or was made and says which; then it doesn't matter how.
  private static func isPlain(_ pairs: [RecordPairing.Pair], _ sides: RecordSides) -> Bool {
    pairs.allSatisfy { pair in
      guard let path = pair.old else { return pair.new.flatMap { sides.news[$0] }?.isReadable == true }
      guard pair.new == path, let old = sides.olds[path], let new = sides.news[path] else { return false }
      return old.isReadable && new.isReadable && old.text?.id == new.text?.id
    }
  }

  /// Follows records from commit to commit; `nil` where a folder is missing.
  private mutating func moves(along route: [Int], from base: Int) throws(GitError) -> RecordMoves? {
    var moves = RecordMoves()
    var previous = base
    for commit in route {
      let way = Way(from: previous, to: commit)
      if let known = stepsByWay[way] {
        moves.append(known)
      } else {
        guard let steps = try steps(along: way) else { return nil }
        stepsByWay[way] = steps
        moves.append(steps)
      }
      previous = commit
    }
    return moves
  }

  /// What a commit did since one of its parents; `nil` where a folder is missing.
  private mutating func steps(along way: Way) throws(GitError) -> [RecordMoves.Step]? {
    let commit = way.commit
    let files = try CommitFiles(from: [readableTree(of: way.parent)], to: graph.nodes[commit].tree, in: repository)
    guard files.missing == nil, let changes = files.byParent.first else { return nil }
    let before = try lastReadable(changes, asOf: way.parent)
    let after = try lastReadable(after: changes, asOf: commit)
    let sides = try RecordSides(changes, unreadableBefore: before, unreadableAfter: after, versions: &versions)
    var pairs = try pairs(of: sides)
    if graph.nodes[commit].parents.count > 1, !Self.isPlain(pairs, sides) {
      do throws(GitError) {
        pairs = try self.pairs(fromParent: way.parent, toMerge: commit)
      } catch {
        guard case .missingObject = error else { throw error }
        return nil
      }
    }
    return Self.steps(pairs, of: sides)
  }
}

extension Timeline {
  /// A commit and one of its parents.
  struct Way: Hashable {
    let parent: Int
    let commit: Int

    init(from parent: Int, to commit: Int) {
      self.parent = parent
      self.commit = commit
    }
  }
}
