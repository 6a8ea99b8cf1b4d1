import Git
import TestSupport
import Testing

struct TreeTests {
  /// Stores a tree exactly as given, which git itself would refuse to.
  private func writeRawTree(_ fixture: FixtureRepository, _ bytes: [UInt8]) throws -> ObjectID {
    let git = fixture.git
    let answer = try git("hash-object", "-t", "tree", "--literally", "-w", "--stdin", input: bytes)
    return try #require(ObjectID(hex: answer.prefix(40)))
  }

  private func entry(_ mode: String, _ name: [UInt8], _ id: ObjectID) -> [UInt8] {
    let digits = Array(id.hex)
    let bytes = stride(from: 0, to: 40, by: 2).compactMap { UInt8(String(digits[$0...$0 + 1]), radix: 16) }
    return Array(mode.utf8) + [0x20] + name + [0] + bytes
  }

  @Test func `files, entries and folders are found by their paths`() throws {
    let fixture = try FixtureRepository()
    let tree = try fixture.tree(fixture.commit("Begin", files: ["a.md": "a\n", "goals/é.md": "x\n", "goals/y": "y\n"]))
    let repository = fixture.repository
    #expect(try repository.tree(tree).map { String(decoding: $0.name, as: UTF8.self) } == ["a.md", "goals"])
    #expect(try repository.files(in: tree).map(\.path) == ["a.md", "goals/y", "goals/é.md"])
    #expect(try repository.files(in: tree, under: PathFilter(suffix: ".md")).map(\.path) == ["a.md", "goals/é.md"])
    #expect(try repository.files(in: tree, under: PathFilter(paths: ["goals/y"])).map(\.path) == ["goals/y"])
    #expect(try repository.file(at: "goals/é.md", in: tree)?.id == ObjectID.blob(Array("x\n".utf8)))
    #expect(try repository.file(at: "goals", in: tree) == nil)
    #expect(try repository.entry(at: "goals", in: tree)?.mode == .tree)
    for path in ["", "goals/", "a.md/x", "/a.md", "goals/e.md"] {
      #expect(try repository.file(at: path, in: tree) == nil)
    }
  }

  @Test func `an entry is found by its whole name, whatever its mode`() throws {
    let fixture = try FixtureRepository()
    let blob = try fixture.repository.writeBlob([])
    let none = try fixture.repository.writeTree(updating: nil, with: [])
    let names = [
      ("100644", "100644 b"), ("100755", "a b"), ("100644", "b"), ("100664", "bb"), ("120000", "link"),
      ("160000", "module"), ("40000", "sub"),
    ]
    let tree = try writeRawTree(
      fixture,
      names.flatMap { entry($0.0, Array($0.1.utf8), $0.0 == "40000" ? none : blob) }
    )
    for (mode, name) in names {
      let found = try fixture.repository.entry(named: Array(name.utf8), in: tree)
      #expect(found.map { String(decoding: $0.name, as: UTF8.self) } == name)
      #expect(found?.mode == FileMode(bits: UInt32(mode, radix: 8) ?? 0))
    }
    for name in ["a", "44 b", " b", "b ", "su", "ub", "c"] {
      #expect(try fixture.repository.entry(named: Array(name.utf8), in: tree) == nil)
    }
  }

  @Test func `trees that differ in one of many entries differ there, wherever it stands`() throws {
    let fixture = try FixtureRepository()
    let files = Dictionary(uniqueKeysWithValues: (0..<60).map { ("goal-\($0 + 10).md", "\($0)\n") })
    let old = try fixture.tree(fixture.commit("Begin", files: files))
    for name in files.keys {
      let new = try fixture.tree(fixture.commit("Change \(name)", files: [name: "changed\n"]))
      #expect(try fixture.repository.changes(from: old, to: new).map(\.path) == [name])
      try fixture.commit("Back", files: [name: files[name]])
    }
  }

