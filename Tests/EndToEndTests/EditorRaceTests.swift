import Foundation
import TestSupport
import Testing

/// An editor saves a file at the moment in which a sync brings in another version of it.
@Suite(.serialized) struct EditorRaceTests {
  /// How editors write a file.
  enum Manner: CaseIterable {
    /// The file is emptied and filled again.
    case inPlace
    /// Another file is written and takes its name.
    case byRename

    func write(_ text: String, to path: String, pauseMicroseconds: UInt32) {
      let bytes = Array(text.utf8)
      let target = self == .inPlace ? path : path + "~"
      let number = open(target, O_WRONLY | O_TRUNC | O_CREAT | O_CLOEXEC, 0o644)
      usleep(pauseMicroseconds)
      #expect(write_(number, bytes) == bytes.count)
      close(number)
      if self == .byRename { #expect(rename(target, path) == 0) }
    }

    private func write_(_ number: Int32, _ bytes: [UInt8]) -> Int { Foundation.write(number, bytes, bytes.count) }
  }

  private static let goal = "goals/paper.md"

  @Test func `every version that an editor wrote is still there`() throws {
    let server = try FolderServer()
    try server.createRepository("space.git")
    let directory = try TemporaryDirectory()
    let ana = try ServerReplica("ana", in: directory, environment: [:], configuration: "")
    let ben = try ServerReplica("ben", in: directory, environment: [:], configuration: "")
    let shared = try ana.share(at: server.address(of: "space.git"))
    try #require(shared.status == 0, "\(shared)")
    try ben.clone(server.address(of: "space.git"))
    var generator = SplitMix64(seed: seed)
    var (amid, inFile, committed, kept) = (0, 0, 0, 0)
    let count = trials(20, soak: 1_000)
    for number in 1...count {
      try ben.git("pull", "--quiet", "--ff-only")
      let theirs = try ben.read(Self.goal) + "- 2026-03-02 Line \(number) of ben.\n"
      try writeFile(at: ben.path + "/" + Self.goal, Array(theirs.utf8))
      try ben.git("commit", "--quiet", "--all", "--message", "line \(number)")
      try ben.git("push", "--quiet", "origin", "main")

      let manner = try #require(Manner.allCases.randomElement(using: &generator))
      let version = try ana.read(Self.goal) + "- 2026-03-02 Version \(number) of ana.\n"
      // Two of three are aimed at the moment in which files change; the others come at any time.
      let isAimed = number % 3 != 0
      let (delay, pause) = (
        UInt32.random(in: 0...2_000, using: &generator), UInt32.random(in: 0...3_000, using: &generator)
      )
      let wait = isAimed ? delay : delay * 150
      let sync = try ana.rapport.start(["sync", "--no-input", number.isMultiple(of: 2) ? "--yes" : "--no-save"])
      var ending: ChildProcess.Outcome?
      if isAimed { amid += try Self.waitForWrite(in: ana.path, while: sync, &ending) ? 1 : 0 }
      usleep(wait)
      manner.write(version, to: ana.path + "/" + Self.goal, pauseMicroseconds: pause)
      let outcome = try ending ?? sync.wait()
      #expect([0, 1, 2, 5].contains(outcome.status), "trial \(number): \(outcome)")

      let blob = try ana.git("hash-object", "--no-filters", "--stdin", input: Array(version.utf8)).prefix(40)
      if try ana.read(Self.goal) == version {
        inFile += 1
      } else if try ana.git("rev-list", "--objects", "--all").contains(blob) {
        committed += 1
      } else {
        let folder = ana.path + "/.git/rapport/"
        let texts = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasPrefix("kept-") }
        let isKept = try texts.contains { try readFile(at: folder + $0) == Array(version.utf8) }
        #expect(isKept, "trial \(number), seed \(seed), \(manner): a version is lost\n\(outcome)")
        kept += 1
      }
      let next = try ana.rapport.run(["sync", "--no-input", "--yes"])
      #expect(next.status == 0 || next.status == 1, "trial \(number): \(next)")
      #expect(try ana.git("log", "--format=%s").contains("line \(number)\n"), "trial \(number): ben's change is lost")
    }
    report(
      """
      an editor during sync, seed \(seed): \(count) trials, \(amid) aimed in time; the version was in the file \
      \(inFile) times, in a commit \(committed) times, kept beside \(kept) times
      """
    )
  }

  /// Waits until a command begins to change files.
  ///
  /// - Returns: false if it ended before that was seen.
  private static func waitForWrite(
    in space: String,
    while command: ChildProcess,
    _ ending: inout ChildProcess.Outcome?
  ) throws -> Bool {
    let journal = space + "/.git/rapport/journal"
    while access(journal, F_OK) != 0 {
      ending = try command.poll()
      if ending != nil { return false }
      usleep(50)
    }
    return true
  }
}
