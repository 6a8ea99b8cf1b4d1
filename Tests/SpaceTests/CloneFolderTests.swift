import Foundation
import Space
import TestSupport
import Testing

/// What a clone that failed leaves.
struct CloneFolderTests {
  /// A folder with what a clone made in it.
  private func folder() throws -> TemporaryDirectory {
    let directory = try TemporaryDirectory()
    try directory.write("clone/.git/config", "[core]\n")
    try directory.write("clone/.git/objects/ab/cd", "x")
    for name in ["goals/deep", "meetings"] {
      try FileManager.default.createDirectory(
        atPath: directory.path("clone/" + name),
        withIntermediateDirectories: true
      )
    }
    return directory
  }

  @Test(arguments: [true, false])
  func `nothing is left of it, but the folder where that was there before`(isOwn: Bool) throws {
    let directory = try folder()
    Space.discardClone(directory.path("clone"), isOwn: isOwn)
    let left = try? FileManager.default.contentsOfDirectory(atPath: directory.path("clone"))
    #expect(left == (isOwn ? nil : []))
  }

  @Test func `files that somebody put there meanwhile stay`() throws {
    let directory = try folder()
    try directory.write("clone/mine.txt", "mine\n")
    try directory.write("clone/goals/deep/mine.md", "mine, too\n")
    Space.discardClone(directory.path("clone"), isOwn: true)
    let left = try FileManager.default.subpathsOfDirectory(atPath: directory.path("clone")).sorted()
    #expect(left == ["goals", "goals/deep", "goals/deep/mine.md", "mine.txt"])
  }

  @Test func `a link to another folder is not followed`() throws {
    let directory = try folder()
    try directory.write("elsewhere/theirs.txt", "theirs\n")
    for place in ["clone/.git/link", "clone/link"] {
      try FileManager.default.createSymbolicLink(
        atPath: directory.path(place),
        withDestinationPath: directory.path("elsewhere")
      )
    }
    Space.discardClone(directory.path("clone"), isOwn: true)
    #expect(try readFile(at: directory.path("elsewhere/theirs.txt")) == Array("theirs\n".utf8))
  }
}
