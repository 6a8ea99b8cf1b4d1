import Reports
import TestSupport
import Testing

struct CSVTests {
  @Test func `cells are separated by commas, records end with CR LF`() {
    #expect(CSV.line(["a", "", "b c"]) == "a,,b c\r\n")
  }

  @Test(arguments: [
    ("a,b", "\"a,b\""), ("say \"no\"", "\"say \"\"no\"\"\""), ("a\nb", "\"a\nb\""), ("a\r\nb", "\"a\nb\""),
  ])
  func `what could end a cell is quoted`(text: String, cell: String) {
    #expect(CSV.line([text]).utf8.elementsEqual((cell + "\r\n").utf8))
  }

  @Test(arguments: [
    ("=1+1", "'=1+1"), ("+49 30", "'+49 30"), ("-3", "'-3"), ("@ana", "'@ana"), ("\tx", "'\tx"), (" =1", " '=1"),
    ("\"=1", "\"\"\"'=1\""), ("\u{FF1D}1", "'\u{FF1D}1"),
  ])
  func `a cell is no formula`(text: String, cell: String) {
    #expect(CSV.line([text]) == cell + "\r\n")
  }

  @Test(arguments: [
    ("x;=1", "\"x;'=1\""), ("x\n-1", "\"x\n'-1\""), ("x;\"@a", "\"x;\"\"'@a\""), ("x\t=1", "x\t'=1"),
    ("\n=1", "\"'\n'=1\""),
  ])
  func `no part of a cell is a formula where a spreadsheet separates by something else`(text: String, cell: String) {
    #expect(CSV.line([text]).utf8.elementsEqual((cell + "\r\n").utf8))
  }

  @Test(arguments: ["2026-03-02", "a = b", "a-b", "5 − 3", "→ active", "", "ana@example.org"])
  func `what is no formula stays as it is`(text: String) {
    #expect(CSV.line([text]) == text + "\r\n")
  }

  @Test func `control characters are made visible`() {
    #expect(CSV.line(["a\u{1b}[2Jb\u{202e}\rc"]) == "a\\x1b[2Jb<U+202E>\\rc\r\n")
  }

  @Test func `any cells come back from their line, but for the apostrophes`() {
    let seed = LawLength.firstSeed
    var random = SplitMix64(seed: seed)
    let pieces = ["a", ",", "\"", "\n", ";", "=", "@", " ", "'", "é", "\t", "-"]
    for _ in 0..<2000 {
      let cells = (0..<3).map { _ in
        (0..<Int(random.next() % 6)).map { _ in pieces[Int(random.next() % 12)] }.joined()
      }
      let line = CSV.line(cells)
      let read = Self.cells(of: line)
      #expect(read.count == 3, "seed \(seed): \(line.debugDescription)")
      for (before, after) in zip(cells, read) {
        #expect(before.filter { $0 != "'" } == after.filter { $0 != "'" }, "seed \(seed): \(line.debugDescription)")
        for part in after.split(whereSeparator: { ";\n\t".contains($0) }) {
          let first = part.first { $0 != " " && $0 != "\"" }
          #expect(!"=+-@".contains(first ?? "a"), "seed \(seed): \(line.debugDescription)")
        }
      }
    }
  }

  /// Reads one record as RFC 4180 says.
  private static func cells(of line: String) -> [String] {
    var cells = [""]
    var isQuoted = false
    var characters = Array(line.dropLast())[...]
    while let character = characters.popFirst() {
      switch character {
      case "\"" where isQuoted && characters.first == "\"":
        characters.removeFirst()
        cells[cells.count - 1].append("\"")
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: cells.append("")
      default: cells[cells.count - 1].append(character)
      }
    }
    return cells
  }
}
