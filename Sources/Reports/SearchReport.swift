package import Git
package import History
import Records
package import Search
package import Space

/// What `rapport search` says: where the words are, in whose record, in the person's own words.
package struct SearchReport: Sendable {
  /// What is known of the commit that first held a text.
  package struct Origin: Sendable, Hashable {
    package let day: String
    package let author: String

    package init(day: String, author: String) {
      self.day = day
      self.author = author
    }
  }

  private let found: [FoundText]
  /// How many more there are.
  package let more: Int
  private let titles: [String: String]
  private let origins: [ObjectID: Origin]

  /// - Parameters:
  ///   - files: The records as they are.
  ///   - origins: The commits of what was found in the past.
  package init(_ found: [FoundText], more: Int, files: [RecordFile], origins: [ObjectID: Origin] = [:]) {
    self.found = found
    self.more = more
    self.origins = origins
    titles = Dictionary(files.map { ($0.path, $0.title) }) { first, _ in first }
  }

  package var isEmpty: Bool { found.isEmpty }

  /// For each place its path and line with the record's title, and under it the words.
  package var lines: [StyledText] {
    found.flatMap { item -> [StyledText] in
      var head = StyledText("\(item.path):\(item.line)", .heading)
      if let title = titles[item.path], title != RecordFile.stem(of: item.path) {
        head += "  \(ValueText.shortened(title, to: 48))"
      }
      if let commit = item.commit {
        let origin = origins[commit].map { "\($0.day)  \($0.author)  " } ?? ""
        head += StyledText("  \(origin)\(commit.abbreviated)\(item.isPresent ? "" : "  not there any more")", .faint)
      }
      let rest = item.more > 0 ? StyledText("  and \(item.more) more \(item.more == 1 ? "line" : "lines")", .faint) : ""
      return [head, "  " + Self.marked(item) + rest]
    }
  }

  package func json(_ words: SearchWords, isPast: Bool) -> JSONValue {
    .object([
      .init("schema", .string("rapport/search/1")),
      .init("words", .strings(words.words)),
      .init("history", .boolean(isPast)),
      .init("results", .array(results)),
      .init("more", .integer(more)),
    ])
  }

  /// The places as JSON.
  package var results: [JSONValue] {
    found.map { item in
      .object([
        .init("path", .string(item.path)),
        .init("line", .integer(item.line)),
        .init("title", .optional(titles[item.path])),
        .init("text", .string(item.text)),
        .init("moreLines", .integer(item.more)),
        .init("commit", .optional(item.commit?.hex)),
        .init("day", .optional(item.commit.flatMap { origins[$0]?.day })),
        .init("isPresent", .boolean(item.isPresent)),
      ])
    }
  }

  /// The text with what was found made to stand out.
  private static func marked(_ item: FoundText) -> StyledText {
    let bytes = Array(item.text.utf8)
    var line = StyledText("")
    var end = 0
    for place in item.places where place.lowerBound >= end && place.upperBound <= bytes.count {
      line += StyledText(String(decoding: bytes[end..<place.lowerBound], as: UTF8.self))
      line += StyledText(String(decoding: bytes[place], as: UTF8.self), .strong)
      end = place.upperBound
    }
    return line + StyledText(String(decoding: bytes[end...], as: UTF8.self))
  }
}
