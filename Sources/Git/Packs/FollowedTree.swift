/// The bytes of a tree, which become those of another by what git stored as the difference between the two.
///
/// Most commits change one entry of a tree. What is stored then names the few bytes that differ, so that neither tree
/// has to be put together, nor the two to be compared.
final class FollowedTree {
  /// Some entries in a row that differ.
  struct Part {
    let before: SharedObject
    let after: SharedObject
  }

  /// Which tree it is.
  private(set) var id: ObjectID

  /// The entries, as ``RawTree`` describes them.
  private(set) var bytes: [UInt8]

  /// Where each entry starts, and at last where the last one ends.
  private var starts: [Int]

  /// The largest tree that is followed, in bytes: some 100,000 entries. A short difference can stand for far more.
  static let largestSize = 4 << 20

  /// - Returns: nil if the tree's entries aren't in their order, if not all of its bytes are entries, or if it is unreasonably large.
  init?(_ tree: RawTree, id: ObjectID) {
    guard tree.bytes.count <= Self.largestSize, let starts = tree.starts() else { return nil }
    self.id = id
    bytes = Array(tree.bytes)
    self.starts = starts + [bytes.count]
  }

  /// Becomes another tree.
  ///
  /// - Parameter instructions: How the other is made of this one.
  /// - Returns: What differs, in the order of the entries; nil, and nothing has happened, if the instructions don't make a tree with
  ///   its entries in their order of this one.
  func become(_ id: ObjectID, by instructions: [UInt8]) -> [Part]? {
    guard let delta = DeltaEdits(instructions, base: bytes, limit: Self.largestSize) else { return nil }
    if let parts = replaceIDs(by: delta.edits) {
      self.id = id
      return parts
    }
    guard let changes = changes(by: delta.edits) else { return nil }
    let parts = changes.map { change in
      Part(
        before: SharedObject(copying: bytes[starts[change.entries.lowerBound]..<starts[change.entries.upperBound]]),
        after: SharedObject(copying: change.bytes[...])
      )
    }
    for change in changes.reversed() { apply(change) }
    self.id = id
    return parts
  }

  /// Applies edits of which each changes the id of another entry, as those of most commits do; nil, and nothing has happened, for others.
  private func replaceIDs(by edits: [DeltaEdits.Edit]) -> [Part]? {
    var places: [Range<Int>] = []
    for edit in edits {
      let entries = entries(in: edit.range)
      let place = starts[entries.lowerBound]..<starts[entries.upperBound]
      guard keepsNames(edit, in: entries), place.lowerBound >= places.last?.upperBound ?? 0 else { return nil }
      places.append(place)
    }
    return zip(edits, places).map { edit, place in
      let before = SharedObject(copying: bytes[place])
      for (offset, byte) in zip(edit.range, edit.replacement) { bytes[offset] = byte }
      return Part(before: before, after: SharedObject(copying: bytes[place]))
    }
  }

  /// Entries in a row, and what stands in their place.
  private struct Change {
    /// By their numbers.
    var entries: Range<Int>
    var bytes: [UInt8]

    /// Whether nothing but ids of objects differs, so that the entries start where they did and are in their order.
    var keepsNames: Bool
    /// Where each new entry starts in the bytes.
    var starts: [Int] = []
  }

  /// Widens edits to whole entries; nil if anything else comes of them.
  private func changes(by edits: [DeltaEdits.Edit]) -> [Change]? {
    var changes: [Change] = []
    // How far the bytes have been taken over or replaced.
    var position = 0
    for edit in edits {
      let entries = entries(in: edit.range)
      // Of two edits with an entry between them that stays, all of one comes before all of the other, as entries are sorted.
      if let last = changes.indices.last, entries.lowerBound <= changes[last].entries.upperBound {
        changes[last].keepsNames = changes[last].keepsNames && keepsNames(edit, in: entries)
        changes[last].bytes += bytes[position..<edit.range.lowerBound]
        changes[last].entries =
          changes[last].entries.lowerBound..<max(entries.upperBound, changes[last].entries.upperBound)
      } else {
        finishLast(of: &changes, from: position)
        changes.append(
          Change(
            entries: entries,
            bytes: Array(bytes[starts[entries.lowerBound]..<edit.range.lowerBound]),
            keepsNames: keepsNames(edit, in: entries)
          )
        )
      }
      changes[changes.count - 1].bytes += edit.replacement
      position = edit.range.upperBound
    }
    finishLast(of: &changes, from: position)
    for index in changes.indices {
      guard let starts = startsInOrder(of: changes[index]) else { return nil }
      changes[index].starts = starts
    }
    return changes
  }

  /// Whether an edit changes bytes of one entry's id into as many others.
  private func keepsNames(_ edit: DeltaEdits.Edit, in entries: Range<Int>) -> Bool {
    edit.replacement.count == edit.range.count && entries.count == 1
      && edit.range.lowerBound >= starts[entries.upperBound] - ObjectID.byteCount
  }

  /// Where the new entries start; nil if they aren't in their order between those that stay.
  private func startsInOrder(of change: Change) -> [Int]? {
    let (first, end) = (change.entries.lowerBound, change.entries.upperBound)
    if change.keepsNames { return starts[first..<end].map { $0 - starts[first] } }
    let before = bytes[starts[max(first - 1, 0)]..<starts[first]]
    let after = bytes[starts[end]..<starts[min(end + 1, starts.count - 1)]]
    let row = SharedObject(copying: (before + change.bytes + after)[...])
    guard let starts = RawTree(id, row).starts() else { return nil }
    return starts.dropFirst(before.isEmpty ? 0 : 1).dropLast(after.isEmpty ? 0 : 1).map { $0 - before.count }
  }

  /// Takes over what follows the last edit in its entry.
  private func finishLast(of changes: inout [Change], from position: Int) {
    guard let last = changes.indices.last else { return }
    changes[last].bytes += bytes[position..<starts[changes[last].entries.upperBound]]
  }

  /// The entries that bytes belong to; none for a place between two entries.
  private func entries(in range: Range<Int>) -> Range<Int> {
    let first = firstStart(notBefore: range.lowerBound + 1) - 1
    if range.isEmpty, starts[first] == range.lowerBound { return first..<first }
    return first..<firstStart(notBefore: max(range.upperBound, range.lowerBound + 1))
  }

  private func apply(_ change: Change) {
    let (first, end) = (change.entries.lowerBound, change.entries.upperBound)
    let range = starts[first]..<starts[end]
    let growth = change.bytes.count - range.count
    bytes.replaceSubrange(range, with: change.bytes)
    if change.keepsNames { return }
    starts.replaceSubrange(first..<end, with: change.starts.lazy.map { $0 + range.lowerBound })
    guard growth != 0 else { return }
    for index in (first + change.starts.count)..<starts.count { starts[index] += growth }
  }

  /// The number of the first entry that doesn't start before an offset; the end counts as one.
  private func firstStart(notBefore offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
