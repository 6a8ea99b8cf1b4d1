/// Front matter in the few forms that nearly all of it has, read without a YAML parser; whatever looks otherwise is left to that.
///
/// A line is `key: value`, in a list of mappings or scalars after its indentation and `- `. The key is made of letters, digits, `_` and `-`; the value is one line of
/// printable ASCII, plain or in quotes without escapes. Blank lines and comments may stand between and behind. Lines of any other form make the answer nil.
struct PlainYAML {
  private let bytes: [UInt8]
  private let end: Int
  private var offset: Int

  private init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    offset = range.lowerBound
    end = range.upperBound
  }

  /// Reads the entries of the front matter itself whose lines are between two offsets.
  static func entries(_ bytes: [UInt8], in range: Range<Int>) -> [YAMLNode.Entry]? {
    var reader = PlainYAML(bytes, range)
    return reader.readEntries(at: 0, isFirst: false)
  }

  /// Reads one item of a list whose lines are between two offsets.
  static func item(_ bytes: [UInt8], in range: Range<Int>) -> YAMLNode? {
    var reader = PlainYAML(bytes, range)
    return reader.readItem()
  }

  private mutating func readItem() -> YAMLNode? {
    let start = offset
    skipSpaces()
    guard peek() == ASCII.hyphen else { return nil }
    offset += 1
    let hyphenEnd = offset
    skipSpaces()
    guard offset > hyphenEnd else { return nil }
    let column = offset - start
    let begin = offset
    if let entries = readEntries(at: column, isFirst: true) { return .mapping(of: entries) }
    offset = begin
    guard let value = readValue(), readRestOfLine() else { return nil }
    while offset < end {
      guard skipBlankLine() else { return nil }
    }
    return value
  }

  /// Reads entries whose keys stand at a column, to the end.
  ///
  /// - Parameter isFirst: Whether the first key has been reached already.
  private mutating func readEntries(at column: Int, isFirst: Bool) -> [YAMLNode.Entry]? {
    var entries: [YAMLNode.Entry] = []
    var isAtKey = isFirst
    while offset < end {
      if !isAtKey {
        if skipBlankLine() { continue }
        let start = offset
        skipSpaces()
        guard offset - start == column else { return nil }
      }
      isAtKey = false
      guard let key = readKey(), let value = readValue(), readRestOfLine() else { return nil }
      guard !entries.contains(where: { $0.name == key.text }) else { return nil }
      entries.append(YAMLNode.Entry(key: key, value: value))
    }
    return entries.isEmpty ? nil : entries
  }

  private mutating func readKey() -> YAMLNode? {
    let start = offset
    while let byte = peek(), Self.isPartOfKey(byte) { offset += 1 }
    guard offset > start, !ASCII.isDigit(bytes[start]), bytes[start] != ASCII.hyphen else { return nil }
    let key = scalar(start..<offset, .plain)
    guard peek() == ASCII.colon else { return nil }
    offset += 1
    guard peek() == ASCII.space else { return nil }
    skipSpaces()
    return key
  }

  private mutating func readValue() -> YAMLNode? {
    guard let first = peek() else { return nil }
    switch first {
    case UInt8(ascii: "\""): return readQuoted(first, .doubleQuoted)
    case UInt8(ascii: "'"): return readQuoted(first, .singleQuoted)
    case UInt8(ascii: "/"): return readPlain()
    case ASCII.hyphen: return nil
    default: return Self.isPartOfKey(first) ? readPlain() : nil
    }
  }

  private mutating func readQuoted(_ quote: UInt8, _ style: ScalarStyle) -> YAMLNode? {
    let start = offset
    offset += 1
    while let byte = peek(), byte != quote {
      guard Self.isPrintable(byte), byte != UInt8(ascii: "\\") else { return nil }
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

  private static func isPrintable(_ byte: UInt8) -> Bool { byte >= 0x20 && byte < 0x7F }

  private static func isPartOfKey(_ byte: UInt8) -> Bool {
    ASCII.isLowercase(byte) || ASCII.isDigit(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
      || byte == UInt8(ascii: "_") || byte == ASCII.hyphen
  }
}

extension YAMLNode {
  /// A block mapping of entries, of which there is at least one.
  static func mapping(of entries: [Entry]) -> YAMLNode? {
    guard let first = entries.first, let last = entries.last else { return nil }
    let range = first.key.range.lowerBound..<last.value.range.upperBound
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
