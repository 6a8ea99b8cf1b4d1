/// Words to look for, understood as words and nothing else.
///
/// Signs of the query language have no meaning here: every word is quoted. A word also finds longer ones that begin with it, and words that differ
/// in letter case or marks. What the tokenizer makes several words of, such as `2026-05-03`, is looked for as a phrase.
package struct SearchWords: Sendable, Hashable {
  /// How several words are meant.
  package enum Need: Sendable, Hashable {
    /// Every word has to be there.
    case all
    /// Two of the words have to be there, or the only one.
    case two
  }

  /// The words, each once; without those that hold no letter or digit.
  package let words: [String]
  /// Of each word, what a text of ASCII has to hold, in small letters.
  private let runs: [[[UInt8]]]

  /// The most words that are looked for.
  private static let most = 24

  /// Divides a text at its blanks.
  package init(_ text: String) {
    var words: [String] = []
    for word in text.split(whereSeparator: \.isWhitespace) where words.count < Self.most {
      let isWord = word.unicodeScalars.contains { $0.properties.isAlphabetic || $0.properties.numericType != nil }
      let plain = String(word).filter { $0 != "\0" }
      if isWord, !words.contains(plain) { words.append(plain) }
    }
    self.init(words: words)
  }

  /// Takes a question's words but for those that every question has, without the ending of the plural.
  package init(ofQuestion text: String) {
    let letters = text.split { !$0.isLetter && !$0.isNumber }.map { String($0).lowercased() }
    let telling = letters.filter { $0.count > 3 && !Self.common.contains($0) }
    let words = (telling.isEmpty ? letters : telling).map {
      $0.count > 4 && $0.hasSuffix("s") ? String($0.dropLast()) : $0
    }
    self.init(words: Array(Set(words)).sorted { ($1.count, $0) < ($0.count, $1) }.prefix(8).sorted())
  }

  private init(words: [String]) {
    self.words = words
    runs = words.map(Self.runs)
  }

  /// Words of more than three letters that say nothing of what a question is about.
  private static let common: Set<String> = [
    "about", "after", "again", "also", "another", "because", "been", "before", "best", "better", "could", "does",
    "doing",
    "done", "each", "from", "going", "good", "have", "having", "here", "into", "just", "know", "like", "make", "many",
    "more", "most", "much", "must", "need", "only", "other", "ought", "over", "really", "same", "shall", "should",
    "some",
    "such", "take", "tell", "than", "that", "their", "them", "then", "there", "these", "they", "thing", "think", "this",
    "those", "very", "want", "well", "were", "what", "when", "where", "whether", "which", "while", "whom", "whose",
    "will",
    "with", "without", "would", "your",
  ]

  package var isEmpty: Bool { words.isEmpty }

  /// The query in FTS5's language.
  ///
  /// Source: <https://sqlite.org/fts5.html#full_text_query_syntax>
  func query(_ need: Need) -> String {
    let quoted = words.map { "\"" + $0.replacing("\"", with: "\"\"") + "\" *" }
    guard need == .two, quoted.count > 1 else { return quoted.joined(separator: " AND ") }
    let pairs = quoted.indices.flatMap { first in
      quoted.indices.dropFirst(first + 1).map { "(\(quoted[first]) AND \(quoted[$0]))" }
    }
    return pairs.joined(separator: " OR ")
  }

  /// Says by a quick look whether the words may be in a text; only a text for which this is true is worth the index.
  ///
  /// - Parameter need: With `.two` one word is enough.
  package func mayMatch(_ text: ArraySlice<UInt8>, _ need: Need = .all) -> Bool {
    text.withUnsafeBufferPointer { text in
      // A letter outside ASCII may lose its mark and become any letter.
      guard text.allSatisfy({ $0 < 0x80 }) else { return true }
      return switch need {
      case .all: runs.allSatisfy { $0.allSatisfy { Self.contains(text, $0) } }
      case .two: runs.contains { $0.allSatisfy { Self.contains(text, $0) } }
      }
    }
  }

  private static func contains(_ text: UnsafeBufferPointer<UInt8>, _ run: [UInt8]) -> Bool {
    guard let first = run.first, text.count >= run.count else { return false }
    let isLetter = isLetter(first)
    for start in 0...text.count - run.count {
      let byte = text[start]
      guard byte == first || isLetter && byte | 0x20 == first else { continue }
      var length = 1
      while length < run.count, lowercased(text[start + length]) == run[length] { length += 1 }
      if length == run.count { return true }
    }
    return false
  }

  /// The runs of letters and digits of a word; none of a word with letters outside ASCII, which only the index understands.
  private static func runs(of word: String) -> [[UInt8]] {
    guard word.utf8.allSatisfy({ $0 < 0x80 }) else { return [] }
    return word.utf8.map(lowercased).split { !isLetter($0) && !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      .map(Array.init)
  }

  /// Whether a byte is a small letter.
  private static func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }
}
