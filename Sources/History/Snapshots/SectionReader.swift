import Records

/// Collects the lines of one section as history compares them.
struct SectionReader {
  /// What has been read; its key is the section's own heading alone.
  private(set) var section: RecordSnapshot.Section

  /// 1 to 6 as the number of `#`; 0 if no heading has been read.
  private(set) var level = 0

  /// How often each text occurs, once there are too many tasks to look through.
  private var occurrences: [String: Int] = [:]
  private static let mostLookedThrough = 24

  init(heading: String? = nil) {
    section = RecordSnapshot.Section(heading.map { [$0] } ?? [])
  }

  /// Reads the next lines of a file.
  mutating func read(_ lines: some Sequence<SectionLine>, of bytes: [UInt8]) {
    for line in lines {
      switch line.content {
      case .heading(let level, let text):
        self.level = level
        section.key.headings = [text]
        section.headingLine = LineDigest(of: bytes, in: line.range)
      case .task(let task): section.tasks.append(numbered(task))
      case .datedLine(let line):
        let assessment = line.assessment
        section.datedLines.append(
          RecordSnapshot.DatedLine(
            day: line.day,
            who: assessment?.role,
            text: assessment.map { $0.text.isEmpty ? "\($0.level)" : "\($0.level) \($0.text)" } ?? line.text
          )
        )
      case .text, .literal:
        if !bytes.isBlank(line.range) { section.lines.append(LineDigest(of: bytes, in: line.range)) }
      }
    }
  }

  private mutating func numbered(_ task: TaskItem) -> RecordSnapshot.Task {
    let occurrence: Int
    if section.tasks.count < Self.mostLookedThrough {
      occurrence = section.tasks.count { $0.key.text == task.text } + 1
    } else {
      if occurrences.isEmpty { occurrences = section.tasks.map(\.key.text).countsByElement }
      occurrence = occurrences[task.text, default: 0] + 1
      occurrences[task.text] = occurrence
    }
    let marks = task.people.map { "@" + $0 } + task.keys.map { "\($0.name):\($0.value)" }
    return RecordSnapshot.Task(task.text, occurrence: occurrence, state: task.state, marks: marks)
  }
}

extension RecordSnapshot {
  /// Reads the sections of a body that hold anything, each with its place among the headings.
  static func sections(of bytes: [UInt8], in body: Range<Int>) -> [Section] {
    var outline = HeadingOutline()
    return Body.sectionRanges(of: bytes, in: body).compactMap { range in
      var reader = SectionReader()
      reader.read(SectionLine.all(in: bytes, [range]), of: bytes)
      var section = reader.section
      let place = outline.place(of: section.heading, level: reader.level)
      section.key = .init(headings: place.path, occurrence: place.occurrence)
      return section.isEmpty ? nil : section
    }
  }
}

extension RecordSnapshot.Section {
  /// Whether nothing stands here, as where blank lines come before the first heading.
  fileprivate var isEmpty: Bool {
    headingLine == nil && tasks.isEmpty && datedLines.isEmpty && lines.isEmpty
  }
}

extension [UInt8] {
  fileprivate func isBlank(_ line: Range<Int>) -> Bool {
    self[line].allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") || $0 == UInt8(ascii: "\r") }
  }
}
