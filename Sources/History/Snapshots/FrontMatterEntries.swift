import Records

/// Where the entries of a version's front matter begin that can be read alone.
///
/// An entry can if its key stands at the start of a line and begins with a letter, a digit or `_`; whatever else stands between such entries belongs to
/// the one before, or to the first. See `FrontMatterFragment` for why it means the same alone.
struct FrontMatterEntries {
  /// One entry, or several that can't be told apart by their lines.
  struct Entry {
    /// From the start of the front matter.
    var start: Int

    /// The length of the key as it stands at `start`; 0 if it isn't written plainly or there are several.
    var nameLength: Int

    /// The items, where the value is a long block list whose items have no identity.
    var list: ListItems?
  }

  private(set) var entries: [Entry]

  /// Scalars, lists and mappings, for the limit.
  private(set) var nodeCount: Int

  /// The texts of the fields that name the record.
  private(set) var id: String?
  private(set) var title: String?

  /// Reads all entries; `nil` if only the whole can be read, or not even that.
  init?(_ bytes: [UInt8], in content: Range<Int>, kind: RecordKind) {
    guard let all = FrontMatterStretch(bytes, in: content, from: content.lowerBound, kind: kind), !all.entries.isEmpty
    else { return nil }
    entries = all.entries
    nodeCount = 1 + all.nodeCount
    id = all.id ?? nil
    title = all.title ?? nil
    guard nodeCount <= ParsingLimits.nodes else { return nil }
  }

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
    let old = content.lowerBound + start..<content.lowerBound + end
    let new = newContent.lowerBound + start..<newContent.lowerBound + end + shift

    var following = self
    let tail = entries.suffix(parts.back).map { Entry(start: $0.start + shift, nameLength: $0.nameLength, list: $0.list) }
    if entries.count - parts.front - parts.back == 1,
      let (entry, oldField, newField) = entries[parts.front].following(bytes, old, to: newBytes, new)
    {
      following.entries = entries.prefix(parts.front) + [entry] + tail
      following.nodeCount += (entry.list?.nodeCount ?? 0) - (entries[parts.front].list?.nodeCount ?? 0)
      guard following.nodeCount <= ParsingLimits.nodes else { return nil }
      return (following, [oldField], [newField])
    }
    guard let oldStretch = FrontMatterStretch(bytes, in: old, from: content.lowerBound, kind: kind),
      let newStretch = FrontMatterStretch(newBytes, in: new, from: newContent.lowerBound, kind: kind),
      parts.front == 0 || newStretch.entries.first.map({ $0.start == start }) ?? true,
      areUnique(newStretch.names, unlike: oldStretch.names, outside: parts, in: bytes, content)
    else { return nil }
    following.entries = entries.prefix(parts.front) + newStretch.entries + tail
    following.nodeCount += newStretch.nodeCount - oldStretch.nodeCount
    following.id = newStretch.id ?? (oldStretch.id == nil ? id : nil)
    following.title = newStretch.title ?? (oldStretch.title == nil ? title : nil)
    guard !following.entries.isEmpty, following.nodeCount <= ParsingLimits.nodes else { return nil }
    return (following, oldStretch.fields, newStretch.fields)
  }

  /// Says whether no name that is new in a stretch is the name of an entry outside of it; false where that can't be told.
  private func areUnique(
    _ names: [String],
    unlike oldNames: [String],
    outside parts: CommonParts,
    in bytes: [UInt8],
    _ content: Range<Int>
  ) -> Bool {
    let added = names.filter { !oldNames.contains($0) }
    guard !added.isEmpty else { return true }
    let others = entries.prefix(parts.front) + entries.suffix(parts.back)
    return others.allSatisfy { other in
      guard other.nameLength > 0 else { return false }
      let start = content.lowerBound + other.start
      return !added.contains { $0.utf8.elementsEqual(bytes[start..<start + other.nameLength]) }
    }
  }
}

extension FrontMatterEntries.Entry {
  /// The entry with other items of its list, and its field before and after; `nil` if more than the items changed.
  fileprivate func following(
    _ bytes: [UInt8],
    _ range: Range<Int>,
    to newBytes: [UInt8],
    _ newRange: Range<Int>
  ) -> (entry: Self, old: RecordSnapshot.Field, new: RecordSnapshot.Field)? {
    guard let list, nameLength > 0, let items = list.following(bytes, range, to: newBytes, newRange) else { return nil }
    let name = String(decoding: bytes[range.lowerBound..<range.lowerBound + nameLength], as: UTF8.self)
    let path = FieldReader.path(of: name)
    return (
      Self(start: start, nameLength: nameLength, list: items),
      .init(path, .list(list.texts)),
      .init(path, .list(items.texts))
    )
  }
}

/// Some whole entries of a front matter, read alone.
private struct FrontMatterStretch {
  var entries: [FrontMatterEntries.Entry] = []
  var names: [String] = []
  var fields: [RecordSnapshot.Field] = []
  var nodeCount = 0

  /// The texts of the fields that name the record, if they are here.
  var id: String??
  var title: String??

  /// Reads the entries between two offsets; `nil` if that can't be done alone.
  ///
  /// - Parameter origin: The start of the front matter.
  init?(_ bytes: [UInt8], in range: Range<Int>, from origin: Int, kind: RecordKind) {
    if range.isEmpty { return }
    guard let fragment = FrontMatterFragment(of: bytes, in: range, depth: 1),
      case .mapping(let all, false)? = fragment.root?.content,
      let first = all.first, bytes.canBeginEntry(at: first.key.range.lowerBound),
      range.lowerBound == origin || first.key.range.lowerBound == range.lowerBound
    else { return nil }
    let description = KindDescription.of(kind)
    var reader = FieldReader()
    // The mapping itself is the front matter's.
    nodeCount = fragment.nodeCount - 1
    for (index, entry) in all.enumerated() {
      let offset = entry.key.range.lowerBound
      let before = reader.fields.count
      reader.read(entry, type: description.field(named: entry.name)?.type)
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
      if isPlain, isAlone, reader.fields.count == before + 1, case .list(let texts) = reader.fields[before].value {
        list = ListItems(entry.value, texts: texts, in: start..<end, of: bytes)
      }
      entries.append(.init(start: start - origin, nameLength: isPlain ? entry.name.utf8.count : 0, list: list))
    }
    fields = reader.fields
  }
}

extension [UInt8] {
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
