import Foundation
import Git
import Sync
import TestSupport
import Testing

/// The files in `Examples`, each of which shows one rule of merging trees.
///
/// A file begins with a sentence. `=== base PATH`, `=== one PATH` and `=== other PATH` begin a file as it was and as the sides
/// made it; `=== one - PATH` is one that is removed. What `=== merged` shows is what differs from the base, and `=== told`
/// what a person hears; both are written by `RECORD_GOLDENS=1`.
struct TreeExampleTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Examples").path
  private static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()

  @Test func `there are examples`() {
    #expect(Self.names.count > 15)
  }

  @Test(arguments: names)
  func `an example merges as recorded, from both sides`(_ name: String) throws {
    let path = Self.folder + "/" + name
    let text = String(decoding: try readFile(at: path), as: UTF8.self)
    let head = text.components(separatedBy: "=== merged ")[0].components(separatedBy: "=== told\n")[0]
    let recorded = head + (try merged(TreeExample(head)))
    if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1" {
      try writeFile(at: path, Array(recorded.utf8))
      Issue.record("recorded \(name)")
    } else {
      #expect(recorded == text)
    }
  }

  private func merged(_ example: TreeExample) throws -> String {
    let fixture = try FixtureRepository(bare: true)
    let repository = fixture.repository
    func tree(_ files: [String: String]) throws -> ObjectID {
      try repository.writeTree(
        updating: nil,
        with: files.map { .put(path: $0.key, mode: .regular, id: try repository.writeBlob(Array($0.value.utf8))) }
      )
    }
    let base = try tree(example.base)
    let sides = [try tree(example.one), try tree(example.other)]
    let merge = try TreeMerge.merge(base: base, oneTree: sides[0], otherTree: sides[1], in: repository)
    let swapped = try TreeMerge.merge(base: base, oneTree: sides[1], otherTree: sides[0], in: repository)
    let result = try merge.write(to: repository)
    #expect(try swapped.write(to: repository) == result)
    #expect(swapped.openRecords == merge.openRecords)
    #expect(swapped.notices == merge.notices)
    var text = ""
    for change in try repository.changes(from: base, to: result) {
      guard let new = change.new else {
        text += "=== merged - \(change.path)\n"
        continue
      }
      text += "=== merged \(change.path)\n" + String(decoding: try repository.blob(new.id, limit: .max), as: UTF8.self)
    }
    let told = merge.openRecords.map { "\($0.path): \($0.entries.count) open" } + merge.notices.map(\.line)
    return text + (told.isEmpty ? "" : "=== told\n" + told.joined(separator: "\n") + "\n")
  }
}

/// The files of an example.
private struct TreeExample {
  var base: [String: String] = [:]
  var one: [String: String]
  var other: [String: String]

  init(_ text: String) throws {
    var changes: [String: [String: String?]] = [:]
    for part in text.components(separatedBy: "=== ").dropFirst() {
      let line = try #require(part.firstIndex(of: "\n"))
      let words = part[..<line].split(separator: " ", maxSplits: 1).map(String.init)
      let isRemoved = words[1].hasPrefix("- ")
      changes[words[0], default: [:]][isRemoved ? String(words[1].dropFirst(2)) : words[1]] =
        .some(isRemoved ? nil : String(part[part.index(after: line)...]))
    }
    base = (changes["base"] ?? [:]).compactMapValues(\.self)
    one = base
    other = base
    for (path, text) in changes["one"] ?? [:] { one[path] = text }
    for (path, text) in changes["other"] ?? [:] { other[path] = text }
  }
}

extension MergeNotice {
  /// The notice in one line.
  fileprivate var line: String {
    switch self {
    case .sharedID(let id, let paths): "\(paths.joined(separator: ", ")): share the id \(id)"
    case .keptBeside(let path, let beside, .unreadable): "\(path): can't be read, kept as \(beside)"
    case .keptBeside(let path, let beside, .conflict): "\(path): changed by both, kept as \(beside)"
    case .movedAside(let from, let to): "\(from): taken, so it is \(to)"
    case .keptThoughRemoved(let path): "\(path): changed by one, removed by the other"
    case .movedTwice(let path, let other): "\(path): the other calls it \(other)"
    }
  }
}
