/// A table as spreadsheets write it: a header row, then a row for each thing.
///
/// Source: [RFC 4180](https://www.rfc-editor.org/rfc/rfc4180), with `;` or tabs between the cells where the header has more of those.
package struct CSVTable: Sendable, Hashable {
  /// One cell, and where in the file it begins.
  package struct Cell: Sendable, Hashable {
    package let text: String
    package let position: Position
  }

  package let header: [Cell]
  /// The rows below the header, each with as many cells; rows without any text are left out.
  package let rows: [[Cell]]
  /// The rows that have another number of cells, which are left out, too.
  package let problems: [Problem]

  /// Why a text is no table.
  package struct Problem: Error, Sendable, Hashable {
    package let position: Position
    package let summary: String
  }

  /// Reads a table.
  ///
  /// - Throws: `Problem` at the first place behind which nothing can be read.
  package static func parse(_ bytes: [UInt8]) throws(Problem) -> CSVTable {
    let start = Position(line: 1, column: 1)
    guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
      throw Problem(position: start, summary: "this is no text in UTF-8")
    }
    var scalars = Array(text.unicodeScalars)
    if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
    var reader = CSVReader(scalars, separator: separator(in: scalars))
    guard let header = try reader.nextRow() else { throw Problem(position: start, summary: "there is no header row") }
    var rows: [[Cell]] = []
    var problems: [Problem] = []
    while let row = try reader.nextRow() {
      guard row.contains(where: { !$0.text.isEmpty }) else { continue }
      guard row.count == header.count else {
        let cells = row.count == 1 ? "one cell" : "\(row.count) cells"
        problems.append(
          Problem(
            position: row.first?.position ?? start,
            summary: "this row has \(cells), and the header has \(header.count)"
          )
        )
        continue
      }
      rows.append(row)
    }
    return CSVTable(header: header, rows: rows, problems: problems)
  }

  /// What stands between the cells of the first line, quoted text aside; a comma where nothing does.
  private static func separator(in scalars: [Unicode.Scalar]) -> Unicode.Scalar {
    var counts: [Unicode.Scalar: Int] = [:]
    var isQuoted = false
    for scalar in scalars {
      if scalar == "\"" { isQuoted.toggle() }
      if !isQuoted, scalar == "\n" || scalar == "\r" { break }
      if !isQuoted, scalar == "," || scalar == ";" || scalar == "\t" { counts[scalar, default: 0] += 1 }
    }
    let candidates: [Unicode.Scalar] = [",", ";", "\t"]
    return candidates.max { counts[$0, default: 0] < counts[$1, default: 0] } ?? ","
  }
}

/// Reads one row after the other.
private struct CSVReader {
  private let scalars: [Unicode.Scalar]
  private let separator: Unicode.Scalar
  private var index = 0
  private var line = 1
  private var column = 1

  init(_ scalars: [Unicode.Scalar], separator: Unicode.Scalar) {
    self.scalars = scalars
    self.separator = separator
  }

  private var next: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  private mutating func advance() {
    guard let scalar = next else { return }
    index += 1
    let endsLine = scalar == "\n" || (scalar == "\r" && next != "\n")
    line += endsLine ? 1 : 0
    column = endsLine ? 1 : column + 1
  }

  /// The next row; nil at the end.
  mutating func nextRow() throws(CSVTable.Problem) -> [CSVTable.Cell]? {
    guard next != nil else { return nil }
    var cells = [try cell()]
    while next == separator {
      advance()
      cells.append(try cell())
    }
    if next == "\r" { advance() }
    if next == "\n" { advance() }
    return cells
  }

  private mutating func cell() throws(CSVTable.Problem) -> CSVTable.Cell {
    let position = Position(line: line, column: column)
    var text = String.UnicodeScalarView()
    guard next == "\"" else {
      while let scalar = next, scalar != separator, scalar != "\n", scalar != "\r" {
        text.append(scalar)
        advance()
      }
      return CSVTable.Cell(text: String(text), position: position)
    }
    advance()
    while true {
      guard let scalar = next else {
        throw CSVTable.Problem(position: position, summary: "the quote that begins here has no end")
      }
      advance()
      if scalar == "\"" {
        guard next == "\"" else { break }
        advance()
      }
      text.append(scalar)
    }
    guard next == nil || next == separator || next == "\n" || next == "\r" else {
      throw CSVTable.Problem(
        position: Position(line: line, column: column),
        summary: "text stands behind a closing quote"
      )
    }
    return CSVTable.Cell(text: String(text), position: position)
  }
}
