/// A task as one version has it, with the questions about it that are open there.
struct TaskVersion {
  /// The part of a task that is its box.
  static let statePart = "state"
  /// The part of a task that is the section it stands in.
  static let sectionPart = "section"

  let item: TaskItem
  /// The line without its line ending.
  let line: [UInt8]
  /// Where the box is in the line.
  private let box: Int
  private let entries: [OpenEntry]

  init(_ item: TaskItem, in bytes: [UInt8], entries: [OpenEntry]) {
    self.item = item
    line = Array(bytes[item.lineRange])
    box = item.boxRange.lowerBound - item.lineRange.lowerBound
    self.entries = entries
  }

  /// What stands before the box.
  var prefix: [UInt8] { Array(line[..<box]) }

  var hasEntries: Bool { !entries.isEmpty }

  /// The open questions about parts of the task.
  var openParts: [OpenEntry] {
    entries.filter { entry in
      guard case .task(_, let part?) = entry.subject else { return false }
      return part == Self.sectionPart || entry.shown == value(of: part)
    }
  }

  /// The text of a part; nil where the task has none.
  func value(of part: String) -> String? {
    part == Self.statePart ? item.state.rawValue : item.value(of: part)
  }

  /// The values that a part may have, and what is shown meanwhile if its question is open.
  func values(of part: String?) -> (set: ValueSet, shown: ValueSet.Value?) {
    let own = part.map { value(of: $0) } ?? String(decoding: line, as: UTF8.self)
    let entry = entries.first { entry in
      if case .task(_, part) = entry.subject { entry.shown == own } else { false }
    }
    guard let entry, entry.values.count > 1 else { return (ValueSet([.init(plain: own)]), nil) }
    return (ValueSet(entry.values.map(ValueSet.Value.init(plain:))), .init(plain: entry.shown))
  }

  /// The line with other parts, its words as they are.
  ///
  /// - Parameter values: The keys' values in the order in which missing ones are added; nil takes a key away.
  func line(state: TaskState, people: [String], values: [(key: String, value: String?)]) -> [UInt8] {
    var result = prefix + [state == item.state ? line[box] : state.mark.asciiValue ?? line[box], UInt8(ascii: "]")]
    var missingPeople = people
    var missingKeys = values.filter { $0.value != nil }
    var place = box + 2
    while place < line.count {
      let blanks = line[place...].prefix(while: ASCII.isBlank)
      let word = line[blanks.endIndex...].prefix { !ASCII.isBlank($0) }
      place = word.endIndex
      guard !word.isEmpty else {
        result += blanks
        continue
      }
      let text = String(decoding: word, as: UTF8.self)
      if item.people.contains(where: { "@" + $0 == text }) {
        guard let index = missingPeople.firstIndex(where: { "@" + $0 == text }) else { continue }
        missingPeople.remove(at: index)
        result += blanks + word
      } else if let key = item.keys.first(where: { "\($0.name):\($0.value)" == text })?.name,
        let wanted = values.first(where: { $0.key == key })
      {
        guard let value = wanted.value else { continue }
        // A key that is there twice keeps its second value.
        let isFirst = missingKeys.contains { $0.key == key }
        missingKeys.removeAll { $0.key == key }
        result += blanks + (isFirst ? Array("\(key):\(value)".utf8) : Array(word))
      } else {
        result += blanks + word
      }
    }
    let added = missingPeople.map { "@" + $0 } + missingKeys.map { "\($0.key):\($0.value ?? "")" }
    return result + added.flatMap { Array(" \($0)".utf8) }
  }
}
