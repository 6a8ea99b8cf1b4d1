extension Body {
  /// Scans Markdown between two UTF-8 offsets of a file.
  ///
  /// Headings and tasks inside fenced code and HTML comments are text. A fence opens and closes by CommonMark's rules
  /// (https://spec.commonmark.org/0.31.2/#fenced-code-blocks); indented code is not recognised, so an indented task
  /// counts.
  package init(scanning bytes: [UInt8], in range: Range<Int>) {
    var outline = HeadingOutline()
    self.range = range
    self.sections = Self.sectionRanges(of: bytes, in: range).map { range in
      var section = Section(scanning: bytes, in: range)
      (section.path, section.occurrence) = outline.place(of: section.heading, level: section.level)
      return section
    }
  }

  /// Where the sections between two UTF-8 offsets of a file are, each from its heading's line to the next heading.
  ///
  /// What a section holds depends on its own bytes alone; only its place among the headings depends on others.
  package static func sectionRanges(of bytes: [UInt8], in range: Range<Int>) -> [Range<Int>] {
    bytes.withUnsafeBufferPointer { text in
      var starts = [range.lowerBound]
      var block = MarkdownBlock.text
      MarkdownLine.forEach(in: text, range) { line, _ in
        if block.read(line) == .heading { starts.append(line.range.lowerBound) }
      }
      let ends = starts.dropFirst() + [range.upperBound]
      return zip(starts, ends).map { $0..<$1 }.filter { !$0.isEmpty }
    }
  }

  /// The heading whose line begins at an offset, its level 1 to 6; nil if none does.
  package static func heading(at start: Int, of bytes: [UInt8]) -> (level: Int, text: String)? {
    bytes.withUnsafeBufferPointer { text in
      let end = text[start...].firstIndex(where: ASCII.isLineEnding) ?? text.count
      return MarkdownLine(text, start..<end).heading().map { ($0.level, $0.text) }
    }
  }

  /// A text in which no line begins a section: one that would has a backslash before its `#`.
  static func escapingHeadings(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var places: [Int] = []
    bytes.withUnsafeBufferPointer { buffer in
      var block = MarkdownBlock.text
      MarkdownLine.forEach(in: buffer, 0..<buffer.count) { line, _ in
        guard block.read(line) == .heading else { return }
        places.append(buffer[line.range].firstIndex(of: UInt8(ascii: "#")) ?? line.range.lowerBound)
      }
    }
    let edits = places.map { Edit(range: $0..<$0, text: "\\") }
    return String(decoding: Edit.apply(edits, to: bytes), as: UTF8.self)
  }

  /// Where headings begin between two UTF-8 offsets of a file that stand outside code and comments; nil if there is code or a comment between them.
  package static func headingStarts(of bytes: [UInt8], in range: Range<Int>) -> [Int]? {
    bytes.withUnsafeBufferPointer { text in
      var starts: [Int] = []
      var block = MarkdownBlock.text
      var isPlain = true
      MarkdownLine.forEach(in: text, range) { line, _ in
        switch block.read(line) {
        case .text: break
        case .heading: starts.append(line.range.lowerBound)
        case .literal: isPlain = false
        }
      }
      return isPlain ? starts : nil
    }
  }
}

/// One line of a section.
package struct SectionLine: Sendable {
  /// What a line says by itself.
  package enum Content: Sendable {
    case heading(level: Int, text: String)
    case task(TaskItem)
    case datedLine(DatedLine)
    case text

    /// Inside fenced code or an HTML comment, or where one begins or ends.
    case literal
  }

  package let content: Content

  /// The line without its line ending, in UTF-8 offsets from the file's start.
  package let range: Range<Int>

  /// The offset of the next line.
  package let next: Int

  /// Reads the lines in some ranges of offsets that stand in one section and outside code and comments.
  ///
  /// - Parameter isAssessment: Whether the section's heading is before them and makes dated lines assessments.
  package static func all(in bytes: [UInt8], _ ranges: [Range<Int>], isAssessment: Bool = false) -> [SectionLine] {
    var lines: [SectionLine] = []
    forEach(in: bytes, ranges, isAssessment: isAssessment) { lines.append($0) }
    return lines
  }

  /// Reads the lines as ``all(in:_:isAssessment:)`` does, and hands them over one by one.
  fileprivate static func forEach(
    in bytes: [UInt8],
    _ ranges: [Range<Int>],
    isAssessment: Bool = false,
    _ take: (SectionLine) -> Void
  ) {
    bytes.withUnsafeBufferPointer { text in
      var block = MarkdownBlock.text
      var isAssessment = isAssessment
      let read: (MarkdownLine, Int) -> Void = { line, next in
        let content: Content
        switch block.read(line) {
        case .literal: content = .literal
        case .text: content = line.item(isAssessment: isAssessment)
        case .heading:
          let heading = line.heading()
          isAssessment = heading.map { makesAssessments($0.text) } ?? isAssessment
          content = heading.map { .heading(level: $0.level, text: $0.text) } ?? .text
        }
        take(SectionLine(content: content, range: line.range, next: next))
      }
      for range in ranges { MarkdownLine.forEach(in: text, range, read) }
    }
  }

  /// Where the lines between two offsets are, without their line endings.
  package static func ranges(in bytes: [UInt8], _ range: Range<Int>) -> [Range<Int>] {
    bytes.withUnsafeBufferPointer { text in
      var ranges: [Range<Int>] = []
      MarkdownLine.forEach(in: text, range) { line, _ in ranges.append(line.range) }
      return ranges
    }
  }

  /// Says whether a line outside code and comments is a dated line.
  package static func isDated(_ line: Range<Int>, of bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { text in
      let line = MarkdownLine(text, line)
      return line.itemStart().flatMap(line.day) != nil
    }
  }

  /// Says whether dated lines under a heading are assessments.
  package static func makesAssessments(_ heading: String) -> Bool {
    heading.lowercased() == "assessments"
  }
}

