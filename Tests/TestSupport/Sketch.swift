/// A record in parts, small enough to be edited at random and written out as text.
package struct Sketch: Equatable {
  /// What a field holds.
  package enum Value: Equatable {
    /// A scalar as it is spelled.
    case scalar(String)
    case list([String], isFlow: Bool)
    /// A list of mappings, each with the same first key.
    case items([[Pair]], isFlow: Bool)
    case mapping([Pair])
    case block([String])
  }

  /// A key with its value.
  package struct Pair: Equatable {
    package var key: String
    package var value: String
  }

  /// A field of the front matter.
  package struct Field: Equatable {
    package var name: String
    package var comment: String?
    package var value: Value
    package var trail: String?
  }

  /// A section of the body; the text before the first heading has an empty one.
  package struct Section: Equatable {
    package var heading: String
    package var lines: [String]
  }

  package var fields: [Field] = []
  package var sections: [Section] = []
  package var ending = "\n"
  package var endsWithNewline = true

  /// The record as text.
  package var bytes: [UInt8] {
    var lines = ["---"]
    for field in fields {
      if let comment = field.comment { lines.append("# " + comment) }
      lines += Self.lines(of: field)
    }
    lines.append("---")
    for section in sections {
      if !section.heading.isEmpty { lines.append("## " + section.heading) }
      lines += section.lines
    }
    let text = lines.joined(separator: ending) + (endsWithNewline ? ending : "")
    return Array(text.utf8)
  }

  private static func lines(of field: Field) -> [String] {
    let trail = field.trail.map { "  # " + $0 } ?? ""
    func flow(_ pairs: [Pair]) -> String { "{" + pairs.map { "\($0.key): \($0.value)" }.joined(separator: ", ") + "}" }
    switch field.value {
    case .scalar(let text): return [text.isEmpty ? "\(field.name):\(trail)" : "\(field.name): \(text)\(trail)"]
    case .list(let items, let isFlow):
      if isFlow || items.isEmpty { return ["\(field.name): [" + items.joined(separator: ", ") + "]\(trail)"] }
      return ["\(field.name):\(trail)"] + items.map { "  - \($0)" }
    case .items(let items, let isFlow):
      if items.isEmpty { return ["\(field.name): []\(trail)"] }
      return ["\(field.name):\(trail)"]
        + items.flatMap { pairs in
          if isFlow { return ["  - " + flow(pairs)] }
          return pairs.enumerated().map {
            ($0.offset == 0 ? "  - " : "    ") + "\($0.element.key): \($0.element.value)"
          }
        }
    case .mapping(let pairs):
      if pairs.isEmpty { return ["\(field.name): {}\(trail)"] }
      return ["\(field.name):\(trail)"] + pairs.map { "  \($0.key): \($0.value)" }
    case .block(let lines): return ["\(field.name): |"] + lines.map { "  " + $0 }
    }
  }
}

// MARK: - Random records and edits

extension Sketch {
  /// A change that a person makes; it does nothing where there is nothing to change.
  package enum Edit: Equatable {
    case setField(Int, Value)
    case removeField(Int)
    case addField(Int, Field)
    case moveField(Int, Int)
    case comment(Int, String?)
    case trail(Int, String?)
    case changeStyle(Int)
    case addItem(Int, Int, String)
    case removeItem(Int, Int)
    case setPair(Int, item: Int, pair: Int, String)
    case addPair(Int, item: Int, Pair)
    case addLine(Int, Int, String)
    case removeLine(Int, Int)
    case setLine(Int, Int, String)
    case tick(Int, Int, Character)
    case due(Int, Int, String?)
    case moveTask(Int, Int, to: Int)
    case renameSection(Int, String)
    case addSection(Int, Section)
    case removeSection(Int)
    case ending(String)
    case newlineAtEnd(Bool)
  }

  private static let scalars = [
    "active", "paused", "2026-06-30", "2026-09-30", "\"2026-09-30\"", "'paused'", "", "no", "\"a: b # c\"", "é 你", "3",
  ]
  private static let words = ["alpha", "beta", "gamma", "delta", "epsilon"]
  private static let lines = [
    "Some prose.", "More prose.", "- an item", "", "- [ ] Send outline", "- [ ] Send outline @mentee due:2026-04-24",
    "- [x] Read draft", "- [ ] Call Ben goal:paper", "- 2026-05-03 Data office needs weeks.",
    "- 2026-06-21 Poster accepted.",
    "<!-- remark -->", "  indented", "| a | b |", "Last words.", "- 2026-08-20 mentee 3 alone",
  ]
  private static let headings = ["Why", "Milestones", "Progress", "Actions", "Agenda", "Notes"]

