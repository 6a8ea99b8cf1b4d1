import Foundation
import Git
import Records
import TestSupport
import Testing

@testable import History

/// What a version says and changed must be the same read by what it shares with another and read as a whole.
struct RecordTextTests {
  @Test func `a changed line of a list or a section is told without reading the rest`() throws {
    let old = try read("---\nid: a\nskills:\n- one\n- two\n- 3\n- 4\n---\n## Milestones\n- [ ] Draft\n- [ ] Send\n")
    let text = "---\nid: a\nskills:\n- one\n- three\n- 3\n- 4\n---\n## Milestones\n- [ ] Draft\n- [x] Send\n"
    #expect(
      try read(text, near: old).changes(since: old) == [
        .field(path: "skills", old: .list(["one", "two", "3", "4"]), new: .list(["one", "three", "3", "4"])),
        .task(text: "Send", section: "Milestones", old: .open, new: .done),
      ]
    )
  }

  @Test(arguments: [
    // What looks like a key is part of a value that begins before it.
    ("---\na: 1\nb: 2\n---\n", "---\na: \"1\nb: 2\"\n---\n"),
    ("---\na: |\n  x\nb: 2\n---\n", "---\na: |\n  x\n\n  b: 2\n---\n"),
    ("---\na: [1]\nb: 2\n---\n", "---\na: [1,\nb: 2]\n---\n"),
    // Comments and indented lines belong to what is before them.
    ("---\na: |\n  x\nb: 2\n---\n", "---\na: |\n  x\n  # no comment\nb: 2\n---\n"),
    ("---\na: x\nb: 2\n---\n", "---\na: x\n  y\nb: 2\n---\n"),
    // Only the whole knows of anchors, doubled keys and where a mapping begins.
    ("---\na: &x 1\nb: *x\n---\n", "---\na: &y 1\nb: *x\n---\n"),
    ("---\na: 1\nb: 2\n---\n", "---\na: 1\nb: 2\na: 3\n---\n"),
    ("---\na: 1\n---\n", "---\n  a: 1\nb: 2\n---\n"),
    // A line that opens code or a comment changes what follows.
    ("---\na: 1\n---\n# X\n- [ ] y\n- [ ] z\n", "---\na: 1\n---\n# X\n```\n- [ ] y\n- [ ] z\n"),
    ("---\na: 1\n---\n# X\n```\n- [ ] y\n```\n- [ ] z\n", "---\na: 1\n---\n# X\n- [ ] y\n```\n- [ ] z\n"),
    // A heading decides what its dated lines are.
    ("---\na: 1\n---\n# Assessments\n- 2026-01-01 mentee 2 x\n", "---\na: 1\n---\n# Notes\n- 2026-01-01 mentee 2 x\n"),
    // A last line without its end goes on.
    ("---\na: 1\n---\n# X\n- [ ] y", "---\na: 1\n---\n# X\n- [ ] yes\n"),
    ("---\nl:\n- a\n- b\n---\n", "---\nl:\n- a\n- b\n  c\n---\n"),
    ("---\nl:\n- a: |\n    x\n- b\n---\n", "---\nl:\n- a: |\n    x\n    - b\n- b\n---\n"),
    // Only one of two tasks with the same words is ticked, or goes.
    ("---\na: 1\n---\n# X\n- [ ] y\n- [x] y\n", "---\na: 1\n---\n# X\n- [x] y\n"),
    ("---\na: 1\n---\n# X\n- [ ] y\nz\n- [ ] y\n", "---\na: 1\n---\n# X\n- [ ] y\nz\n- [x] y\n"),
    // Long lists, whose items are read alone.
    ("---\nl:\n- a\n- b\n- c\n- d\n---\n", "---\nl:\n- a\n- b\n- x\n- c\n- d\n---\n"),
    ("---\nl:\n- a\n- b\n- c\n- d\n---\n", "---\nl:\n- a\n- b\n  x\n- c\n- d\n---\n"),
    ("---\nl:\n- a\n- b\n- c\n- d\nm: 1\n---\n", "---\nl:\n- a\n- b\n- c\nd: 2\nm: 1\n---\n"),
    ("---\nl:\n- a: |\n    x\n- b\n- c\n- d\n---\n", "---\nl:\n- a: |\n    x\n    - b\n- b\n- c\n- d\n---\n"),
    // What comes between a key and its first item.
    ("---\nl:\n- a\n- b\n---\n", "---\nl:\n# note\n\n  # more\n- a\n- c\n---\n"),
    ("---\nl:\n- a\n- b\n---\n", "---\nl: # note\n- a\n- c\n---\n"),
    ("---\nl:\n- a\n- b\n---\n", "---\nl:\n# \u{1}\n- a\n- c\n---\n"),
    ("---\nl:\n- a\n- b\n---\n", "---\nl:\n# note\n  - a\n  - c\n---\n"),
    ("---\nl:\n- a\n- b\n---\n", "---\nl:\n# note\n---\n- a\n- b\n"),
    // Items that stand elsewhere, of which some are the same.
    ("---\nl:\n- a\n- b\n- c\n- a\n---\n", "---\nl:\n- c\n- a\n- x\n- a\n- b\n---\n"),
  ])
  func `what a change makes of its neighbors is not missed`(old: String, new: String) throws {
    for (earlier, later) in [(old, new), (new, old)] {
      guard case .readable(let first)? = version(earlier) else { continue }
      expectSame(later, near: first, "")
    }
  }

  @Test func `items that lack what names them for a while are told by it again`() throws {
    let named = "---\nsignatures:\n- by: mentor\n  on: 2026-01-01\n- by: mentee\n  on: 2026-01-02\n---\n"
    guard case .readable(let first)? = version(named.replacing("- by: mentee\n  on", with: "- on"), kind: .agreement)
    else {
      Issue.record("it can be read")
      return
    }
    expectSame(named, kind: .agreement, near: first, "")
  }

  @Test func `random versions say and change the same in parts as in one`() throws {
    let seed = UInt64(ProcessInfo.processInfo.environment["RAPPORT_SEED"] ?? "") ?? 20_261_123
    let rounds = ProcessInfo.processInfo.environment["RAPPORT_SOAK"] == "1" ? 100_000 : 500
    var random = SplitMix64(seed: seed)
    var shared = 0
    for round in 0..<rounds {
      var text = RandomRecord.text(using: &random)
      var readable = text
      var earlier: RecordText?
      let kind: RecordKind = round.isMultiple(of: 2) ? .goal : .agreement
      for step in 0..<8 {
        let place = "RAPPORT_SEED=\(seed), round \(round), step \(step)"
        let read = expectSame(text, kind: kind, near: earlier, place)
        if read != nil { shared += 1 }
        // Mostly goes on from what can be read.
        if read == nil, step > 0, Int.random(in: 0..<4, using: &random) > 0 { text = readable }
        if let read { (earlier, readable) = (read, text) }
        RandomRecord.change(&text, using: &random)
      }
    }
    // Else the comparison would prove little.
    #expect(shared > rounds * 3, "RAPPORT_SEED=\(seed)")
  }

  /// Reads a version by another and as a whole, and compares what it says and what it changed.
  @discardableResult
  private func expectSame(
    _ text: String,
    kind: RecordKind = .note,
    near neighbor: RecordText?,
    _ place: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) -> RecordText? {
    let comment: Comment = "\(place):\n\(text)"
    let bytes = Array(text.utf8)
    let whole = try? Document.parse(bytes)
    switch version(text, kind: kind, near: neighbor) {
    case .readable(let read)?:
      guard let whole else {
        Issue.record("what can't be read as a whole was read; \(comment)", sourceLocation: sourceLocation)
        return nil
      }
      let snapshot = RecordSnapshot(whole, kind: kind)
      #expect(read.id == snapshot.id, comment, sourceLocation: sourceLocation)
      #expect(read.title == snapshot.title, comment, sourceLocation: sourceLocation)
      if let neighbor {
        // Forwards and, as when an earlier version is restored, backwards.
        let forwards = RecordSnapshot.changes(from: neighbor.snapshot, to: snapshot)
        let backwards = RecordSnapshot.changes(from: snapshot, to: neighbor.snapshot)
        let told = read.changes(since: neighbor)
        let toldBackwards = neighbor.changes(since: read)
        #expect(told.withLinesSorted == forwards.withLinesSorted, comment, sourceLocation: sourceLocation)
        #expect(toldBackwards.withLinesSorted == backwards.withLinesSorted, comment, sourceLocation: sourceLocation)
        for change in told + toldBackwards {
          #expect(change.json.text == change.withoutWrittenLists.json.text, comment, sourceLocation: sourceLocation)
        }
      }
      return read
    case .unreadable?:
      #expect(whole == nil, comment, sourceLocation: sourceLocation)
      return nil
    case nil: return nil
    }
  }

  private func version(_ text: String, kind: RecordKind = .note, near neighbor: RecordText? = nil) -> RecordVersion? {
    let bytes = Array(text.utf8)
    return (try? ObjectID.blob(bytes)).flatMap { RecordVersion(bytes, blob: $0, kind: kind, near: neighbor) }
  }

  private func read(_ text: String, near neighbor: RecordText? = nil) throws -> RecordText {
    try #require(version(text, near: neighbor)?.text)
  }
}

