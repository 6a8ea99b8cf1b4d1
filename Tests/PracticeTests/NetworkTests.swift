import Practice
import Records
import Space
import Testing

struct NetworkTests {
  private func person(_ name: String, _ fields: String) -> RecordFile {
    RecordFile(path: "network/\(name).md", bytes: Array("---\nname: \(name)\n\(fields)\n---\n".utf8), standing: .saved)
  }

  private func day(_ text: String) throws -> CalendarDay { try #require(CalendarDay(text)) }

  @Test(arguments: [("2028-02-28", true), ("2028-02-29", true), ("2028-03-01", false)])
  func `an entry is over from the day after it ended`(today: String, isThere: Bool) throws {
    let network = Network([person("kim", "role: sponsor\nuntil: 2028-02-29")], today: try day(today))
    #expect(network.current.isEmpty != isThere)
    #expect(network.ended.isEmpty == isThere)
    #expect(network.gaps.contains("sponsor") != isThere)
  }

  @Test func `all kinds of support are gaps as long as nobody is listed`() throws {
    let network = Network([], today: try day("2026-08-12"))
    #expect(network.gaps == ["mentor", "co-mentor", "coach", "sponsor", "connector", "peer", "advisor"])
  }

  @Test func `an unknown role, an unreadable day and other records fill no gap`() throws {
    let files = [
      person("kim", "role: friend\nuntil: soon"),
      RecordFile(path: "goals/x.md", bytes: Array("---\nrole: peer\n---\n".utf8), standing: .saved),
    ]
    let network = Network(files, today: try day("2026-08-12"))
    #expect(network.current.map(\.name) == ["kim"])
    #expect(network.gaps.count == 7)
  }

  @Test func `people are found by topic or role in any case`() throws {
    let network = Network([person("kim", "role: peer\ntopics: [Grant writing, R]")], today: try day("2026-08-12"))
    let kim = try #require(network.current.first)
    #expect(kim.knows("grant"))
    #expect(kim.knows("PEER"))
    #expect(!kim.knows("statistics"))
  }
}
