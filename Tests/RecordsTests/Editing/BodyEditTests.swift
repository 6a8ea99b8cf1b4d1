import Records
import TestSupport
import Testing

struct BodyEditTests {
  private func added(_ line: String, under heading: String, to body: String) throws -> String {
    let front = "---\na: 1\n---\n"
    return String(try edited(front + body) { try $0.addingLine(line, under: heading) }.dropFirst(front.count))
  }

  @Test(arguments: [
    ("## P\n", "## P\n- x\n"), ("## P", "## P\n- x"), ("## P\n\n## Q\n", "## P\n- x\n\n## Q\n"),
    ("## P\n- a\n\n\n## Q\n", "## P\n- a\n- x\n\n\n## Q\n"),
    ("## P\n- a", "## P\n- a\n- x"), ("## p\n\n- a\n", "## p\n\n- a\n- x\n"),
    ("", "## P\n- x\n"), ("text\n", "text\n\n## P\n- x\n"), ("text\n\n", "text\n\n## P\n- x\n"),
    ("text", "text\n\n## P\n- x"),
    ("## Q\n", "## Q\n\n## P\n- x\n"), ("```\n## P\n```\n", "```\n## P\n```\n\n## P\n- x\n"),
  ])
  func `a line goes to the end of its section`(_ body: String, expected: String) throws {
    #expect(try added("- x", under: "P", to: body) == expected)
  }

  @Test(arguments: [
    ("", "## P\n- x\n"), ("## A\n## Q\n", "## A\n## P\n- x\n\n## Q\n"), ("## q\n", "## P\n- x\n\n## q\n"),
    ("## A\n\n## R\n", "## A\n\n## P\n- x\n\n## R\n"), ("### Q\n", "### Q\n\n## P\n- x\n"),
    ("## Z", "## Z\n\n## P\n- x"), ("```\n## Q\n```\n", "```\n## Q\n```\n\n## P\n- x\n"),
    ("## p\n## Q\n", "## p\n## Q\n"),
  ])
  func `a section comes to stand before the first that follows it`(_ body: String, expected: String) throws {
    let front = "---\na: 1\n---\n"
    let text = try edited(front + body) { document in
      try document.addingSection("P", lines: ["- x"], order: ["A", "P", "Q", "R"])
    }
    #expect(text == front + expected)
  }

  @Test(arguments: [
    ("## P\n", "a\n\n- b\r\n  c", "## P\na\n\n- b\n  c\n"),
    ("## P\n\nold\n\n## Q\n", "\n\nnew\n \n", "## P\n\nold\n\nnew\n\n## Q\n"),
    ("## P", "# S\n ## T\n#5 and #x", "## P\n\\# S\n \\## T\n#5 and #x"), ("", "a\nb", "## P\na\nb\n"),
    ("## P\n## Q\n", "```\n# no heading\n```\n# S", "## P\n```\n# no heading\n```\n\\# S\n## Q\n"),
    ("## P\n", " \n\n", "## P\n"),
    ("## P\n", "---\ntitle: x\n---", "## P\n---\ntitle: x\n---\n"),
  ])
  func `a text keeps its lines and begins no section`(_ body: String, _ text: String, expected: String) throws {
    let front = "---\na: 1\n---\n"
    #expect(try edited(front + body) { try $0.addingText(text, under: "P") } == front + expected)
  }

  @Test(arguments: ["```\na", "a\n<!-- b"])
  func `a text that would swallow what follows isn't added`(_ text: String) throws {
    let document = try Document.parse(Array("---\na: 1\n---\n## P\n\n## Q\n- [ ] x\n".utf8))
    #expect(throws: EditError.cannotEdit(name: "P")) { try document.addingText(text, under: "P") }
  }

  @Test func `line endings are the file's own`() throws {
    let text = "---\r\na: 1\r\n---\r\n## P\r\n- a\r\n"
    #expect(try edited(text) { try $0.addingLine("- x", under: "P") } == text + "- x\r\n")
  }

  @Test func `a closing fence without newline gets a body`() throws {
    #expect(try edited("---\na: 1\n---") { try $0.addingLine("- x", under: "P") } == "---\na: 1\n---\n## P\n- x")
  }

  @Test func `a line is one line`() throws {
    let document = try document("---\na: 1\n---\n")
    #expect(throws: EditError.cannotHold(name: "P")) { try document.addingLine("a\nb", under: "P") }
    #expect(throws: EditError.cannotHold(name: "P\n")) { try document.addingLine("a", under: "P\n") }
  }

  @Test(arguments: TaskState.allCases)
  func `marking a task changes one character`(_ state: TaskState) throws {
    let text = "---\na: 1\n---\n- [ ] é a\r\n\t* [X] b\n"
    let document = try document(text)
    for task in document.body.tasks {
      let result = document.applying(document.marking(task, as: state))
      #expect(result.count == text.utf8.count)
      let again = try Document.parse(result).body.tasks
      #expect(again.first { $0.text == task.text }?.state == state)
      #expect(zip(result, document.bytes).filter { $0 != $1 }.count == (task.state == state ? 0 : 1))
    }
  }
}

struct SlugTests {
  @Test(arguments: [
    ("Toxicity paper: hypofractionated breast", "toxicity-paper-hypofractionated-breast"),
    ("Ana’s résumé & CV", "anas-resume-cv"),
    ("Straße in Łódź", "strasse-in-lodz"), ("你好", "record"), ("", "record"), ("  --  ", "record"),
    ("CON", "con-record"), ("com1", "com1-record"), ("Next", "next-record"), ("last", "last-record"),
    ("../../etc/passwd", "etc-passwd"), ("a\u{301}b", "ab"),
  ])
  func `a title becomes a file name that every system takes`(_ title: String, expected: String) {
    #expect(slug(for: title) == expected)
  }

  @Test func `long titles end at a word`() {
    let long = slug(for: String(repeating: "mentoring ", count: 20))
    #expect(long.utf8.count <= 60)
    #expect(long.hasSuffix("mentoring"))
    #expect(slug(for: String(repeating: "x", count: 500)).utf8.count == 60)
  }
}

struct RecordIdentifierTests {
  @Test func `identities have six letters and digits, the first a letter`() {
    var generator = SplitMix64(seed: 7)
    for _ in 0..<200 {
      let identifier = RecordIdentifier.make(using: &generator)
      #expect(identifier.wholeMatch(of: /[a-z][a-z0-9]{5}/) != nil)
    }
  }
}
