import Records

/// Where the entries of a version's front matter begin that can be read alone.
///
/// An entry can if its key stands at the start of a line and begins with a letter, a digit or `_`; whatever else stands between such entries belongs to
/// the one before, or to the first. See `FrontMatterFragment` for why it means the same alone.
struct FrontMatterEntries: Sendable {
  /// One entry, or several that can't be told apart by their lines.
  struct Entry: Sendable {
    /// From the start of the front matter.
    var start: Int

    /// The length of the key as it stands at `start`; 0 if it isn't written plainly or there are several.
    var nameLength: Int

    /// The items, where the value is a block list whose items have no identity.
    var list: ListItems?
  }

  private(set) var entries: [Entry]

  /// Scalars, lists and mappings, for the limit.
  private(set) var nodeCount: Int

  /// The texts of the fields that name the record.
  private(set) var id: String?
  private(set) var title: String?

  /// The fields of all entries; `nil` where not all of them were read for this version.
  private(set) var fields: [RecordSnapshot.Field]?

  /// Reads all entries; `nil` if only the whole can be read, or not even that.
  init?(_ bytes: [UInt8], in content: Range<Int>, kind: RecordKind) {
    guard let all = FrontMatterStretch(bytes, in: content, from: content.lowerBound, kind: kind), !all.entries.isEmpty
    else { return nil }
    entries = all.entries
    nodeCount = 1 + all.nodeCount
    id = all.id ?? nil
    title = all.title ?? nil
    fields = all.fields
    guard nodeCount <= ParsingLimits.nodes else { return nil }
  }

  /// The place of an entry in its file.
  private func range(of entry: Int, in content: Range<Int>) -> Range<Int> {
    let end = entry + 1 < entries.count ? entries[entry + 1].start : content.count
    return content.lowerBound + entries[entry].start..<content.lowerBound + end
  }
}

// MARK: - The next version

extension FrontMatterEntries {
  /// How many entries may be gone before one that is the same.
  private static let mostSkipped = 8

  /// The entries of another version, and the fields in which it differs from the one these are of; `nil` if only the whole can tell.
  ///
  /// - Parameters:
  ///   - bytes: The file that these entries are of.
  ///   - content: Its front matter.
  ///   - newBytes: The other file.
  ///   - newContent: Its front matter.
  func following(
    _ bytes: [UInt8],
    _ content: Range<Int>,
    to newBytes: [UInt8],
    _ newContent: Range<Int>,
    kind: RecordKind
  ) -> (entries: FrontMatterEntries, old: [RecordSnapshot.Field], new: [RecordSnapshot.Field])? {
    let common = CommonBytes(bytes, content, newBytes, newContent)
    if common.prefix == content.count, content.count == newContent.count { return (self, [], []) }
    let parts = CommonParts(
      starts: entries.map(\.start),
      oldCount: content.count,
      newCount: newContent.count,
      common
    ) { newBytes.canBeginEntry(at: newContent.lowerBound + $0) }
    let shift = newContent.count - content.count
    let start = parts.front < entries.count ? entries[parts.front].start : content.count
    let end = parts.back == 0 ? content.count : entries[entries.count - parts.back].start

    // What looks like an entry either is the same as one of the old version, or has to be readable alone.
    var gone = Array(parts.front..<entries.count - parts.back)[...]
    var lost: [Int] = []
    var segments: [(range: Range<Int>, same: Int?)] = []
    for segment in newBytes.entrySegments(in: newContent.lowerBound + start..<newContent.lowerBound + end + shift) {
      let same = gone.prefix(Self.mostSkipped).first { entry in
        bytes.isSame(range(of: entry, in: content), newBytes, segment)
      }
      segments.append((segment, same))
      guard let same else { continue }
      while let entry = gone.popFirst(), entry != same { lost.append(entry) }
    }
    lost += gone

    var new = FrontMatterStretch()
    var lists: [Int: (items: ListItems, name: String)] = [:]
    var kept = Array(entries.prefix(parts.front) + entries.suffix(parts.back))
    var following = self
    following.entries = Array(entries.prefix(parts.front))
    for (segment, same) in segments {
      if let same {
        kept.append(entries[same])
        following.entries.append(entries[same].moved(to: segment.lowerBound - newContent.lowerBound))
      } else if let place = lost.firstIndex(where: {
        entries[$0].isList(bytes, range(of: $0, in: content), as: newBytes, segment)
      }),
        let list = entries[lost[place]].list,
        let items = list.following(bytes, range(of: lost[place], in: content), to: newBytes, segment)
      {
        let entry = entries[lost[place]]
        let name = String(decoding: newBytes[segment.prefix(entry.nameLength)], as: UTF8.self)
        lists[lost.remove(at: place)] = (list, name)
        new.append(items, named: name)
        following.entries.append(
          Entry(start: segment.lowerBound - newContent.lowerBound, nameLength: entry.nameLength, list: items)
        )
      } else {
        guard let read = FrontMatterStretch(newBytes, in: segment, from: newContent.lowerBound, kind: kind) else {
          return nil
        }
        new.append(read)
        following.entries += read.entries
      }
    }
    var old = FrontMatterStretch()
    for entry in (lost + lists.keys).sorted() {
      if let list = lists[entry] {
        old.append(list.items, named: list.name)
        continue
      }
      let place = range(of: entry, in: content)
      guard let read = FrontMatterStretch(bytes, in: place, from: content.lowerBound, kind: kind) else { return nil }
      old.append(read)
    }
    guard new.hasUniqueNames(besides: old.names, kept, in: bytes, from: content.lowerBound) else { return nil }
    following.entries += entries.suffix(parts.back).map { $0.moved(to: $0.start + shift) }
    following.nodeCount += new.nodeCount - old.nodeCount
    following.id = new.id ?? (old.id == nil ? id : nil)
    following.title = new.title ?? (old.title == nil ? title : nil)
    following.fields = nil
    guard !following.entries.isEmpty, following.nodeCount <= ParsingLimits.nodes else { return nil }
    return (following, old.fields, new.fields)
  }
}