extension [Change] {
  /// The changes with dated lines in a fixed order: of equal lines that were added it doesn't matter which are new.
  fileprivate var withLinesSorted: [Change] {
    filter { !$0.isLine } + filter(\.isLine).sorted { "\($0)" < "\($1)" }
  }
}

extension Change {
  fileprivate var isLine: Bool {
    if case .line = self { true } else { false }
  }

  /// The change with its lists as their items alone say it.
  fileprivate var withoutWrittenLists: Change {
    guard case .field(let path, let old, let new) = self else { return self }
    return .field(path: path, old: old?.withoutWritten, new: new?.withoutWritten)
  }
}

extension RecordedValue {
  fileprivate var withoutWritten: RecordedValue {
    if case .list(let items) = self { .list(RecordedList(items.texts)) } else { self }
  }
}

/// Records of lines that YAML and Markdown read in surprising ways.
private enum RandomRecord {
  private static let entries = [
    "id: k7f3q2", "title: One", "title: 'Two\n  lines'", "status: active", "target: 2026-06-30", "target:",
    "# a comment", "# \u{1}",
    "  # indented", "", "skills: [a, b]", "skills:\n- a\n- b\n- c",
    "skills:\n  - a\n  - b: 1\n    c: 2\n  # note\n  - d",
    "notes: |\n  one\n\n  two", "notes: >-\n  folded\n  text", "more: \"quoted: yes\"", "more: \"open\n  close\"",
    "map:\n  a: 1\n  b: [x]",
    "\"key\": v", "anchor: &a 1", "alias: *a", "plain: a\n  b\n  c", "<<: x", "odd: {a: 1,\n  b: 2}", "- stray",
    "  indented: 1", "text: a # b",
    "signatures:\n- by: mentor\n  on: 2026-01-01\n- by: mentee\n  on: 2026-01-02", "lone\rreturn: 1", "nel\u{85}x: 1",
    "é: ü", "list:\n- - a\n  - b\n- {c: d}",
    "list:\n- |\n  x\n- y", "list:\n-\n- z", "list:\n-   wide\n-   wider", "tab:\tx", "empty: ''",
  ]
  private static let lines = [
    "## Milestones", "## Progress", "# Assessments", "### Deeper", "text", "", "- [ ] Draft", "- [x] Draft",
    "- [ ] Send @ana due:2026-01-01",
    "- 2026-01-01 mentee 2 alone", "- 2026-02-02 Sent.", "```", "~~~~", "<!-- open", "close -->", "    - [ ] deep",
    "- [-] Dropped", "1. one",
    "- [ ] Draft\r", "#no heading", "Setext\n===",
  ]

