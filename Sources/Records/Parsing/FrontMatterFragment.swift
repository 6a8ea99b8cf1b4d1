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
    if depth == 1, let entries = PlainYAML.entries(bytes, in: range) {
      let mapping = YAMLNode.mapping(of: entries)
      root = mapping
      nodeCount = mapping.nodeCount
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

  /// Reads the one item of a list that stands between two offsets; nil if that can't be done alone.
  ///
  /// - Parameter depth: How deep the list is nested; 2 for a field's.
  package static func item(of bytes: [UInt8], in range: Range<Int>, depth: Int) -> YAMLNode? {
    if let item = PlainYAML.item(bytes, in: range) { return item }
    guard let fragment = FrontMatterFragment(of: bytes, in: range, depth: depth),
      case .sequence(let items, false)? = fragment.root?.content, items.count == 1
    else { return nil }
    return items[0]
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
