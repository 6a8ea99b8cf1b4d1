import Foundation
import Records
import TestSupport
import Testing

/// The line merge beside git's.
struct LineMergeTests {
  private static let cases = LawLength.isLong ? 10_000 : 300

  @Test func `texts of unlike lines merge as git merge-file merges them`() throws {
    let folder = try TemporaryDirectory()
    let git = RealGit(in: folder.path("."))
    let first = LawLength.firstSeed
    print("LineMergeTests: seeds from \(first)")
    for seed in first..<first + UInt64(Self.cases) {
      var generator = SplitMix64(seed: seed)
      let base = (0..<Int.random(in: 0...12, using: &generator)).map { "line \($0)" }
      let texts = [base, edited(base, "one", using: &generator), edited(base, "other", using: &generator)].map {
        lines in
        lines.joined(separator: "\n") + (Int.random(in: 0..<6, using: &generator) == 0 || lines.isEmpty ? "" : "\n")
      }
      for (name, text) in zip(["base", "one", "other"], texts) {
        try writeFile(at: folder.path(name), Array(text.utf8))
      }
      let outcome = try git.outcome(["merge-file", "-p", "-q", "one", "base", "other"])
      let merge = LineMerge(
        base: Array(texts[0].utf8)[...],
        one: Array(texts[1].utf8)[...],
        other: Array(texts[2].utf8)[...]
      )
      let mine = merge.marked(markerSize: 7)
      #expect(mine.isClean == (outcome.status == 0), "seed \(seed): \(texts)")
      if mine.isClean, outcome.status == 0 { #expect(mine.text == outcome.output, "seed \(seed): \(texts)") }
    }
  }

  @Test func `a conflict has git's markers, as long as asked for`() {
    let merge = LineMerge(
      base: Array("a\nb\nc\n".utf8)[...],
      one: Array("a\none\nc\n".utf8)[...],
      other: Array("a\nother\nc\n".utf8)[...]
    )
    let marked = merge.marked(markerSize: 9)
    #expect(!marked.isClean)
    #expect(
      String(decoding: marked.text, as: UTF8.self) == """
        a
        <<<<<<<<< ours
        one
        =========
        other
        >>>>>>>>> theirs
        c

        """
    )
  }

  @Test func `texts without a line in common end within the budget`() {
    let count = 60_000
    let numbers = (0..<count).map { "\(($0 * 7919) % count)" }
    let one = Array(numbers.joined(separator: "\n").utf8)
    let other = Array(numbers.reversed().joined(separator: "\n").utf8)
    let merge = LineMerge(base: one[...], one: other[...], other: one[...])
    #expect(merge.marked(markerSize: 7).text == other)
  }

  private func edited(_ base: [String], _ side: String, using generator: inout SplitMix64) -> [String] {
    var lines = base
    for number in 0..<Int.random(in: 0...3, using: &generator) {
      let place = Int.random(in: 0...lines.count, using: &generator)
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: lines.insert("\(side) \(number)", at: place)
      case 1: lines.insert("both \(number)", at: place)
      case 2: if place < lines.count { lines.remove(at: place) }
      default: if place < lines.count { lines[place] = "\(side) \(number)" }
      }
    }
    return lines.uniqued()
  }
}

extension [String] {
  fileprivate func uniqued() -> [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
