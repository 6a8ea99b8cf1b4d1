import Foundation
import Git
import Records
import Sync
import TestSupport
import Testing

/// That a record merges to the same bytes by git's driver and by the merge of trees.
struct MergeAgreementTests {
  private static let path = "agreement.md"

  @Test func `git's driver and the merge of trees make the same of three versions`() async throws {
    let context = try TestContext.empty()
    let first = LawLength.firstSeed
    print("agreement: seeds from \(first)")
    for seed in first..<first + LawLength.cases / 10 {
      var generator = SplitMix64(seed: seed)
      let base = Sketch.random(using: &generator)
      let sides = (0..<2).map { _ in
        var side = base
        for _ in 0..<Int.random(in: 1...5, using: &generator) { side.apply(side.randomEdit(using: &generator)) }
        return side.bytes
      }
      let fault = try await fault(base: base.bytes, ours: sides[0], theirs: sides[1], path: Self.path, in: context)
      #expect(fault == nil, "seed \(seed)")
    }
  }

  private struct RealCase: Decodable {
    let path: String
    let base: String
    let ours: String
    let theirs: String
  }

  private static let corpus: String? = {
    let environment = ProcessInfo.processInfo.environment
    let folder =
      environment["RAPPORT_CORPORA"]
      ?? URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../shared/corpora").path
    let file = folder + "/endoflife-merges.jsonl.xz"
    return FileManager.default.fileExists(atPath: file) ? file : nil
  }()

  @Test(.enabled(if: corpus != nil, "endoflife-merges.jsonl.xz is in neither RAPPORT_CORPORA nor ../shared/corpora"))
  func `they agree on real merges`() async throws {
    let child = try ChildProcess(
      ["/usr/bin/env", "xz", "-dc", try #require(Self.corpus)],
      in: "/",
      environment: ["PATH": "/usr/bin:/bin"]
    )
    let lines = try child.wait().output.split(separator: UInt8(ascii: "\n"))
    let context = try TestContext.empty()
    var compared = 0
    for line in lines.enumerated() where LawLength.isLong || line.offset % 10 == 0 {
      let real = try JSONDecoder().decode(RealCase.self, from: Data(line.element))
      let (base, ours, theirs) = (Array(real.base.utf8), Array(real.ours.utf8), Array(real.theirs.utf8))
      guard (try? Document.parse(ours)) != nil, (try? Document.parse(theirs)) != nil else { continue }
      compared += 1
      let fault = try await fault(base: base, ours: ours, theirs: theirs, path: real.path, in: context)
      #expect(fault == nil, "\(real.path)")
    }
    #expect(compared > 50)
  }

  /// How the two differ; nil if they don't.
  private func fault(
    base: [UInt8],
    ours: [UInt8],
    theirs: [UInt8],
    path: String,
    in context: TestContext
  ) async throws -> String? {
    // What only one side changed git settles by itself.
    guard ours != theirs, base != ours, base != theirs else { return nil }
    let files = ["base", "ours", "theirs"].map(context.fixture.outsidePath)
    for (file, bytes) in zip(files, [base, ours, theirs]) { try writeFile(at: file, bytes) }
    let transcript = await context.run(arguments: ["merge-driver"] + files + ["--path", path])
    let byDriver = try readFile(at: files[1])
    let repository = context.fixture.repository
    let trees = try [base, ours, theirs].map { bytes in
      try repository.writeTree(
        updating: nil,
        with: bytes.isEmpty ? [] : [.put(path: path, mode: .regular, id: try repository.writeBlob(bytes))]
      )
    }
    let merge = try TreeMerge.merge(base: trees[0], oneTree: trees[1], otherTree: trees[2], in: repository)
    guard let merged = merge.files.first?.merged else { return "no file" }
    let byTrees = try merge.content(of: merged, in: repository, limit: .max)
    guard byTrees == byDriver else {
      return
        "driver:\n\(String(decoding: byDriver, as: UTF8.self))\ntrees:\n\(String(decoding: byTrees, as: UTF8.self))"
    }
    let hasQuestions = !merge.openRecords.isEmpty
    return transcript.status == (hasQuestions ? 1 : 0) ? nil : "status \(transcript.status)"
  }
}
