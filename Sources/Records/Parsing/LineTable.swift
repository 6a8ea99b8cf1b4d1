/// A place in a text as people count it.
package struct Position: Sendable, Hashable, Comparable {
  /// The 1-based line.
  package let line: Int
  /// The 1-based column, counted in Unicode scalars.
  package let column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  package static func < (left: Position, right: Position) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

/// A place in a text as the Language Server Protocol counts it.
package struct UTF16Position: Sendable, Hashable {
  /// The 0-based line.
  package let line: Int
  /// The 0-based column, counted in UTF-16 code units.
  package let character: Int

  package init(line: Int, character: Int) {
    self.line = line
    self.character = character
  }
}

/// Where the lines of a text begin; converts UTF-8 offsets to lines and columns.
///
/// A line ends with LF, CRLF or a lone CR. A text that ends with a line ending has an empty last line, and the empty
/// text has one empty line.
package struct LineTable: Sendable, Hashable {
  private let bytes: [UInt8]
  private let starts: [Int]

  /// Scans the text once.
  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    self.starts = bytes.withUnsafeBufferPointer { text in
      var starts = [0]
      var offset = 0
      while offset < text.count {
        let byte = text[offset]
        offset += 1
        if byte == ASCII.lineFeed {
          starts.append(offset)
        } else if byte == ASCII.carriageReturn {
          if offset < text.count, text[offset] == ASCII.lineFeed { offset += 1 }
          starts.append(offset)
        }
      }
      return starts
    }
  }

  /// The number of lines, at least 1.
  package var count: Int { starts.count }

  /// Returns the 1-based line that holds a UTF-8 offset; offsets outside the text count as its first or last line.
  package func line(at offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// Returns the UTF-8 offsets of a 1-based line without its line ending.
  package func range(ofLine line: Int) -> Range<Int> {
    let full = fullRange(ofLine: line)
    var end = full.upperBound
    if end > full.lowerBound, bytes[end - 1] == ASCII.lineFeed { end -= 1 }
    if end > full.lowerBound, bytes[end - 1] == ASCII.carriageReturn { end -= 1 }
    return full.lowerBound..<end
  }

  /// Returns the UTF-8 offsets of a 1-based line with its line ending; lines outside the text count as the nearest.
  package func fullRange(ofLine line: Int) -> Range<Int> {
    let index = min(max(line, 1), starts.count) - 1
    let end = index + 1 < starts.count ? starts[index + 1] : bytes.count
    return starts[index]..<end
  }

  /// Returns the text of a 1-based line without its line ending, invalid UTF-8 replaced.
  package func text(ofLine line: Int) -> String {
    String(decoding: bytes[range(ofLine: line)], as: UTF8.self)
  }

  /// Returns the line and column of a UTF-8 offset; a byte order mark takes no column.
  package func position(at offset: Int) -> Position {
    let line = line(at: offset)
    let before = bytes[rangeBefore(offset, onLine: line)]
    // Every byte but UTF-8's continuation bytes begins a scalar.
    let count = before.reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
    let hidden = line == 1 && before.starts(with: [0xEF, 0xBB, 0xBF]) ? 1 : 0
    return Position(line: line, column: count - hidden + 1)
  }

  /// Returns the 0-based line and UTF-16 column of a UTF-8 offset.
  package func utf16Position(at offset: Int) -> UTF16Position {
    let line = line(at: offset)
    let before = String(decoding: bytes[rangeBefore(offset, onLine: line)], as: UTF8.self)
    return UTF16Position(line: line - 1, character: before.utf16.count)
  }

  private func rangeBefore(_ offset: Int, onLine line: Int) -> Range<Int> {
    let start = starts[line - 1]
    return start..<min(max(offset, start), bytes.count)
  }
}
