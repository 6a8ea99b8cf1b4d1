import Records

/// The front matter of a version, cut into entries that can be read alone, and lists into items.
///
/// An entry is a piece if its key stands at the start of a line and begins with a letter, a digit or `_`; whatever else stands between such entries
/// belongs to the one before, or to the first. See `FrontMatterFragment` for why a piece means the same alone.
struct EntryPieces {
  /// One entry, or several that can't be told apart by their lines.
  struct Piece {
    var length: Int
    var names: [String]
    var fields: [RecordSnapshot.Field]

    /// The texts of the fields that name the record, if they are here.
    var id: String?
    var title: String?

    /// Scalars, lists and mappings, for the limit.
    var nodeCount: Int

    /// The items, where the piece is a block list of one key whose items have no identity.
    var list: ListPieces?
  }

  private(set) var pieces: [Piece]

  /// Reads a front matter; `nil` if only the whole can be read, or not even that.
  ///
  /// - Parameters:
  ///   - earlier: Another version, whose front matter begins at `start` of its bytes; its pieces are taken where they are the same.
  init?(
    _ bytes: [UInt8],
    in content: Range<Int>,
    kind: RecordKind,
    sharing earlier: (pieces: EntryPieces, start: Int, bytes: [UInt8])?
  ) {
    let description = KindDescription.of(kind)
    let shared = SharedPieces(
      lengths: earlier?.pieces.pieces.map(\.length) ?? [],
      from: earlier?.start ?? 0,
      of: earlier?.bytes ?? [],
      in: content,
      of: bytes
    ) { bytes.canBeginEntry(at: $0) }
    let old = earlier?.pieces.pieces ?? []
    var changed: [Piece] = []
    if !shared.changed.isEmpty {
      if let earlier, old.count - shared.front - shared.back == 1, let list = old[shared.front].list {
        let start = earlier.start + old[..<shared.front].reduce(0) { $0 + $1.length }
        let piece = old[shared.front].withItems(
          ListPieces(bytes, in: shared.changed, sharing: list, from: start, of: earlier.bytes)
        )
        changed = piece.map { [$0] } ?? []
      }
      if changed.isEmpty {
        guard let read = Self.read(bytes, shared.changed, isStart: shared.front == 0, description) else { return nil }
        changed = read
      }
    }
    pieces = old.prefix(shared.front) + changed + old.suffix(shared.back)
    guard !pieces.isEmpty, pieces.reduce(1, { $0 + $1.nodeCount }) <= ParsingLimits.nodes, hasUniqueNames else {
      return nil
    }
  }

  private var hasUniqueNames: Bool {
    var seen: Set<String> = []
    return pieces.allSatisfy { $0.names.allSatisfy { seen.insert($0).inserted } }
  }

  private static func read(
    _ bytes: [UInt8],
    _ range: Range<Int>,
    isStart: Bool,
    _ description: KindDescription
  ) -> [Piece]? {
    guard let root = FrontMatterFragment(of: bytes, in: range, depth: 1)?.root,
      case .mapping(let entries, false) = root.content,
      let first = entries.first, bytes.canBeginEntry(at: first.key.range.lowerBound),
      isStart || first.key.range.lowerBound == range.lowerBound
    else { return nil }
    var pieces: [Piece] = []
    var start = range.lowerBound
    var group: [YAMLNode.Entry] = []
    for entry in entries {
      let offset = entry.key.range.lowerBound
      if !group.isEmpty, bytes.canBeginEntry(at: offset) {
        pieces.append(Piece(group, length: offset - start, at: start, of: bytes, description))
        start = offset
        group = []
      }
      group.append(entry)
    }
    pieces.append(Piece(group, length: range.upperBound - start, at: start, of: bytes, description))
    return pieces
  }
}

extension EntryPieces.Piece {
  fileprivate init(
    _ entries: [YAMLNode.Entry],
    length: Int,
    at start: Int,
    of bytes: [UInt8],
    _ description: KindDescription
  ) {
    var reader = FieldReader(of: bytes)
    self.init(length: length, names: entries.map(\.name), fields: [], nodeCount: 0)
    for entry in entries {
      let type = description.field(named: entry.name)?.type
      reader.read(entry, type: type)
      nodeCount += 1 + entry.value.nodeCount
      if entry.name == "id" { id = entry.value.isEmpty ? nil : entry.value.text }
      if entry.name == description.titleField ?? "title" { title = entry.value.isEmpty ? nil : entry.value.text }
      if entries.count == 1, entry.name != OpenEntry.fieldName, reader.fields.count == 1,
        case .list(let texts) = reader.fields[0].value
      {
        list = ListPieces(entry.value, texts: texts, in: start..<start + length, of: bytes)
      }
    }
    fields = reader.fields
  }

  /// The piece with other items; `nil` for none.
  fileprivate func withItems(_ list: ListPieces?) -> Self? {
    guard let list, let path = fields.first?.path else { return nil }
    var piece = self
    piece.nodeCount += list.nodeCount - (self.list?.nodeCount ?? 0)
    piece.length = list.length
    piece.fields = [.init(path, .list(list.pieces.map(\.text)))]
    piece.list = list
    return piece
  }
}

