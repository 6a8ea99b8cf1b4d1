import Foundation
import Space
import TestSupport
import Testing

struct WorkTreeReaderTests {
  private func tree(_ paths: String...) throws -> (tree: WorkTree, directory: TemporaryDirectory) {
    let directory = try TemporaryDirectory()
    for path in paths { try writeFile(at: directory.path(path), Array(path.utf8)) }
    return (WorkTree(root: directory.path), directory)
  }

  @Test(arguments: [
    ["goals/a.md", "goals/b.md", "x.md", "goals/deep/c.md", "goals/a.md", "meetings/a.md"],
    // Two folders with names that are equal as text.
    ["notes/\u{E9}/a.md", "notes/e\u{301}/a.md", "notes/\u{E9}/a.md"],
  ])
  func `each file is read from its own folder, whichever was open`(paths: [String]) throws {
    let (tree, directory) = try tree(
      "goals/a.md",
      "goals/b.md",
      "x.md",
      "goals/deep/c.md",
      "meetings/a.md",
      "notes/\u{E9}/a.md",
      "notes/e\u{301}/a.md"
    )
    var reader = WorkTreeReader(tree)
    for path in paths { #expect(try reader.read(path)?.bytes == Array(path.utf8)) }
    withExtendedLifetime(directory) {}
  }

  @Test func `what isn't there is nil, and the next file is read all the same`() throws {
    let (tree, directory) = try tree("goals/a.md")
    var reader = WorkTreeReader(tree)
    #expect(try reader.read("goals/b.md") == nil)
    #expect(try reader.read("meetings/a.md") == nil)
    #expect(try reader.read("goals/a.md") != nil)
    #expect(throws: SpaceError.self) { try reader.read("goals/../a.md") }
    withExtendedLifetime(directory) {}
  }

  @Test(arguments: [false, true])
  func `a link in the place of a file or its folder is never followed, whatever was listed`(isListed: Bool) throws {
    let (tree, directory) = try tree("goals/a.md", "outside/a.md")
    try FileManager.default.createSymbolicLink(
      atPath: directory.path("goals/link.md"),
      withDestinationPath: directory.path("outside/a.md")
    )
    try FileManager.default.createSymbolicLink(
      atPath: directory.path("meetings"),
      withDestinationPath: directory.path("outside")
    )
    var reader = WorkTreeReader(tree)
    #expect(try reader.read("goals/a.md", isListed: isListed) != nil)
    #expect(kind(at: "goals/link.md", &reader, isListed: isListed) == "a symbolic link")
    #expect(throws: SpaceError.self) { try reader.read("meetings/a.md", isListed: isListed) }
  }

  @Test(arguments: [false, true])
  func `a pipe or a folder in the place of a file is told as that, and nobody is waited for`(isListed: Bool) throws {
    let (tree, directory) = try tree("goals/a.md", "goals/folder.md/b.md")
    #expect(mkfifo(directory.path("goals/pipe.md"), 0o600) == 0)
    var reader = WorkTreeReader(tree)
    #expect(kind(at: "goals/pipe.md", &reader, isListed: isListed) == "a named pipe")
    #expect(kind(at: "goals/folder.md", &reader, isListed: isListed) == "a folder")
    #expect(try reader.read("goals/gone.md", isListed: isListed) == nil)
  }

  @Test func `a mark after a slash makes no name of a path that leads elsewhere`() throws {
    let (tree, directory) = try tree("space/goals/\u{301}a.md", "outside/\u{301}a.md")
    let space = WorkTree(root: tree.root + "/space")
    try FileManager.default.createSymbolicLink(
      atPath: directory.path("space/meetings"),
      withDestinationPath: directory.path("outside")
    )
    var reader = WorkTreeReader(space)
    #expect(try reader.read("goals/\u{301}a.md") != nil)
    #expect(throws: SpaceError.self) { try reader.read("meetings/\u{301}a.md") }
    #expect(throws: SpaceError.self) { try reader.read("../outside/\u{301}a.md") }
    #expect(throws: SpaceError.self) { try reader.read("../\u{301}a.md") }
  }

  /// What is found in the place of a file; nil where that isn't told.
  private func kind(at path: String, _ reader: inout WorkTreeReader, isListed: Bool) -> String? {
    do throws(SpaceError) {
      _ = try reader.read(path, isListed: isListed)
      return nil
    } catch {
      guard case .notRegularFile(path, let found) = error else { return nil }
      return found
    }
  }
}
