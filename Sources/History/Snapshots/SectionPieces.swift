import Records

/// The body of a version, cut into its sections, and these into lines.
struct SectionPieces {
  private var pieces: [SectionPiece]

  /// The sections that hold anything, each with its place among the headings.
  var sections: [RecordSnapshot.Section] {
    pieces.map(\.section).filter { !$0.isEmpty }
  }

  /// Cuts a body.
  ///
  /// - Parameters:
  ///   - earlier: Another version, whose body begins at `start` of its bytes and ends with them; what is the same in both is taken from it.
  init(_ bytes: [UInt8], in body: Range<Int>, sharing earlier: (pieces: SectionPieces, start: Int, bytes: [UInt8])?) {
    let ranges = Body.sectionRanges(of: bytes, in: body)
    let old = earlier?.pieces.pieces ?? []
    let least = min(ranges.count, old.count)
    var front = 0
    var back = 0
    var start = earlier?.start ?? 0
    var end = earlier?.bytes.count ?? 0
    if let earlier {
      while front < least, old[front].isSame(at: start, of: earlier.bytes, as: bytes, in: ranges[front]) {
        start += old[front].length
        front += 1
      }
      while front + back < least {
        let piece = old[old.count - 1 - back]
        let range = ranges[ranges.count - 1 - back]
        guard piece.isSame(at: end - piece.length, of: earlier.bytes, as: bytes, in: range) else { break }
        end -= piece.length
        back += 1
      }
    }
    pieces = Array(old[..<front])
    for index in front..<(ranges.count - back) {
      // The sections that were here, one by one, are most likely what these were.
      if let earlier, index < old.count - back {
        pieces.append(SectionPiece(bytes, in: ranges[index], sharing: (old[index], start, earlier.bytes)))
        start += old[index].length
      } else {
        pieces.append(SectionPiece(bytes, in: ranges[index], sharing: nil))
      }
    }
    pieces += old.suffix(back)
    place(like: old)
  }

  /// Says under which headings each section stands, as in an earlier version if the headings are the same.
  private mutating func place(like old: [SectionPiece]) {
    let isSame =
      pieces.count == old.count && zip(pieces, old).allSatisfy { $0.level == $1.level && $0.heading == $1.heading }
    var outline = HeadingOutline()
    for index in pieces.indices {
      if isSame {
        pieces[index].section.key = old[index].section.key
      } else {
        let place = outline.place(of: pieces[index].heading, level: pieces[index].level)
        pieces[index].section.key = .init(headings: place.path, occurrence: place.occurrence)
      }
    }
  }
}

/// One section of a body, from its heading to the next.
private struct SectionPiece {
  let length: Int
  private(set) var heading: String?
  private(set) var level = 0

  /// The section with whatever place it had when it was read.
  var section = RecordSnapshot.Section([])

  /// The lines; none where code or a comment says what they are.
  private let lines: [LinePiece]

  /// One line with its line ending.
  fileprivate struct LinePiece {
    let length: Int
    let content: Content

    enum Content {
      case heading(level: Int, text: String, LineDigest)
      case task(RecordSnapshot.Task)
      case datedLine(RecordSnapshot.DatedLine)
      case text(LineDigest)
      case blank
    }
  }

  /// Reads a section, by what it shares with another if that is given with its place in its file.
  init(_ bytes: [UInt8], in range: Range<Int>, sharing earlier: (piece: SectionPiece, start: Int, bytes: [UInt8])?) {
    length = range.count
    var pieces: [LinePiece] = []
    if let earlier, let shared = Self.lines(bytes, in: range, sharing: earlier) {
      pieces = shared
      lines = shared
    } else {
      let read = SectionLine.all(in: bytes, range)
      pieces = read.map { LinePiece($0, of: bytes) }
      lines = read.contains { $0.isLiteral } ? [] : pieces
    }
    collect(pieces)
  }

  /// Says whether a stretch of another file is this section, which begins at `start` of its own.
  func isSame(at start: Int, of own: [UInt8], as bytes: [UInt8], in range: Range<Int>) -> Bool {
    length == range.count && bytes.hasSameBytes(at: range.lowerBound, as: own, at: start, length)
  }

  private static func lines(
    _ bytes: [UInt8],
    in range: Range<Int>,
    sharing earlier: (piece: SectionPiece, start: Int, bytes: [UInt8])
  ) -> [LinePiece]? {
    let old = earlier.piece.lines
    let shared = SharedPieces(
      lengths: old.map(\.length),
      from: earlier.start,
      of: earlier.bytes,
      in: range,
      of: bytes
    ) { bytes.canBeginLine(at: $0) }
    // Under another heading the lines may mean something else.
    guard shared.front > 0 else { return nil }
    let isAssessment = earlier.piece.heading.map(SectionLine.makesAssessments) ?? false
    let changed = SectionLine.all(in: bytes, shared.changed, isAssessment: isAssessment)
    if changed.contains(where: \.isLiteral) { return nil }
    var lines = Array(old.prefix(shared.front))
    lines += changed.map { LinePiece($0, of: bytes) }
    lines += old.suffix(shared.back)
    return lines
  }

  private mutating func collect(_ pieces: [LinePiece]) {
    var occurrences: [String: Int] = [:]
    for piece in pieces {
      switch piece.content {
      case .heading(let level, let text, let digest):
        self.level = level
        heading = text
        section.headingLine = digest
      case .task(var task):
        task.key.occurrence = occurrences[task.key.text, default: 0] + 1
        occurrences[task.key.text] = task.key.occurrence
        section.tasks.append(task)
      case .datedLine(let line): section.datedLines.append(line)
      case .text(let digest): section.lines.append(digest)
      case .blank: break
      }
    }
  }
}

extension SectionPiece.LinePiece {
  fileprivate init(_ line: SectionLine, of bytes: [UInt8]) {
    length = line.next - line.range.lowerBound
    switch line.content {
    case .heading(let level, let text):
      content = .heading(level: level, text: text, LineDigest(of: bytes, in: line.range))
    case .task(let task):
      let marks = task.people.map { "@" + $0 } + task.keys.map { "\($0.name):\($0.value)" }
      content = .task(RecordSnapshot.Task(task.text, state: task.state, marks: marks))
    case .datedLine(let line):
      let assessment = line.assessment
      content = .datedLine(
        RecordSnapshot.DatedLine(
          day: line.day,
          who: assessment?.role,
          text: assessment.map { "\($0.level) \($0.text)" } ?? line.text
        )
      )
    case .text, .literal:
      let isBlank = bytes[line.range].allSatisfy {
        $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") || $0 == UInt8(ascii: "\r")
      }
      content = isBlank ? .blank : .text(LineDigest(of: bytes, in: line.range))
    }
  }
}

extension RecordSnapshot.Section {
  /// Whether nothing stands here, as where blank lines come before the first heading.
  fileprivate var isEmpty: Bool {
    headingLine == nil && tasks.isEmpty && datedLines.isEmpty && lines.isEmpty
  }
}

extension SectionLine {
  fileprivate var isLiteral: Bool {
    if case .literal = content { true } else { false }
  }
}

extension [UInt8] {
  /// Says whether a line ends before an offset.
  fileprivate func canBeginLine(at offset: Int) -> Bool {
    guard offset > 0, offset < count else { return true }
    let last = self[offset - 1]
    return last == UInt8(ascii: "\n") || (last == UInt8(ascii: "\r") && self[offset] != UInt8(ascii: "\n"))
  }
}
