import Search
import TestSupport
import Testing

struct TextIndexTests {
  private func found(_ query: String, in texts: [String], _ need: SearchWords.Need = .all) throws -> [Int] {
    let index = try TextIndex()
    for (number, text) in texts.enumerated() { try index.add(Array(text.utf8), as: number) }
    return try index.matches(SearchWords(query), need, limit: 10).map(\.number).sorted()
  }

  @Test(arguments: [
    ("journal", [0, 1]), ("JOURNAL", [0, 1]), ("journal choose", [0]), ("jour", [0, 1]), ("urnal", []),
    ("muller", [2]), ("Müller", [2]), ("mu\u{308}ller", [2]), ("2026-05-03", [3]), ("2026-05-04", []), ("年", [4]),
  ])
  func `words are found whatever their case and marks`(query: String, expected: [Int]) throws {
    let texts = [
      "How do I choose a journal?", "Two journals", "Ask Dr. Mu\u{308}ller", "due:2026-05-03 and 2026-06-04", "年 2026",
    ]
    #expect(try found(query, in: texts) == expected)
  }

  @Test func `two of several words are enough where that is asked`() throws {
    let texts = ["grant writing course", "grant office", "writing a grant", "nothing"]
    #expect(try found("grant writing deadline", in: texts, .two) == [0, 2])
    #expect(try found("grant", in: texts, .two) == [0, 1, 2])
  }

  @Test(arguments: [
    "\"", "\"\"", "*", "AND", "NOT", "a AND", "NEAR(", "text:", "{text}:x", "-x", "^a", "(", ")", "a OR OR b", "'",
    ";--", "\0",
    "a\0b", "\u{1}\u{2}", "text : \"x", "NEAR(a b, 10)", "+", "a + b", "\u{202e}x", String(repeating: "(", count: 5000),
    String(repeating: "a ", count: 5000), "😀", "%", "\\",
  ])
  func `what the query language has signs for is only text here`(query: String) throws {
    for need in [SearchWords.Need.all, .two] {
      _ = try found(query, in: ["a b AND near text x", "\"quoted\" (words)"], need)
    }
  }

  @Test func `random queries never fail`() throws {
    let seed: UInt64 = 20_261_125
    var generator = SplitMix64(seed: seed)
    let pieces = [
      "\"", "*", "(", ")", "AND", "OR", "NOT", "NEAR", "a", "b", " ", ":", "^", "-", "+", "{", "}", "é", "\u{0}", "'",
      ",",
    ]
    let index = try TextIndex()
    try index.add(Array("a b é".utf8), as: 1)
    for round in 0..<LawLength.cases {
      let query = (0..<Int.random(in: 1...12, using: &generator)).map { _ in
        pieces.randomElement(using: &generator) ?? ""
      }.joined()
      #expect(throws: Never.self, "seed \(seed), round \(round): \(query)") {
        _ = try index.matches(SearchWords(query), .all, limit: 3)
        _ = try index.matches(SearchWords(query), .two, limit: 3)
      }
    }
  }

  @Test func `places are those of the text itself, whatever stands in it`() throws {
    let text = "\u{1}é\u{2} 你 Journal\0 journals"
    let index = try TextIndex()
    try index.add(Array(text.utf8), as: 7)
    let match = try #require(try index.matches(SearchWords("journal"), limit: 1).first)
    let bytes = Array(text.utf8)
    #expect(match.places.map { String(decoding: bytes[$0], as: UTF8.self) } == ["Journal", "journals"])
  }

  @Test func `a text that the quick look leaves out has no match`() throws {
    let seed: UInt64 = 7
    var generator = SplitMix64(seed: seed)
    let pieces = ["a", "B", "ab", "é", "e", " ", "-", "1", "\u{301}", "x"]
    func text(_ length: Int) -> String {
      (0..<length).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
    }
    for round in 0..<LawLength.cases {
      let (words, content) = (SearchWords(text(4)), Array(text(8).utf8))
      for need in [SearchWords.Need.all, .two] where !words.isEmpty && !words.mayMatch(content[...], need) {
        let index = try TextIndex()
        try index.add(content, as: 1)
        #expect(try index.matches(words, need, limit: 1) == [], "seed \(seed), round \(round)")
      }
    }
  }
}
