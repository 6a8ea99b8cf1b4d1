extension Body {
  /// Scans Markdown between two UTF-8 offsets of a file.
  ///
  /// Headings and tasks inside fenced code and HTML comments are text. A fence opens and closes by CommonMark's rules
  /// (https://spec.commonmark.org/0.31.2/#fenced-code-blocks); indented code is not recognised, so an indented task
  /// counts.
  package init(scanning bytes: [UInt8], in range: Range<Int>) {
    self.range = range
    self.sections = bytes.withUnsafeBufferPointer { text in
      var scanner = BodyScanner(text)
      return scanner.scan(range)
    }
  }
}

/// Walks the lines of a body once.
private struct BodyScanner {
  private enum Block: Equatable {
    case text
    case code(fence: UInt8, length: Int)
    case comment
  }

  private let text: UnsafeBufferPointer<UInt8>
  private var block = Block.text
  private var sections: [Section] = []
  private var occurrences: [[String]: Int] = [:]

  // The section being collected.
  private var heading: Heading?
  private var path: [(level: Int, text: String)] = []
  private var contentStart = 0
  private var tasks: [TaskItem] = []
  private var taskOccurrences: [String: Int] = [:]
  private var datedLines: [DatedLine] = []
  private var lines: [Range<Int>] = []

  init(_ text: UnsafeBufferPointer<UInt8>) {
    self.text = text
  }

  mutating func scan(_ range: Range<Int>) -> [Section] {
    contentStart = range.lowerBound
    var start = range.lowerBound
    while start < range.upperBound {
      var end = start
      while end < range.upperBound, !ASCII.isLineEnding(text[end]) { end += 1 }
      var next = end
      if next < range.upperBound {
        next += text[end] == ASCII.carriageReturn && next + 1 < range.upperBound && text[next + 1] == 0x0A ? 2 : 1
      }
      read(start..<end, next: next)
      start = next
    }
    finishSection(at: range.upperBound)
    return sections
  }

  private mutating func read(_ line: Range<Int>, next: Int) {
    let scanner = MarkdownLine(text, line)
    switch block {
    case .code(let fence, let length):
      if scanner.closesFence(fence, length: length) { block = .text }
    case .comment:
      if scanner.contains("-->") { block = .text }
    case .text:
      if let opening = scanner.openingFence() {
        block = .code(fence: opening.fence, length: opening.length)
      } else if scanner.opensComment() {
        block = .comment
      } else if let heading = scanner.heading() {
        finishSection(at: line.lowerBound)
        begin(heading, next: next)
        return
      } else {
        readItem(scanner)
      }
    }
    lines.append(line)
  }

  private mutating func readItem(_ line: MarkdownLine) {
    guard let item = line.itemStart() else { return }
    if var task = line.task(at: item) {
      let count = (taskOccurrences[task.text] ?? 0) + 1
      taskOccurrences[task.text] = count
      if count > 1 { task = task.with(occurrence: count) }
      tasks.append(task)
    } else if let dated = line.datedLine(at: item, isAssessment: heading?.text.lowercased() == "assessments") {
      datedLines.append(dated)
    }
  }

  private mutating func begin(_ heading: Heading, next: Int) {
    path.removeAll { $0.level >= heading.level }
    path.append((heading.level, heading.text))
    self.heading = heading
    contentStart = next
    tasks = []
    taskOccurrences = [:]
    datedLines = []
    lines = []
  }

  private mutating func finishSection(at end: Int) {
    let names = heading == nil ? [] : path.map(\.text)
    if heading == nil, contentStart == end { return }
    let occurrence = (occurrences[names] ?? 0) + 1
    occurrences[names] = occurrence
    sections.append(
      Section(
        heading: heading?.text,
        level: heading?.level ?? 0,
        path: names,
        occurrence: occurrence,
        headingRange: heading?.range,
        contentRange: contentStart..<end,
        tasks: tasks,
        datedLines: datedLines,
        lines: lines
      )
    )
  }
}

extension TaskItem {
  /// Returns the same task as the n-th of its text in the section.
  fileprivate func with(occurrence: Int) -> TaskItem {
    TaskItem(
      state: state,
      text: text,
      people: people,
      keys: keys,
      occurrence: occurrence,
      lineRange: lineRange,
      boxRange: boxRange
    )
  }
}
