import Records

/// Compares the bodies of two versions by the lines in which they differ.
struct BodyComparison: Sendable {
  /// The whole text of the earlier version.
  let old: [UInt8]
  /// Where its body is, in UTF-8 offsets into the text.
  let oldBody: Range<Int>
  /// The whole text of the later version.
  let new: [UInt8]
  /// Where its body is, in UTF-8 offsets into the text.
  let newBody: Range<Int>

  /// Tells what changed between the bodies; `nil` if more has to be read than the sections that differ.
  ///
  /// The whole has to be read where headings differ, or where code or a comment is among what differs or around it: these say what other lines are.
  func changes() -> [Change]? {
    guard let lines = DifferingLines(old, oldBody, new, newBody) else { return [] }
    guard let before = Body.headingStarts(of: old, in: oldBody.lowerBound..<lines.old.lowerBound),
      let oldInside = Body.headingStarts(of: old, in: lines.old),
      let newInside = Body.headingStarts(of: new, in: lines.new),
      let after = Body.headingStarts(of: old, in: lines.old.upperBound..<oldBody.upperBound),
      oldInside.count == newInside.count
    else { return nil }
    let start = before.last ?? oldBody.lowerBound
    let end = after.first ?? oldBody.upperBound
    let oldStarts = [start] + oldInside
    let newStarts = [start - oldBody.lowerBound + newBody.lowerBound] + newInside
    let oldEnds = oldInside + [end]
    let newEnds = newInside + [newBody.upperBound - (oldBody.upperBound - end)]
    var changes: [Change] = []
    for index in oldStarts.indices {
      let oldSection = oldStarts[index]..<oldEnds[index]
      let newSection = newStarts[index]..<newEnds[index]
      // What begins the body is a section without a heading, even if it is empty.
      let hasHeading = index > 0 || !before.isEmpty
      let heading = hasHeading ? Body.heading(at: oldSection.lowerBound, of: old) : nil
      if index > 0 {
        let newHeading = Body.heading(at: newSection.lowerBound, of: new)
        guard heading?.level == newHeading?.level, heading?.text == newHeading?.text else { return nil }
      }
      changes += sectionChanges(under: heading?.text, from: oldSection, to: newSection)
    }
    return changes
  }

  /// Tells what changed in one section.
  private func sectionChanges(under heading: String?, from oldSection: Range<Int>, to newSection: Range<Int>)
    -> [Change]
  {
    guard let lines = DifferingLines(old, oldSection, new, newSection) else { return [] }
    let isAssessment = heading.map(SectionLine.makesAssessments) ?? false
    let parts = UnsharedLines(old, lines.old, new, lines.new)
    let before = SectionLine.all(in: old, parts.old, isAssessment: isAssessment)
    let after = SectionLine.all(in: new, parts.new, isAssessment: isAssessment)
    var oldReader = SectionReader(heading: heading)
    var newReader = oldReader
    if before.compactMap(\.taskText) != after.compactMap(\.taskText) {
      // Which of several tasks with the same words one is depends on all of the section, unless the words stay.
      let above = SectionLine.all(in: old, [oldSection.lowerBound..<lines.old.lowerBound]).filter(\.isTask)
      let below = SectionLine.all(in: old, [lines.old.upperBound..<oldSection.upperBound]).filter(\.isTask)
      oldReader.read(above + before + below, of: old)
      newReader.read(above, of: old)
      newReader.read(after, of: new)
      newReader.read(below, of: old)
    } else {
      oldReader.read(before, of: old)
      newReader.read(after, of: new)
    }
    return RecordSnapshot.Section.changes(from: oldReader.section, to: newReader.section)
  }
}

/// The whole lines in which two texts differ.
private struct DifferingLines {
  let old: Range<Int>
  let new: Range<Int>

  /// Finds the lines; `nil` if the texts are the same.
  init?(_ old: [UInt8], _ oldRange: Range<Int>, _ new: [UInt8], _ newRange: Range<Int>) {
    let common = CommonBytes(old, oldRange, new, newRange)
    if common.prefix == oldRange.count, oldRange.count == newRange.count { return nil }
    var front = common.prefix
    while front > 0, old[oldRange.lowerBound + front - 1] != newline { front -= 1 }
    var back = common.suffix
    func beginsLine(_ text: [UInt8], _ range: Range<Int>) -> Bool {
      let offset = range.upperBound - back
      return offset == range.lowerBound + front || text[offset - 1] == newline
    }
    while back > 0, !(beginsLine(old, oldRange) && beginsLine(new, newRange)) { back -= 1 }
    self.old = oldRange.lowerBound + front..<oldRange.upperBound - back
    self.new = newRange.lowerBound + front..<newRange.upperBound - back
  }
}

/// Two stretches of lines outside code and comments without dated lines that both have, since the order of these says nothing.
///
/// Where a list grows at one end and is cut at the other, that is most of it.
private struct UnsharedLines {
  private(set) var old: [Range<Int>] = []
  private(set) var new: [Range<Int>] = []

  /// How many lines are looked through for one that both have. One that isn't found stays in both, and is read.
  private static let reach = 4

  init(_ oldText: [UInt8], _ oldRange: Range<Int>, _ newText: [UInt8], _ newRange: Range<Int>) {
    let lines = SectionLine.ranges(in: oldText, oldRange)
    var next = 0
    for line in SectionLine.ranges(in: newText, newRange) {
      let shared = lines.indices[next...].prefix(Self.reach).first { oldText.isSame(lines[$0], newText, line) }
      if let shared, SectionLine.isDated(line, of: newText) {
        old += lines[next..<shared]
        next = shared + 1
      } else {
        new.append(line)
      }
    }
    old += lines[next...]
  }
}

private let newline = UInt8(ascii: "\n")

extension SectionLine {
  fileprivate var isTask: Bool { taskText != nil }

  fileprivate var taskText: String? {
    if case .task(let task) = content { task.text } else { nil }
  }
}