extension MarkdownLine {
  /// What a line is that is no heading and stands outside code and comments.
  fileprivate func item(isAssessment: Bool) -> SectionLine.Content {
    guard let item = itemStart() else { return .text }
    if let task = task(at: item) { return .task(task) }
    return datedLine(at: item, isAssessment: isAssessment).map { .datedLine($0) } ?? .text
  }
}

extension Section {
  /// Scans one section, whose heading is its first line if it has one, as if it stood alone.
  fileprivate init(scanning bytes: [UInt8], in range: Range<Int>) {
    var heading: (level: Int, text: String, range: Range<Int>)?
    var contentStart = range.lowerBound
    var tasks: [TaskItem] = []
    var occurrences: [String: Int] = [:]
    var datedLines: [DatedLine] = []
    var lines: [Range<Int>] = []
    SectionLine.forEach(in: bytes, [range]) { line in
      switch line.content {
      case .heading(let level, let text):
        heading = (level, text, line.range)
        contentStart = line.next
        return
      case .task(var task):
        task.occurrence = occurrences[task.text, default: 0] + 1
        occurrences[task.text] = task.occurrence
        tasks.append(task)
      case .datedLine(let dated): datedLines.append(dated)
      case .text, .literal: break
      }
      lines.append(line.range)
    }
    self.init(
      heading: heading?.text,
      level: heading?.level ?? 0,
      path: heading.map { [$0.text] } ?? [],
      occurrence: 1,
      headingRange: heading?.range,
      contentRange: contentStart..<range.upperBound,
      tasks: tasks,
      datedLines: datedLines,
      lines: lines
    )
  }
}

/// The headings that a section stands under.
package struct HeadingOutline {
  private var open: [(level: Int, text: String)] = []
  private var occurrences: [[String]: Int] = [:]

  package init() {}

  /// The place of the next section: its headings, outermost first, and how many of the same there were, with it.
  package mutating func place(of heading: String?, level: Int) -> (path: [String], occurrence: Int) {
    if let heading {
      open.removeAll { $0.level >= level }
      open.append((level, heading))
    }
    let path = open.map(\.text)
    let occurrence = occurrences[path, default: 0] + 1
    occurrences[path] = occurrence
    return (path, occurrence)
  }
}

/// What the lines of a body stand in.
private enum MarkdownBlock: Equatable {
  case text
  case code(fence: UInt8, length: Int)
  case comment

  /// What a line is to the block it stands in.
  enum Line {
    case text
    case heading
    /// Inside code or a comment, or where one begins or ends.
    case literal
  }

  /// Reads one line and goes on to what the next line stands in.
  mutating func read(_ line: MarkdownLine) -> Line {
    switch self {
    case .code(let fence, let length):
      if line.closesFence(fence, length: length) { self = .text }
      return .literal
    case .comment:
      if line.contains("-->") { self = .text }
      return .literal
    case .text:
      switch line.firstByteOfBlock {
      case ASCII.hash: return line.heading() == nil ? .text : .heading
      case ASCII.backtick, ASCII.tilde:
        guard let opening = line.openingFence() else { return .text }
        self = .code(fence: opening.fence, length: opening.length)
        return .literal
      case UInt8(ascii: "<"):
        guard line.opensComment() else { return .text }
        self = .comment
        return .literal
      default: return .text
      }
    }
  }
}
