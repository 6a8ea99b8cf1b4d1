import Records
import TestSupport
import Testing

/// The laws that hold for any front matter, on values as people and programs write them.
struct AwkwardMergeTests {
  /// Values behind the colon, with their last line ending.
  private static let values = [
    " plain\n", " two words  # a comment\n", " 'single ''quoted'''  # c\n", " \"double \\\"quoted\\\"\"\n", "\n",
    "   # none yet\n", " |\n  literal\n   deeper\n\n", " |-\n  strip\n", " |+\n  kept\n\n",
    " >1+\n  kept\n\n\n", "\n  deep: |+\n    er\n\n",
    " >2\n    folded\n   text\n\n",
    " one\n  two\n\n  three\n", " 'one\n\n  two'\n", " [a, 'b, c', {d: e}]  # f\n", " {a: 1, b: [x, y]}\n",
    " [\n  a,\n  b,\n]\n", " [\n  a, # c\n  b\n  ]\n", "\n  - a\n  # between\n  - b: 1\n    c: 2\n", "\n- a\n- b\n",
    "\n  - - deep\n    - er\n", "\n  x: 1\n  y:\n    z: |\n      t\n", " &anchor value\n", " *alias\n", " !tag value\n",
    "\t tabbed\t\n", " a:b#c\n", " \"\\\n  escaped\"\n", " 你好 é\n", "\n\n  late\n",
    "\n  # above\n  - by: a\n    on: 1\n  -   by: b\n      on: 2\n",
    "\n    - by: a\n      on: 3  # why\n    - by: b\n      on: 2\n", "\n  -\n    by: a\n  - by: c\n",
    " [{by: a, on: 1}, {by: d}]\n",
    "\n  -\n  - a\n", " {}\n", " []\n", "\n  b: 2\n  a: {c: d}\n", " [ x , y ]\n", "\n  - # c\n    by: a\n",
  ]
  private static let between = ["", "", "", "\n", "# comment\n", "  # indented comment\n", "\n\n", "#\n"]

  /// A front matter in pieces: what stands above each key, the key, its value.
  private struct Text {
    var entries: [(above: String, key: String, value: String)] = []
    var tail = ""
    var start = "---\n"

    var bytes: [UInt8] {
      Array((start + entries.map { $0.above + $0.key + ":" + $0.value }.joined() + tail + "---\nBody.\n").utf8)
    }

    mutating func edit(using generator: inout SplitMix64) {
      func pick(_ choices: [String]) -> String { choices.randomElement(using: &generator) ?? "" }
      let index = Int.random(in: 0..<max(entries.count, 1), using: &generator)
      switch Int.random(in: 0..<8, using: &generator) {
      case 0...3: if entries.indices.contains(index) { entries[index].value = pick(AwkwardMergeTests.values) }
      case 4: if entries.indices.contains(index) { entries[index].above = pick(AwkwardMergeTests.between) }
      case 5: if entries.indices.contains(index) { entries.remove(at: index) }
      case 6: entries.shuffle(using: &generator)
      default:
        let key = pick(["new", "\"a.b\"", "newer"])
        guard !entries.contains(where: { $0.key == key }) else { return }
        entries.insert(("", key, pick(AwkwardMergeTests.values)), at: min(index, entries.count))
      }
    }
  }

  private func versions(seed: UInt64) -> (base: [UInt8], one: [UInt8], other: [UInt8]) {
    var generator = SplitMix64(seed: seed)
    func pick(_ choices: [String]) -> String { choices.randomElement(using: &generator) ?? "" }
    var base = Text()
    for number in 0..<Int.random(in: 0...5, using: &generator) {
      base.entries.append(
        (
          pick(Self.between), ["k\(number)", "\"q \(number)\""].randomElement(using: &generator) ?? "",
          pick(Self.values)
        )
      )
    }
    base.tail = pick(Self.between)
    var sides = [base, base]
    for side in sides.indices {
      for _ in 0..<Int.random(in: 1...3, using: &generator) { sides[side].edit(using: &generator) }
    }
    return (base.bytes, sides[0].bytes, sides[1].bytes)
  }

  @Test func `any two readable sides give a readable result, the same from both sides, with all that is new`() {
    let first = LawLength.firstSeed
    print("AwkwardMergeTests: seeds from \(first)")
    var failures = 0
    for seed in first..<first + LawLength.cases where failures < 5 {
      let (base, one, other) = versions(seed: seed)
      guard let before = try? Facts(base), let sides = try? [Facts(one), Facts(other)] else { continue }
      var problem: String?
      do {
        let merged = try RecordMerge(base: base, one: one, other: other, kind: .note)
        let swapped = try RecordMerge(base: base, one: other, other: one, kind: .note)
        let bytes = merged.bytes ?? []
        let facts = try Facts(bytes)
        if merged != swapped { problem = "swapped: \(String(decoding: swapped.bytes ?? [], as: UTF8.self))" }
        let known = facts.texts + merged.openEntries.flatMap(Self.scalars)
        for side in sides {
          // A line of text that the other side made a comment is that.
          let comments = sides.reduce(into: Set()) { $0.formUnion($1.comments) }.intersection(facts.comments)
          let lost = side.values.subtracting(before.values).subtracting(comments).filter { value in
            !known.contains { $0.contains(value) }
          }
          if !lost.isEmpty { problem = "lost \(lost)" }
        }
        let whole = merged.openEntries.contains { $0.subject == .field(.root) }
        if !whole {
          let invented = facts.values.subtracting(before.values).subtracting(sides.flatMap(\.values))
          if !invented.isEmpty { problem = "invented \(invented)" }
        }
      } catch {
        problem = "\(error)"
      }
      guard let problem else { continue }
      failures += 1
      let texts = [base, one, other, (try? RecordMerge(base: base, one: one, other: other, kind: .note).bytes) ?? []]
      Issue.record(
        "seed \(seed): \(problem)\n\(texts.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "======\n"))"
      )
    }
  }

  /// The scalars that the values of a question hold.
  private static func scalars(of entry: OpenEntry) -> [String] {
    entry.values.compactMap(\.self).flatMap { value in
      let isWhole = entry.subject == .field(.root)
      let document = try? Document.parse(Array("---\n\(isWhole ? value : "k: \(value)\n")---\n".utf8))
      return (document?.frontMatter.entries ?? []).flatMap { Facts.scalars(of: $0.value) }
    }
  }
}
