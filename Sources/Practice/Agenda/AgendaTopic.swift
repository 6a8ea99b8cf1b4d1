import Records
import Space

/// Something that is proposed for a meeting, and why.
package struct AgendaTopic: Sendable, Hashable {
  /// Where a topic comes from, in the order in which an agenda has them: what moved comes first, then what is due.
  package enum Source: String, Sendable, Hashable, CaseIterable {
    /// A goal has another target, state or wording than at the last meeting.
    case changedGoal = "changed goal"
    /// A goal began since the last meeting.
    case newGoal = "new goal"
    /// A question has no answer yet.
    case question
    /// An action isn't done, or a topic wasn't reached.
    case carried
    /// The target of a goal comes before the following meeting.
    case target
    /// The agreement or a skill is to be looked at again before the following meeting.
    case review
    /// Nothing of an active goal was recorded for long.
    case untouchedGoal = "untouched goal"
  }

  package let source: Source
  /// The task as it stands in the file after `- [ ] `.
  package let line: String
  /// The rule that proposes it, with its number and where that comes from.
  package let ground: String
  /// What a carried item shares with those it was carried from.
  let origin: MeetingTwins.Origin?

  init(_ source: Source, _ line: String, ground: String, origin: MeetingTwins.Origin? = nil) {
    self.source = source
    self.line = Self.inOneLine(line)
    self.ground = ground
    self.origin = origin
  }

  /// The words by which the topic is known again once it is a task.
  package var text: String { task?.text ?? line }

  /// The topic as a task of an agenda.
  var task: TaskItem? {
    let bytes = Array("- [ ] \(line)".utf8)
    guard case .task(let task)? = SectionLine.all(in: bytes, [0..<bytes.count]).first?.content else { return nil }
    return task
  }

  /// A text that can stand in a line of a file: whatever people wrote elsewhere, without line ends and control characters.
  static func inOneLine(_ text: String) -> String {
    if isPlainLine(text) { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isBlank = scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
      if !isBlank {
        result.append(scalar)
      } else if let last = result.last, last != " " {
        result.append(" ")
      }
    }
    if result.last == " " { result.removeLast() }
    return String(result)
  }

  /// Whether a text is made of plain words with one blank between them, as most are.
  private static func isPlainLine(_ text: String) -> Bool {
    let blank = UInt8(ascii: " ")
    var last = blank
    for byte in text.utf8 {
      guard byte < 0x7F, byte > blank || byte == blank && last != blank else { return false }
      last = byte
    }
    return last != blank || text.isEmpty
  }

  /// What people wrote elsewhere, so that a task takes none of it for its own words: who does it, and what it is about.
  static func quoted(_ text: String) -> String {
    inOneLine(text).split(separator: " ").map { word in
      if word.hasPrefix("@") { return String(word.drop { $0 == "@" }) }
      guard let colon = word.firstIndex(of: ":"), word.index(after: colon) < word.endIndex else { return String(word) }
      let (name, value) = (word[..<colon], word[word.index(after: colon)...])
      let isOwn = name == "due" ? CalendarDay(String(value)) == nil : ["goal", "question", "skill"].contains(name)
      return isOwn ? "\(name): \(value)" : String(word)
    }.joined(separator: " ")
  }

  /// The beginning of a text that would make a line too long.
  static func shortened(_ text: String, to length: Int = 60) -> String {
    let text = quoted(text)
    guard text.count > length else { return text }
    let words = text.prefix(length).split(separator: " ").dropLast().joined(separator: " ")
    return (words.isEmpty ? String(text.prefix(length - 1)) : words) + "…"
  }
}

extension RecordFile {
  /// What a line about the record calls it: its title before a colon, where that is enough to know it by.
  var shortTitle: String {
    let beginning = title.split(separator: ": ", maxSplits: 1).first.map(String.init) ?? title
    return AgendaTopic.shortened(beginning.count >= 8 ? beginning : title, to: 48)
  }
}
