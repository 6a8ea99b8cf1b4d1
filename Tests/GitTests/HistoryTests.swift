import Foundation
import Git
import TestSupport
import Testing

struct HistoryTests {
  /// Three branches merged into main, with clocks that run wrong.
  private func skewedHistory() throws -> FixtureRepository {
    let fixture = try FixtureRepository()
    try fixture.commit("0", files: ["a": "0\n"])
    try fixture.createBranch("ben")
    try fixture.createBranch("web")
    for (branch, days) in [("ben", -400), ("web", 900), ("main", 3), ("ben", 5), ("main", -2), ("web", 4)] {
      try fixture.switchTo(branch)
      try fixture.commit("\(branch) \(days)", files: [branch: "\(days)\n"], at: fixture.now.adding(days: days))
    }
    try fixture.switchTo("main")
    try fixture.merge("ben", at: fixture.now.adding(days: -800))
    try fixture.merge("web")
    try fixture.commit("end", files: ["a": "1\n"], at: fixture.now.adding(days: -3000))
    return fixture
  }

  private func isParentsFirst(_ ids: [ObjectID], in repository: Repository) throws -> Bool {
    var seen: Set<ObjectID> = []
    for id in ids {
      guard try repository.commit(id).parents.allSatisfy(seen.contains) else { return false }
      seen.insert(id)
    }
    return true
  }

  /// The commits of a walk in its order.
  private func ids(
    from tips: [ObjectID],
    hiding hidden: [ObjectID] = [],
    in repository: Repository
  ) throws -> [ObjectID] {
    var walk = try CommitWalk(from: tips, hiding: hidden, in: repository)
    var ids: [ObjectID] = []
    while let commit = try walk.next() { ids.append(commit.id) }
    return ids
  }

  @Test func `a skewed clock never puts a parent before its child`() throws {
    let fixture = try skewedHistory()
    let ids = try ids(from: [fixture.tip()], in: fixture.repository)
    let git = try fixture.git("rev-list", "--date-order", "HEAD").split(separator: "\n").map(String.init)
    #expect(ids.map(\.hex) == git)
    #expect(ids.count == 10)
    #expect(try isParentsFirst(ids.reversed(), in: fixture.repository))
  }

  @Test func `hidden commits and their ancestors are not visited`() throws {
    let fixture = try skewedHistory()
    let hidden = try fixture.tip(of: "ben")
    let ids = try ids(from: [fixture.tip()], hiding: [hidden], in: fixture.repository)
    let git = try fixture.git("rev-list", "--date-order", "HEAD", "^ben", "--").split(separator: "\n").map(String.init)
    #expect(ids.map(\.hex) == git)
  }

  @Test func `nothing before a commit where all lines meet is read until that commit has been visited`() throws {
    let fixture = try FixtureRepository()
    let first = try fixture.commit("1", files: ["a": "1\n"])
    let second = try fixture.commit("2", files: ["a": "2\n"])
    try fixture.createBranch("ben")
    try fixture.commit("3", files: ["a": "3\n"])
    try fixture.switchTo("ben")
    try fixture.commit("4", files: ["b": "4\n"])
    try fixture.switchTo("main")
    try fixture.merge("ben")
    let damaged = fixture.path + "/.git/objects/" + first.hex.prefix(2) + "/" + first.hex.dropFirst(2)
    #expect(unlink(damaged) == 0)
    try writeFile(at: damaged, Array("not an object".utf8))
    let repository = try fixture.reopened()
    var walk = try CommitWalk(from: [fixture.tip()], in: repository)
    var visited: [ObjectID] = []
    #expect(throws: GitError.self) {
      while let commit = try walk.next() { visited.append(commit.id) }
    }
    #expect(visited.count == 3)
    #expect(!visited.contains(second), "reading its parent failed before it could be handed over")
  }

  @Test func `a hole in the history is told with the commit before which it is`() throws {
    let fixture = try FixtureRepository()
    let first = try fixture.commit("1", files: ["a": "1\n"])
    try fixture.commit("2", files: ["a": "2\n"])
    let tip = try fixture.tip()
    let loose = fixture.path + "/.git/objects/" + first.hex.prefix(2) + "/" + first.hex.dropFirst(2)
    #expect(unlink(loose) == 0)
    let repository = try fixture.reopened()
    var walk = try CommitWalk(from: [tip], in: repository)
    let commit = try #require(try walk.next())
    #expect(commit.parents.isEmpty)
    #expect(commit.missingParents == [first])
    #expect(try walk.next() == nil)
    #expect(throws: GitError.missingObject(first)) { try CommitWalk(from: [first], in: repository) }
  }

  @Test func `a shallow clone is walked up to where it was cut`() throws {
    let fixture = try skewedHistory()
    let clone = fixture.outsidePath("shallow")
    try fixture.git("clone", "-q", "--depth", "3", "file://" + fixture.path, clone)
    let repository = try Repository(opening: clone, searchPaths: .isolated)
    #expect(repository.isShallow)
    #expect(!fixture.repository.isShallow)
    #expect(try fixture.repository.shallowBoundary().isEmpty)
    let tip = try fixture.tip()
    let git = RealGit(in: clone)
    let expected = try git("rev-list", "--date-order", "HEAD").split(separator: "\n").map(String.init)
    let visited = try ids(from: [tip], in: repository)
    #expect(visited.map(\.hex) == expected)
    let boundary = try repository.shallowBoundary()
    #expect(!boundary.isEmpty)
    #expect(boundary.isSubset(of: visited))
    let cut = try #require(boundary.first)
    #expect(try repository.commit(cut).parents.allSatisfy { !repository.contains($0) })
    let second = try #require(try repository.commit(try repository.commit(tip).parents[0]).parents.last)
    #expect(try !ids(from: [tip], hiding: [second], in: repository).contains(second))
    #expect(try repository.isAncestor(second, of: tip))
  }

  @Test func `the common ancestor of two branches is found`() throws {
    let fixture = try FixtureRepository()
    let base = try fixture.commit("1", files: ["a": "1\n"])
    try fixture.createBranch("ben")
    let ours = try fixture.commit("2", files: ["a": "2\n"])
    try fixture.switchTo("ben")
    let theirs = try fixture.commit("3", files: ["b": "3\n"])
    let repository = fixture.repository
    #expect(try repository.mergeBases([ours, theirs]) == [base])
    #expect(try repository.isAncestor(base, of: ours))
    #expect(try repository.isAncestor(ours, of: ours))
    #expect(try !repository.isAncestor(ours, of: theirs))
    #expect(try !repository.isAncestor(ours, of: base))
  }

  @Test func `a criss-cross has two merge bases`() throws {
    let fixture = try FixtureRepository()
    try fixture.commit("0", files: ["a": "1\n"])
    try fixture.createBranch("ben")
    let ours = try fixture.commit("1", files: ["a": "2\n"])
    try fixture.switchTo("ben")
    let theirs = try fixture.commit("2", files: ["b": "3\n"])
    try fixture.createBranch("old", at: ours)
    let left = try fixture.merge("old")
    try fixture.createBranch("theirs", at: theirs)
    try fixture.switchTo("main")
    let right = try fixture.merge("theirs")
    #expect(Set(try fixture.repository.mergeBases([left, right])) == [ours, theirs])
  }

  @Test func `unrelated histories have no merge base`() throws {
    let fixture = try FixtureRepository()
    let first = try fixture.commit("1", files: ["a": "1\n"])
    let draft = CommitDraft(
      tree: try fixture.tree(first),
      parents: [],
      author: Signature(person: .ben, time: .fixtureStart),
      committer: Signature(person: .ben, time: .fixtureStart),
      message: "other\n"
    )
    let second = try fixture.repository.createUnsignedCommit(draft)
    #expect(try fixture.repository.mergeBases([first, second]) == [])
  }
}