/// The items of a block list that is the value of one key of the front matter.
struct ListPieces {
  struct Piece {
    var length: Int

    /// The item as history tells it.
    var text: String
    var nodeCount: Int
  }

  /// The length of what stands before the first item: the key's line, and comments.
  private let headLength: Int

  /// How many spaces stand before each item's hyphen.
  private let indentation: Int
  private(set) var pieces: [Piece]

  var length: Int { pieces.reduce(headLength) { $0 + $1.length } }
  var nodeCount: Int { pieces.reduce(0) { $0 + $1.nodeCount } }

  /// Cuts a list into its items; `nil` if their lines don't tell them apart.
  fileprivate init?(_ value: YAMLNode, texts: [String], in range: Range<Int>, of bytes: [UInt8]) {
    guard case .sequence(let items, false) = value.content, let first = items.first else { return nil }
    var start = first.range.lowerBound
    while start > range.lowerBound, bytes[start - 1] != newline { start -= 1 }
    indentation = bytes[start...].prefix { $0 == UInt8(ascii: " ") }.count
    headLength = start - range.lowerBound
    pieces = []
    guard headLength > 0, let cut = Self.cut(items, texts, in: start..<range.upperBound, of: bytes, indentation) else {
      return nil
    }
    pieces = cut
  }

  /// Reads a list by what it shares with an earlier one; `nil` if the rest can't be read alone.
  fileprivate init?(
    _ bytes: [UInt8],
    in range: Range<Int>,
    sharing earlier: ListPieces,
    from start: Int,
    of earlierBytes: [UInt8]
  ) {
    headLength = earlier.headLength
    indentation = earlier.indentation
    let itemsStart = range.lowerBound + headLength
    let indentation = earlier.indentation
    guard itemsStart < range.upperBound,
      bytes.hasSameBytes(at: range.lowerBound, as: earlierBytes, at: start, headLength),
      bytes.canBeginItem(at: itemsStart, indentation: indentation)
    else { return nil }
    let shared = SharedPieces(
      lengths: earlier.pieces.map(\.length),
      from: start + headLength,
      of: earlierBytes,
      in: itemsStart..<range.upperBound,
      of: bytes
    ) { bytes.canBeginItem(at: $0, indentation: indentation) }
    var changed: [Piece] = []
    if !shared.changed.isEmpty {
      guard let root = FrontMatterFragment(of: bytes, in: shared.changed, depth: 2)?.root,
        case .sequence(let items, false) = root.content,
        let cut = Self.cut(items, items.map(FieldReader.text(ofItem:)), in: shared.changed, of: bytes, indentation)
      else { return nil }
      changed = cut
    }
    pieces = earlier.pieces.prefix(shared.front) + changed + earlier.pieces.suffix(shared.back)
    guard !pieces.isEmpty else { return nil }
  }

  private static func cut(
    _ items: [YAMLNode],
    _ texts: [String],
    in range: Range<Int>,
    of bytes: [UInt8],
    _ indentation: Int
  ) -> [Piece]? {
    var starts: [Int] = []
    for item in items {
      // The hyphen, one blank at least, and the item on one line, at the same column as the others.
      var start = item.range.lowerBound
      while start > range.lowerBound, bytes[start - 1] == UInt8(ascii: " ") { start -= 1 }
      start -= 1 + indentation
      guard start >= range.lowerBound, bytes.canBeginItem(at: start, indentation: indentation) else { return nil }
      starts.append(start)
    }
    let ends = starts.dropFirst() + [range.upperBound]
    guard starts.first == range.lowerBound, zip(starts, ends).allSatisfy(<) else { return nil }
    return zip(zip(starts, ends), zip(items, texts)).map { place, item in
      Piece(length: place.1 - place.0, text: item.1, nodeCount: item.0.nodeCount)
    }
  }
}

private let newline = UInt8(ascii: "\n")

extension [UInt8] {
  /// Says whether a line begins here with what can be a plain key.
  fileprivate func canBeginEntry(at offset: Int) -> Bool {
    guard offset < count, offset == 0 || self[offset - 1] == newline else { return false }
    switch self[offset] {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      return true
    default: return false
    }
  }

  /// Says whether a line begins here with a hyphen and a space after as many spaces.
  fileprivate func canBeginItem(at offset: Int, indentation: Int) -> Bool {
    guard offset + indentation + 1 < count, offset == 0 || self[offset - 1] == newline else { return false }
    return self[offset..<offset + indentation].allSatisfy { $0 == UInt8(ascii: " ") }
      && self[offset + indentation] == UInt8(ascii: "-") && self[offset + indentation + 1] == UInt8(ascii: " ")
  }
}

extension YAMLNode {
  /// How many scalars, lists, mappings and aliases this is, itself included.
  fileprivate var nodeCount: Int {
    switch content {
    case .scalar, .alias: 1
    case .sequence(let items, _): items.reduce(1) { $0 + $1.nodeCount }
    case .mapping(let entries, _): entries.reduce(1) { $0 + $1.key.nodeCount + $1.value.nodeCount }
    }
  }
}
