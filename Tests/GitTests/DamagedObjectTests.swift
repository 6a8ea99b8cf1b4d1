import Foundation
import Git
import TestSupport
import Testing

struct DamagedObjectTests {
  @Test(.timeLimit(.minutes(1)), arguments: ["commit", "tree", "blob"])
  func `a loose object that ends too early is told as damaged, and not waited for`(kind: String) throws {
    let fixture = try FixtureRepository()
    let text = (0..<200).map { "line \($0)\n" }.joined()
    let commit = try fixture.commit("one", files: ["goals/paper.md": text])
    let tree = try fixture.tree(commit)
    let changes = try fixture.reopened().changes(from: nil, to: tree)
    let blob = try #require(changes.first?.new?.id)
    let object = ["commit": commit, "tree": tree, "blob": blob][kind] ?? commit
    let file = URL(filePath: "\(fixture.path)/.git/objects/\(object.hex.prefix(2))/\(object.hex.dropFirst(2))")
    let sound = try Data(contentsOf: file)
    for length in 0..<sound.count {
      try FileManager.default.removeItem(at: file)
      try sound.prefix(length).write(to: file)
      let repository = try fixture.reopened()
      let error = #expect(throws: GitError.self, "\(length) of \(sound.count) bytes") {
        switch kind {
        case "commit": _ = try repository.commit(object)
        case "tree": _ = try repository.changes(from: nil, to: object)
        default: _ = try repository.blob(object, limit: 1 << 20)
        }
      }
      if case .corrupt? = error { continue }
      Issue.record("\(length) bytes: \(String(describing: error))")
    }
  }
}
