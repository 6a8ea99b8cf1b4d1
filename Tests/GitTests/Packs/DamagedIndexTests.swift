import Foundation
import Git
import TestSupport
import Testing

struct DamagedIndexTests {
  /// A repository with a few objects in a pack, whose index is as it has to be.
  private struct Packed {
    let fixture: FixtureRepository
    let folder: URL

    init() throws {
      fixture = try FixtureRepository(bare: true)
      var stream = ""
      for commit in 0..<5 {
        stream += "commit refs/heads/main\ncommitter A <a@example.org> \(1_800_000_000 + commit) +0000\ndata 0\n"
        stream += "M 100644 inline goals/paper.md\ndata 9\nversion \(commit)\n"
      }
      try fixture.git(
        "-c",
        "fastimport.unpackLimit=1",
        "fast-import",
        "--quiet",
        input: Array((stream + "done\n").utf8)
      )
      folder = URL(filePath: fixture.repository.commonDirectory + "/objects/pack/")
    }

    func file(_ ending: String) throws -> URL {
      let name = try FileManager.default.contentsOfDirectory(atPath: folder.path).first { $0.hasSuffix(ending) }
      return folder.appending(path: try #require(name))
    }

    /// Makes the index once more, laid out as git is told to.
    func remakeIndex(version: String) throws {
      try FileManager.default.removeItem(at: try file(".idx"))
      try fixture.git("index-pack", "--index-version=\(version)", try file(".pack").path)
    }

    /// Changes some bytes of a file.
    ///
    /// - Parameter offset: Where, from the file's end if negative.
    func edit(_ ending: String, at offset: Int, _ bytes: [UInt8]) throws {
      let file = try file(ending)
      var data = try Data(contentsOf: file)
      let start = offset < 0 ? data.count + offset : offset
      data.replaceSubrange(start..<start + bytes.count, with: bytes)
      try FileManager.default.removeItem(at: file)
      try data.write(to: file)
    }

    func commits() throws -> Int {
      let repository = try fixture.reopened()
      var walk = try CommitWalk(from: [try #require(try repository.head().tip)], in: repository)
      var count = 0
      while try walk.next() != nil { count += 1 }
      return count
    }
  }

  /// The last object's offset; the pack has 20 objects.
  @Test(arguments: [("2", 8 + 1_024 + 20 * 24 + 19 * 4), ("1", 1_024 + 19 * 24), ("2,200", -40 - 4)])
  func `an index that places an object beyond its pack is refused`(version: String, place: Int) throws {
    let packed = try Packed()
    try packed.remakeIndex(version: version)
    #expect(try packed.commits() == 5)
    try packed.edit(".idx", at: place, [0x70, 0, 0, 0])
    #expect(throws: GitError.damagedPackIndex(path: try packed.file(".idx").path)) { try packed.commits() }
  }

  @Test func `a table of offsets that ends before an object's is refused`() throws {
    let packed = try Packed()
    try packed.edit(".idx", at: 8 + 1_024 + 20 * 24, [0x80, 0, 0, 0])
    #expect(throws: GitError.damagedPackIndex(path: try packed.file(".idx").path)) { try packed.commits() }
  }

  @Test func `an index of several packs that places an object beyond its pack is refused`() throws {
    let packed = try Packed()
    try packed.fixture.git("multi-pack-index", "write")
    #expect(try packed.commits() == 5)
    try packed.edit("multi-pack-index", at: -20 - 4, [0x70, 0, 0, 0])
    let path = packed.folder.path + "/multi-pack-index"
    #expect(throws: GitError.damagedPackIndex(path: path)) { try packed.commits() }
  }

  @Test func `what an index is called doesn't make it one`() throws {
    let packed = try Packed()
    try packed.edit(".idx", at: 4, [0, 0, 0, 3])
    #expect(throws: GitError.damagedPackIndex(path: try packed.file(".idx").path)) { try packed.commits() }
  }

  @Test func `a pack that was cut off is refused by its index`() throws {
    let packed = try Packed()
    let file = try packed.file(".pack")
    let half = try Data(contentsOf: file).prefix(100)
    try FileManager.default.removeItem(at: file)
    try half.write(to: file)
    #expect(throws: GitError.damagedPackIndex(path: try packed.file(".idx").path)) { try packed.commits() }
  }

  @Test func `an index whose pack is gone is no damage`() throws {
    let packed = try Packed()
    try Data().write(to: packed.folder.appending(path: "pack-0.idx"))
    #expect(try packed.commits() == 5)
  }

  @Test func `objects borrowed from another repository are looked at there`() throws {
    let packed = try Packed()
    let folder = try TemporaryDirectory()
    try packed.fixture.git("clone", "-q", "--bare", "--shared", packed.fixture.path, folder.path + "/borrower")
    _ = try Repository(opening: folder.path + "/borrower")
    try packed.edit(".idx", at: 8 + 1_024 + 20 * 24, [0x70, 0, 0, 0])
    #expect(throws: GitError.damagedPackIndex(path: try packed.file(".idx").path)) {
      try Repository(opening: folder.path + "/borrower")
    }
  }
}
