import Records

/// The items of a long block list that is the value of one key of the front matter, each of which can be read alone.
final class ListItems {
  /// The items as history tells them.
  let texts: [String]

  /// Where the items begin, from the first.
  private let starts: [Int]

  /// Scalars, lists and mappings of each item.
  private let nodeCounts: [Int]

  /// The length of what stands before the first item: the key's line, and comments.
  private let headLength: Int

  /// How many spaces stand before each item's hyphen.
  private let indentation: Int

  /// Scalars, lists and mappings of all items.
  var nodeCount: Int { nodeCounts.reduce(0, +) }

  /// The least items for which it is worth while to remember where they are.
  private static let least = 4

  /// Cuts a list into its items; `nil` if it is short or its lines don't tell the items apart.
  init?(_ value: YAMLNode, texts: [String], in range: Range<Int>, of bytes: [UInt8]) {
    guard texts.count >= Self.least, case .sequence(let items, false) = value.content, let first = items.first else {
      return nil
    }
    var start = first.range.lowerBound
    while start > range.lowerBound, bytes[start - 1] != newline { start -= 1 }
    let indentation = bytes[start...].prefix { $0 == space }.count
    guard start > range.lowerBound,
      let starts = Self.starts(of: items, in: start..<range.upperBound, bytes, indentation)
    else { return nil }
    self.indentation = indentation
    self.headLength = start - range.lowerBound
    self.starts = starts
    self.texts = texts
    self.nodeCounts = items.map(\.nodeCount)
  }

  private init(like earlier: ListItems, starts: [Int], texts: [String], nodeCounts: [Int]) {
    headLength = earlier.headLength
    indentation = earlier.indentation
    self.starts = starts
    self.texts = texts
    self.nodeCounts = nodeCounts
  }

  /// The items of another version of the entry; `nil` if the rest of the entry may differ too.
  func following(
    _ bytes: [UInt8],
    _ range: Range<Int>,
    to newBytes: [UInt8],
    _ newRange: Range<Int>
  ) -> ListItems? {
    guard newRange.count > headLength else { return nil }
    let old = range.lowerBound + headLength..<range.upperBound
    let new = newRange.lowerBound + headLength..<newRange.upperBound
    let head = range.lowerBound..<old.lowerBound
    guard CommonBytes(bytes, head, newBytes, newRange.lowerBound..<new.lowerBound).prefix == headLength,
      newBytes.canBeginItem(at: new.lowerBound, indentation: indentation)
    else { return nil }
    let parts = CommonParts(
      starts: starts,
      oldCount: old.count,
      newCount: new.count,
      CommonBytes(bytes, old, newBytes, new)
    ) { newBytes.canBeginItem(at: new.lowerBound + $0, indentation: indentation) }
    let shift = new.count - old.count
    let start = parts.front < starts.count ? starts[parts.front] : old.count
    let end = (parts.back == 0 ? old.count : starts[starts.count - parts.back]) + shift
    let changed = new.lowerBound + start..<new.lowerBound + end
    // What looks like an item either is the same as one of the old version, or has to be readable alone.
    let known = parts.front..<starts.count - parts.back
    var byDigest =
      known.count > 1 ? Dictionary(known.map { (digest(of: $0, in: bytes, old), $0) }) { first, _ in first } : [:]
    var newStarts = Array(starts.prefix(parts.front))
    var newTexts = Array(texts.prefix(parts.front))
    var newCounts = Array(nodeCounts.prefix(parts.front))
    for segment in newBytes.itemSegments(in: changed, indentation: indentation) {
      newStarts.append(segment.lowerBound - new.lowerBound)
      if let same = byDigest.removeValue(forKey: LineDigest(ofAll: newBytes, in: segment)),
        bytes.isSame(place(of: same, in: old), newBytes, segment)
      {
        newTexts.append(texts[same])
        newCounts.append(nodeCounts[same])
        continue
      }
      guard let item = FrontMatterFragment.item(of: newBytes, in: segment, depth: 2),
        Self.starts(of: [item], in: segment, newBytes, indentation) == [0]
      else { return nil }
      newTexts.append(FieldReader.text(ofItem: item))
      newCounts.append(item.nodeCount)
    }
    newStarts += starts.suffix(parts.back).map { $0 + shift }
    newTexts += texts.suffix(parts.back)
    newCounts += nodeCounts.suffix(parts.back)
    return newTexts.isEmpty ? nil : ListItems(like: self, starts: newStarts, texts: newTexts, nodeCounts: newCounts)
  }

  /// The place of an item in its file, whose items are at a range.
  private func place(of item: Int, in items: Range<Int>) -> Range<Int> {
    items.lowerBound + starts[item]..<(item + 1 < starts.count ? items.lowerBound + starts[item + 1] : items.upperBound)
  }

  private func digest(of item: Int, in bytes: [UInt8], _ items: Range<Int>) -> LineDigest {
    LineDigest(ofAll: bytes, in: place(of: item, in: items))
  }

  /// Where items begin, from the start of the range; `nil` if their lines don't tell them apart.
  private static func starts(of items: [YAMLNode], in range: Range<Int>, _ bytes: [UInt8], _ indentation: Int) -> [Int]?
  {
    var starts: [Int] = []
    for item in items {
      // The hyphen, one blank at least, and the item on one line, at the same column as the others.
      var start = item.range.lowerBound
      while start > range.lowerBound, bytes[start - 1] == space { start -= 1 }
      start -= 1 + indentation
      guard start >= range.lowerBound, bytes.canBeginItem(at: start, indentation: indentation) else { return nil }
      if let last = starts.last, start - range.lowerBound <= last { return nil }
      starts.append(start - range.lowerBound)
    }
    return starts.first == 0 ? starts : nil
  }
}

private let newline = UInt8(ascii: "\n")
private let space = UInt8(ascii: " ")

extension [UInt8] {
  /// Cuts a stretch before every line that looks as if an item began there.
  fileprivate func itemSegments(in range: Range<Int>, indentation: Int) -> [Range<Int>] {
    segments(of: range) { canBeginItem(at: $0, indentation: indentation) }
  }

  /// Says whether a line begins here with a hyphen and a space after as many spaces.
  fileprivate func canBeginItem(at offset: Int, indentation: Int) -> Bool {
    guard offset + indentation + 1 < count, offset == 0 || self[offset - 1] == newline else { return false }
    return self[offset..<offset + indentation].allSatisfy { $0 == space }
      && self[offset + indentation] == UInt8(ascii: "-") && self[offset + indentation + 1] == space
  }
}
