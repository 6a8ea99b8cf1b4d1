/// Some whole entries or items of a front matter, read without the rest.
///
/// Entries of a block mapping, and items of a block list, mean the same alone as among others if they begin at the column where these do and nothing
/// in them points elsewhere: libyaml ends every value at the next line that begins at that column.
package struct FrontMatterFragment {
  /// The mapping or list; nil if nothing but blanks and comments stands there.
  package let root: YAMLNode?

  /// How many scalars, lists and mappings there are, keys included.
  package let nodeCount: Int

  /// Reads a fragment; nil if it can't be read or has what only the whole explains: duplicate keys, aliases, anchors, tags or merge keys.
  ///
  /// - Parameters:
  ///   - bytes: The file, valid UTF-8.
  ///   - range: The fragment's lines, in UTF-8 offsets from the file's start.
  ///   - depth: How deep the fragment is nested; 1 for entries of the front matter itself.
  package init?(of bytes: [UInt8], in range: Range<Int>, depth: Int) {
    if depth == 1, let entries = PlainEntries.read(bytes, in: range), let first = entries.first, let last = entries.last
    {
      root = YAMLNode(
        range: first.key.range.lowerBound..<last.value.range.upperBound,
        content: .mapping(entries, isFlow: false)
      )
      nodeCount = 1 + 2 * entries.count
      return
    }
    let parsed = bytes.withUnsafeBufferPointer { text in
      do throws(YAMLFailure) {
        return try YAMLReader.parse(text, in: range, depth: depth) as ParsedYAML?
      } catch {
        return nil
      }
    }
    guard let parsed, parsed.duplicates.isEmpty, parsed.oddities.isEmpty else { return nil }
    root = parsed.root
    nodeCount = parsed.nodeCount
  }
}

/// Entries that need no YAML to be read, as most that change: `key: value` on a line of letters, digits, spaces and a few other characters.
private enum PlainEntries {
  /// Reads all lines between two offsets; nil if any needs YAML, or two have the same key.
  static func read(_ bytes: [UInt8], in range: Range<Int>) -> [YAMLNode.Entry]? {
    var entries: [YAMLNode.Entry] = []
    var start = range.lowerBound
    while start < range.upperBound {
      var colon = start
      while colon < range.upperBound, isPartOfKey(bytes[colon]) { colon += 1 }
      guard colon > start, !ASCII.isDigit(bytes[start]), colon + 2 < range.upperBound, bytes[colon] == ASCII.colon,
        bytes[colon + 1] == ASCII.space, isPartOfKey(bytes[colon + 2])
      else { return nil }
      var end = colon + 2
      while end < range.upperBound, isPartOfValue(bytes[end]) { end += 1 }
      guard end < range.upperBound, bytes[end] == ASCII.lineFeed, bytes[end - 1] != ASCII.space else { return nil }
      let entry = YAMLNode.Entry(key: scalar(bytes, start..<colon), value: scalar(bytes, colon + 2..<end))
      guard !entries.contains(where: { $0.name == entry.name }) else { return nil }
      entries.append(entry)
      start = end + 1
    }
    return entries
  }

  private static func scalar(_ bytes: [UInt8], _ range: Range<Int>) -> YAMLNode {
    YAMLNode(range: range, content: .scalar(text: String(decoding: bytes[range], as: UTF8.self), style: .plain))
  }

  private static func isPartOfKey(_ byte: UInt8) -> Bool {
    ASCII.isLowercase(byte) || ASCII.isDigit(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
      || byte == UInt8(ascii: "_")
  }

  private static func isPartOfValue(_ byte: UInt8) -> Bool {
    switch byte {
    case ASCII.space, ASCII.hyphen, UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "/"), UInt8(ascii: "+"),
      UInt8(ascii: "("), UInt8(ascii: ")"):
      true
    default: isPartOfKey(byte)
    }
  }
}

/// Where the parts of a record are, found without reading what they say.
package struct RecordOutline: Sendable, Hashable {
  /// The front matter between its fence lines, in UTF-8 offsets from the file's start.
  package let frontMatter: Range<Int>

  /// Everything after the closing fence line.
  package let body: Range<Int>

  /// Finds the parts; nil if the text isn't sound, has no fences or is beyond a limit on bytes.
  package init?(_ bytes: [UInt8]) {
    guard bytes.count <= ParsingLimits.fileBytes else { return nil }
    let fences = bytes.withUnsafeBufferPointer { text -> Fences? in
      guard let start = Fences.endOfOpening(in: text), TextValidation.firstProblem(in: text) == nil else { return nil }
      return Fences(in: text, after: start)
    }
    guard let fences, fences.content.count <= ParsingLimits.frontMatterBytes else { return nil }
    frontMatter = fences.content
    body = fences.bodyStart..<bytes.count
  }
}
