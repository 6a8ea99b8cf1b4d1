import Foundation
import TestSupport
import Testing

@testable import Records

/// What is read without a YAML parser must be what the parser makes of it.
struct PlainYAMLTests {
  @Test(arguments: [
    "a: 1\nb-c: two words # note\n\n# comment\nlink: https://example.org/x#y\n", "t: \"Re: it's\"\nu: 'say \"no\"'\n",
  ])
  func `plain entries are read as YAML reads them`(text: String) throws {
    try expectSame(text, isItem: false)
    #expect(PlainYAML.entries(Array(text.utf8), in: 0..<text.utf8.count) != nil)
  }

  @Test(arguments: [
    "- one\n", "  - a: 1\n    b: \"2\"\n\n    # note\n    c: 3 # three\n", "-   wide: x\n    more: y\n", "- /path:x\n",
  ])
  func `plain items are read as YAML reads them`(text: String) throws {
    try expectSame(text, isItem: true)
    #expect(PlainYAML.item(Array(text.utf8), in: 0..<text.utf8.count) != nil)
  }

  @Test(arguments: [
    "a: b: c\n", "a: [1]\n", "a: \"x\\n\"\n", "a: 'it''s'\n", "a: x\n  y\n", "a: |\n  x\n", "a: 1\na: 2\n", "a:\n",
    "a: é\n", "a: x:\n", "a: &b c\n", "a: x\r\n", "a: x", "a: \"x\n", "- a\n", "a: 1\n b: 2\n", "a: \"b\"c\n",
    "a: 'b'#c\n",
  ])
  func `anything else is left to the parser`(text: String) {
    #expect(PlainYAML.entries(Array(text.utf8), in: 0..<text.utf8.count) == nil)
  }

  @Test func `random lines are read as YAML reads them, or not at all`() throws {
    let seed = UInt64(ProcessInfo.processInfo.environment["RAPPORT_SEED"] ?? "") ?? 20_261_125
    let rounds = ProcessInfo.processInfo.environment["RAPPORT_SOAK"] == "1" ? 1_000_000 : 20_000
    var random = SplitMix64(seed: seed)
    let parts = [
      "a", "b_c", "key", ": ", ":", " ", "  ", "#", " # note", "\n", "\n", "\n  ", "\n    ", "- ", "-", "\"", "'",
      "\"x\"", "'y'", "/", "1",
      "no", "[", "{", "|", ">", "&", "*", "!", "?", "%", "@", "`", ",", "é", "\t", "\\", "~", "=", ".", "---",
      "\n---\n", "\r",
    ]
    var read = 0
    for round in 0..<rounds {
      let isItem = round.isMultiple(of: 2)
      let start = isItem ? ["- ", "- a: ", "  - "] : ["a: ", "key: ", "b_c: \""]
      let rest = (0..<Int.random(in: 1...10, using: &random)).map { _ in parts.randomElement(using: &random) ?? "" }
      let text = (start.randomElement(using: &random) ?? "") + rest.joined() + "\n"
      if try expectSame(text, isItem: isItem, "RAPPORT_SEED=\(seed), round \(round)") { read += 1 }
    }
    // Else the comparison would prove little.
    #expect(read > rounds / 20)
  }

  @discardableResult
  private func expectSame(
    _ text: String,
    isItem: Bool,
    _ place: String = "",
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Bool {
    let bytes = Array(text.utf8)
    let plain =
      isItem
      ? PlainYAML.item(bytes, in: 0..<bytes.count).map {
        YAMLNode(range: $0.range, content: .sequence([$0], isFlow: false))
      }
      : PlainYAML.entries(bytes, in: 0..<bytes.count).flatMap(YAMLNode.mapping)
    guard let plain else { return false }
    let parsed = try? DocumentParser.parseYAML(bytes, in: 0..<bytes.count)
    let comment: Comment = "\(place): \(text.debugDescription)"
    #expect(
      parsed?.oddities.isEmpty == true && parsed?.duplicates.isEmpty == true,
      comment,
      sourceLocation: sourceLocation
    )
    let root = parsed?.root
    if isItem {
      #expect(root?.items == plain.items, comment, sourceLocation: sourceLocation)
      #expect(root?.items?.first?.nodeCount == plain.items?.first?.nodeCount, sourceLocation: sourceLocation)
    } else {
      #expect(root?.entries == plain.entries, comment, sourceLocation: sourceLocation)
      #expect(root?.range == plain.range, comment, sourceLocation: sourceLocation)
    }
    return true
  }
}
