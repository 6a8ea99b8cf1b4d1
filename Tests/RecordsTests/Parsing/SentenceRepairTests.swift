import Records
import Testing

struct SentenceRepairTests {
  /// Applies every fix of an unreadable record.
  private func repaired(_ text: String) throws -> Document {
    let edits = try problems(of: text).flatMap(\.fixes).flatMap(\.edits)
    return try Document.parse(Edit.apply(edits, to: Array(text.utf8)))
  }

  @Test(arguments: [
    "Re: thesis", "@ana", "[draft] paper", "50% done: yes", "`code` review", "%percent", "| text", "> text", "- a dash",
    "? why", "\"quoted\" start", "'quoted' start", "'tis the season", "*starred* word", "{a} b", "} c", "] d", ", e",
    "Re:", "& more", "[x", "{x", "\"x", "say \"a: b\"", "back\\slash: x", "é 你: 🩺", "{{version}}",
  ])
  func `a sentence that YAML refuses becomes text by quotes alone`(_ sentence: String) throws {
    for ending in ["\n", "\r\n"] {
      for rest in ["", "z: 1\n"] {
        let text = "---\nid: x\ntitle: \(sentence)\n\(rest)---\nbody\n".replacing("\n", with: ending)
        let found = try problems(of: text)
        #expect(found.map(\.code) == [.unquotedSentence])
        #expect(found[0].start?.line == 3)
        #expect(found[0].line == "title: \(sentence)")
        let document = try repaired(text)
        #expect(document.frontMatter.text("title") == sentence)
        let expected = text.replacing(sentence, with: YAMLText.doubleQuoted(sentence))
        #expect(String(decoding: document.bytes, as: UTF8.self) == expected)
      }
    }
  }

  @Test func `a sentence in a list is quoted too`() throws {
    let document = try repaired("---\nskills:\n  - fine\n  - @ana\n  - [a] b\n---\n")
    #expect(document.frontMatter["skills"]?.items?.map(\.text) == ["fine", "@ana", "[a] b"])
  }

  @Test func `all sentences of a record are found in one run`() throws {
    let text = "---\ntitle: Re: thesis\nowner: @ana\nnote: fine\narea: [draft] paper\nreason: \"so\" he said\n---\n"
    let found = try problems(of: text)
    #expect(found.map { $0.start?.line } == [2, 3, 5, 6])
    let document = try repaired(text)
    #expect(
      document.frontMatter.entries.map(\.value.text) == [
        "Re: thesis", "@ana", "fine", "[draft] paper", "\"so\" he said",
      ]
    )
  }

  @Test func `a comment after a sentence stays a comment`() throws {
    let document = try repaired("---\ntitle: Re: thesis  # first try\n---\n")
    #expect(document.frontMatter.text("title") == "Re: thesis")
    #expect(String(decoding: document.bytes, as: UTF8.self).contains("\"Re: thesis\"  # first try\n"))
  }

  @Test(arguments: [
    "a: 1\n b: 2\n", "title: \"one\n  two\nb: 1\n", "a: [x,\n  y,\nb: 1\n", "title: Re: one\n  two: three\n",
    "title: Re: thesis\na:\n\tb: 1\n", "- a: b: c\n", "title: Re: a\ntitle: b\n",
  ])
  func `without proof there is no fix`(_ content: String) throws {
    let found = try problems(of: "---\n\(content)---\n")
    #expect(!found.isEmpty)
    #expect(found.flatMap(\.fixes).isEmpty)
  }

  @Test func `a sentence beside an error without remedy is still named`() throws {
    let found = try problems(of: "---\ntitle: Re: thesis\na:\n\tb: 1\n---\n")
    #expect(found.map(\.code) == [.unquotedSentence, .tabIndentation])
  }

  @Test func `values that YAML reads otherwise than typed have a fix too`() throws {
    let document = try document("---\ntitle: !important note\nowner: *ana\narea: &b\n---\n")
    let fixed = Edit.apply(document.findings.flatMap(\.fixes).flatMap(\.edits), to: document.bytes)
    let values = try Document.parse(fixed).frontMatter.entries.map(\.value.text)
    #expect(values == ["!important note", "*ana", "&b"])
  }

  @Test(.timeLimit(.minutes(10))) func `of hundreds of bad lines the first are told`() throws {
    let lines = (0..<3000).map { "k\($0): a: b\n" }.joined()
    let found = try problems(of: "---\n\(lines)---\n")
    #expect(found.count == 33)
  }
}
