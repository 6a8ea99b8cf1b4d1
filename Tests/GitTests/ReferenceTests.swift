import Foundation
import Git
import TestSupport
import Testing

struct ReferenceTests {
  private let signature = Signature(person: .ben, time: .fixtureStart)

  @Test func `a branch moves only from where it was seen`() throws {
    let fixture = try FixtureRepository()
    let first = try fixture.commit("1", files: ["a": "1\n"])
    let second = try fixture.commit("2", files: ["a": "2\n"])
    let repository = fixture.repository
    #expect(throws: GitError.branchMoved(name: "refs/heads/main")) {
      try repository.moveReference("refs/heads/main", from: first, to: first, logMessage: "x", by: signature)
    }
    #expect(try repository.reference("refs/heads/main") == second)
    try repository.moveReference("refs/heads/main", from: second, to: first, logMessage: "undo", by: signature)
    #expect(try repository.reference("refs/heads/main") == first)
    let log = try fixture.git("log", "-1", "-g", "--format=%gn %ge %gs", "main")
    #expect(log == "Ben Osei ben@example.org undo\n")
  }

  @Test func `a reference that must not exist yet is made once`() throws {
    let fixture = try FixtureRepository()
    let commit = try fixture.commit("1", files: ["a": "1\n"])
    let name = "refs/rapport/seen/hub/main"
    try fixture.repository.moveReference(name, from: nil, to: commit, logMessage: "x", by: signature)
    #expect(throws: GitError.branchMoved(name: name)) {
      try fixture.repository.moveReference(name, from: nil, to: commit, logMessage: "x", by: signature)
    }
    #expect(throws: GitError.branchMoved(name: "refs/heads/none")) {
      try fixture.repository.moveReference("refs/heads/none", from: commit, to: commit, logMessage: "x", by: signature)
    }
    #expect(try fixture.repository.referenceNames(startingWith: "refs/rapport/") == [name])
  }

  @Test func `a packed branch is compared as well`() throws {
    let fixture = try FixtureRepository()
    let first = try fixture.commit("1", files: ["a": "1\n"])
    let second = try fixture.commit("2", files: ["a": "2\n"])
    try fixture.git("pack-refs", "--all")
    #expect(throws: GitError.branchMoved(name: "refs/heads/main")) {
      try fixture.repository.moveReference("refs/heads/main", from: first, to: first, logMessage: "x", by: signature)
    }
    try fixture.repository.moveReference("refs/heads/main", from: second, to: first, logMessage: "x", by: signature)
    #expect(try fixture.git("rev-parse", "main") == first.hex + "\n")
  }

  @Test func `a held lock names its file and nothing moves`() throws {
    let fixture = try FixtureRepository()
    let first = try fixture.commit("1", files: ["a": "1\n"])
    let second = try fixture.commit("2", files: ["a": "2\n"])
    let lock = fixture.path + "/.git/refs/heads/main.lock"
    try writeFile(at: lock, [])
    #expect(throws: GitError.locked(path: lock)) {
      try fixture.repository.moveReference("refs/heads/main", from: second, to: first, logMessage: "x", by: signature)
    }
    #expect(try fixture.repository.reference("refs/heads/main") == second)
  }

  @Test func `a lock that another program gives up soon is waited for`() throws {
    let fixture = try FixtureRepository()
    let first = try fixture.commit("1", files: ["a": "1\n"])
    let name = "refs/rapport/seen/origin/main"
    let locks = [name, "config"].map { fixture.path + "/.git/\($0).lock" }
    for lock in locks { try writeFile(at: lock, []) }
    // A thread of its own, for the tests beside may keep all tasks waiting.
    Thread.detachNewThread {
      Thread.sleep(forTimeInterval: 0.1)
      for lock in locks { try? FileManager.default.removeItem(atPath: lock) }
    }
    try fixture.repository.setReference(name, to: first, logMessage: "x", by: signature)
    try fixture.repository.setConfiguration("rapport.x", "y", scope: .local)
    #expect(try fixture.repository.reference(name) == first)
    #expect(try fixture.repository.configuration("rapport.x") == "y")
  }

  @Test func `a reference that others set meanwhile is set nevertheless`() async throws {
    let fixture = try FixtureRepository()
    let tips = try (1...2).map { number in try fixture.commit("\(number)", files: ["a": "\(number)\n"]) }
    let (path, signature) = (fixture.path, signature)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for tip in tips + tips {
        group.addTask {
          let repository = try Repository(opening: path, searchPaths: .isolated)
          for _ in 0..<10 {
            try repository.setReference("refs/rapport/x", to: tip, logMessage: "x", by: signature)
            try repository.deleteReference("refs/rapport/x")
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try fixture.repository.reference("refs/rapport/x") == nil)
  }

  @Test func `of many that race for a branch exactly one wins each step`() async throws {
    let fixture = try FixtureRepository()
    let start = try fixture.commit("1", files: ["a": "1\n"])
    let next = try fixture.commit("2", files: ["a": "2\n"])
    try fixture.repository.moveReference("refs/heads/race", from: nil, to: start, logMessage: "x", by: signature)
    let (path, signature) = (fixture.path, signature)
    let wins = try await withThrowingTaskGroup(of: Bool.self) { group in
      for _ in 0..<12 {
        group.addTask {
          let repository = try Repository(opening: path, searchPaths: .isolated)
          while true {
            do {
              try repository.moveReference("refs/heads/race", from: start, to: next, logMessage: "x", by: signature)
              return true
            } catch GitError.branchMoved {
              return false
            } catch GitError.locked {
              continue
            }
          }
        }
      }
      return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    #expect(wins == 1)
    #expect(try fixture.repository.reference("refs/heads/race") == next)
  }

  @Test func `a reference never leads to an object that is not there`() throws {
    let fixture = try FixtureRepository()
    let missing = try #require(ObjectID(hex: String(repeating: "1", count: 40)))
    #expect(throws: GitError.missingObject(missing)) {
      try fixture.repository.moveReference("refs/heads/x", from: nil, to: missing, logMessage: "x", by: signature)
    }
  }

  @Test func `a symbolic reference is not overwritten`() throws {
    let fixture = try FixtureRepository()
    let first = try fixture.commit("1", files: ["a": "1\n"])
    #expect(throws: GitError.self) {
      try fixture.repository.moveReference("HEAD", from: first, to: first, logMessage: "x", by: signature)
    }
    #expect(try fixture.git("symbolic-ref", "HEAD") == "refs/heads/main\n")
  }

  @Test func `a person's words lead to a commit`() throws {
    let fixture = try FixtureRepository()
    let first = try fixture.commit("1", files: ["a": "1\n"])
    let second = try fixture.commit("2", files: ["a": "2\n"])
    try fixture.git("tag", "-a", "-m", "x", "v1", first.hex)
    let repository = fixture.repository
    for (text, id) in [
      ("HEAD", second), ("@", second), ("@~1", first), ("@^", first), ("main~1", first), ("v1", first),
      (String(first.hex.prefix(9)), first),
    ] {
      #expect(try repository.resolve(revision: text) == id)
    }
  }

  @Test(arguments: [
    "", "nobody", ":/1", "HEAD^{/1}", "HEAD:a", "-x", "main\n", "a\u{1b}", "HEAD^{tree}", "main..main", "@{u}", "~",
    String(repeating: "^", count: 2000),
  ])
  func `words that mean no commit are refused`(text: String) throws {
    let fixture = try FixtureRepository()
    try fixture.commit("1", files: ["a": "1\n"])
    #expect(throws: GitError.unknownRevision(text)) { try fixture.repository.resolve(revision: text) }
  }
}
