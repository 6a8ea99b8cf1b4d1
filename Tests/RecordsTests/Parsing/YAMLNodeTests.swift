import Records
import Testing

struct YAMLNodeTests {
  @Test(arguments: [
    ("plain", "plain"), ("two words  # comment", "two words"), ("'it''s'", "'it''s'"), ("\"a\\nb\"  ", "\"a\\nb\""),
    ("[a, b] # c", "[a, b]"), ("{a: 1}", "{a: 1}"), ("one\n  two\n\n  three  # c", "one\n  two\n\n  three"),
    ("'one\n  two'", "'one\n  two'"), ("🩺 你", "🩺 你"), ("", ""), ("   # none yet", ""),
    ("[\n  a,\n  b,\n  ]", "[\n  a,\n  b,\n  ]"),
    ("*alias", "*alias"), ("&x a", "&x a"), ("!t a", "!t a"),
    ("|\n  a\n  b\n\n\n# c", "|\n  a\n  b\n"), ("|+\n  a\n\n\n# c", "|+\n  a\n\n\n"),
    (">-  # c\n  a\n  b\n\n", ">-  # c\n  a\n  b\n"),
    ("|2\n    a\n\n", "|2\n    a\n"), ("|\n  a\n     \n\n", "|\n  a\n     \n"),
  ])
  func `a node's range is its exact source`(_ typed: String, expected: String) throws {
    for before in ["", "first: ä€🩺\n"] {
      for after in ["", "z: 1\n"] {
        let document = try document("---\n\(before)value: \(typed)\n\(after)---\nbody\n")
        #expect(try source(of: document.frontMatter["value"], in: document) == expected)
      }
    }
  }

  @Test(arguments: ["\n", "\r\n"])
  func `re-parsing a value's source alone gives the value`(_ ending: String) throws {
    let values = [
      "plain", "'a''b'", "\"x\\ty\"", "[a, {b: c}]", "|\n  a\n   b\n\n", ">\n  a\n  b\n\n", "|+\n  a\n\n", "|-\n  a\n",
      "\n  - a\n  - b: c\n    d: e\n", "\n  k: v\n  l: [w]\n", "a\n  b",
    ]
    for value in values {
      let text = "---\nx: 你\nvalue: \(value)\nz: 1\n---\n".replacing("\n", with: ending)
      let node = try #require(try document(text).frontMatter["value"])
      let slice = Array(text.utf8)[node.range]
      // Values on lines of their own keep their first line's indentation.
      let isBlock = value.first == "\n"
      let alone =
        "---\nvalue:\(isBlock ? "\n  " : " ")".replacing("\n", with: ending) + String(decoding: slice, as: UTF8.self)
      let again = try document(alone + (alone.hasSuffix(ending) ? "" : ending) + "---")
      #expect(again.frontMatter["value"]?.hasSameValue(as: node) == true)
    }
  }

  @Test func `blocks end with their last value, not at the next token`() throws {
    let document = try document("---\na:\n  - x  # c\n  - y: 1\n    z: 2  # d\n\n# e\nb: 1\n---\n")
    #expect(try source(of: document.frontMatter["a"], in: document) == "- x  # c\n  - y: 1\n    z: 2")
  }

  @Test func `a list at its key's own indentation belongs to the key`() throws {
    let document = try document("---\na:\n- x\n- y\nb: 1\n---\n")
    #expect(try source(of: document.frontMatter["a"], in: document) == "- x\n- y")
  }

  @Test func `styles are remembered`() throws {
    let document = try document("---\na: x\nb: 'x'\nc: \"x\"\nd: |\n  x\ne: >\n  x\n---\n")
    let styles = document.frontMatter.entries.map { entry in
      if case .scalar(_, let style) = entry.value.content { style } else { ScalarStyle.plain }
    }
    #expect(styles == [.plain, .singleQuoted, .doubleQuoted, .literal, .folded])
  }
}
