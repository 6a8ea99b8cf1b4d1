import Synchronization

/// A record as text: its bytes, its front matter as nodes with exact places, its body on demand.
///
/// A document never changes its bytes: editing functions return replacements of ranges.
package struct Document: Sendable {
  /// The file as read.
  package let bytes: [UInt8]
  package let frontMatter: FrontMatter
  /// What is odd about the front matter though it can be read: aliases, anchors, tags, merge keys.
  package let findings: [Diagnostic]
  /// Everything after the closing fence line, in UTF-8 offsets from the file's start.
  package let bodyRange: Range<Int>

  private let derived = DerivedParts()

  init(bytes: [UInt8], frontMatter: FrontMatter, findings: [Diagnostic], bodyRange: Range<Int>) {
    self.bytes = bytes
    self.frontMatter = frontMatter
    self.findings = findings
    self.bodyRange = bodyRange
  }

  /// The body, scanned when it is first asked for.
  package var body: Body { derived.body { Body(scanning: bytes, in: bodyRange) } }

  /// Where the lines begin, looked for when it is first asked.
  package var lines: LineTable { derived.lines { LineTable(bytes) } }

  /// The line ending of the opening fence line, which new lines take.
  package var lineEnding: String {
    let ending = bytes[lines.range(ofLine: 1).upperBound..<lines.fullRange(ofLine: 1).upperBound]
    return ending.isEmpty ? "\n" : String(decoding: ending, as: UTF8.self)
  }

  /// Says whether a text starts with an opening fence, which makes a Markdown file a record.
  ///
  /// Needs the first line only.
  package static func hasFrontMatter(_ bytes: [UInt8]) -> Bool {
    Fences.endOfOpening(in: bytes) != nil
  }

  /// Reads a record.
  ///
  /// - Throws: `UnreadableRecord` with every reason that can be found at once.
  package static func parse(_ bytes: [UInt8]) throws(UnreadableRecord) -> Document {
    try DocumentParser(bytes).document()
  }
}

/// Documents of the same bytes are the same.
extension Document: Hashable {
  package static func == (left: Document, right: Document) -> Bool { left.bytes == right.bytes }

  package func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}

/// What is made of a document's bytes once, shared by all copies of it.
private final class DerivedParts: Sendable {
  private let knownBody = Mutex<Body?>(nil)
  private let knownLines = Mutex<LineTable?>(nil)

  func body(_ scan: () -> Body) -> Body { Self.value(of: knownBody, scan) }

  func lines(_ scan: () -> LineTable) -> LineTable { Self.value(of: knownLines, scan) }

  private static func value<Part>(of known: borrowing Mutex<Part?>, _ scan: () -> Part) -> Part {
    known.withLock { known in
      if let known { return known }
      let scanned = scan()
      known = scanned
      return scanned
    }
  }
}