  /// A record of a few fields and sections.
  package static func random(using generator: inout SplitMix64) -> Sketch {
    var sketch = Sketch()
    for name in ["id", "title", "status", "target", "skills", "signatures", "links", "note"].shuffled(using: &generator)
      .prefix(Int.random(in: 0...8, using: &generator))
    {
      sketch.fields.append(Field.random(named: name, using: &generator))
    }
    for heading in headings.shuffled(using: &generator).prefix(Int.random(in: 0...4, using: &generator)) {
      sketch.sections.append(.random(heading, using: &generator))
    }
    if Int.random(in: 0..<12, using: &generator) == 0 { sketch.ending = "\r\n" }
    if Int.random(in: 0..<12, using: &generator) == 0 { sketch.endsWithNewline = false }
    return sketch
  }

  /// A random change of this record, at a place that is there more often than not.
  package func randomEdit(using generator: inout SplitMix64) -> Edit {
    func number(_ count: Int) -> Int { Int.random(in: 0..<max(count, 1), using: &generator) }
    func pick<Element>(_ choices: [Element]) -> Element { choices[number(choices.count)] }
    let field = number(fields.count)
    let section = number(sections.count)
    let line = number(sections.isEmpty ? 0 : sections[section].lines.count)
    let scalar = pick(Self.scalars)
    let name = pick(["area", "reason", "waiting_on", "hours"])
    switch number(27) {
    case 0...3: return .setField(field, .scalar(scalar))
    case 4: return .setField(field, Field.random(named: "x", using: &generator).value)
    case 5: return .removeField(field)
    case 6: return .addField(field, Field.random(named: name, using: &generator))
    case 7: return .moveField(field, number(fields.count))
    case 8: return .comment(field, pick([nil, "by Ana", "by Ben", "see above"]))
    case 9: return .trail(field, pick([nil, "moved", "agreed", "not sure"]))
    case 10, 11: return .addItem(field, number(3), pick(Self.words))
    case 25: return .changeStyle(field)
    case 12: return .removeItem(field, number(3))
    case 13, 14: return .setPair(field, item: number(3), pair: number(2) + 1, pick(Self.words))
    case 15: return .addPair(field, item: number(3), Pair(key: pick(["p", "q"]), value: pick(Self.words)))
    case 16, 17: return .addLine(section, line, pick(Self.lines))
    case 18: return .removeLine(section, line)
    case 19: return .setLine(section, line, pick(Self.lines))
    case 20: return .tick(section, line, pick(["x", "-", " "]))
    case 21: return .due(section, line, pick(["2026-05-01", "2026-06-01", nil]))
    case 22: return .moveTask(section, line, to: number(sections.count))
    case 23: return .renameSection(section, pick(["Reasons", "Steps", "Why", "Notes"]))
    case 24:
      return pick([.addSection(section, .random(pick(Self.headings), using: &generator)), .removeSection(section)])
    default: return pick([.ending("\r\n"), .ending("\n"), .newlineAtEnd(false), .newlineAtEnd(true)])
    }
  }

  /// Makes a change.
  package mutating func apply(_ edit: Edit) {
    switch edit {
    case .setField(let index, let value): if fields.indices.contains(index) { fields[index].value = value }
    case .removeField(let index): if fields.indices.contains(index) { fields.remove(at: index) }
    case .addField(let index, let field):
      guard !fields.contains(where: { $0.name == field.name }) else { return }
      fields.insert(field, at: min(index, fields.count))
    case .moveField(let index, let place):
      guard fields.indices.contains(index), fields.indices.contains(place) else { return }
      fields.insert(fields.remove(at: index), at: place)
    case .comment(let index, let text): if fields.indices.contains(index) { fields[index].comment = text }
    case .trail(let index, let text):
      guard fields.indices.contains(index) else { return }
      if case .block = fields[index].value { return }
      fields[index].trail = text
    case .changeStyle(let index): if fields.indices.contains(index) { fields[index].changeStyle() }
    case .addItem(let index, let place, let word):
      if fields.indices.contains(index) { fields[index].add(word, at: place) }
    case .removeItem(let index, let item): if fields.indices.contains(index) { fields[index].removeItem(item) }
    case .setPair(let index, let item, let pair, let value):
      if fields.indices.contains(index) { fields[index].set(value, item: item, pair: pair) }
    case .addPair(let index, let item, let pair):
      if fields.indices.contains(index) { fields[index].add(pair, item: item) }
    case .renameSection(let index, let heading):
      guard sections.indices.contains(index), !sections.contains(where: { $0.heading == heading }) else { return }
      sections[index].heading = heading
    case .addSection(let index, let section):
      guard !sections.contains(where: { $0.heading == section.heading }) else { return }
      sections.insert(section, at: min(index, sections.count))
    case .removeSection(let index): if sections.indices.contains(index) { sections.remove(at: index) }
    case .ending(let ending): self.ending = ending
    case .newlineAtEnd(let isThere): endsWithNewline = isThere
    case .addLine, .removeLine, .setLine, .tick, .due, .moveTask: applyToLines(edit)
    }
  }

