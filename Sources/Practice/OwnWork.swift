import History
import Records
package import Space

/// What a mentee takes along into the next relationship: open goals and self-assessments, in words of their own alone.
///
/// A line counts as somebody's own if they were the first to commit it. Titles, fields, headings, tasks and dated lines
/// are taken one by one, other text by whole sections; an assessment must also bear the mentee's role.
package struct OwnWork: Sendable {
  /// A record as it begins in the new space.
  package struct Copy: Sendable, Hashable {
    package let path: String
    package let bytes: [UInt8]
    package let title: String
    /// How many lines were left out, since not all in their place are the mentee's own.
    package let linesLeftOut: Int
    /// The fields and the mentee's own headings where lines were left out, in their order.
    package let placesLeftOut: [String]
    /// How many assessments of their own a skill takes along; nil for goals.
    package let assessments: Int?
  }

  /// A record that stays behind, and why.
  package struct Rest: Sendable, Hashable {
    package let path: String
    package let reason: String
  }

  package private(set) var copies: [Copy] = []
  package private(set) var rest: [Rest] = []

  /// - Parameters:
  ///   - files: the records of the former space.
  ///   - isOwn: whether a line is the mentee's own, or rapport's as it stands in a template.
  package init(in files: [RecordFile], isOwn: @escaping (String) -> Bool) {
    for file in files where [.goal, .skill].contains(file.kind) {
      guard let document = file.document else {
        rest.append(Rest(path: file.path, reason: "it can't be read"))
        continue
      }
      if file.kind == .goal, !["active", "proposed", "paused"].contains(document.text(of: "status")) { continue }
      var reader = OwnLines(document: document, isOwn: isOwn)
      switch reader.record(file) {
      case .success(let copy): copies.append(copy)
      case .failure(let reason): rest.append(Rest(path: file.path, reason: reason.text))
      }
    }
  }
}

/// Why a record stays behind.
private struct StaysBehind: Error {
  let text: String
}

/// Takes the mentee's own lines out of one record.
private struct OwnLines {
  let document: Document
  let isOwn: (String) -> Bool
  private var leftOut: [(place: String, lines: Int)] = []
  private var assessments = 0

  /// Fields that say where a thing stood between the two, or what the other holds against it.
  private static let settled = [
    "status", "proposed_by", "confidence", "progress", "waiting_on", "reason", "superseded_by", "next_review",
    "unmerged",
  ]

  init(document: Document, isOwn: @escaping (String) -> Bool) {
    self.document = document
    self.isOwn = isOwn
  }

  mutating func record(_ file: RecordFile) -> Result<OwnWork.Copy, StaysBehind> {
    let description = KindDescription.of(file.kind)
    guard let titleField = description.titleField, let title = document.text(of: titleField) else {
      return .failure(StaysBehind(text: "it has no title"))
    }
    let fields = ownFields()
    guard fields.contains(where: { $0.name == titleField }) else {
      return .failure(StaysBehind(text: "its \(titleField) was first written by somebody else"))
    }
    // Between the sections stands one blank line, as in a template.
    let body = document.body.sections.map { ownText(of: $0, in: file.kind) }.joined()
    if file.kind == .skill, assessments == 0 {
      return .failure(StaysBehind(text: "no assessment of your own, written by yourself, is in it"))
    }
    var lines = fields.map(\.lines)
    if file.kind == .goal { lines += ["status: proposed", "proposed_by: mentee"] }
    var text = "---\n" + lines.joined(separator: "\n") + "\n---\n" + body
    while text.hasSuffix("\n\n") { text.removeLast() }
    guard (try? Document.parse(Array(text.utf8))) != nil else {
      return .failure(StaysBehind(text: "it is written in a way that can't be taken apart"))
    }
    return .success(
      OwnWork.Copy(
        path: file.path,
        bytes: Array(text.utf8),
        title: title,
        linesLeftOut: leftOut.reduce(0) { $0 + $1.lines },
        placesLeftOut: leftOut.map(\.place).reduce(into: []) { if !$0.contains($1) { $0.append($1) } },
        assessments: file.kind == .skill ? assessments : nil
      )
    )
  }

  /// The fields whose lines are all the mentee's own, each with these lines.
  private mutating func ownFields() -> [(name: String, lines: String)] {
    let entries = document.frontMatter.entries
    let spans = entries.map { entry in
      let last = max(entry.key.range.upperBound, entry.value.range.upperBound - 1)
      return document.lines.line(at: entry.key.range.lowerBound)...document.lines.line(at: last)
    }
    var fields: [(name: String, lines: String)] = []
    for (index, entry) in entries.enumerated() where !Self.settled.contains(entry.name) {
      let sharesLine = spans.indices.contains { $0 != index && spans[$0].overlaps(spans[index]) }
      let lines = spans[index].map { text(of: document.lines.range(ofLine: $0)) }
      if !sharesLine, lines.allSatisfy(isOwn) {
        fields.append((entry.name, lines.joined(separator: "\n")))
      } else {
        leftOut.append((entry.name, lines.count))
      }
    }
    return fields
  }

  /// A section with its heading, as far as it is the mentee's own.
  private mutating func ownText(of section: Section, in kind: RecordKind) -> String {
    let heading = section.headingRange.map(text)
    let lines = section.lines.map { (range: $0, text: text(of: $0)) }
    guard heading.map(isOwn) ?? true else {
      // The heading is somebody else's, and isn't told.
      leftOut.append(("another's section", lines.count { !Self.isBlank($0.text) } + 1))
      return ""
    }
    let units = Set(section.tasks.map(\.lineRange) + section.datedLines.map(\.lineRange))
    let others = Set(
      section.datedLines.filter { line in
        line.assessment.map { $0.assessor != .mentee }
          ?? (kind == .skill && section.heading?.lowercased() == "assessments")
      }.map(\.lineRange)
    )
    let hasOwnProse = lines.allSatisfy { units.contains($0.range) || isOwn($0.text) }
    var kept: [String] = []
    for line in lines {
      let isUnit = units.contains(line.range)
      if Self.isBlank(line.text) {
        if kept.last.map({ !Self.isBlank($0) }) ?? (heading == nil) { kept.append(line.text) }
      } else if isOwn(line.text), isUnit || hasOwnProse, !others.contains(line.range) {
        kept.append(line.text)
      } else {
        leftOut.append((section.heading ?? "the text at the beginning", 1))
      }
    }
    let own = section.datedLines.filter { $0.assessment?.assessor == .mentee && isOwn(text(of: $0.lineRange)) }
    assessments += own.count
    if kept.last.map({ !Self.isBlank($0) }) ?? true { kept.append("") }
    return ((heading.map { [$0] } ?? []) + kept).map { $0 + "\n" }.joined()
  }

  private func text(of range: Range<Int>) -> String {
    var text = String(decoding: document.bytes[range], as: UTF8.self)
    if text.hasSuffix("\r") { text.removeLast() }
    return text
  }

  private static func isBlank(_ line: String) -> Bool { line.allSatisfy(\.isWhitespace) }
}
