import Git
import Sync
import TestSupport
import Testing

struct TreeMergeTests {
  /// A file of a tree, as a test writes it.
  private enum Content {
    case text(String)
    case executable(String)
    case link(String)
    case submodule(ObjectID)

    func update(_ path: String, in repository: Repository) throws -> TreeUpdate {
      switch self {
      case .text(let text): .put(path: path, mode: .regular, id: try repository.writeBlob(Array(text.utf8)))
      case .executable(let text): .put(path: path, mode: .executable, id: try repository.writeBlob(Array(text.utf8)))
      case .link(let target): .put(path: path, mode: .symbolicLink, id: try repository.writeBlob(Array(target.utf8)))
      case .submodule(let commit): .put(path: path, mode: .gitlink, id: commit)
      }
    }
  }

  private let fixture: FixtureRepository
  private var repository: Repository { fixture.repository }

  init() throws { fixture = try FixtureRepository(bare: true) }

  private func tree(_ files: [String: Content]) throws -> ObjectID {
    try repository.writeTree(updating: nil, with: files.map { try $0.value.update($0.key, in: repository) })
  }

  private func commit(_ files: [String: Content], _ parents: ObjectID...) throws -> ObjectID {
    let signature = Signature(person: .ana, time: .fixtureStart)
    return try repository.createUnsignedCommit(
      CommitDraft(tree: try tree(files), parents: parents, author: signature, committer: signature, message: "change\n")
    )
  }

  /// Merges from both sides, and gives each file of the result as `mode path: content`.
  private func merged(_ base: [String: Content], _ one: [String: Content], _ other: [String: Content]) throws
    -> [String]
  {
    let trees = try [tree(base), tree(one), tree(other)]
    let merge = try TreeMerge.merge(base: trees[0], oneTree: trees[1], otherTree: trees[2], in: repository)
    let swapped = try TreeMerge.merge(base: trees[0], oneTree: trees[2], otherTree: trees[1], in: repository)
    let result = try merge.write(to: repository)
    #expect(try swapped.write(to: repository) == result)
    return try lines(of: result)
  }

  private func lines(of tree: ObjectID) throws -> [String] {
    try repository.files(in: tree).map { file in
      let content =
        file.mode == .gitlink
        ? file.id.abbreviated : String(decoding: try repository.blob(file.id, limit: 1000), as: UTF8.self)
      return "\(String(file.mode.bits, radix: 8)) \(file.path): \(content)"
    }
  }

