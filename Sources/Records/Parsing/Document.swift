import Synchronization

/// A record as text: its bytes, its front matter as nodes with exact places, its body on demand.
///
/// A document never changes its bytes: editing functions return replacements of ranges.
package struct Document: Sendable {
  /// The file as read.
  package let bytes: [UInt8]
  package let lines: LineTable
  package let frontMatter: FrontMatter
  /// What is odd about the front matter though it can be read: aliases, anchors, tags, merge keys.
  package let findings: [Diagnostic]
  /// Everything after the closing fence line, in UTF-8 offsets from the file's start.
  package let bodyRange: Range<Int>

  private let scannedBody = ScannedBody()

  init(bytes: [UInt8], lines: LineTable, frontMatter: FrontMatter, findings: [Diagnostic], bodyRange: Range<Int>) {
    self.bytes = bytes
    self.lines = lines
    self.frontMatter = frontMatter
    self.findings = findings
    self.bodyRange = bodyRange
  }

  /// The body, scanned when it is first asked for.
  package var body: Body { scannedBody.value { Body(scanning: bytes, in: bodyRange) } }

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

/// A body that is scanned once, shared by all copies of a document.
private final class ScannedBody: Sendable {
  private let body = Mutex<Body?>(nil)

  func value(_ scan: () -> Body) -> Body {
    body.withLock { body in
      if let body { return body }
      let scanned = scan()
      body = scanned
      return scanned
    }
  }
}