  @Test func `a file that becomes a folder is deleted and its files are added`() throws {
    let fixture = try FixtureRepository()
    let old = try fixture.tree(fixture.commit("Begin", files: ["a": "1\n", "a.b": "2\n"]))
    let new = try fixture.tree(fixture.commit("Change", files: ["a": nil, "a/b": "3\n"]))
    let changes = try fixture.repository.changes(from: old, to: new)
    #expect(changes.map(\.path) == ["a", "a/b"])
    #expect(changes.map { $0.old == nil } == [false, true])
    #expect(changes.map { $0.new == nil } == [true, false])
  }

  @Test func `names that are not UTF-8 or not single names are left out and reported`() throws {
    let fixture = try FixtureRepository()
    let blob = try fixture.repository.writeBlob(Array("x".utf8))
    let inner = try writeRawTree(fixture, entry("100644", Array("in.md".utf8), blob))
    let tree = try writeRawTree(
      fixture,
      entry("100644", Array("..".utf8), blob) + entry("100644", Array("a/b.md".utf8), blob)
        + entry("100644", Array("good.md".utf8), blob) + entry("40000", [0x78, 0xff], inner)
    )
    #expect(try fixture.repository.files(in: tree).map(\.path) == ["good.md"])
    #expect(
      try fixture.repository.unreadableNames(in: tree) == [Array("..".utf8), Array("a/b.md".utf8), [0x78, 0xff]]
    )
  }

  @Test(arguments: [
    "100644", "100644 ", "100644 a", "100644 a\0", "100644 a\0short", " a\0aaaaaaaaaaaaaaaaaaaa",
    "9 a\0aaaaaaaaaaaaaaaaaaaa", "100644 \0aaaaaaaaaaaaaaaaaaaa", "777777777777 a\0aaaaaaaaaaaaaaaaaaaa",
    "100644 a\0aaaaaaaaaaaaaaaaaaaa1",
  ])
  func `a malformed tree is corrupt, whatever is asked of it`(bytes: String) throws {
    let fixture = try FixtureRepository()
    let good = try fixture.tree(fixture.commit("Begin", files: ["a": "a\n"]))
    let bad = try writeRawTree(fixture, Array(bytes.utf8))
    let error = GitError.corrupt("tree \(bad)")
    #expect(throws: error) { try fixture.repository.tree(bad) }
    #expect(throws: error) { try fixture.repository.files(in: bad) }
    #expect(throws: error) { try fixture.repository.changes(from: good, to: bad) }
    #expect(throws: error) { try fixture.repository.file(at: "zzz", in: bad) }
  }

  @Test func `a tree that describes too many files or folders is refused`() throws {
    let fixture = try FixtureRepository()
    var wide = try fixture.repository.writeBlob([])
    var mode = "100644"
    for _ in 0..<7 {
      wide = try writeRawTree(fixture, (0..<10).flatMap { entry(mode, Array("\($0)".utf8), wide) })
      mode = "40000"
    }
    #expect(throws: GitError.self) { try fixture.repository.files(in: wide) }
    let deep = String(repeating: "d/", count: 300) + "x"
    let blob = try fixture.repository.writeBlob([])
    let tree = try fixture.repository.writeTree(updating: nil, with: [.put(path: deep, mode: .regular, id: blob)])
    #expect(throws: GitError.self) { try fixture.repository.files(in: tree) }
  }

  @Test func `a missing tree is named`() throws {
    let fixture = try FixtureRepository()
    let id = try #require(ObjectID(hex: String(repeating: "1", count: 40)))
    #expect(throws: GitError.missingObject(id)) { try fixture.repository.files(in: id) }
    let blob = try fixture.repository.writeBlob([])
    #expect(throws: GitError.corrupt("\(blob) is not a tree")) { try fixture.repository.tree(blob) }
  }

  @Test func `differences of random trees are those that git finds`() throws {
    let seed = LawLength.firstSeed
    var generator = SplitMix64(seed: seed)
    let fixture = try FixtureRepository()
    let repository = fixture.repository
    let names = ["a", "a.md", "a-b", "a0", "b", "b.md", "c d", "é", "z"]
    func randomTree() throws -> ObjectID {
      let count = Int.random(in: 0...25, using: &generator)
      var updates: [String: TreeUpdate] = [:]
      for _ in 0..<count {
        let depth = Int.random(in: 1...3, using: &generator)
        let path = (0..<depth).compactMap { _ in names.randomElement(using: &generator) }.joined(separator: "/")
        let mode: FileMode = [.regular, .executable, .symbolicLink].randomElement(using: &generator) ?? .regular
        let isBlocked = updates.keys.contains { $0.hasPrefix(path + "/") || path.hasPrefix($0 + "/") }
        guard !isBlocked else { continue }
        let id = try repository.writeBlob([UInt8.random(in: 48...50, using: &generator)])
        updates[path] = .put(path: path, mode: mode, id: id)
      }
      return try repository.writeTree(updating: nil, with: Array(updates.values))
    }
    for _ in 0..<60 {
      let (old, new) = (try randomTree(), try randomTree())
      let found = try repository.changes(from: old, to: new).map(rawLine)
      let expected = try fixture.git("diff-tree", "-r", "--raw", "-z", "--no-renames", "--full-index", old.hex, new.hex)
      #expect(found.joined() == expected, "seed \(seed)")
      let filter = PathFilter(paths: ["a", "b/a"], suffix: ".md")
      let some = try repository.changes(from: old, to: new, under: filter)
      let all = try repository.changes(from: old, to: new)
      #expect(some == all.filter { filter.accepts($0.path) }, "seed \(seed)")
    }
  }

  @Test func `differences in a large folder are found wherever they are, from version to version`() throws {
    let seed = LawLength.firstSeed
    var generator = SplitMix64(seed: seed)
    let fixture = try FixtureRepository()
    let repository = fixture.repository
    let blobs = try (0..<8).map { try repository.writeBlob([$0]) }
    func update(_ number: Int) -> TreeUpdate {
      // Names that look like the start of an entry, and of several lengths.
      let path = "goals/goal 100644 \(number % 3 == 0 ? "x" : "")\(number).md"
      return .put(path: path, mode: .regular, id: blobs[Int.random(in: 0..<8, using: &generator)])
    }
    var old = try repository.writeTree(updating: nil, with: (0..<200).map(update))
    for _ in 0..<25 {
      var updates: [String: TreeUpdate] = [:]
      for _ in 0...Int.random(in: 0..<3, using: &generator) {
        let change = update(Int.random(in: 0..<240, using: &generator))
        guard case .put(let path, _, _) = change else { continue }
        updates[path] = Int.random(in: 0..<8, using: &generator) == 0 ? .remove(path: path) : change
      }
      let new = try repository.writeTree(updating: old, with: Array(updates.values))
      let found = try repository.changes(from: old, to: new).map(rawLine)
      let expected = try fixture.git("diff-tree", "-r", "--raw", "-z", "--no-renames", "--full-index", old.hex, new.hex)
      #expect(found.joined() == expected, "seed \(seed)")
      old = new
    }
  }

  private func rawLine(_ change: FileChange) -> String {
    let zero = String(repeating: "0", count: 40)
    let oldMode = change.old.map { String($0.mode.bits, radix: 8) } ?? "000000"
    let newMode = change.new.map { String($0.mode.bits, radix: 8) } ?? "000000"
    let letter =
      switch (change.old, change.new) {
      case (nil, _): "A"
      case (_, nil): "D"
      case (let old?, let new?): (old.mode == .symbolicLink) == (new.mode == .symbolicLink) ? "M" : "T"
      }
    return ":\(oldMode) \(newMode) \(change.old?.id.hex ?? zero) \(change.new?.id.hex ?? zero) \(letter)\0"
      + "\(change.path)\0"
  }
}
