import Records

/// Compares the bodies of two versions by the lines in which they differ.
enum BodyComparison {
  /// Tells what changed; `nil` if more has to be read than the lines that differ and the section they stand in.
  ///
  /// The whole has to be read where a heading, code or a comment is among what differs, or code or a comment is around it: these say what other lines are.
  static func changes(
    from old: [UInt8],
    _ oldBody: Range<Int>,
    to new: [UInt8],
    _ newBody: Range<Int>
  ) -> [Change]? {
    guard let lines = DifferingLines(old, oldBody, new, newBody) else { return [] }
    guard let headings = Body.headingStarts(of: old, in: oldBody.lowerBound..<lines.old.lowerBound),
      Body.headingStarts(of: old, in: lines.old) == [],
      Body.headingStarts(of: new, in: lines.new) == []
    else { return nil }
    let start = headings.last ?? oldBody.lowerBound
    let heading = headings.last.flatMap { SectionLine.heading(at: $0, of: old) }
    let isAssessment = heading.map(SectionLine.makesAssessments) ?? false
    let before = SectionLine.all(in: old, lines.old, isAssessment: isAssessment)
    let after = SectionLine.all(in: new, lines.new, isAssessment: isAssessment)
    var oldReader = SectionReader(heading: heading)
    var newReader = oldReader
    if before.contains(where: \.isTask) || after.contains(where: \.isTask) {
      // Which of several tasks with the same words one is depends on all of the section.
      guard let later = Body.headingStarts(of: old, in: lines.old.upperBound..<oldBody.upperBound) else { return nil }
      let above = SectionLine.all(in: old, start..<lines.old.lowerBound).filter(\.isTask)
      let below = SectionLine.all(in: old, lines.old.upperBound..<(later.first ?? oldBody.upperBound)).filter(\.isTask)
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

private let newline = UInt8(ascii: "\n")

extension SectionLine {
  fileprivate var isTask: Bool {
    if case .task = content { true } else { false }
  }
}
