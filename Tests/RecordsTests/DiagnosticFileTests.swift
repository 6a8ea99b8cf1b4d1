import Foundation
import Records
import Testing

/// Each diagnostic code has one small file that provokes it and the text it is shown as.
///
/// `RECORD_GOLDENS=1` writes the texts anew and still fails. A file may hold `{{repeat COUNT TEXT}}` where the real
/// thing would be too long to read.
struct DiagnosticFileTests {
  private static let folder = "Tests/RecordsTests/Diagnostics"
  private static let isRecording = ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1"

  @Test func `every code has a file, and every file a code`() throws {
    let names = try Repository.names(in: Self.folder)
    let expected = DiagnosticCode.all.map(\.rawValue)
    #expect(Set(expected).count == expected.count)
    #expect(names.filter { $0.hasSuffix(".md") } == expected.map { $0 + ".md" }.sorted())
    #expect(names.filter { $0.hasSuffix(".txt") } == expected.map { $0 + ".txt" }.sorted())
  }

  @Test(arguments: DiagnosticCode.all)
  func `a code's file provokes it and is shown as recorded`(_ code: DiagnosticCode) throws {
    let found = try diagnostics(of: code)
    #expect(found.contains { $0.code == code })
    let text = found.map(\.text).joined(separator: "\n") + "\n"
    let path = "\(Self.folder)/\(code.rawValue).txt"
    if Self.isRecording {
      try text.write(to: Repository.root.appending(path: path), atomically: true, encoding: .utf8)
      Issue.record("recorded \(path)")
    } else {
      #expect(text == (try Repository.text(of: path)))
    }
  }

  private func diagnostics(of code: DiagnosticCode) throws -> [Diagnostic] {
    let bytes = expanded(try Repository.bytes(of: "\(Self.folder)/\(code.rawValue).md"))
    let path = path(for: code)
    do {
      let document = try Document.parse(bytes)
      let record = CheckedRecord(path: path, document: document)
      let alone = Checks.diagnostics(for: document, at: path, kind: RecordKind(path: path))
      let isPractice = code.rawValue.hasPrefix("goal-without-")
      let practice = isPractice ? Checks.practice(of: document, at: path, kind: RecordKind(path: path)) : []
      let today = try #require(CalendarDay("2026-03-08"))
      let ahead = code == .heldAhead ? Checks.heldAhead(document, at: path, today: today) : nil
      let days = code == .dayAhead ? Checks.daysAhead(document, at: path, kind: .agreement, today: today) : []
      return alone + practice + [ahead].compactMap(\.self) + days
        + Checks.diagnostics(across: (try companions(of: code)) + [record]).filter { $0.path == path }
    } catch let unreadable as UnreadableRecord {
      return unreadable.problems.map { $0.at(path: path) }
    }
  }

  /// The place that gives a code's file its kind.
  private func path(for code: DiagnosticCode) -> String {
    switch code {
    case .meetingFileName, .heldAhead, .meetingsOfOneDay: return "meetings/2026-03-10.md"
    case .dayAhead: return "agreement.md"
    case .privateRecord: return "reflections/2026-03-10.md"
    case .assessedTwice, .uncountedAssessment, .levelOffScale: return "skills/example.md"
    default:
      let kind = RecordKind.allCases.first {
        code.rawValue.hasPrefix($0.rawValue + "-") && !DiagnosticCode.findings.contains(code)
      }
      return kind.flatMap { KindDescription.of($0).examplePath } ?? "goals/example.md"
    }
  }

  /// The records beside it that some findings need.
  private func companions(of code: DiagnosticCode) throws -> [CheckedRecord] {
    switch code {
    case .meetingsOfOneDay:
      [CheckedRecord(path: "meetings/2026-03-03.md", document: try document("---\ndate: 2026-03-10\n---\n"))]
    case .duplicateID: [CheckedRecord(path: "goals/another.md", document: try document("---\nid: k7f3q2\n---\n"))]
    case .privateRecord: [CheckedRecord(path: "relationship.md", document: try document("---\n---\n"))]
    case .unknownReference: [CheckedRecord(path: "skills/statistics.md", document: try document("---\n---\n"))]
    default: []
    }
  }

  private func expanded(_ bytes: [UInt8]) -> [UInt8] {
    guard let text = String(validating: bytes, as: UTF8.self) else { return bytes }
    let expanded = text.replacing(/\{\{repeat (\d+) (.*?)\}\}/) { match in
      String(repeating: String(match.2), count: Int(match.1) ?? 0)
    }
    return Array(expanded.utf8)
  }
}
