import Records
package import Space

/// Looks for words in records as they are.
package enum RecordSearch {
  /// A record with those parts of it that are looked at.
  package struct Source: Sendable {
    let file: RecordFile
    /// The UTF-8 offsets that are looked at; nil for all.
    let parts: [Range<Int>]?

    package init(_ file: RecordFile, parts: [Range<Int>]? = nil) {
      self.file = file
      self.parts = parts
    }

    /// The bytes with comments and everything else blanked out, so that places stay what they are.
    fileprivate var bytes: [UInt8] {
      let text = Comments.blanked(file.bytes)
      guard let parts else { return text }
      var bytes = [UInt8](repeating: UInt8(ascii: " "), count: text.count)
      for part in parts { bytes.replaceSubrange(part, with: text[part]) }
      return bytes
    }
  }

  /// What was found, and how many records hold it.
  package struct Result: Sendable {
    package let found: [FoundText]
    /// How many more records hold the words.
    package let more: Int
  }

  /// The records in which the words are, the best first, each with the line that holds most of them.
  ///
  /// - Throws: `SearchError.failed`.
  package static func find(
    _ words: SearchWords,
    _ need: SearchWords.Need = .all,
    in sources: [Source],
    limit: Int
  ) throws(SearchError) -> Result {
    guard !words.isEmpty else { return Result(found: [], more: 0) }
    let index = try TextIndex()
    for (number, source) in sources.enumerated() where words.mayMatch(source.file.bytes[...], need) {
      try index.add(source.bytes, as: number)
    }
    let found = try index.matches(words, need, limit: limit).map { match in
      let file = sources[match.number].file
      let lines = file.document?.lines ?? LineTable(file.bytes)
      let numbers = match.places.map { lines.line(at: $0.lowerBound) }
      let counts = Dictionary(numbers.map { ($0, 1) }, uniquingKeysWith: +)
      let best = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 1
      return FoundText(
        path: file.path,
        bytes: file.bytes,
        range: lines.range(ofLine: best).trimmingBlanks(in: file.bytes),
        line: best,
        places: match.places,
        more: counts.count - 1
      )
    }
    return Result(found: found, more: try index.count(words, need) - found.count)
  }
}

extension Range<Int> {
  /// The range without blanks at its beginning.
  fileprivate func trimmingBlanks(in bytes: [UInt8]) -> Range {
    let start = first { bytes[$0] != UInt8(ascii: " ") && bytes[$0] != UInt8(ascii: "\t") } ?? upperBound
    return start..<upperBound
  }
}
