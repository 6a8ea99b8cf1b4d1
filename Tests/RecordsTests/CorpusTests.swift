import Foundation
import Records
import Testing

/// The lossless laws on every version of a real history with commented, nested front matter.
///
/// Reads `endoflife-products.bundle` in the folder that `RAPPORT_CORPORA` names, else in `../shared/corpora` beside this
/// repository; without it the test is skipped. A sample is read unless `RAPPORT_SOAK=1`.
struct CorpusTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let bundle: URL? = {
    let folder =
      environment["RAPPORT_CORPORA"].map { URL(filePath: $0) } ?? Repository.root.appending(path: "../shared/corpora")
    let bundle = folder.appending(path: "endoflife-products.bundle")
    return FileManager.default.fileExists(atPath: bundle.path) ? bundle : nil
  }()
  private static let step = environment["RAPPORT_SOAK"] == "1" ? 1 : 40

  @Test(.enabled(if: bundle != nil, "endoflife-products.bundle is in neither RAPPORT_CORPORA nor ../shared/corpora"))
  func `every version is kept byte for byte by every edit`() throws {
    let corpus = try Corpus(of: try #require(Self.bundle))
    defer { corpus.remove() }
    var read = 0
    var edits = 0
    var refused: [String: Int] = [:]
    var parsing = Duration.zero
    try corpus.forEachVersion(step: Self.step) { bytes in
      let start = ContinuousClock.now
      let outcome = Result { () throws(UnreadableRecord) in try Document.parse(bytes) }
      parsing += ContinuousClock.now - start
      switch outcome {
      case .success(let document):
        read += 1
        edits += try checkLaws(document)
      case .failure(let unreadable):
        refused[unreadable.problem.code.rawValue, default: 0] += 1
      }
    }
    print("CorpusTests: \(read) versions read and edited \(edits) times, refused \(refused), parsing took \(parsing)")
    #expect(read > 600)
    #expect(Set(refused.keys).isSubset(of: ["duplicate-key", "unquoted-sentence", "yaml-syntax"]))
  }

  /// Checks the three laws and returns how many edits were made.
  private func checkLaws(_ document: Document) throws -> Int {
    let title = document.frontMatter.text("title") ?? "?"
    #expect(document.applying([]) == document.bytes)
    let order = document.frontMatter.entries.map(\.name)
    for order in [[], [order.randomElement() ?? "", "rapport test field"]] {
      let set = try Document.parse(
        document.applying(try document.setting("rapport test field", to: .text("a: b"), order: order))
      )
      #expect(set.frontMatter.text("rapport test field") == "a: b")
      #expect(set.applying(try set.unsetting("rapport test field")) == document.bytes, "\(title)")
    }
    var edits = 2
    for entry in document.frontMatter.entries where entry.value.text != nil {
      for edit in try document.setting(entry.name, to: .text("cohort #2: new")) {
        #expect(entry.value.range.lowerBound <= edit.range.lowerBound, "\(title): \(entry.name)")
        #expect(edit.range.upperBound <= entry.value.range.upperBound, "\(title): \(entry.name)")
      }
      edits += 1
      // One field is enough for most versions: the next one differs in little else.
      if edits > 4 { break }
    }
    return edits
  }
}

/// The Markdown files of a git bundle, in all versions.
private struct Corpus {
  private let folder: URL

  init(of bundle: URL) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "rapport-corpus-\(UUID().uuidString)")
    _ = try Self.git(["clone", "--quiet", "--bare", bundle.path, folder.path])
  }

  func remove() {
    try? FileManager.default.removeItem(at: folder)
  }

  func forEachVersion(step: Int, _ body: ([UInt8]) throws -> Void) throws {
    let listing = try Self.git(["-C", folder.path, "rev-list", "--objects", "--all"])
    let objects = String(decoding: listing, as: UTF8.self).split(separator: "\n")
    let names = objects.filter { $0.hasSuffix(".md") }.map { $0.prefix(40) }
    // The ids in order are a fair sample: they have nothing to do with the content.
    let sample = names.sorted().enumerated().filter { $0.offset % step == 0 }.map(\.element)
    for batch in stride(from: 0, to: sample.count, by: 500) {
      let wanted = sample[batch..<min(batch + 500, sample.count)].joined(separator: "\n") + "\n"
      let output = try Self.git(["-C", folder.path, "cat-file", "--batch"], input: Array(wanted.utf8))
      var rest = output[...]
      while let header = rest.firstIndex(of: UInt8(ascii: "\n")) {
        let words = String(decoding: rest[..<header], as: UTF8.self).split(separator: " ")
        let size = try #require(words.count == 3 ? Int(words[2]) : nil)
        try body(Array(rest[(header + 1)..<(header + 1 + size)]))
        rest = rest[(header + 1 + size + 1)...]
      }
    }
  }

  /// Runs git without the configuration of this machine, its input from and its output to a file.
  private static func git(_ arguments: [String], input: [UInt8] = []) throws -> [UInt8] {
    let scratch = FileManager.default.temporaryDirectory.appending(path: "rapport-git-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    let inputFile = scratch.appending(path: "in")
    let outputFile = scratch.appending(path: "out")
    try Data(input).write(to: inputFile)
    try Data().write(to: outputFile)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["git"] + arguments
    process.environment = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": scratch.path,
      "GIT_CONFIG_NOSYSTEM": "1",
    ]
    process.standardInput = try FileHandle(forReadingFrom: inputFile)
    process.standardOutput = try FileHandle(forWritingTo: outputFile)
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "git \(arguments.joined(separator: " "))")
    return Array(try Data(contentsOf: outputFile))
  }
}