  private mutating func applyToLines(_ edit: Edit) {
    func isLine(_ section: Int, _ line: Int) -> Bool {
      sections.indices.contains(section) && sections[section].lines.indices.contains(line)
    }
    func task(_ section: Int, _ line: Int) -> String? {
      guard isLine(section, line), sections[section].lines[line].hasPrefix("- [") else { return nil }
      return sections[section].lines[line]
    }
    switch edit {
    case .addLine(let section, let line, let text):
      guard sections.indices.contains(section) else { return }
      sections[section].lines.insert(text, at: min(line, sections[section].lines.count))
    case .removeLine(let section, let line): if isLine(section, line) { sections[section].lines.remove(at: line) }
    case .setLine(let section, let line, let text): if isLine(section, line) { sections[section].lines[line] = text }
    case .tick(let section, let line, let mark):
      guard let text = task(section, line) else { return }
      sections[section].lines[line] = "- [\(mark)]" + text.dropFirst(5)
    case .due(let section, let line, let day):
      guard let text = task(section, line) else { return }
      let words = text.split(separator: " ", omittingEmptySubsequences: false).filter { !$0.hasPrefix("due:") }
      sections[section].lines[line] = (words + (day.map { ["due:\($0)"] } ?? [])).joined(separator: " ")
    case .moveTask(let section, let line, let target):
      guard let text = task(section, line), sections.indices.contains(target), target != section else { return }
      sections[section].lines.remove(at: line)
      sections[target].lines.append(text)
    default: break
    }
  }
}

extension Sketch {
  /// Changes of two people that touch different fields, different items of one list, different parts of one task, and
  /// different sections.
  package func editsApart(using generator: inout SplitMix64) -> (one: [Edit], other: [Edit]) {
    var edits: [[Edit]] = [[], []]
    func number(_ count: Int) -> Int { Int.random(in: 0..<count, using: &generator) }
    func either() -> Int { number(2) }
    for index in fields.indices {
      switch fields[index].value {
      case .scalar: edits[either()].append(.setField(index, .scalar("changed")))
      case .list:
        edits[0].append(.addItem(index, number(3), "epsilon"))
        edits[1].append(number(2) == 0 ? .removeItem(index, 0) : .addItem(index, number(3), "zeta"))
      case .items(let items, _):
        edits[0].append(items.count > 1 ? .setPair(index, item: 0, pair: 1, "new") : .addItem(index, 1, "epsilon"))
        edits[1].append(items.count > 1 ? .setPair(index, item: 1, pair: 1, "newer") : .addItem(index, 0, "zeta"))
        edits[number(2)].append(.addPair(index, item: 0, Pair(key: "p", value: "q")))
      case .mapping: for side in 0...1 { edits[side].append(.addItem(index, number(3), ["epsilon", "zeta"][side])) }
      case .block: edits[either()].append(.addItem(index, 0, "first"))
      }
    }
    for (section, content) in sections.enumerated() {
      let side = either()
      edits[side].append(.addLine(section, number(4), "Inserted."))
      for line in content.lines.indices where content.lines[line].hasPrefix("- [") {
        edits[side].append(.tick(section, line + 1, "-"))
        edits[1 - side].append(.due(section, line, "2026-12-01"))
      }
    }
    edits[0].append(.addField(number(9), Field(name: "area", value: .scalar("career"))))
    edits[1].append(.addField(number(9), Field(name: "reason", value: .scalar("why"))))
    return (edits[0], edits[1])
  }
}

