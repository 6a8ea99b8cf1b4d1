import Foundation
import TestSupport
import Testing

/// The README tells of each point of the advice what serves it, and a test shows it.
struct AdviceTableTests {
  /// One row: the code of the point, and what the README says serves it.
  private struct Row {
    let code: String
    let serves: String

    var isServed: Bool { !serves.hasPrefix("not served by records, because ") }
  }

  /// All points, by the letter of their group and how many it has.
  private static let codes = [
    ("I", 3), ("A", 7), ("B", 6), ("C", 7), ("D", 5), ("E", 4), ("F", 4), ("G", 6), ("H", 3),
  ].flatMap { letter, count in (1...count).map { "\(letter)\($0)" } }

  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

  private func rows() throws -> [Row] {
    let file = Self.folder.appendingPathComponent("../../README.md").standardized
    let readme = String(decoding: try readFile(at: file.path), as: UTF8.self)
    return readme.split(separator: "\n").compactMap { line in
      guard let match = line.wholeMatch(of: #/\| ([A-I][1-9]) \| [^|]+ \| ([^|]+) \|/#) else { return nil }
      return Row(code: String(match.1), serves: String(match.2))
    }
  }

  @Test func `the README has one row for each point, in their order`() throws {
    #expect(try rows().map(\.code) == Self.codes)
  }

  @Test func `each served point has a test that bears its code`() throws {
    let advice = Self.folder.appendingPathComponent("Advice")
    let names = try FileManager.default.contentsOfDirectory(atPath: advice.path)
    let tests = try names.map {
      String(decoding: try readFile(at: advice.appendingPathComponent($0).path), as: UTF8.self)
    }
    for row in try rows() where row.isServed {
      #expect(tests.contains { $0.contains("func `\(row.code): ") }, "\(row.code) has no test")
    }
  }
}
