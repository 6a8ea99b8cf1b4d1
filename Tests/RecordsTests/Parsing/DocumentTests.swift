import Records
import Testing

struct DocumentTests {
  @Test(arguments: [
    "---\ntitle: x\n---\nbody\n",
    "\u{FEFF}---\ntitle: x\n---\nbody\n",
    "---\r\ntitle: x\r\n---\r\nbody\r\n",
    "---  \t\ntitle: x\n--- \t\nbody\n",
    "---\ntitle: x\n---",
    "---\rtitle: x\r---\rbody",
  ])
  func `fences may have a byte order mark, any line ending, blanks behind them, and end the file`(_ text: String) throws
  {
    let document = try document(text)
    #expect(document.frontMatter.text("title") == "x")
    #expect(document.bytes == Array(text.utf8))
    let body = String(decoding: document.bytes[document.bodyRange], as: UTF8.self)
    #expect(body.isEmpty || body.hasPrefix("body"))
  }

  @Test(arguments: ["---\n---\n", "---\n---", "---\n\n# only a comment\n---\n"])
  func `empty front matter is a mapping without entries`(_ text: String) throws {
    #expect(try document(text).frontMatter.entries.isEmpty)
  }

  @Test(arguments: ["no", "1:30", "2026-03-01", "1e3", "~", "0x1F", "null", "+5"])
  func `scalars stay the text that was typed`(_ text: String) throws {
    #expect(try document("---\nvalue: \(text)\n---\n").frontMatter["value"]?.text == text)
  }

  @Test func `only an opening fence makes a file a record`() {
    #expect(Document.hasFrontMatter(Array("---\n".utf8)))
    #expect(Document.hasFrontMatter(Array("---".utf8)))
    #expect(Document.hasFrontMatter(Array("\u{FEFF}--- \r\n".utf8)))
    #expect(!Document.hasFrontMatter(Array("".utf8)))
    #expect(!Document.hasFrontMatter(Array("----\n".utf8)))
    #expect(!Document.hasFrontMatter(Array(" ---\n".utf8)))
    #expect(!Document.hasFrontMatter(Array("# Title\n---\n".utf8)))
    #expect(!Document.hasFrontMatter(Array("--- title\n".utf8)))
  }

  @Test func `a list under three dashes in a block scalar's indentation is text`() throws {
    let document = try document("---\ntext: |\n  ---\n  x\n---\nbody\n")
    #expect(document.frontMatter["text"]?.text == "---\nx\n")
  }

  @Test func `aliases, anchors, tags and merge keys are read, reported and never expanded`() throws {
    let text = "---\na: &x one\nb: *x\nc: !!str 3\nd:\n  <<: *x\n---\n"
    let document = try document(text)
    #expect(document.frontMatter["b"]?.text == "*x")
    #expect(document.findings.map(\.code) == [.anchor, .alias, .tag, .mergeKey, .alias])
    #expect(document.findings.map { $0.start?.line } == [2, 3, 4, 6, 6])
  }

  @Test func `an alias bomb costs nothing`() throws {
    var text = "---\na0: &a0 [x, x]\n"
    for level in 1..<60 { text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
    let document = try document(text + "---\n")
    #expect(document.frontMatter.entries.count == 60)
  }

  @Test func `every duplicate key is reported where the second stands`() throws {
    let found = try problems(of: "---\na: 1\nb:\n  c: 1\n  c: 2\na: 3\n---\n")
    #expect(found.map(\.code) == [.duplicateKey, .duplicateKey])
    #expect(found.map(\.start) == [Position(line: 5, column: 3), Position(line: 6, column: 1)])
    #expect(found[1].summary.contains("line 2"))
  }

  @Test func `duplicate keys are found among many`() throws {
    let keys = (0..<40).map { "k\($0): \($0)\n" }.joined()
    for repeated in [3, 15, 16, 17, 39] {
      let found = try problems(of: "---\n\(keys)k\(repeated): again\n---\n")
      #expect(found.map(\.code) == [.duplicateKey])
      #expect(found[0].summary.contains("line \(repeated + 2)"))
    }
  }

  @Test func `a position behind an emoji counts characters`() throws {
    let found = try problems(of: "---\ntitle: 🩺 é 你\na: 1\na: 2\n---\n")
    #expect(found[0].start == Position(line: 4, column: 1))
  }

  @Test(arguments: [
    ("title: x\n", DiagnosticCode.frontMatterMissing),
    ("---\ntitle: x\n", .frontMatterNotClosed),
    ("---\na:\n\tb: 1\n---\n", .tabIndentation),
    ("---\n\ta: 1\n---\n", .tabIndentation),
    ("---\na: 1\n\tb: 2\n---\n", .tabIndentation),
    ("---\na: \u{1B}[31m\n---\n", .controlCharacter),
    ("---\n- a\n---\n", .notAMapping),
    ("---\njust words\n---\n", .notAMapping),
    ("---\n[a]: b\n---\n", .unsupportedKey),
    ("---\na: 1\n...\nb: 2\n---\n", .severalDocuments),
    ("---\na: 1\n...\n---\n", .severalDocuments),
    ("---\na: 1\n--- b\n---\n", .severalDocuments),
    ("---\na: \u{0}\n---\n", .nulByte),
    ("---\na: [x\nb: 1\n---\n", .unquotedSentence),
    ("---\na: 1\n b: 2\n---\n", .yamlSyntax),
    ("---\na: 1\nno field\nb: 2\n---\n", .yamlSyntax),
  ])
  func `what can't be read has its own code`(_ text: String, code: DiagnosticCode) throws {
    let found = try problems(of: text)
    #expect(found.map(\.code) == [code])
    #expect(found.allSatisfy { $0.help != nil && $0.severity == .error })
  }

  @Test(
    arguments: [
      [0x80], [0xC0, 0x80], [0xC3], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x82], [0xFF],
      [0xF0, 0x8F, 0x80, 0x80],
    ] as [[UInt8]]
  )
  func `invalid UTF-8 anywhere in the file is refused at its place`(_ sequence: [UInt8]) throws {
    let bytes = Array("---\na: 1\n---\nbody é ".utf8) + sequence
    let error = #expect(throws: UnreadableRecord.self) { try Document.parse(bytes) }
    #expect(error?.problem.code == .invalidUTF8)
    #expect(error?.problem.start == Position(line: 4, column: 8))
    #expect(error?.problem.line == nil)
  }

