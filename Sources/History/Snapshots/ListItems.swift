import Records

/// The items of a block list that is the value of one key of the front matter, each of which can be read alone.
final class ListItems: Sendable {
  /// The items as history tells them.
  let told: RecordedList

  /// Scalars, lists and mappings of all items.
  let nodeCount: Int

  /// Where the items are, from the first.
  fileprivate let places: [ItemRow.Place]

  /// The length of what stands before the first item: the key's line, and comments.
  private let headLength: Int

  /// How many spaces stand before each item's hyphen.
  private let indentation: Int

  /// Cuts a list into its items; `nil` if it has none or its lines don't tell them apart.
  convenience init?(_ value: YAMLNode, texts: [String], in range: Range<Int>, of bytes: [UInt8]) {
    guard case .sequence(let items, false) = value.content, let first = items.first else { return nil }
    var start = first.range.lowerBound
    while start > range.lowerBound, bytes[start - 1] != newline { start -= 1 }
    let indentation = bytes[start...].prefix { $0 == space }.count
    guard start > range.lowerBound,
      let starts = Self.starts(of: items, in: start..<range.upperBound, bytes, indentation)
    else { return nil }
    var row = ItemRow(capacity: items.count)
    for (index, item) in items.enumerated() {
      row.append(texts[index], .init(start: starts[index], nodeCount: item.nodeCount))
    }
    self.init(row, headLength: start - range.lowerBound, indentation: indentation)
  }

  private init(_ row: ItemRow, headLength: Int, indentation: Int) {
    told = RecordedList(row.items)
    places = row.places
    nodeCount = row.places.reduce(0) { $0 + $1.nodeCount }
    self.headLength = headLength
    self.indentation = indentation
  }

  /// The items of another version of the entry; `nil` if the rest of the entry may differ too.
  func following(
    _ bytes: [UInt8],
    _ range: Range<Int>,
    to newBytes: [UInt8],
    _ newRange: Range<Int>
  ) -> ListItems? {
    let old = range.lowerBound + headLength..<range.upperBound
    guard let headLength = headLength(bytes, range, in: newBytes, newRange) else { return nil }
    let new = newRange.lowerBound + headLength..<newRange.upperBound
    let count = places.count
    let parts = CommonParts(
      starts: places.map(\.start),
      oldCount: old.count,
      newCount: new.count,
      CommonBytes(bytes, old, newBytes, new)
    ) { newBytes.canBeginItem(at: new.lowerBound + $0, indentation: indentation) }
    let shift = new.count - old.count
    let start = parts.front < count ? places[parts.front].start : old.count
    let end = (parts.back == 0 ? old.count : places[count - parts.back].start) + shift
    let changed = new.lowerBound + start..<new.lowerBound + end
    // What looks like an item either is the same as one of the old version, or has to be readable alone.
    let known = parts.front..<count - parts.back
    let digests = known.count > 1 ? known.map { (bytes.itemDigest(of: place(of: $0, in: old)), $0) } : []
    var byDigest = Dictionary(digests) { first, _ in first }
    var row = ItemRow(capacity: count + 1)
    row.append(self, 0..<parts.front, shift: 0)
    for segment in newBytes.itemSegments(in: changed, indentation: indentation) {
      let start = segment.lowerBound - new.lowerBound
      if let same = byDigest.removeValue(forKey: newBytes.itemDigest(of: segment)),
        bytes.isSame(place(of: same, in: old), newBytes, segment)
      {
        row.append(self, same..<same + 1, shift: start - places[same].start)
        continue
      }
      guard let item = FrontMatterFragment.item(of: newBytes, in: segment, depth: 2),
        Self.starts(of: [item], in: segment, newBytes, indentation) == [0]
      else { return nil }
      row.append(FieldReader.text(ofItem: item), .init(start: start, nodeCount: item.nodeCount))
    }
    row.append(self, count - parts.back..<count, shift: shift)
    return row.places.isEmpty ? nil : ListItems(row, headLength: headLength, indentation: indentation)
  }