  static func text(using random: inout SplitMix64) -> String {
    let count = Int.random(in: 1...8, using: &random)
    let front = (0..<count).map {
      "key\($0): " + ["a", "'b'", "1", "\n- x\n- y", "|\n  text"][Int.random(in: 0..<5, using: &random)]
    }
    let body = (0..<Int.random(in: 0...12, using: &random)).map { _ in lines.randomElement(using: &random) ?? "" }
    return "---\n" + front.map { $0 + "\n" }.joined() + "---\n" + body.joined(separator: "\n")
  }

  /// Puts in, takes out or replaces a line, or a character.
  static func change(_ text: inout String, using random: inout SplitMix64) {
    var parts = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let place = Int.random(in: 0..<parts.count, using: &random)
    let isBody = parts.dropFirst().prefix(place).contains("---")
    let new = (isBody ? lines : entries).randomElement(using: &random) ?? ""
    switch Int.random(in: 0..<5, using: &random) {
    case 0 where place > 0: parts.insert(new, at: place)
    case 1 where place > 0: parts.remove(at: place)
    case 2 where place > 0: parts[place] = new
    case 3:
      let character = ["x", " ", "\"", ":", "-", "#", "\t"].randomElement(using: &random) ?? "x"
      parts[place].insert(contentsOf: character, at: parts[place].startIndex)
    default: parts[place].append(["y", " ", "'", ":", " |", "]"].randomElement(using: &random) ?? "y")
    }
    text = parts.joined(separator: "\n")
  }
}

extension RecordText {
  /// What happened since another version, as an event tells it.
  fileprivate func changes(since earlier: RecordText) -> [Change] {
    var event = RecordEvent(path: "goals/one.md", text: self, changes: [])
    event.add(self, since: earlier)
    event.complete()
    return event.changes
  }
}