struct LenientCommitTests {
  private func commit(_ content: [UInt8]) throws -> Commit {
    let fixture = try FixtureRepository()
    let tree = try fixture.tree(fixture.commit("Begin", files: ["a": "a\n"]))
    let bytes = Array("tree \(tree)\n".utf8) + content
    let git = fixture.git
    let answer = try git("hash-object", "-t", "commit", "--literally", "-w", "--stdin", input: bytes)
    return try fixture.repository.commit(#require(ObjectID(hex: answer.prefix(40))))
  }

  @Test(arguments: [
    ("1700000000 +9999", Int64(1_700_000_000), 0), ("-5 -0330", -5, -210), ("99999999999999999999 +0100", 0, 0),
    ("soon", 0, 0), ("", 0, 0), ("1 0100", 1, 0), ("1 -9223372036854775808", 1, 0),
    ("4102444800 +1400", 4_102_444_800, 840),
  ])
  func `an odd date or zone is read as well as can be`(text: String, seconds: Int64, offset: Int) throws {
    let time = try commit(Array("author A <a@b> \(text)\ncommitter C <c@d> 1 +0000\n\nx".utf8)).author.time
    #expect(time == CommitTime(secondsSince1970: seconds, offsetMinutes: offset))
  }

  @Test(arguments: [
    ("author <> 1 +0000", "", ""), ("author A", "A", ""), ("author A <a@b", "A", "a@b"),
    ("author A <a> b> 1 +0000", "A", "a"), ("author  A  B  < a@b > 1 +0000", "A  B", "a@b"), ("nothing", "", ""),
  ])
  func `an odd author is read as well as can be`(line: String, name: String, email: String) throws {
    #expect(try commit(Array((line + "\n\nx").utf8)).author.person == Person(name: name, email: email))
  }

  @Test func `messages and names are decoded by their encoding, else leniently`() throws {
    let latin = try commit(
      Array("author Jos".utf8) + [0xe9] + Array(" <a@b> 1 +0000\nencoding ISO-8859-1\n\ncaf".utf8) + [0xe9]
    )
    #expect(latin.author.person.name == "José")
    #expect(latin.message == "café")
    #expect(try commit(Array("author A <a@b> 1 +0000\n\ncaf".utf8) + [0xe9]).message == "caf\u{fffd}")
    #expect(try commit(Array("author A <a@b> 1 +0000\nencoding klingon\n\ncafé".utf8)).message == "café")
  }

  @Test func `headers may fold, the message may be missing or contain NUL`() throws {
    #expect(try commit(Array("gpgsig -----BEGIN\n parent x\n -----END\n\nm".utf8)).message == "m")
    #expect(try commit([]).message == "")
    #expect(try commit(Array("author A <a@b> 1 +0000\n\na\0b".utf8)).message == "a\0b")
  }

  @Test func `a broken parent or a missing tree is corrupt`() throws {
    #expect(throws: GitError.self) { try commit(Array("parent 12\n\nx".utf8)) }
    let fixture = try FixtureRepository()
    let blob = try fixture.repository.writeBlob([])
    #expect(throws: GitError.corrupt("\(blob) is not a commit")) { try fixture.repository.commit(blob) }
  }
}