  /// The length of what stands before the first item of another version; `nil` if that isn't the key's line as it is, and then
  /// comments and blank lines at most.
  private func headLength(
    _ bytes: [UInt8],
    _ range: Range<Int>,
    in newBytes: [UInt8],
    _ newRange: Range<Int>
  ) -> Int? {
    guard let lineEnd = bytes[range.prefix(headLength)].firstIndex(of: newline) else { return nil }
    let line = range.lowerBound..<lineEnd + 1
    guard newRange.count > line.count, bytes.isSame(line, newBytes, newRange.prefix(line.count)) else { return nil }
    var start = newRange.lowerBound + line.count
    while !newBytes.canBeginItem(at: start, indentation: indentation) {
      guard let content = newBytes[start..<newRange.upperBound].firstIndex(where: { $0 != space }),
        newBytes[content] == newline || newBytes[content] == UInt8(ascii: "#"),
        let end = newBytes[content..<newRange.upperBound].firstIndex(of: newline),
        newBytes[content..<end].allSatisfy({ $0 >= space && $0 < 0x7F })
      else { return nil }
      start = end + 1
    }
    return start < newRange.upperBound ? start - newRange.lowerBound : nil
  }

  /// The place of an item in its file, whose items are at a range.
  private func place(of item: Int, in items: Range<Int>) -> Range<Int> {
    items.lowerBound + places[item].start..<items.lowerBound
      + (item + 1 < places.count ? places[item + 1].start : items.count)
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

/// Items that follow each other.
private struct ItemRow {
  /// What is known of an item besides what history tells.
  struct Place: Sendable {
    /// From the first item.
    var start: Int

    /// Scalars, lists and mappings of the item.
    let nodeCount: Int
  }

  private(set) var items: [RecordedList.Item] = []
  private(set) var places: [Place] = []

  /// Where items are written, so that each is kept in no more memory than it takes.
  private var draft: [UInt8] = []

  init(capacity: Int) {
    items.reserveCapacity(capacity)
    places.reserveCapacity(capacity)
  }

  mutating func append(_ text: String, _ place: Place) {
    draft.removeAll(keepingCapacity: true)
    draft.appendJSON(text)
    items.append(.init(text, json: draft.withUnsafeBufferPointer { Array($0) }))
    places.append(place)
  }

  /// Appends some items of a list, whose starts are farther back by a shift.
  mutating func append(_ list: ListItems, _ range: Range<Int>, shift: Int) {
    items += list.told.items[range]
    for var place in list.places[range] {
      place.start += shift
      places.append(place)
    }
  }
}

private let newline = UInt8(ascii: "\n")
private let space = UInt8(ascii: " ")

extension [UInt8] {
  /// Cuts a stretch before every line that looks as if an item began there.
  fileprivate func itemSegments(in range: Range<Int>, indentation: Int) -> [Range<Int>] {
    segments(of: range) { canBeginItem(at: $0, indentation: indentation) }
  }

  /// A number that is the same for the same bytes, and seldom for others.
  fileprivate func itemDigest(of range: Range<Int>) -> UInt64 {
    withUnsafeBytes { bytes in
      var digest = UInt64(range.count)
      var offset = range.lowerBound
      while offset + 8 <= range.upperBound {
        digest = (digest ^ bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) &* 0x9E37_79B9_7F4A_7C15
        digest ^= digest >> 29
        offset += 8
      }
      for byte in bytes[offset..<range.upperBound] { digest = (digest ^ UInt64(byte)) &* 0x9E37_79B9_7F4A_7C15 }
      return digest
    }
  }

  /// Says whether a line begins here with a hyphen and a space after as many spaces.
  fileprivate func canBeginItem(at offset: Int, indentation: Int) -> Bool {
    guard offset + indentation + 1 < count, offset == 0 || self[offset - 1] == newline else { return false }
    return self[offset..<offset + indentation].allSatisfy { $0 == space }
      && self[offset + indentation] == UInt8(ascii: "-") && self[offset + indentation + 1] == space
  }
}
