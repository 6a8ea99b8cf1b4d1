import Foundation
import Records
import TestSupport
import Testing

/// Real cases in which two branches changed the same file.
///
/// Reads `endoflife-merges.jsonl.xz` in the folder that `RAPPORT_CORPORA` names, else in `../shared/corpora` beside this
/// repository; without it, or without `xz`, the test is skipped.
struct MergeCorpusTests {
  private struct Case: Decodable {
    let path: String
    let base: String
    let ours: String
    let theirs: String
    let recorded: String?
    let text_conflict: Bool
  }

  private static let corpus: URL? = {
    let folder =
      ProcessInfo.processInfo.environment["RAPPORT_CORPORA"].map { URL(filePath: $0) }
      ?? Repository.root.appending(path: "../shared/corpora")
    let file = folder.appending(path: "endoflife-merges.jsonl.xz")
    return FileManager.default.fileExists(atPath: file.path) ? file : nil
  }()

  @Test(.enabled(if: corpus != nil, "endoflife-merges.jsonl.xz is in neither RAPPORT_CORPORA nor ../shared/corpora"))
  func `real merges lose nothing, and few leave a question`() throws {
    let path = try #require(Self.corpus).path
    let child = try ChildProcess(["/usr/bin/env", "xz", "-dc", path], in: "/", environment: ["PATH": "/usr/bin:/bin"])
    let lines = try child.wait().output.split(separator: UInt8(ascii: "\n"))
    var (merged, open, unreadable, conflicts) = (0, 0, 0, 0)
    for line in lines {
      let mergeCase = try JSONDecoder().decode(Case.self, from: Data(line))
      if mergeCase.text_conflict { conflicts += 1 }
      switch try result(of: mergeCase) {
      case nil: unreadable += 1
      case let merge?:
        merged += 1
        if !merge.openEntries.isEmpty {
          open += 1
          #expect(mergeCase.text_conflict, "\(mergeCase.path): a question where git has none")
        }
      }
    }
    print("MergeCorpusTests: \(merged) merged, \(open) with a question (git: \(conflicts)), \(unreadable) unreadable")
    #expect(merged == 768)
    #expect(unreadable == 11)
    #expect(open <= 80)
  }

  /// Checks a case from both sides; nil where a side can't be read.
  private func result(of mergeCase: Case) throws -> RecordMerge? {
    let (base, ours, theirs) = (Array(mergeCase.base.utf8), Array(mergeCase.ours.utf8), Array(mergeCase.theirs.utf8))
    let merge: RecordMerge
    do {
      merge = try RecordMerge(base: base, one: ours, other: theirs, kind: .note)
    } catch {
      #expect((try? Document.parse(ours)) == nil || (try? Document.parse(theirs)) == nil, "\(mergeCase.path)")
      return nil
    }
    let swapped = try RecordMerge(base: base, one: theirs, other: ours, kind: .note)
    #expect(merge == swapped, "\(mergeCase.path): swapped")
    let bytes = try #require(merge.bytes)
    let facts = try Facts(bytes)
    let before = try? Facts(base)
    let sides = try [ours, theirs].map(Facts.init)
    for side in sides {
      let values = side.values.subtracting(before?.values ?? [])
      let lost =
        values.filter { value in !facts.texts.contains { $0.contains(value) } }
        .union(side.lines.subtracting(before?.lines ?? []).subtracting(facts.lines))
        .union(side.comments.subtracting(before?.comments ?? []).filter { !facts.all.contains($0) })
      #expect(lost.isEmpty, "\(mergeCase.path): lost \(lost.sorted())")
    }
    let known = sides.flatMap(\.values) + (before?.values ?? [])
    #expect(facts.values.subtracting(known).isEmpty, "\(mergeCase.path): invented values")
    let lines = sides.flatMap(\.lines) + (before?.lines ?? [])
    #expect(facts.lines.subtracting(lines).isEmpty, "\(mergeCase.path): invented lines")
    return merge
  }
}