extension Sketch.Field {
  package static func random(named name: String, using generator: inout SplitMix64) -> Self {
    func number(_ count: Int) -> Int { Int.random(in: 0..<count, using: &generator) }
    let words = ["alpha", "beta", "gamma", "delta"].shuffled(using: &generator)
    let value: Sketch.Value
    switch name {
    case "skills": value = .list(Array(words.prefix(number(4))), isFlow: number(2) == 0)
    case "signatures":
      let items = ["mentee", "mentor", "guest"].prefix(number(4)).map { role in
        [Sketch.Pair(key: "by", value: role), .init(key: "on", value: "2026-03-1\(number(3))")]
      }
      value = .items(Array(items), isFlow: number(2) == 0)
    case "links": value = .mapping(words.prefix(number(3)).map { .init(key: $0, value: "v\(number(3))") })
    case "note": value = .block((0...number(3)).map { "line \($0) \(words[0])" })
    default:
      value = .scalar(["active", "paused", "2026-06-30", "\"2026-06-30\"", "", "no"][number(6)])
    }
    var field = Self(name: name, comment: number(4) == 0 ? "about \(name)" : nil, value: value)
    if case .block = value {} else { field.trail = number(6) == 0 ? "a remark" : nil }
    return field
  }

  package mutating func add(_ word: String, at place: Int) {
    switch value {
    case .list(var items, let isFlow):
      guard !items.contains(word) else { return }
      items.insert(word, at: min(place, items.count))
      value = .list(items, isFlow: isFlow)
    case .items(var items, let isFlow):
      guard !items.contains(where: { $0[0].value == word }) else { return }
      items.insert(
        [.init(key: "by", value: word), .init(key: "on", value: "2026-04-0\(place + 1)")],
        at: min(place, items.count)
      )
      value = .items(items, isFlow: isFlow)
    case .mapping(var pairs):
      guard !pairs.contains(where: { $0.key == word }) else { return }
      pairs.insert(.init(key: word, value: "new"), at: min(place, pairs.count))
      value = .mapping(pairs)
    case .block(var lines):
      lines.insert(word, at: min(place, lines.count))
      value = .block(lines)
    case .scalar: break
    }
  }

  package mutating func changeStyle() {
    switch value {
    case .list(let items, let isFlow): value = .list(items, isFlow: !isFlow)
    case .items(let items, let isFlow): value = .items(items, isFlow: !isFlow)
    case .scalar(let text): value = .scalar(text.hasPrefix("2") ? "\"\(text)\"" : text)
    case .mapping, .block: break
    }
  }

  package mutating func removeItem(_ item: Int) {
    switch value {
    case .list(var items, let isFlow) where items.indices.contains(item):
      items.remove(at: item)
      value = .list(items, isFlow: isFlow)
    case .items(var items, let isFlow) where items.indices.contains(item):
      items.remove(at: item)
      value = .items(items, isFlow: isFlow)
    case .mapping(var pairs) where pairs.indices.contains(item):
      pairs.remove(at: item)
      value = .mapping(pairs)
    case .block(var lines) where lines.indices.contains(item) && lines.count > 1:
      lines.remove(at: item)
      value = .block(lines)
    default: break
    }
  }

  package mutating func set(_ text: String, item: Int, pair: Int) {
    switch value {
    case .items(var items, let isFlow) where items.indices.contains(item) && items[item].indices.contains(pair):
      items[item][pair].value = text
      value = .items(items, isFlow: isFlow)
    case .mapping(var pairs) where pairs.indices.contains(item):
      pairs[item].value = text
      value = .mapping(pairs)
    default: break
    }
  }

  package mutating func add(_ pair: Sketch.Pair, item: Int) {
    guard case .items(var items, let isFlow) = value, items.indices.contains(item),
      !items[item].contains(where: { $0.key == pair.key })
    else { return }
    items[item].append(pair)
    value = .items(items, isFlow: isFlow)
  }
}

extension Sketch.Section {
  package static func random(_ heading: String, using generator: inout SplitMix64) -> Self {
    let lines = [
      "First \(heading).", "Second \(heading).", "- [ ] Do \(heading) due:2026-04-01", "- [x] Done \(heading) @mentor",
      "- 2026-05-01 Noted \(heading).", "", "- item \(heading)", "- [ ] Plan \(heading)",
    ]
    return Self(heading: heading, lines: lines.filter { _ in Bool.random(using: &generator) })
  }
}
