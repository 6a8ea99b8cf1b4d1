import Records
import Testing

/// The laws of DESIGN.md §4 on random records and edits.
struct MergeLawTests {
  @Test func `what only one side changed is taken byte for byte`() {
    tryLaw("one side") { versions in
      for changed in [versions.one, versions.other] {
        try expect(MergedVersions(base: versions.base, one: changed, other: versions.base ?? []), gives: changed)
        try expect(MergedVersions(base: versions.base, one: versions.base ?? [], other: changed), gives: changed)
        try expect(MergedVersions(base: versions.base, one: changed, other: changed), gives: changed)
      }
    }
  }

  @Test func `swapping the sides gives the same bytes and the same questions`() {
    tryLaw("swap") { versions in
      let merged = try versions.merge()
      let swapped = try MergedVersions(base: versions.base, one: versions.other, other: versions.one).merge()
      guard merged == swapped else { throw Fault("swapped: \(text(swapped.bytes))") }
    }
  }

  @Test func `the result can be read, and merging it with a side's own base gives it back`() {
    tryLaw("parse") { versions in
      let merged = try #require(try versions.merge().bytes)
      _ = try Document.parse(merged)
      for parent in [versions.one, versions.other] {
        try expect(MergedVersions(base: parent, one: merged, other: parent), gives: merged)
      }
    }
  }

  @Test func `merging once more with a side changes no field, item or task`() {
    tryLaw("again") { versions in
      let merged = try #require(try versions.merge().bytes)
      for side in [versions.one, versions.other] {
        let again = try #require(try MergedVersions(base: versions.base, one: merged, other: side).merge().bytes)
        let (expected, found) = (try Facts(merged), try Facts(again))
        guard expected.fields == found.fields else { throw Fault("fields: \(text(again))") }
        // Where a section is gone or has another heading, the place of its tasks is a matter of prose.
        let headings = try [versions.one, versions.other].map { try Facts($0).headings }
        guard headings.allSatisfy(try Facts(versions.base ?? []).headings.isSubset) else { continue }
        // Which of two tasks with the same words is meant, their order alone tells.
        let doubled = try [versions.one, versions.other].flatMap {
          try Facts($0).taskCounts.filter { $0.value > 1 }.keys
        }
        func single(_ facts: Facts) -> [String] {
          facts.tasks.filter { task in !doubled.contains { task.contains(" \($0) ") } }
        }
        guard single(expected) == single(found) else { throw Fault("tasks: \(text(again))") }
      }
    }
  }

