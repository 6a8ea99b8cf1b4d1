import Records
import Testing

struct SettingTests {
  private func set(_ value: String, in typed: String) throws -> String {
    try edited("---\na: 1\nfield:\(typed)z: 2\n---\nbody") { try $0.setting("field", to: .text(value)) }
  }

  @Test(arguments: [
    (" old\n", " new\n"), (" old  # comment\n", " new  # comment\n"), ("   old   \n", "   new   \n"),
    (" 'old'\n", " 'new'\n"),
    (" \"old\" # c\n", " \"new\" # c\n"), ("\n", " new\n"), (" \n", " new \n"),
    ("   # none yet\n", " new   # none yet\n"),
    (" one\n  two\n", " new\n"), (" |\n  one\n  two\n\n\n", " new\n\n\n"), (" >-  # why\n  one\n", " new  # why\n"),
    (" |+\n  one\n\n", " new\n"), (" *alias\n", " new\n"), (" !!str old\n", " new\n"),
    (" old\r\n", " new\r\n"), (" 🩺\n", " new\n"),
  ])
  func `only the value's bytes change`(_ typed: String, expected: String) throws {
    #expect(try set("new", in: typed) == "---\na: 1\nfield:\(expected)z: 2\n---\nbody")
  }

  @Test(arguments: [
    ("Re: thesis", "\"Re: thesis\""), ("@ana", "\"@ana\""), ("#1", "\"#1\""), ("cohort #2", "\"cohort #2\""),
    ("[draft] paper", "\"[draft] paper\""), ("no", "no"), ("1:30", "1:30"), ("2026-03-01", "2026-03-01"), ("", "\"\""),
    (" x ", "\" x \""), ("a\nb", "\"a\\nb\""), ("\u{1B}[31m", "\"\\e[31m\""), ("it's", "it's"),
    ("a\u{2028}b", "\"a\\u2028b\""),
    ("-5", "-5"), ("- x", "\"- x\""), ("C#", "C#"), ("a, b", "a, b"), ("\u{202E}x", "\"\\u202Ex\""),
    ("back\\slash", "back\\slash"),
  ])
  func `a value that needs quotes gets them`(_ value: String, written: String) throws {
    #expect(try set(value, in: " old\n") == "---\na: 1\nfield: \(written)\nz: 2\n---\nbody")
  }

  @Test func `single quotes stay where they can hold the text`() throws {
    #expect(try set("it's: new", in: " 'old'\n").contains("field: 'it''s: new'\n"))
    #expect(try set("a\tb", in: " 'old'\n").contains("field: \"a\\tb\"\n"))
  }

  @Test func `an equal value needs no edit`() throws {
    #expect(try document("---\na: 'x'\n---\n").setting("a", to: .text("x")).isEmpty)
    #expect(try document("---\na: [x]\n---\n").setting("a", to: .list(["x"])).isEmpty)
  }

  @Test func `a new field follows its nearest predecessor`() throws {
    let order = ["id", "title", "status", "target"]
    let text = "---\ntitle: |\n  x\n\nother: 1  # c\n---\n"
    let added = try edited(text) { try $0.setting("target", to: .text("2026-06-30"), order: order) }
    #expect(added == "---\ntitle: |\n  x\ntarget: 2026-06-30\n\nother: 1  # c\n---\n")
    let last = try edited(text) { try $0.setting("custom", to: .text("y"), order: order) }
    #expect(last == "---\ntitle: |\n  x\n\nother: 1  # c\ncustom: y\n---\n")
  }

