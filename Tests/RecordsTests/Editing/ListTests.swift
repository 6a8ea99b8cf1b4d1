import Records
import Testing

struct ListTests {
  @Test(arguments: [
    ("", " [new]"), (" []", " [new]"), (" [a]", " [a, new]"), (" [a, b]  # c", " [a, b, new]  # c"),
    (" [\n  a,\n  b\n  ]", " [\n  a,\n  b, new\n  ]"),
    ("\n  - a\n  - b  # c", "\n  - a\n  - b  # c\n  - new"), ("\n- a", "\n- a\n- new"),
  ])
  func `an item goes to the list's end`(_ typed: String, expected: String) throws {
    let text = "---\nlist:\(typed)\nz: 1\n---\n"
    #expect(try edited(text) { try $0.inserting("new", intoList: "list") } == "---\nlist:\(expected)\nz: 1\n---\n")
  }

  @Test func `a missing list is created in its place`() throws {
    let result = try edited("---\ntitle: x\nz: 1\n---\n") {
      try $0.inserting("p, q", intoList: "skills", order: ["title", "skills"])
    }
    #expect(result == "---\ntitle: x\nskills: [\"p, q\"]\nz: 1\n---\n")
  }

  @Test func `an item that is there already needs no edit`() throws {
    #expect(try document("---\nlist: ['a']\n---\n").inserting("a", intoList: "list").isEmpty)
  }

  @Test(arguments: [
    (" [x]", " []"), (" [ x ]", " []"), (" [x, a]", " [a]"), (" [a, x]  # c", " [a]  # c"), (" [a, x, b]", " [a, b]"),
    ("\n  - x", " []"), ("  # c\n  - x  # d", " []  # c"), ("\n  - a\n  - x\n  - b", "\n  - a\n  - b"),
    ("\n- x\n- b", "\n- b"),
  ])
  func `an item leaves and the rest stays`(_ typed: String, expected: String) throws {
    let text = "---\nlist:\(typed)\nz: 1\n---\n"
    #expect(try edited(text) { try $0.removing("x", fromList: "list") } == "---\nlist:\(expected)\nz: 1\n---\n")
  }

  @Test(arguments: [
    (" [a]", " [x, \"y, z\"]"), ("\n  - a\n  - b  # c", "\n  - x\n  - y, z  # c"),
    (" [a, b] # c", " [x, \"y, z\"] # c"),
  ])
  func `a whole list is replaced in its own form`(_ typed: String, expected: String) throws {
    let text = "---\nlist:\(typed)\nz: 1\n---\n"
    #expect(
      try edited(text) { try $0.setting("list", to: .list(["x", "y, z"])) } == "---\nlist:\(expected)\nz: 1\n---\n"
    )
  }

  @Test(arguments: [(" x", " [x]"), (" 'x'  # c", " [x]  # c"), (" x, y", " [\"x, y\"]")])
  func `a single text becomes a list of one`(_ typed: String, expected: String) throws {
    let text = "---\nlist:\(typed)\nz: 1\n---\n"
    #expect(try edited(text) { try $0.bracketing("list") } == "---\nlist:\(expected)\nz: 1\n---\n")
  }

  @Test(arguments: ["", " [x]", " {x: y}", " |\n  x"])
  func `what is no single text stays as it is`(_ typed: String) throws {
    #expect(try document("---\nlist:\(typed)\n---\n").bracketing("list").isEmpty)
  }

  @Test func `what can't be done says why`() throws {
    let document = try document("---\na: 1\nl: [x]\nm: [{k: v}]\n---\n")
    #expect(throws: EditError.fieldIsNotList(name: "a")) { try document.inserting("x", intoList: "a") }
    #expect(throws: EditError.cannotEdit(name: "m")) { try document.inserting("x", intoList: "m") }
    #expect(throws: EditError.noSuchField(name: "n")) { try document.removing("x", fromList: "n") }
    #expect(throws: EditError.noSuchItem(name: "l")) { try document.removing("y", fromList: "l") }
    #expect(throws: EditError.fieldIsNotList(name: "a")) { try document.removing("x", fromList: "a") }
  }
}
