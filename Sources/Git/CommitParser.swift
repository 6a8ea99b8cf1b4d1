#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// Reads the bytes of a commit object as leniently as `git log` does.
///
/// See https://git-scm.com/docs/git-commit-tree and gitformat-commit: header lines up to the first empty line, then
/// the message. Only a missing tree is an error; a broken author, zone or encoding is read as well as can be.
struct CommitParser {
  private let id: ObjectID
  private let bytes: UnsafeRawBufferPointer
  private var offset = 0

  init(id: ObjectID, bytes: UnsafeRawBufferPointer) {
    self.id = id
    self.bytes = bytes
  }

  /// - Throws: `GitError.corrupt` if the commit names no tree or a parent that is not an id.
  mutating func parse() throws(GitError) -> Commit {
    var tree: ObjectID?
    var parents: [ObjectID] = []
    var author: Range<Int>?
    var committer: Range<Int>?
    var encoding: Range<Int>?
    while let line = nextLine(), !line.isEmpty {
      if let value = value(of: "tree ", in: line) {
        tree = tree ?? objectID(in: value)
      } else if let value = value(of: "parent ", in: line) {
        guard let parent = objectID(in: value) else { throw .corrupt("the parents of commit \(id)") }
        parents.append(parent)
      } else if let value = value(of: "author ", in: line) {
        author = author ?? value
      } else if let value = value(of: "committer ", in: line) {
        committer = committer ?? value
      } else if let value = value(of: "encoding ", in: line) {
        encoding = encoding ?? value
      }
    }
    guard let tree else { throw .corrupt("commit \(id) names no tree") }
    let isLatin1 = encoding.map { Self.isLatin1(text(in: $0, isLatin1: false)) } ?? false
    return Commit(
      id: id,
      tree: tree,
      parents: parents,
      author: signature(in: author ?? 0..<0, isLatin1: isLatin1),
      committer: signature(in: committer ?? 0..<0, isLatin1: isLatin1),
      message: text(in: offset..<bytes.count, isLatin1: isLatin1)
    )
  }

  /// Reads only what a walk needs.
  ///
  /// - Throws: as ``parse()``.
  mutating func parseLinks() throws(GitError) -> CommitLinks {
    var tree: ObjectID?
    var parents: [ObjectID] = []
    var seconds: Int64?
    while let line = nextLine(), !line.isEmpty {
      if let value = value(of: "tree ", in: line) {
        tree = tree ?? objectID(in: value)
      } else if let value = value(of: "parent ", in: line) {
        guard let parent = objectID(in: value) else { throw .corrupt("the parents of commit \(id)") }
        parents.append(parent)
      } else if seconds == nil, let value = value(of: "committer ", in: line) {
        let closing = value.last { bytes[$0] == UInt8(ascii: ">") } ?? value.upperBound - 1
        seconds = time(in: closing + 1..<value.upperBound).secondsSince1970
      }
    }
    guard let tree else { throw .corrupt("commit \(id) names no tree") }
    return CommitLinks(tree: tree, parents: parents, committedSeconds: seconds ?? 0)
  }

  private mutating func nextLine() -> Range<Int>? {
    guard offset < bytes.count, let base = bytes.baseAddress else { return nil }
    let newline = memchr(base + offset, Int32(UInt8(ascii: "\n")), bytes.count - offset)
    let line = offset..<(newline.map { UnsafeRawPointer($0) - base } ?? bytes.count)
    offset = min(line.upperBound + 1, bytes.count)
    return line
  }

  private func value(of key: StaticString, in line: Range<Int>) -> Range<Int>? {
    let length = key.utf8CodeUnitCount
    guard line.count >= length else { return nil }
    for index in 0..<length where bytes[line.lowerBound + index] != key.utf8Start[index] { return nil }
    return line.lowerBound + length..<line.upperBound
  }

  private func objectID(in range: Range<Int>) -> ObjectID? {
    ObjectID(hexBytes: bytes[range])
  }

