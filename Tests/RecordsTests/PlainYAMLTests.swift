import Foundation
import TestSupport
import Testing

@testable import Records

/// What is read without a YAML parser must be what the parser makes of it.
struct PlainYAMLTests {
  @Test(arguments: [
    "a: 1\nb-c: two words # note\n\n# comment\nlink: https://example.org/x#y\n", "t: \"Re: it's\"\nu: 'say \"no\"'\n",
    "a:\n  - b: 1\n    c:\n      - x\n      - y\n\n  # note\n  - b: 2\nd: 3\n", "a:\n- b\n- c: 1\n  d: 2\ne: f\n",
    "a: # note\n  b:\n    c: 1\n  d: 2\ne: 3\n", "a:\nb:   \n  c: # note\n# note\nd:\n",
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
    "a: b: c\n", "a: [1]\n", "a: \"x\\n\"\n", "a: 'it''s'\n", "a: x\n  y\n", "a: |\n  x\n", "a: 1\na: 2\n", "a:\n  x\n",
    "a:\n  - x\n  b: 1\n", "a:\n  - x\n - y\n", "a:\n  - x\n    y\n", "a:\n  b: 1\n c: 2\n", "a:\n  -\n",
    "a:\n  - - x\n",
    "a:\n  b: 1\n  b: 2\n", "a:#x\n", "a:\t\n", "a:\n  b: 1\n  - x\n", "a:\n\tb: 1\n", "a:\n  - b: 1\n   c: 2\n",
    "a: é\n", "a: x:\n", "a: &b c\n", "a: x\r\n", "a: x", "a: \"x\n", "- a\n", "a: 1\n b: 2\n", "a: \"b\"c\n",
    "a: 'b'#c\n",
  ])
  func `anything else is left to the parser`(text: String) {
    #expect(PlainYAML.entries(Array(text.utf8), in: 0..<text.utf8.count) == nil)
  }

  @Test(arguments: [(128, true), (129, false)])
  func `a mapping of very many entries is left to the parser, which doesn't compare each with all`(
    count: Int,
    isRead: Bool
  ) {
    let text = (1...count).map { "k\($0): 1\n" }.joined()
    #expect((PlainYAML.entries(Array(text.utf8), in: 0..<text.utf8.count) != nil) == isRead)
  }

  @Test func `random lines are read as YAML reads them, or not at all`() throws {
    let seed = UInt64(ProcessInfo.processInfo.environment["RAPPORT_SEED"] ?? "") ?? 20_261_125
    let rounds = ProcessInfo.processInfo.environment["RAPPORT_SOAK"] == "1" ? 1_000_000 : 20_000
    var random = SplitMix64(seed: seed)
    let parts = [
      "a", "b_c", "key", ": ", ":\n", ": 1\n", ":", " ", "  ", "#", " # note", "\n", "\n", "\n  ", "\n    ", "\n  - ",
      "- ", "-", "\"", "'",
      "\"x\"", "'y'", "/", "1",
      "no", "[", "{", "|", ">", "&", "*", "!", "?", "%", "@", "`", ",", "é", "\t", "\\", "~", "=", ".", "---",
      "\n---\n", "\r",
    ]
    var read = 0
    for round in 0..<rounds {
      let isItem = round.isMultiple(of: 2)
      let start =
        isItem
        ? ["- ", "- a: ", "  - ", "- a:\n", "- a:\n  - "]
        : ["a: ", "key: ", "b_c: \"", "a:\n", "a:\n- ", "a:\n  - ", "a:\n  b:\n    ", "a:\n  - b: 1\n    c: "]
      let rest = (0..<Int.random(in: 1...10, using: &random)).map { _ in parts.randomElement(using: &random) ?? "" }
      let text = (start.randomElement(using: &random) ?? "") + rest.joined() + "\n"
      if try expectSame(text, isItem: isItem, "RAPPORT_SEED=\(seed), round \(round)") { read += 1 }
    }
    // Else the comparison would prove little.
    #expect(read > rounds / 20)
  }

  @Test func `random lists and mappings in each other are read as YAML reads them`() throws {
    let seed = UInt64(ProcessInfo.processInfo.environment["RAPPORT_SEED"] ?? "") ?? 20_261_126
    let rounds = ProcessInfo.processInfo.environment["RAPPORT_SOAK"] == "1" ? 1_000_000 : 10_000
    var random = SplitMix64(seed: seed)
    var read = (whole: 0, damaged: 0)
    for round in 0..<rounds {
      let isItem = round.isMultiple(of: 2)
      var lines = isItem ? list(of: 1, at: 2, &random) : mapping(at: 0, &random)
      let isDamaged = round % 4 > 1
      if isDamaged, let index = lines.indices.randomElement(using: &random) {
        switch Int.random(in: 0...3, using: &random) {
        case 0: lines[index] = " " + lines[index]
        case 1: lines[index] = String(lines[index].dropFirst())
        case 2: lines.remove(at: index)
        default: lines.insert(lines[index], at: index)
        }
      }
      let text = lines.map { $0 + "\n" }.joined()
      let isRead = try expectSame(text, isItem: isItem, "RAPPORT_SEED=\(seed), round \(round)")
      if isRead, isDamaged { read.damaged += 1 } else if isRead { read.whole += 1 }
    }
    #expect(read.whole == rounds / 2)
    #expect(read.damaged > rounds / 20)
  }

  private func mapping(at column: Int, _ random: inout SplitMix64) -> [String] {
    (1...Int.random(in: 1...3, using: &random)).flatMap { number in
      let key = String(repeating: " ", count: column) + "key\(number):"
      let wider = column + Int.random(in: 1...4, using: &random)
      switch Int.random(in: 0...(column < 4 ? 6 : 3), using: &random) {
      case 0: return [key, ""]
      case 1: return [key + " # note"]
      case 2: return [key + " \"2.10\"", String(repeating: " ", count: column / 2) + "# note"]
      case 3: return [key + " two words"]
      case 4: return [key] + mapping(at: wider, &random)
      case 5: return [key] + list(of: 2, at: column, &random)
      default: return [key + " ", " # note"] + list(of: 2, at: wider, &random)
      }
    }
  }

  private func list(of count: Int, at column: Int, _ random: inout SplitMix64) -> [String] {
    (1...count).flatMap { _ in
      let hyphen =
        String(repeating: " ", count: column) + "-"
        + String(repeating: " ", count: Int.random(in: 1...2, using: &random))
      if Bool.random(using: &random) { return [hyphen + "one"] }
      let entries = mapping(at: hyphen.utf8.count, &random)
      return [hyphen + entries[0].drop { $0 == " " }] + entries.dropFirst()
    }
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
      : PlainYAML.entries(bytes, in: 0..<bytes.count).map(YAMLNode.mapping)
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
