import Git
import TestSupport
import Testing

struct PackedFilesTests {
  /// Versions of a few files in a pack.
  private struct PackedVersions {
    let fixture: FixtureRepository

    /// The versions in the order in which they were written, each once.
    let files: [ObjectID]

    /// - Parameter isRepacked: Whether git has packed them anew, which stores earlier versions as what differs from later ones.
    init(seed: UInt64, count: Int, isRepacked: Bool) throws {
      fixture = try FixtureRepository(bare: true)
      var random = SplitMix64(seed: seed)
      var texts = (0..<3).map { file in (0..<60).map { "\(file): line \($0), as it was first" } }
      var stream = ""
      for commit in 0..<count {
        let file = Int.random(in: 0..<texts.count, using: &random)
        texts[file][Int.random(in: 0..<60, using: &random)] = "\(file): changed by commit \(commit)"
        if random.next() % 10 == 0 { texts[file].shuffle(using: &random) }
        let text = texts[file].joined(separator: "\n") + "\n"
        stream += "commit refs/heads/main\ncommitter A <a@example.org> \(1_800_000_000 + commit) +0000\ndata 0\n"
        stream += "M 100644 inline goals/\(file).md\ndata \(text.utf8.count)\n\(text)\n"
      }
      let git = fixture.git
      try git("-c", "fastimport.unpackLimit=1", "fast-import", "--quiet", input: Array((stream + "done\n").utf8))
      if isRepacked { try git("repack", "-adfq", "--window=10", "--depth=50") }
      let raw = try git("log", "--reverse", "--raw", "--no-abbrev", "--root", "--format=", "main")
      files = raw.split(separator: "\n").compactMap { ObjectID(hex: $0.split(separator: " ")[3]) }
    }
  }

  @Test(arguments: [1, 2, 3] as [UInt64], [false, true])
  func `a file is the same as libgit2 gives it, whichever is read first`(seed: UInt64, isRepacked: Bool) throws {
    let versions = try PackedVersions(seed: seed, count: 200, isRepacked: isRepacked)
    let repository = try versions.fixture.reopened()
    #expect(versions.files.count == 200)
    for order in [versions.files, versions.files.reversed(), versions.files.shuffled()] {
      let packed = PackedFiles(in: repository, verifying: false)
      for file in order {
        #expect(packed.bytes(of: file, limit: 1 << 20) == (try repository.blob(file, limit: 1 << 20)), "seed \(seed)")
      }
    }
  }

  @Test(arguments: [0, 1, 257, 258, 4_096, 65_215, 65_216, 65_217, 65_536, 1_000_000])
  func `a file of any length is whole`(length: Int) throws {
    let fixture = try FixtureRepository(bare: true)
    var random = SplitMix64(seed: UInt64(length))
    // Part of it is worth compressing.
    let bytes = (0..<length).map { $0 % 3 == 0 ? UInt8.random(in: .min ... .max, using: &random) : UInt8(ascii: "a") }
    let id = try fixture.repository.writeBlob(bytes)
    try fixture.git(
      "pack-objects",
      "--quiet",
      fixture.repository.commonDirectory + "/objects/pack/pack",
      input: Array((id.hex + "\n").utf8)
    )
    let repository = try fixture.reopened()
    #expect(PackedFiles(in: repository, verifying: false).bytes(of: id, limit: length) == bytes)
    #expect(length == 0 || PackedFiles(in: repository, verifying: false).bytes(of: id, limit: length - 1) == nil)
  }

  @Test func `what is larger than wanted, no file, in no pack or to be verified is left to libgit2`() throws {
    let versions = try PackedVersions(seed: 1, count: 20, isRepacked: true)
    let repository = try versions.fixture.reopened()
    let packed = PackedFiles(in: repository, verifying: false)
    let tip = try repository.commit(try #require(try repository.head().tip))
    #expect(packed.bytes(of: versions.files[0], limit: 1_000) == nil)
    #expect(packed.bytes(of: versions.files[0], limit: 10_000) != nil)
    #expect(packed.bytes(of: tip.id, limit: 10_000) == nil)
    #expect(packed.bytes(of: tip.tree, limit: 10_000) == nil)
    #expect(packed.bytes(of: try repository.writeBlob(Array("new".utf8)), limit: 10_000) == nil)
    #expect(PackedFiles(in: repository, verifying: true).bytes(of: versions.files[0], limit: 10_000) == nil)
  }

  @Test(arguments: ["idx", "pack"])
  func `nothing comes of a damaged pack but what it doesn't tell`(kind: String) throws {
    let versions = try PackedVersions(seed: 5, count: 60, isRepacked: true)
    var pack = try DamagedPack(kind, of: versions.fixture.repository)
    for _ in 0..<60 {
      try pack.damage()
      let packed = PackedFiles(in: versions.fixture.repository, verifying: false)
      for version in versions.files {
        guard let told = packed.bytes(of: version, limit: 1 << 20) else { continue }
        #expect(told.count < 1 << 20, "seed \(pack.seed)")
      }
    }
  }
}