  /// Reads `Name <address> seconds zone`; what can't be read is empty, zero or UTC.
  private func signature(in range: Range<Int>, isLatin1: Bool) -> Signature {
    let opening = range.first { bytes[$0] == UInt8(ascii: "<") } ?? range.upperBound
    let closing = (opening..<range.upperBound).first { bytes[$0] == UInt8(ascii: ">") } ?? range.upperBound
    let lastClosing = (opening..<range.upperBound).last { bytes[$0] == UInt8(ascii: ">") } ?? range.upperBound
    let email = min(opening + 1, closing)..<closing
    let person = Person(
      name: trimmed(text(in: range.lowerBound..<opening, isLatin1: isLatin1)),
      email: trimmed(text(in: email, isLatin1: isLatin1))
    )
    return Signature(person: person, time: time(in: min(lastClosing + 1, range.upperBound)..<range.upperBound))
  }

  /// Reads ` seconds zone`.
  private func time(in range: Range<Int>) -> CommitTime {
    let first = word(in: range)
    guard let seconds = Self.number(bytes[first]) else { return CommitTime(secondsSince1970: 0, offsetMinutes: 0) }
    let second = word(in: first.upperBound..<range.upperBound)
    return CommitTime(secondsSince1970: seconds, offsetMinutes: Self.zone(bytes[second]))
  }

  /// The first word of a range; empty if there is none.
  private func word(in range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    while start < range.upperBound, bytes[start] == UInt8(ascii: " ") { start += 1 }
    var end = start
    while end < range.upperBound, bytes[end] != UInt8(ascii: " ") { end += 1 }
    return start..<end
  }

  /// Minutes east of UTC for a zone such as `+0530`; zones that no clock on earth has count as UTC.
  private static func zone(_ text: Slice<UnsafeRawBufferPointer>) -> Int {
    guard let sign = text.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), let number = number(text)
    else { return 0 }
    let (hours, minutes) = number.magnitude.quotientAndRemainder(dividingBy: 100)
    guard hours <= 14, minutes < 60 else { return 0 }
    return (number < 0 ? -1 : 1) * Int(hours * 60 + minutes)
  }

  /// The decimal number that the bytes spell, with or without a sign; nil for anything else and for what overflows.
  private static func number(_ text: Slice<UnsafeRawBufferPointer>) -> Int64? {
    let isNegative = text.first == UInt8(ascii: "-")
    let digits = isNegative || text.first == UInt8(ascii: "+") ? text.dropFirst() : text
    guard !digits.isEmpty else { return nil }
    var result: Int64 = 0
    for byte in digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      let digit = Int64(byte - UInt8(ascii: "0"))
      let (tens, overflowsTimes) = result.multipliedReportingOverflow(by: 10)
      let (sum, overflowsPlus) =
        isNegative ? tens.subtractingReportingOverflow(digit) : tens.addingReportingOverflow(digit)
      if overflowsTimes || overflowsPlus { return nil }
      result = sum
    }
    return result
  }

  private func text(in range: Range<Int>, isLatin1: Bool) -> String {
    guard isLatin1 else { return String(decoding: bytes[range], as: UTF8.self) }
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: bytes[range].lazy.map { Unicode.Scalar($0) })
    return String(scalars)
  }

  private static func isLatin1(_ encoding: String) -> Bool {
    ["latin1", "latin-1", "iso8859-1", "iso-8859-1", "iso_8859-1"].contains(encoding.lowercased())
  }

  private func trimmed(_ text: String) -> String {
    let blanks: [UInt8?] = [UInt8(ascii: " "), UInt8(ascii: "\t")]
    if !blanks.contains(text.utf8.first), !blanks.contains(text.utf8.last) { return text }
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { $0 != " " && $0 != "\t" }),
      let last = scalars.lastIndex(where: { $0 != " " && $0 != "\t" })
    else { return "" }
    return String(scalars[first...last])
  }
}