  @Test(arguments: [
    "---\n---\n", "---\r\n---\r\nbody", "---\n---", "---\n# nothing yet\n---\n", "\u{FEFF}---\na: 1\n---\n",
    "---\na:\n  - x\n  # c\n---\n",
    "---\n  a: 1\n  b: 2\n---\n", "---\n{a: 1}\n---\n", "---\n{}\n---\n", "---\n{a: 1,b: [c]} # c\n---\n",
    "---\na: |+\n  x\n\n---\n",
    "---\na:\n---\n", "---\n? a\n: b\n---\n", "---\na: {b: 1,\n  c: 2}  # d\n\n---\n", "---\n{\n  a: 1,\n}\n---\n",
    "---\n{a}\n---\n",
    "---\na: b\n  c\n---\n", "---\r\na: 1\r\n---\r\n", "---\ra: 1\r---\r",
  ])
  func `setting and unsetting a new field gives the same bytes`(_ text: String) throws {
    for order in [[], ["a", "field", "b"], ["field", "a"]] {
      for value in [FieldValue.text("x: y"), .list(["p, q", "r"]), .list([])] {
        let set = try edited(text) { try $0.setting("field", to: value, order: order) }
        #expect(try edited(set) { try $0.unsetting("field") } == text)
      }
    }
  }

  @Test func `front matter between braces is edited between its braces`() throws {
    #expect(
      try edited("---\n{a: 1, b: x}\n---\n") { try $0.setting("b", to: .text("p, q")) }
        == "---\n{a: 1, b: \"p, q\"}\n---\n"
    )
    #expect(try edited("---\n{a, b: x}\n---\n") { try $0.setting("a", to: .text("1")) } == "---\n{a: 1, b: x}\n---\n")
    #expect(try edited("---\n{a: 1, b: x}\n---\n") { try $0.unsetting("a") } == "---\n{b: x}\n---\n")
  }

  @Test func `unsetting removes the field's whole lines`() throws {
    let text = "---\n# above\na: 1\nb: |\n  x\n  y\n\nc:\n  - 1  # one\n  - 2\nd: e\n---\n"
    #expect(try edited(text) { try $0.unsetting("b") } == text.replacing("b: |\n  x\n  y\n", with: ""))
    #expect(try edited(text) { try $0.unsetting("c") } == text.replacing("c:\n  - 1  # one\n  - 2\n", with: ""))
    #expect(try edited("---\na: 1\n---\n") { try $0.unsetting("a") } == "---\n---\n")
  }

  @Test func `what can't be done says why`() throws {
    let document = try document("---\na: 1\nl: [x]\nm: {k: v}\n---\n")
    #expect(throws: EditError.noSuchField(name: "x")) { try document.unsetting("x") }
    #expect(throws: EditError.fieldIsNotScalar(name: "l")) { try document.setting("l", to: .text("x")) }
    #expect(throws: EditError.fieldIsNotScalar(name: "m")) { try document.setting("m", to: .text("x")) }
    #expect(throws: EditError.fieldIsNotList(name: "a")) { try document.setting("a", to: .list(["x"])) }
    #expect(throws: EditError.fieldIsNotList(name: "m")) { try document.setting("m", to: .list(["x"])) }
    #expect(throws: EditError.cannotHold(name: "a")) { try document.setting("a", to: .text("a\u{0}")) }
  }
}

struct VerifiedEditTests {
  @Test(arguments: ["2\nc: 3", "2\nb: 3", "2\n---\n", "[", "2"])
  func `an edit that changes anything else is refused`(_ replacement: String) throws {
    let document = try document("---\na: 1\nb: 2\n---\nbody\n")
    let edit = Edit(range: 7..<8, text: replacement)
    let change = ExpectedChange.field(name: "a", value: .text("3"))
    #expect(throws: EditError.cannotEdit(name: "a")) { try document.applyingVerified([edit], expecting: change) }
  }

  @Test func `an edit that does what it should is made`() throws {
    let document = try document("---\na: 1\n---\nbody\n")
    let change = ExpectedChange.field(name: "a", value: .text("3"))
    let result = try document.applyingVerified([Edit(range: 7..<8, text: "3")], expecting: change)
    #expect(result == Array("---\na: 3\n---\nbody\n".utf8))
  }
}
