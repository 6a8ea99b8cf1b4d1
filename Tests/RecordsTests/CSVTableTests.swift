import Records
import Testing

struct CSVTableTests {
  private func rows(_ text: String) throws -> [[String]] {
    let table = try CSVTable.parse(Array(text.utf8))
    return [table.header.map(\.text)] + table.rows.map { $0.map(\.text) }
  }

  @Test(arguments: [
    "a,b\n1,2\n", "a,b\r\n1,2", "\u{FEFF}a;b\n1;2\n", "a\tb\r1\t2\r", "\"a\",\"b\"\n\"1\",\"2\"\n\n,\n",
  ])
  func `separators, line ends and quotes are those of the file`(text: String) throws {
    #expect(try rows(text) == [["a", "b"], ["1", "2"]])
  }

  @Test func `quoted cells hold separators, lines and quotes`() throws {
    #expect(try rows("a,b\n\"x, y\",\"say \"\"é\"\"\nagain\"\n") == [["a", "b"], ["x, y", "say \"é\"\nagain"]])
  }

  @Test func `cells know where they begin`() throws {
    let table = try CSVTable.parse(Array("a,b\n\"1\n1\",é\nü,\"2\"\n".utf8))
    #expect(
      table.rows.flatMap { $0 }.map { "\($0.position.line):\($0.position.column)" } == ["2:1", "3:4", "4:1", "4:3"]
    )
  }

  @Test(arguments: [
    ("", "1:1"), ("a\n\"1", "2:1"), ("a\n\"1\"x\n", "2:4"), ("a\n\"\"\"\n", "2:1"),
  ])
  func `what is no table is told with its place`(text: String, place: String) {
    #expect {
      try CSVTable.parse(Array(text.utf8))
    } throws: { error in
      guard let problem = error as? CSVTable.Problem else { return false }
      return "\(problem.position.line):\(problem.position.column)" == place
    }
  }

  @Test func `rows of another length are told each with its place, and the others are read`() throws {
    let table = try CSVTable.parse(Array("a,b\n1\n1,2\n1,2,3\n".utf8))
    #expect(table.rows.map { $0.map(\.text) } == [["1", "2"]])
    #expect(table.problems.map(\.position.line) == [2, 4])
    #expect(table.problems.map(\.summary).last == "this row has 3 cells, and the header has 2")
  }

  @Test func `bytes that are no text are none`() {
    for bytes: [UInt8] in [[0xFF], [0x61, 0x00]] {
      #expect(throws: CSVTable.Problem.self) { try CSVTable.parse(bytes) }
    }
  }
}