  @Test func `every valid character is accepted`() throws {
    let text = "\u{7F}\u{80}\u{7FF}\u{800}\u{D7FF}\u{E000}\u{FFFF}\u{10000}\u{10FFFF}"
    #expect(try document("---\na: 1\n---\n\(text)").bodyRange.count == text.utf8.count)
  }
}

struct ParsingLimitsTests {
  private func code(of text: String) throws -> DiagnosticCode {
    let error = #expect(throws: UnreadableRecord.self) { try Document.parse(Array(text.utf8)) }
    return try #require(error).problem.code
  }

  // Without the limit, libyaml takes 13 s for the first of these, and grows with the square of the length: at five times
  // the length the time limit would tell.
  @Test(
    .timeLimit(.minutes(10)),
    arguments: [("a: ", "["), ("", "{a: "), ("a: ", "[\n"), ("", "- "), ("a:\n", "? ")]
  )
  func `deep nesting is refused without being read to its end`(start: String, repeated: String) throws {
    let content = start + String(repeating: repeated, count: 250_000 / repeated.utf8.count)
    #expect(try code(of: "---\n\(content)\n---\n") == .tooDeep)
  }

  @Test func `nesting to the limit is read, one level more is not`() throws {
    func nested(_ depth: Int) -> String {
      "---\na: " + String(repeating: "[", count: depth - 1) + String(repeating: "]", count: depth - 1) + "\n---\n"
    }
    #expect(try document(nested(ParsingLimits.depth)).frontMatter["a"] != nil)
    #expect(try problems(of: nested(ParsingLimits.depth + 1)).map(\.code) == [.tooDeep])
  }

  @Test func `too many values are refused`() throws {
    let many = "---\na: [" + String(repeating: "x,", count: ParsingLimits.nodes) + "]\n---\n"
    #expect(try problems(of: many).map(\.code) == [.tooManyNodes])
    let few = "---\na: [" + String(repeating: "x,", count: ParsingLimits.nodes - 3) + "]\n---\n"
    #expect(try document(few).frontMatter["a"]?.items?.count == ParsingLimits.nodes - 3)
  }

  @Test func `large front matter and large files are refused`() throws {
    let long = "---\na: \(String(repeating: "x", count: ParsingLimits.frontMatterBytes))\n---\n"
    #expect(try code(of: long) == .frontMatterTooLarge)
    let huge = "---\na: 1\n---\n" + String(repeating: "x", count: 50_000_000)
    #expect(try code(of: huge) == .fileTooLarge)
  }

  @Test(.timeLimit(.minutes(10))) func `of thousands of findings the first hundred are told`() throws {
    let aliases = "---\na: [" + String(repeating: "*x, ", count: 15_000) + "]\n---\n"
    let keys = "---\n" + String(repeating: "k: 1\n", count: 9_000) + "---\n"
    let document = try document(aliases)
    #expect(document.findings.count == 100)
    #expect(document.findings.allSatisfy { $0.line == nil })
    #expect(try problems(of: keys).count == 100)
    let lists = try Document.parse(Array("---\nskills: [\(String(repeating: "[], ", count: 9_000))]\n---\n".utf8))
    #expect(
      Checks.diagnostics(for: lists, at: "goals/x.md", kind: .goal).filter { $0.code.rawValue == "goal-skills" }.count
        == 100
    )
  }
}
