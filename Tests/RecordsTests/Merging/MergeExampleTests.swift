import Foundation
import Records
import Testing

/// One example for each rule of merging and each kind of disagreement, as files to read.
///
/// A file in `Examples` says in its first lines what it shows. Its versions follow, each under `=== base`, `=== one`,
/// `=== other`; a third person's, merged last, under `=== third`. `(CRLF)` behind the name means that its lines end so.
/// What comes out stands under `=== merged`, and `RECORD_GOLDENS=1` writes it anew and still fails.
struct MergeExampleTests {
  private static let folder = "Tests/RecordsTests/Merging/Examples"
  private static let names = (try? Repository.names(in: folder)) ?? []

  @Test func `there are examples`() {
    #expect(Self.names.count > 20)
  }

  @Test(arguments: names)
  func `an example merges as recorded, from both sides`(_ name: String) throws {
    let path = "\(Self.folder)/\(name)"
    let text = try Repository.text(of: path)
    let parts = try parts(of: text)
    let merged = try merge(parts, swapped: false)
    #expect(merged == (try merge(parts, swapped: true)))
    let head = text.components(separatedBy: "=== merged\n")[0]
    let recorded = head + "=== merged\n" + String(decoding: merged, as: UTF8.self).replacing("\r\n", with: "\\r\n")
    if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1" {
      try recorded.write(to: Repository.root.appending(path: path), atomically: true, encoding: .utf8)
      Issue.record("recorded \(path)")
    } else {
      #expect(recorded == text)
    }
  }

  private func merge(_ parts: [String: [UInt8]], swapped: Bool) throws -> [UInt8] {
    let sides = [parts["one"], parts["other"]]
    let merge = try RecordMerge(
      base: parts["base"],
      one: sides[swapped ? 1 : 0],
      other: sides[swapped ? 0 : 1],
      kind: .agreement
    )
    guard let third = parts["third"] else { return merge.bytes ?? [] }
    let last = try RecordMerge(
      base: parts["base"],
      one: swapped ? third : merge.bytes,
      other: swapped ? merge.bytes : third,
      kind: .agreement
    )
    return last.bytes ?? []
  }

  private func parts(of text: String) throws -> [String: [UInt8]] {
    var parts: [String: [UInt8]] = [:]
    for part in text.components(separatedBy: "=== ").dropFirst() {
      let line = try #require(part.firstIndex(of: "\n"))
      let title = part[..<line].split(separator: " ")
      let lines = String(part[part.index(after: line)...])
      let isPair = title.last == "(CRLF)"
      parts[String(try #require(title.first))] = Array((isPair ? lines.replacing("\n", with: "\r\n") : lines).utf8)
    }
    return parts
  }
}
