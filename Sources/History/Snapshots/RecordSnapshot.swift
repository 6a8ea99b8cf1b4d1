package import Records

/// What history compares of one version of a record.
///
/// Two versions that differ only in comments, quoting, line endings or blank lines have equal fields, tasks, dated lines and section lines.
package struct RecordSnapshot: Sendable, Hashable {
  package var id: String?
  package var title: String?

  /// The fields in the order of the front matter, `id` included; no path occurs twice.
  package var fields: [Field]

  /// The sections from top to bottom; text before the first heading is a section without one.
  package var sections: [Section]

  package init(id: String? = nil, title: String? = nil, fields: [Field] = [], sections: [Section] = []) {
    self.id = id
    self.title = title
    self.fields = fields
    self.sections = sections
  }
}

extension RecordSnapshot {
  /// A leaf of the front matter.
  package struct Field: Sendable, Hashable {
    /// The keys that lead to the leaf, joined by `.`; an item of a list with identities is `signatures[by=mentor]`.
    package var path: String
    package var value: RecordedValue

    package init(_ path: String, _ value: RecordedValue) {
      self.path = path
      self.value = value
    }
  }

  /// A section of the body, without the sections below its own headings.
  package struct Section: Sendable, Hashable {
    /// What a section is matched by in another version.
    package struct Key: Sendable, Hashable {
      /// The headings that lead here, outermost first; empty before the first heading.
      package var headings: [String]

      /// 1 for the first section with these headings, 2 for the second.
      package var occurrence: Int
    }

    package var key: Key

    /// The heading's line; `nil` before the first heading.
    package var headingLine: LineDigest?

    package var tasks: [Task]
    package var datedLines: [DatedLine]

    /// The lines that are neither blank nor heading nor task nor dated.
    package var lines: [LineDigest]

    /// The section's own heading; `nil` before the first heading.
    package var heading: String? { key.headings.last }

    package init(
      _ headings: [String],
      occurrence: Int = 1,
      headingLine: LineDigest? = nil,
      tasks: [Task] = [],
      datedLines: [DatedLine] = [],
      lines: [LineDigest] = []
    ) {
      self.key = Key(headings: headings, occurrence: occurrence)
      self.headingLine = headingLine
      self.tasks = tasks
      self.datedLines = datedLines
      self.lines = lines
    }
  }

  /// A checkbox with its words.
  package struct Task: Sendable, Hashable {
    /// What a task is matched by in another version of its section.
    package struct Key: Sendable, Hashable {
      package var text: String

      /// 1 for the first task with these words in the section, 2 for the second.
      package var occurrence: Int
    }

    package var key: Key
    package var state: TaskState

    /// The `@who` and `key:value` words in their order.
    package var marks: [String]

    package init(_ text: String, occurrence: Int = 1, state: TaskState, marks: [String] = []) {
      self.key = Key(text: text, occurrence: occurrence)
      self.state = state
      self.marks = marks
    }
  }

  /// A line that begins with a day.
  package struct DatedLine: Sendable, Hashable {
    package var day: CalendarDay
    package var who: String?
    package var text: String

    package init(day: CalendarDay, who: String? = nil, text: String) {
      self.day = day
      self.who = who
      self.text = text
    }
  }
}

/// A line reduced to a number, equal for lines of equal text within one process.
package struct LineDigest: Sendable, Hashable {
  private let value: Int

  /// Reduces a line; blanks and a carriage return at its end don't count.
  package init(_ line: some Collection<UInt8>) {
    self.init(of: Array(line), in: 0..<line.count)
  }

  /// Reduces a line of a file, given by its offsets.
  init(of bytes: [UInt8], in line: Range<Int>) {
    var end = line.upperBound
    while end > line.lowerBound, Self.isBlank(bytes[end - 1]) { end -= 1 }
    var hasher = Hasher()
    bytes.withUnsafeBytes { hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: $0[line.lowerBound..<end])) }
    value = hasher.finalize()
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\n")
  }
}
