import Foundation
import Testing

struct GoldenFilesTests {
  @Test func `each golden file is read by a test`() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "Goldens").path)
    let sources = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }
    var names: Set<String> = []
    for source in sources {
      let text = try String(contentsOf: folder.appending(path: source), encoding: .utf8)
      names.formUnion(Self.goldens(in: text))
    }
    names.formUnion(HelpTests.verbs.map { "help-" + $0 })
    #expect(Set(files.map { $0.replacing(".txt", with: "") }).subtracting(names) == [], "stale; delete them")
  }

  /// The names that a test file gives to its goldens: whole, or a beginning that its arguments complete.
  private static func goldens(in source: String) -> Set<String> {
    var names: Set<String> = []
    let words = source.matches(of: /"([a-z-]+)"/).map { String($0.1) }
    for match in source.matches(of: /golden: "([a-z-]+)"( \+)?/) {
      let name = String(match.1)
      names.formUnion(match.2 == nil ? [name] : words.map { name + $0 })
    }
    return names
  }
}
