import Records
import Testing

struct LineTableTests {
  @Test func `lines end with LF, CRLF or a lone CR`() {
    let lines = LineTable(Array("a\nbc\r\nd\re".utf8))
    #expect(lines.count == 4)
    #expect((1...4).map { lines.text(ofLine: $0) } == ["a", "bc", "d", "e"])
    #expect(lines.fullRange(ofLine: 2) == 2..<6)
    #expect(lines.range(ofLine: 2) == 2..<4)
  }

  @Test func `a final newline begins an empty last line`() {
    let lines = LineTable(Array("a\n".utf8))
    #expect(lines.count == 2)
    #expect(lines.fullRange(ofLine: 2) == 2..<2)
    #expect(LineTable([]).count == 1)
  }

  @Test(arguments: [("é", 2, 1), ("你", 2, 1), ("👩‍⚕️", 5, 5), ("🩺", 2, 2)])
  func `columns count scalars for people and UTF-16 units for editors`(_ text: String, column: Int, units: Int) {
    let bytes = Array("x\n\(text)y".utf8)
    let lines = LineTable(bytes)
    #expect(lines.position(at: bytes.count - 1) == Position(line: 2, column: column))
    #expect(lines.utf16Position(at: bytes.count - 1) == UTF16Position(line: 1, character: units))
  }

  @Test func `a byte order mark takes no column`() {
    let lines = LineTable(Array("\u{FEFF}ab".utf8))
    #expect(lines.position(at: 4) == Position(line: 1, column: 2))
  }

  @Test func `offsets outside the text belong to its ends`() {
    let lines = LineTable(Array("a\nb".utf8))
    #expect(lines.line(at: -5) == 1)
    #expect(lines.line(at: 99) == 2)
    #expect(lines.position(at: 99) == Position(line: 2, column: 2))
    #expect(lines.range(ofLine: 99) == 2..<3)
  }
}