  @Test func `what a side added is in the result or in a question`() {
    tryLaw("nothing lost") { versions in
      let merged = try Facts(try #require(try versions.merge().bytes))
      let base = try Facts(versions.base ?? [])
      for side in [try Facts(versions.one), try Facts(versions.other)] {
        let values = side.values.subtracting(base.values)
        try expectNothing(values.filter { value in !merged.texts.contains { $0.contains(value) } }, "value")
        let comments = side.comments.subtracting(base.comments)
        try expectNothing(comments.filter { !merged.all.contains($0) }, "comment")
        let lines = side.lines.subtracting(base.lines).subtracting(merged.lines)
        try expectNothing(lines.subtracting(merged.texts), "line")
        let parts = side.taskParts.subtracting(base.taskParts)
        try expectNothing(parts.filter { !merged.hasTaskPart($0) && !merged.hasTicked($0, since: base) }, "task")
      }
    }
  }

  @Test func `nothing is invented`() {
    tryLaw("nothing invented") { versions in
      let merged = try Facts(try #require(try versions.merge().bytes))
      let known = try [versions.base ?? [], versions.one, versions.other].map(Facts.init)
      try expectNothing(merged.values.subtracting(known.flatMap(\.values)), "value")
      try expectNothing(merged.lines.subtracting(known.flatMap(\.lines)), "line")
      try expectNothing(merged.taskParts.subtracting(known.flatMap(\.taskParts)), "task")
    }
  }

  @Test func `no task is there more often than a side has it`() {
    // Which of several with the same words another one is, nobody can tell.
    tryLaw("tasks") { versions in
      let merged = try Facts(try #require(try versions.merge().bytes)).taskCounts
      let sides = try [versions.one, versions.other].map { try Facts($0).taskCounts }
      for (words, count) in merged where count > sides.map({ $0[words] ?? 0 }).max() ?? 0 {
        guard try Facts(versions.base ?? []).taskCounts[words] == nil, sides.allSatisfy({ $0[words] ?? 0 <= 1 })
        else { continue }
        throw Fault("'\(words)' is there \(count) times")
      }
    }
  }

  @Test func `versions with open questions merge alike from both sides and lose none`() {
    tryLaw("open questions") { versions in
      let first = try #require(try versions.merge().bytes)
      let second = try #require(
        try MergedVersions(base: versions.base, one: versions.other, other: versions.third).merge().bytes
      )
      let crossed = try MergedVersions(base: versions.other, one: first, other: second).merge()
      let swapped = try MergedVersions(base: versions.other, one: second, other: first).merge()
      guard crossed == swapped else { throw Fault("crossed: \(text(crossed.bytes)) swapped: \(text(swapped.bytes))") }
      _ = try Document.parse(try #require(crossed.bytes))
      let third = MergedVersions(base: versions.base, one: first, other: versions.third)
      let merged = try third.merge()
      _ = try Document.parse(try #require(merged.bytes))
    }
  }

  @Test func `a question about a task and one about its day merge alike from both sides`() throws {
    func record(_ questions: String, _ task: String) -> [UInt8] {
      Array("---\n\(questions)---\n## Milestones\n- [ ] Plan\(task)\n".utf8)
    }
    let whole = "  - {task: Plan, heading: Milestones, shown: \"- [ ] Plan\", values: [null, \"- [ ] Plan\"]}\n"
    let day =
      "  - {task: Plan, heading: Milestones, field: due, shown: null, values: [\"2026-05-01\", \"2026-06-01\"]}\n"
    let versions = MergedVersions(
      base: record("", " due:2026-05-01"),
      one: record("unmerged:\n" + whole, ""),
      other: record("unmerged:\n" + day + whole, "")
    )
    let merged = try versions.merge()
    #expect(merged.openEntries.count == 2)
    #expect(try MergedVersions(base: versions.base, one: versions.other, other: versions.one).merge() == merged)
  }

  @Test func `fields come to what a merge on maps comes to`() {
    tryLaw("oracle") { versions in
      let merge = try versions.merge()
      let merged = try Document.parse(try #require(merge.bytes))
      let documents = try [versions.base ?? [], versions.one, versions.other].map { try Document.parse($0) }
      let names = Set(documents.flatMap { $0.frontMatter.entries.map(\.name) })
      var disputes: [String: Int] = [:]
      for name in names {
        let values = documents.map { $0.frontMatter[name].map { NaiveMerge.Value($0, identity: "by") } }
        let expected = NaiveMerge.merge(base: values[0], one: values[1], other: values[2], path: name)
        guard expected.isKnown else { return }
        disputes.merge(expected.disputes) { first, _ in first }
        let found = merged.frontMatter[name].map { NaiveMerge.Value($0, identity: "by") }
        guard found?.normal == expected.value?.normal else {
          throw Fault("\(name): expected \(String(describing: expected.value)), came \(String(describing: found))")
        }
      }
      var found: [String: Int] = [:]
      for entry in merge.openEntries {
        if case .field(let path) = entry.subject { found[path.description] = entry.values.count }
      }
      guard found == disputes else { throw Fault("questions: expected \(disputes), came \(found)") }
    }
  }

  @Test func `changes of different fields, items, tasks and sections never disagree`() {
    tryLaw("apart", changesApart: true) { versions in
      let merge = try versions.merge()
      guard merge.openEntries.isEmpty else { throw Fault("\(merge.openEntries.map(\.text))") }
    }
  }

  private func expect(_ versions: MergedVersions, gives expected: [UInt8]) throws {
    let merged = try versions.merge().bytes
    guard merged == expected else { throw Fault("expected \(text(expected)), came \(text(merged))") }
  }

  private func expectNothing(_ missing: Set<String>, _ what: String) throws {
    guard missing.isEmpty else { throw Fault("\(what): \(missing.sorted())") }
  }

  private func text(_ bytes: [UInt8]?) -> String {
    bytes.map { String(decoding: $0, as: UTF8.self).debugDescription } ?? "nothing"
  }
}
