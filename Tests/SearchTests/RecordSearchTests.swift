import Git
import History
import Records
import Search
import Space
import TestSupport
import Testing

struct RecordSearchTests {
  private func found(_ words: String, in texts: [String]) throws -> [FoundText] {
    let files = texts.enumerated().map { number, text in
      RecordFile(path: "goals/\(number).md", bytes: Array(text.utf8), standing: .saved)
    }
    return try RecordSearch.find(SearchWords(words), in: files.map { .init($0) }, limit: 10).found
  }

  @Test func `the line with most of the words is shown, and the others are counted`() throws {
    let text = "---\ntitle: A journal\n---\nOne journal.\r\n  Two journals, one Journal.\nNone.\n"
    let found = try #require(try found("journal", in: [text]).first)
    #expect(found.line == 5)
    #expect(found.text == "Two journals, one Journal.")
    #expect(found.more == 2)
    #expect(found.commit == nil)
  }

  @Test func `a part that isn't looked at has no words`() throws {
    let file = RecordFile(
      path: "goals/x.md",
      bytes: Array("---\ntitle: Alpha\nnote: beta\n---\nGamma\n".utf8),
      standing: .saved
    )
    let title = try #require(file.document?.frontMatter["title"]?.range)
    let source = RecordSearch.Source(file, parts: [title])
    #expect(try RecordSearch.find(SearchWords("alpha"), in: [source], limit: 1).found.map(\.line) == [2])
    #expect(try RecordSearch.find(SearchWords("beta"), in: [source], limit: 1).found.isEmpty)
    #expect(try RecordSearch.find(SearchWords("gamma"), in: [source], limit: 1).found.isEmpty)
  }

  @Test func `of a long line the part around the words is shown, in whole characters`() throws {
    let seed: UInt64 = 160
    var generator = SplitMix64(seed: seed)
    let pieces = ["é", "你", "a", " ", "word", "😀", "-", "w", " word "]
    for round in 0..<LawLength.cases / 4 {
      let line = (0..<Int.random(in: 1...400, using: &generator)).map { _ in
        pieces.randomElement(using: &generator) ?? ""
      }.joined()
      let place = Int.random(in: 0...1, using: &generator)
      let text = "---\ntitle: x\n---\n" + (place == 0 ? line + " word\n" : "word " + line)
      let found = try #require(try found("word", in: [text]).first, "seed \(seed), round \(round)")
      #expect(!found.text.unicodeScalars.contains("\u{FFFD}"), "seed \(seed), round \(round)")
      #expect(found.text.utf8.count <= 200)
      #expect(!found.places.isEmpty)
      let bytes = Array(found.text.utf8)
      for place in found.places {
        #expect(bytes[place].starts(with: "word".utf8), "seed \(seed), round \(round)")
      }
    }
  }

  @Test func `a phrase over the end of a long line shows the line's beginning`() throws {
    let text = "---\ntitle: x\n---\n" + String(repeating: "z", count: 300) + " 2026-05\n03 and on\n"
    let found = try #require(try found("2026-05-03", in: [text]).first)
    #expect(found.text.utf8.count < 200)
  }
}

struct PastSearchTests {
  private func past(_ words: String, _ fixture: FixtureRepository, limit: Int = 10) async throws -> PastSearch.Result {
    let space = try Space(fixture.reopened())
    let history = try History(repository: space.repository)
    return try await PastSearch.find(SearchWords(words), in: history, present: space.records().files, limit: limit)
  }

  private static func goal(_ body: String) -> String { "---\ntitle: X\n---\n\(body)\n" }

  @Test func `each text is found once, with the first commit that held it`() async throws {
    let fixture = try FixtureRepository()
    let first = try fixture.commit("1", files: ["goals/x.md": Self.goal("Alpha beta\nwrapped gamma.\n\n- Alpha item")])
    let second = try fixture.commit("2", files: ["goals/x.md": Self.goal("Alpha delta.\n\n- Alpha item")])
    try fixture.commit("3", files: ["goals/x.md": Self.goal("Alpha beta\nwrapped gamma.\n\n- Alpha item\n- Other")])
    try fixture.commit("4", files: ["goals/x.md": nil, "goals/y.md": Self.goal("Alpha delta.")])
    let found = try await past("alpha", fixture).found
    #expect(found.map(\.text) == ["Alpha delta.", "Alpha delta.", "- Alpha item", "Alpha beta wrapped gamma."])
    #expect(found.map(\.path) == ["goals/y.md", "goals/x.md", "goals/x.md", "goals/x.md"])
    #expect(found.dropFirst().map(\.commit) == [second, first, first])
    #expect(found.map(\.isPresent) == [true, false, false, false])
    #expect(try await past("beta gamma", fixture).found.map(\.line) == [4])
  }

  @Test func `comments are looked for neither now nor in the past, but code that looks like one is`() async throws {
    let fixture = try FixtureRepository()
    let text = Self.goal("<!-- granted:\nAlpha -->\nBeta.\n\n```\n<!-- gamma -->\n```\n")
    try fixture.commit("1", files: ["goals/x.md": text])
    let file = RecordFile(path: "goals/x.md", bytes: Array(text.utf8), standing: .saved)
    for (word, count) in [("alpha", 0), ("granted", 0), ("beta", 1), ("gamma", 1)] {
      #expect(try RecordSearch.find(SearchWords(word), in: [.init(file)], limit: 9).found.count == count)
      #expect(try await past(word, fixture).found.count == count)
    }
  }

  @Test func `a file with a byte order mark has fields of their own`() async throws {
    let fixture = try FixtureRepository()
    for status in ["proposed", "active"] {
      let text = "\u{FEFF}---\ntitle: Alpha\nstatus: \(status)\n---\n"
      try fixture.commit(status, files: ["goals/x.md": text])
    }
    #expect(try await past("alpha", fixture).found.map(\.text) == ["title: Alpha"])
  }

  @Test func `a text that moved with its record is found at its first place alone`() async throws {
    let fixture = try FixtureRepository()
    try fixture.commit("1", files: ["goals/x.md": Self.goal("Alpha.")])
    try fixture.commit("2", files: ["goals/x.md": nil, "goals/y.md": Self.goal("Alpha.")])
    #expect(try await past("alpha", fixture).found.map(\.path) == ["goals/x.md"])
  }

  @Test func `what a merge brought by itself, and what stood on a branch, is found`() async throws {
    let fixture = try FixtureRepository()
    try fixture.commit("1", files: ["goals/x.md": Self.goal("One.")])
    try fixture.createBranch("side")
    try fixture.commit("2", files: ["goals/x.md": Self.goal("Two.")])
    try fixture.switchTo("side")
    try fixture.commit("3", files: ["goals/y.md": Self.goal("Sideways.")])
    try fixture.merge("main", files: ["goals/x.md": Self.goal("Merged.")])
    for word in ["sideways", "merged", "two"] { #expect(try await past(word, fixture).found.count == 1) }
  }

  @Test func `the latest come first, and the others are counted; what is no record isn't looked at`() async throws {
    let fixture = try FixtureRepository()
    #expect(try await past("alpha", fixture).found.isEmpty)
    for number in 1...5 {
      try fixture.commit("\(number)", files: ["goals/x.md": Self.goal("Alpha \(number)."), "README.md": "Alpha\n"])
    }
    let result = try await past("alpha", fixture, limit: 2)
    #expect(result.found.map(\.text) == ["Alpha 5.", "Alpha 4."])
    #expect(result.more == 3)
  }
}