  @Test func `a file one side may execute and the other edits is both`() throws {
    #expect(
      try merged(["a.sh": .text("1\n")], ["a.sh": .executable("1\n")], ["a.sh": .text("2\n")]) == ["100755 a.sh: 2\n"]
    )
  }

  @Test func `a link is a value of its own and never followed`() throws {
    #expect(
      try merged(
        ["a": .link("x"), "x": .text("1\n")],
        ["a": .link("y"), "x": .text("1\n")],
        ["a": .link("x"), "x": .text("2\n")]
      )
        == ["120000 a: y", "100644 x: 2\n"]
    )
    let kept = try merged(["a": .link("x")], ["a": .link("y")], ["a": .link("z")])
    #expect(kept.count == 2)
    #expect(Set(kept.map { $0.prefix(8) }) == ["120000 a"])
    #expect(Set(kept.map { $0.suffix(3) }) == [": y", ": z"])
  }

  @Test func `a record that one side made a link stays beside it`() throws {
    let record = "---\ntitle: One\n---\n"
    let kept = try merged(
      ["goals/a.md": .text(record)],
      ["goals/a.md": .link("../b.md")],
      ["goals/a.md": .text(record + "More.\n")]
    )
    #expect(kept.count == 2)
    #expect(kept.contains("100644 goals/a.md: \(record)More.\n"))
    #expect(kept.contains { $0.hasPrefix("120000 goals/a.unmerged-") && $0.hasSuffix(".md: ../b.md") })
  }

  @Test func `the commit of a submodule is a value of its own`() throws {
    let commits = try ["1", "2", "3"].map { try commit(["a": .text($0)]) }
    #expect(
      try merged(
        ["sub": .submodule(commits[0]), "a": .text("1\n")],
        ["sub": .submodule(commits[1]), "a": .text("1\n")],
        ["sub": .submodule(commits[0]), "a": .text("2\n")]
      ) == ["100644 a: 2\n", "160000 sub: \(commits[1].abbreviated)"]
    )
    let kept = try merged(
      ["sub": .submodule(commits[0])],
      ["sub": .submodule(commits[1])],
      ["sub": .submodule(commits[2])]
    )
    #expect(kept.count == 2)
    #expect(kept.allSatisfy { $0.hasPrefix("160000 sub") })
  }

  @Test func `what is no text is kept from both sides`() throws {
    let kept = try merged(["a.png": .text("\0\n1\n")], ["a.png": .text("\0\n1\n2\n")], ["a.png": .text("\0\n0\n1\n")])
    #expect(kept.count == 2)
    #expect(kept.contains { $0.hasPrefix("100644 a.png: ") })
    #expect(kept.contains { $0.hasPrefix("100644 a.unmerged-") })
  }

  @Test func `two records that can't be read are both kept`() throws {
    let kept = try merged([:], ["goals/a.md": .text("---\n[1\n---\n")], ["goals/a.md": .text("---\n[2\n---\n")])
    #expect(kept.count == 2)
  }

  @Test func `a copy that is kept beside is not kept twice`() throws {
    let broken = "---\ntitle: [One\n---\n"
    let base = "---\ntitle: One\n---\n"
    let other = "---\ntitle: Two\n---\n"
    let first = try merged(["goals/a.md": .text(base)], ["goals/a.md": .text(broken)], ["goals/a.md": .text(other)])
    let beside = try #require(first.lazy.compactMap { $0.firstMatch(of: /goals\/a\.unmerged-[0-9a-f]{8}\.md/) }.first)
    let again = try merged(
      ["goals/a.md": .text(base), String(beside.output): .text(broken)],
      ["goals/a.md": .text(broken), String(beside.output): .text(broken)],
      ["goals/a.md": .text(other), String(beside.output): .text(broken)]
    )
    #expect(again == first)
  }

  @Test func `nothing is stored before it is asked for`() throws {
    let record = "---\ntitle: One\n---\n"
    let base = try commit(["goals/a.md": .text(record)])
    let sides = [
      try commit(["goals/a.md": .text("---\ntitle: One\nstatus: active\n---\n")], base),
      try commit(["goals/a.md": .text(record + "More.\n")], base),
    ]
    let merge = try TreeMerge.merge(one: sides[0], other: sides[1], in: repository)
    let file = try #require(merge.files.first?.merged)
    #expect(!repository.contains(file.id))
    let text = "---\ntitle: One\nstatus: active\n---\nMore.\n"
    #expect(try merge.content(of: file, in: repository, limit: 1000) == Array(text.utf8))
    #expect(try lines(of: try merge.write(to: repository)) == ["100644 goals/a.md: \(text)"])
  }

  @Test func `what a side would change of its own files is told by side`() throws {
    let base = try commit(["a": .text("1\n"), "b": .text("1\n")])
    let one = try commit(["a": .text("2\n"), "b": .text("1\n")], base)
    let other = try commit(["a": .text("1\n"), "c": .text("1\n")], base)
    let merge = try TreeMerge.merge(one: one, other: other, in: repository)
    #expect(merge.changes(of: .one).map(\.path) == ["b", "c"])
    #expect(merge.changes(of: .other).map(\.path) == ["a"])
    let forward = try TreeMerge.merge(one: base, other: other, in: repository)
    #expect(forward.changes(of: .one).map(\.path) == ["b", "c"])
    #expect(forward.changes(of: .other).isEmpty)
    #expect(try forward.write(to: repository) == repository.commit(other).tree)
  }

  @Test func `histories that have nothing in common merge as if all were new`() throws {
    let record = "---\nid: k7f3q2\ntitle: One\n---\n"
    let one = try commit(["goals/a.md": .text(record), "b.txt": .text("1\n")])
    let other = try commit(["goals/a.md": .text(record + "More.\n"), "c.txt": .text("1\n")])
    let merge = try TreeMerge.merge(one: one, other: other, in: repository)
    #expect(
      try lines(of: try merge.write(to: repository))
        == ["100644 b.txt: 1\n", "100644 c.txt: 1\n", "100644 goals/a.md: \(record)More.\n"]
    )
  }

  @Test func `lines of work that were merged crosswise agree on what both had settled`() throws {
    func goal(_ status: String, _ target: String) -> Content {
      .text("---\nid: k7f3q2\nstatus: \(status)\ntarget: \(target)\n---\n")
    }
    let path = "goals/a.md"
    let base = try commit([path: goal("active", "2026-06-30")])
    let one = try commit([path: goal("paused", "2026-06-30")], base)
    let other = try commit([path: goal("active", "2026-09-30")], base)
    // Both merged the same pair; then each changed what the other had changed before.
    let first = try commit([path: goal("achieved", "2026-09-30")], one, other)
    let second = try commit([path: goal("paused", "2026-10-15")], other, one)
    #expect(try repository.mergeBases([first, second]).count == 2)
    let merge = try TreeMerge.merge(one: first, other: second, in: repository)
    #expect(merge.openRecords.isEmpty)
    #expect(
      try lines(of: try merge.write(to: repository))
        == ["100644 goals/a.md: ---\nid: k7f3q2\nstatus: achieved\ntarget: 2026-10-15\n---\n"]
    )
  }

  @Test func `bases that have several bases themselves are merged, too`() throws {
    func goal(_ status: String, _ target: String, _ area: String, _ title: String) -> [String: Content] {
      ["goals/a.md": .text("---\nstatus: \(status)\ntarget: \(target)\narea: \(area)\ntitle: \(title)\n---\n")]
    }
    let start = try commit(goal("active", "2026-06-30", "career", "One"))
    let first = try commit(goal("paused", "2026-06-30", "career", "One"), start)
    let second = try commit(goal("active", "2026-09-30", "career", "One"), start)
    let third = try commit(goal("paused", "2026-09-30", "skill", "One"), first, second)
    let fourth = try commit(goal("paused", "2026-09-30", "career", "Two"), second, first)
    let one = try commit(goal("achieved", "2026-09-30", "skill", "Two"), third, fourth)
    let other = try commit(goal("paused", "2026-12-31", "skill", "Two"), fourth, third)
    #expect(try repository.mergeBases([one, other]).count == 2)
    #expect(try repository.mergeBases([third, fourth]).count == 2)
    for sides in [(one, other), (other, one)] {
      let merge = try TreeMerge.merge(one: sides.0, other: sides.1, in: repository)
      #expect(merge.openRecords.isEmpty)
      #expect(
        try lines(of: try merge.write(to: repository))
          == ["100644 goals/a.md: ---\nstatus: achieved\ntarget: 2026-12-31\narea: skill\ntitle: Two\n---\n"]
      )
    }
  }

  @Test func `a name that is no text stops a merge only where both changed something`() throws {
    let odd = try FixtureRepository()
    let base = try odd.commit("base", files: ["a": "1\n"])
    let blob = try odd.repository.writeBlob(Array("1\n".utf8))
    // `git mktree` takes any name.
    let name = Array("c".utf8) + [0xE9]
    let entries = Array("100644 blob \(blob)\ta\n100644 blob \(blob)\t".utf8) + name + Array("\n".utf8)
    let tree = try #require(ObjectID(hex: try odd.git("mktree", input: entries).prefix(40)))
    let signature = Signature(person: .ana, time: .fixtureStart)
    let one = try odd.repository.createUnsignedCommit(
      CommitDraft(tree: tree, parents: [base], author: signature, committer: signature, message: "odd\n")
    )
    #expect(try TreeMerge.merge(one: base, other: one, in: odd.repository).write(to: odd.repository) == tree)
    let other = try odd.commit("other", files: ["d": "1\n"])
    #expect(throws: GitError.unreadableName(name)) {
      try TreeMerge.merge(one: one, other: other, in: odd.repository)
    }
  }
}