extension FrontMatterEntries.Entry {
  fileprivate func moved(to start: Int) -> Self {
    Self(start: start, nameLength: nameLength, list: list)
  }

  /// Says whether this is a list, and a stretch of another file may be the same list with other items.
  fileprivate func isList(_ bytes: [UInt8], _ range: Range<Int>, as newBytes: [UInt8], _ newRange: Range<Int>) -> Bool {
    list != nil && nameLength > 0 && newRange.count > nameLength
      && bytes.isSame(range.prefix(nameLength + 1), newBytes, newRange.prefix(nameLength + 1))
  }
}

/// Some whole entries of a front matter, read alone.
private struct FrontMatterStretch {
  private(set) var entries: [FrontMatterEntries.Entry] = []
  private(set) var names: [String] = []
  private(set) var fields: [RecordSnapshot.Field] = []
  private(set) var nodeCount = 0

  /// The texts of the fields that name the record, if they are here.
  private(set) var id: String??
  private(set) var title: String??

  init() {}

  /// Reads the entries between two offsets; `nil` if that can't be done alone.
  ///
  /// - Parameter origin: The start of the front matter.
  init?(_ bytes: [UInt8], in range: Range<Int>, from origin: Int, kind: RecordKind) {
    guard let fragment = FrontMatterFragment(of: bytes, in: range, depth: 1),
      case .mapping(let all, false)? = fragment.root?.content,
      let first = all.first, bytes.canBeginEntry(at: first.key.range.lowerBound),
      range.lowerBound == origin || first.key.range.lowerBound == range.lowerBound
    else { return nil }
    let description = KindDescription.of(kind)
    var reader = FieldReader(of: bytes)
    // The mapping itself is the front matter's.
    nodeCount = fragment.nodeCount - 1
    for (index, entry) in all.enumerated() {
      let offset = entry.key.range.lowerBound
      let before = reader.fields.count
      let type = description.field(named: entry.name)?.type
      reader.read(entry, type: type)
      names.append(entry.name)
      if entry.name == "id" { id = .some(entry.value.isEmpty ? nil : entry.value.text) }
      if entry.name == description.titleField ?? "title" { title = .some(entry.value.isEmpty ? nil : entry.value.text) }
      guard index == 0 || bytes.canBeginEntry(at: offset) else {
        // What can't begin an entry belongs to the one before.
        entries[entries.count - 1].nameLength = 0
        entries[entries.count - 1].list = nil
        continue
      }
      let start = index == 0 ? range.lowerBound : offset
      var isAlone = true
      var end = range.upperBound
      if index + 1 < all.count {
        end = all[index + 1].key.range.lowerBound
        isAlone = bytes.canBeginEntry(at: end)
      }
      let isPlain = start == offset && entry.name.utf8.elementsEqual(bytes[entry.key.range])
      var list: ListItems?
      // Whether items have an identity can depend on one that isn't among them yet.
      let canHaveIdentity = if case .entries = type { true } else { false }
      if isPlain, isAlone, !canHaveIdentity, entry.name != OpenEntry.fieldName, reader.fields.count == before + 1,
        case .list(let told) = reader.fields[before].value
      {
        list = ListItems(entry.value, texts: told.texts, in: start..<end, of: bytes)
      }
      entries.append(.init(start: start - origin, nameLength: isPlain ? entry.name.utf8.count : 0, list: list))
    }
    fields = reader.fields
  }
}

extension FrontMatterStretch {
  /// Adds what was read of another stretch of the same front matter.
  mutating func append(_ other: FrontMatterStretch) {
    entries += other.entries
    names += other.names
    fields += other.fields
    nodeCount += other.nodeCount
    id = other.id ?? id
    title = other.title ?? title
  }

  /// Adds a field that is a list.
  mutating func append(_ list: ListItems, named name: String) {
    names.append(name)
    fields.append(.init(FieldReader.path(of: name), .list(list.told)))
    nodeCount += list.nodeCount
  }

  /// Says whether no name is here twice, and none that is new is the name of an entry elsewhere; false where that can't be told.
  ///
  /// - Parameters:
  ///   - oldNames: The names that were here in the other version.
  ///   - others: The entries elsewhere, by their places in the other version's file.
  func hasUniqueNames(
    besides oldNames: [String],
    _ others: [FrontMatterEntries.Entry],
    in bytes: [UInt8],
    from origin: Int
  ) -> Bool {
    if names.count > 1, Set(names).count < names.count { return false }
    let added = names.filter { !oldNames.contains($0) }
    guard !added.isEmpty else { return true }
    return others.allSatisfy { other in
      guard other.nameLength > 0 else { return false }
      let start = origin + other.start
      return !added.contains { $0.utf8.elementsEqual(bytes[start..<start + other.nameLength]) }
    }
  }
}

extension [UInt8] {
  /// Cuts a stretch before every line that looks as if an entry began there.
  fileprivate func entrySegments(in range: Range<Int>) -> [Range<Int>] {
    segments(of: range) { canBeginEntry(at: $0) }
  }

  /// Says whether a line begins here with what can be a plain key.
  fileprivate func canBeginEntry(at offset: Int) -> Bool {
    guard offset < count, offset == 0 || self[offset - 1] == UInt8(ascii: "\n") else { return false }
    switch self[offset] {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      return true
    default: return false
    }
  }
}
