import Git
package import History
import Records
package import Space

/// Looks for words in everything that records ever said.
package enum PastSearch {
  /// What was found.
  package struct Result: Sendable {
    /// In the order of history, the latest first.
    package let found: [FoundText]
    /// How many more there are.
    package let more: Int
  }

  /// A text of a record where words may be.
  private struct Candidate {
    let version: Int
    let passage: Passage
  }

  /// The fields, items and paragraphs in which all the words are, each text of a record once, with the first commit that held it.
  ///
  /// - Parameters:
  ///   - present: The records as they are now.
  ///   - limit: The most texts, counted from the latest.
  /// - Throws: `HistoryError`, `SearchError`.
  package static func find(
    _ words: SearchWords,
    in history: History,
    present: [RecordFile],
    limit: Int
  ) async throws -> Result {
    guard !words.isEmpty, var versions = try await history.versions() else { return Result(found: [], more: 0) }
    let index = try TextIndex()
    var seen: Set<[UInt8]> = []
    var kept: [PastVersion] = []
    var candidates: [Candidate] = []
    while let batch = try await versions.next() {
      for version in batch where words.mayMatch(version.bytes[...]) && Document.hasFrontMatter(version.bytes) {
        let text = Comments.blanked(version.bytes)
        let fitting = Passage.all(in: text).filter { passage in
          words.mayMatch(text[passage.range])
            && seen.insert(Array(version.path.utf8) + [0] + version.bytes[passage.range]).inserted
        }
        guard !fitting.isEmpty else { continue }
        for passage in fitting {
          try index.add(Array(version.bytes[passage.range]), as: candidates.count)
          candidates.append(Candidate(version: kept.count, passage: passage))
        }
        kept.append(version)
      }
    }
    let files = Dictionary(present.map { ($0.path, $0.bytes) }) { first, _ in first }
    let found = try index.matches(words, by: .latest, limit: limit).map { match in
      let candidate = candidates[match.number]
      let version = kept[candidate.version]
      let start = candidate.passage.range.lowerBound
      return FoundText(
        path: version.path,
        bytes: version.bytes,
        range: candidate.passage.range,
        line: candidate.passage.line,
        places: match.places.map { $0.lowerBound + start..<$0.upperBound + start },
        commit: version.commit,
        isPresent: files[version.path].map { $0.contains(version.bytes[candidate.passage.range]) } ?? false
      )
    }
    return Result(found: found, more: try index.count(words) - found.count)
  }
}

extension [UInt8] {
  /// Whether bytes stand somewhere in these.
  fileprivate func contains(_ part: ArraySlice<UInt8>) -> Bool {
    guard let first = part.first, count >= part.count else { return part.isEmpty }
    return (0...count - part.count).contains { start in
      self[start] == first && self[start..<start + part.count].elementsEqual(part)
    }
  }
}
