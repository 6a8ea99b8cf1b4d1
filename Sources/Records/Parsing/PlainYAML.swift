/// Front matter in the few forms that nearly all of it has, read without a YAML parser; whatever looks otherwise is left to that.
///
/// A line is `key: value`, `key:` before the lines of its list or mapping, or an item after its indentation and `- `. The key is made of letters, digits,
/// `_` and `-`; the value is one line of printable ASCII, plain or in quotes without escapes. Blank lines and comments may stand between and behind.
/// Lines of any other form make the answer nil.
struct PlainYAML {
  private let bytes: [UInt8]
  private let end: Int
  private var offset: Int

  /// How many lists and mappings may be inside each other; what is nested deeper is rare.
  private static let deepest = 8

  /// How many entries a mapping may have, since each is compared with all before it.
  private static let mostEntries = 128
  private static let usualEntries = 8

  private init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    offset = range.lowerBound
    end = range.upperBound
  }

  /// Reads the entries of the front matter itself whose lines are between two offsets.
  static func entries(_ bytes: [UInt8], in range: Range<Int>) -> [YAMLNode.Entry]? {
    var reader = PlainYAML(bytes, range)
    guard let entries = reader.readEntries(at: 0, isAtKey: false, depth: 1), reader.nextColumn() == nil else {
      return nil
    }
    return entries
  }

  /// Reads one item of a list whose lines are between two offsets.
  static func item(_ bytes: [UInt8], in range: Range<Int>) -> YAMLNode? {
    var reader = PlainYAML(bytes, range)
    guard let column = reader.nextColumn(), let list = reader.readItems(at: column, depth: 2),
      reader.nextColumn() == nil, let items = list.items, items.count == 1
    else { return nil }
    return items[0]
  }

  // MARK: - Lists and mappings

  /// Reads the items whose hyphens stand at a column, up to a line that is something else.
  private mutating func readItems(at column: Int, depth: Int) -> YAMLNode? {
    guard depth <= Self.deepest else { return nil }
    var items: [YAMLNode] = []
    var start = offset
    while nextColumn() == column, isHyphen(at: offset + column) {
      let line = offset
      offset += column
      if items.isEmpty { start = offset }
      offset += 1
      skipSpaces()
      let begin = offset
      if let entries = readEntries(at: begin - line, isAtKey: true, depth: depth + 1) {
        items.append(.mapping(of: entries))
      } else {
        offset = begin
        guard let value = readScalar(), readRestOfLine() else { return nil }
        items.append(value)
      }
    }
    guard let last = items.last else { return nil }
    return YAMLNode(range: start..<last.range.upperBound, content: .sequence(items, isFlow: false))
  }

  /// Reads the entries whose keys stand at a column, up to a line that is indented otherwise; nil if there is none.
  ///
  /// - Parameter isAtKey: Whether the first key has been reached already.
  private mutating func readEntries(at column: Int, isAtKey: Bool, depth: Int) -> [YAMLNode.Entry]? {
    guard depth <= Self.deepest else { return nil }
    var entries: [YAMLNode.Entry] = []
    entries.reserveCapacity(Self.usualEntries)
    var isAtKey = isAtKey
    while isAtKey || nextColumn() == column {
      if !isAtKey { offset += column }
      isAtKey = false
      guard let key = readKey(), let value = readValue(ofKeyAt: column, depth: depth) else { return nil }
      guard entries.count < Self.mostEntries, !entries.contains(where: { isSame($0.key.range, key.range) }) else {
        return nil
      }
      entries.append(YAMLNode.Entry(key: key, value: value))
    }
    return entries.isEmpty ? nil : entries
  }

  private func isSame(_ key: Range<Int>, _ other: Range<Int>) -> Bool {
    key.count == other.count && zip(key, other).allSatisfy { bytes[$0] == bytes[$1] }
  }

  private mutating func readKey() -> YAMLNode? {
    let start = offset
    while let byte = peek(), Self.isPartOfKey(byte) { offset += 1 }
    guard offset > start, !ASCII.isDigit(bytes[start]), bytes[start] != ASCII.hyphen else { return nil }
    let key = scalar(start..<offset, .plain)
    guard peek() == ASCII.colon else { return nil }
    offset += 1
    return key
  }

  /// Reads what follows a colon, to the end of its last line.
  private mutating func readValue(ofKeyAt column: Int, depth: Int) -> YAMLNode? {
    let start = offset
    skipSpaces()
    if let first = peek(), first != ASCII.lineFeed, first != ASCII.hash {
      guard offset > start, let value = readScalar(), readRestOfLine() else { return nil }
      return value
    }
    offset = start
    guard readRestOfLine() else { return nil }
    if let next = nextColumn(), next >= column {
      if isHyphen(at: offset + next) { return readItems(at: next, depth: depth + 1) }
      if next > column { return readEntries(at: next, isAtKey: false, depth: depth + 1).map(YAMLNode.mapping) }
    }
    return scalar(start..<start, .plain)
  }

  /// Passes blank lines and comments, and tells how many spaces stand before what is on the next line; nil at the end.
  private mutating func nextColumn() -> Int? {
    while skipBlankLine() {}
    guard offset < end else { return nil }
    var first = offset
    while first < end, bytes[first] == ASCII.space { first += 1 }
    return first - offset
  }

  private func isHyphen(at place: Int) -> Bool {
    place + 1 < end && bytes[place] == ASCII.hyphen && bytes[place + 1] == ASCII.space
  }

  // MARK: - Lines

  private mutating func readScalar() -> YAMLNode? {
    guard let first = peek(), Self.isPrintable(first) else { return nil }
    switch first {
    case UInt8(ascii: "\""): return readQuoted(first, .doubleQuoted)
    case UInt8(ascii: "'"): return readQuoted(first, .singleQuoted)
    case ASCII.hyphen: return nil
    default: return Self.isIndicator(first) ? nil : readPlain()
    }
  }

  private mutating func readQuoted(_ quote: UInt8, _ style: ScalarStyle) -> YAMLNode? {
    let start = offset
    offset += 1
    while let byte = peek(), byte != quote {
      guard Self.isPrintable(byte), byte != UInt8(ascii: "\\") || style == .singleQuoted else { return nil }
      offset += 1
    }
    guard peek() == quote else { return nil }
    offset += 1
    // Two quotes are one within the text.
    guard peek() != quote else { return nil }
    return scalar(start..<offset, text: start + 1..<offset - 1, style)
  }

  private mutating func readPlain() -> YAMLNode? {
    let start = offset
    var valueEnd = offset
    while let byte = peek(), byte != ASCII.lineFeed {
      guard Self.isPrintable(byte) else { return nil }
      if byte == ASCII.hash, bytes[offset - 1] == ASCII.space { break }
      offset += 1
      if byte == ASCII.colon {
        guard let next = peek(), next != ASCII.space, next != ASCII.lineFeed else { return nil }
      }
      if byte != ASCII.space { valueEnd = offset }
    }
    offset = valueEnd
    return scalar(start..<valueEnd, .plain)
  }

  /// Passes blanks, a comment after them, and the line's end; false if anything else is there.
  private mutating func readRestOfLine() -> Bool {
    let start = offset
    skipSpaces()
    if peek() == ASCII.hash {
      guard offset > start else { return false }
      while let byte = peek(), byte != ASCII.lineFeed {
        guard Self.isPrintable(byte) else { return false }
        offset += 1
      }
    }
    guard peek() == ASCII.lineFeed else { return false }
    offset += 1
    return true
  }

  /// Passes a line that is blank or a comment; stays where it is and says false if it is neither.
  private mutating func skipBlankLine() -> Bool {
    let start = offset
    skipSpaces()
    if peek() == ASCII.hash {
      while let byte = peek(), Self.isPrintable(byte) { offset += 1 }
    }
    if peek() == ASCII.lineFeed {
      offset += 1
      return true
    }
    offset = start
    return false
  }

  private mutating func skipSpaces() {
    while peek() == ASCII.space { offset += 1 }
  }

  private func peek() -> UInt8? {
    offset < end ? bytes[offset] : nil
  }

  private func scalar(_ range: Range<Int>, text: Range<Int>? = nil, _ style: ScalarStyle) -> YAMLNode {
    let text = String(decoding: bytes[text ?? range], as: UTF8.self)
    return YAMLNode(range: range, content: .scalar(text: text, style: style))
  }

  /// Says whether a byte means something at the start of a value; the quotes and the hyphen are not asked about. See
  /// [YAML 1.2, indicator characters](https://yaml.org/spec/1.2.2/#53-indicator-characters).
  private static func isIndicator(_ byte: UInt8) -> Bool {
    switch Unicode.Scalar(byte) {
    case "?", ":", ",", "[", "]", "{", "}", "#", "&", "*", "!", "|", ">", "%", "@", "`": true
    default: false
    }
  }

  private static func isPrintable(_ byte: UInt8) -> Bool { byte >= 0x20 && byte < 0x7F }

  private static func isPartOfKey(_ byte: UInt8) -> Bool {
    ASCII.isLowercase(byte) || ASCII.isDigit(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
      || byte == UInt8(ascii: "_") || byte == ASCII.hyphen
  }
}

extension YAMLNode {
  /// A block mapping of entries, of which there must be at least one.
  static func mapping(of entries: [Entry]) -> YAMLNode {
    let range = entries[0].key.range.lowerBound..<entries[entries.count - 1].value.range.upperBound
    return YAMLNode(range: range, content: .mapping(entries, isFlow: false))
  }

  /// How many scalars, lists, mappings and aliases this is, itself included.
  package var nodeCount: Int {
    switch content {
    case .scalar, .alias: 1
    case .sequence(let items, _): items.reduce(1) { $0 + $1.nodeCount }
    case .mapping(let entries, _): entries.reduce(1) { $0 + $1.key.nodeCount + $1.value.nodeCount }
    }
  }
}
