/// The Markdown after the front matter, split at its ATX headings.
package struct Body: Sendable, Hashable {
  /// The UTF-8 offsets from the file's start.
  package let range: Range<Int>
  /// The sections in order; the text before the first heading is one without a heading, left out if empty.
  package let sections: [Section]

  /// Every task of the body in order.
  package var tasks: [TaskItem] { sections.flatMap(\.tasks) }

  /// Returns the first section with a heading, compared without regard to case.
  package func section(named heading: String) -> Section? {
    let wanted = heading.lowercased()
    return sections.first { $0.heading?.lowercased() == wanted }
  }
}

/// A heading with the lines up to the next heading of any level.
package struct Section: Sendable, Hashable {
  /// The heading's text without `#`; nil for the text before the first heading.
  package let heading: String?
  /// 1 to 6 as the number of `#`; 0 before the first heading.
  package let level: Int
  /// The headings this one stands under, outermost first, and itself last.
  package internal(set) var path: [String]
  /// Counts the sections with the same path from 1.
  package internal(set) var occurrence: Int
  /// The heading's line without its line ending.
  package let headingRange: Range<Int>?
  /// Everything from the line after the heading up to the next heading.
  package let contentRange: Range<Int>
  package let tasks: [TaskItem]
  package let datedLines: [DatedLine]
  /// Every line of the content, without line endings.
  package let lines: [Range<Int>]
}

/// Whether a task is still to be done.
package enum TaskState: String, Sendable, Hashable, CaseIterable {
  case open
  case done
  case dropped

  /// The character between the brackets.
  package var mark: Character {
    switch self {
    case .open: " "
    case .done: "x"
    case .dropped: "-"
    }
  }
}

/// A word `name:value` of a task, such as `due:2026-04-24`.
package struct TaskKey: Sendable, Hashable {
  package let name: String
  package let value: String

  package init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}

/// A checkbox with todo.txt words, such as `- [ ] Send outline @mentee due:2026-04-24`.
package struct TaskItem: Sendable, Hashable {
  package let state: TaskState
  /// The words without box, people and keys, joined by single spaces: a task's identity in its section.
  package let text: String
  /// The words as people read them: with the people and keys in their midst, and all people but the two themselves, whom it names and doesn't task.
  package let sentence: String
  /// Who is to do it, without `@`.
  package let people: [String]
  package let keys: [TaskKey]
  /// Counts the tasks with the same text in the section from 1.
  package internal(set) var occurrence: Int
  /// The line without its line ending, in UTF-8 offsets from the file's start.
  package let lineRange: Range<Int>
  /// The one character between the brackets.
  package let boxRange: Range<Int>

  /// Returns the value of the first word with this name.
  package func value(of name: String) -> String? {
    keys.first { $0.name == name }?.value
  }

  /// Whether somebody is to do it, in whatever case they are written.
  package func isFor(_ person: String) -> Bool {
    people.contains { $0.lowercased() == person.lowercased() }
  }

  /// The day of `due:`, nil if there is none or it is no day.
  package var due: CalendarDay? { value(of: "due").flatMap(CalendarDay.init) }
}

/// A list item that begins with a day, such as `- 2026-08-20 Abstract accepted.`
package struct DatedLine: Sendable, Hashable {
  /// One person's level in a skill, as in `- 2026-08-20 mentee 3 alone with comments`.
  package struct Assessment: Sendable, Hashable {
    /// Who assesses, such as `mentee`.
    package let role: String
    package let level: Int
    /// What follows the level, possibly empty.
    package let text: String

    /// Whether one of the two assesses, in whatever case that is written.
    package var isByOneOfTheTwo: Bool { ["mentee", "mentor"].contains(role.lowercased()) }
  }

  package let day: CalendarDay
  /// What follows the day, possibly empty.
  package let text: String
  /// The same text as an assessment; only under a heading "Assessments".
  package let assessment: Assessment?
  /// The line without its line ending, in UTF-8 offsets from the file's start.
  package let lineRange: Range<Int>
}
