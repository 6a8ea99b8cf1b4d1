import Foundation
import Git
import Space
import Sync
import TestSupport
import Testing

/// A tree that no good program writes, and why it is refused.
struct HostileTree: CustomTestStringConvertible, Sendable {
  /// One entry of a tree; the object is a file, unless it is said to be something else.
  struct Entry: Sendable {
    enum Object: Sendable {
      case file
      case tree([Entry])
      case raw([UInt8])
      case missing, commit, largeFile
    }

    var mode: String
    var name: [UInt8]
    var object: Object

    init(_ name: String, mode: String = "100644", _ object: Object = .file) {
      self.init(bytes: Array(name.utf8), mode: mode, object)
    }

    init(bytes: [UInt8], mode: String = "100644", _ object: Object = .file) {
      self.mode = mode
      self.name = bytes
      self.object = object
    }

    static func folder(_ name: String, _ entries: [Entry]) -> Entry { Entry(name, mode: "40000", .tree(entries)) }
  }

  let title: String
  let entries: [Entry]
  let path: String
  let problem: RefusedTree.Problem

  var testDescription: String { title }

  init(_ title: String, _ entries: [Entry], at path: String, _ problem: RefusedTree.Problem) {
    self.title = title
    self.entries = entries
    self.path = path
    self.problem = problem
  }

  /// A file of a name.
  init(name: String, _ problem: NameProblem) {
    self.init(name.debugDescription, [Entry(name)], at: name, .name(problem))
  }

  static let names: [HostileTree] = [
    HostileTree(name: ".", .dots), HostileTree(name: "..", .dots), HostileTree(name: ".git", .gitFolder),
    HostileTree(name: ".GIT", .gitFolder), HostileTree(name: ".Git", .gitFolder),
    HostileTree(name: "git~1", .gitFolder),
    HostileTree(name: "GIT~2", .gitFolder), HostileTree(name: ".git.", .gitFolder),
    HostileTree(name: ".git ", .gitFolder),
    HostileTree(name: ".git. .", .gitFolder), HostileTree(name: ".g\u{200C}it", .gitFolder),
    HostileTree(name: "\u{FEFF}.git", .gitFolder), HostileTree(name: ".git\u{200D}", .gitFolder),
    HostileTree(name: ".git::$INDEX_ALLOCATION", .gitFolder), HostileTree(name: ".git\\config", .gitFolder),
    HostileTree(name: ".gitmodules", .gitModules), HostileTree(name: ".GitModules", .gitModules),
    HostileTree(name: "gitmod~1", .gitModules), HostileTree(name: "GI7EBA~1", .gitModules),
    HostileTree(name: ".gitmodules.", .gitModules), HostileTree(name: "a\\b", .separator),
    HostileTree(name: "a:b", .separator), HostileTree(name: "a/b", .separator),
    HostileTree(name: "a\nb", .controlCharacter),
    HostileTree(name: "\u{1b}[2J", .controlCharacter), HostileTree(name: "a\u{7f}", .controlCharacter),
    HostileTree(name: "a\u{9b}", .controlCharacter), HostileTree(name: "a\u{202E}dm.exe", .invisibleCharacter),
    HostileTree(name: "a\u{200B}", .invisibleCharacter), HostileTree(name: "a\u{2028}", .invisibleCharacter),
    HostileTree(name: "a\u{E0041}", .invisibleCharacter), HostileTree(name: "-rf", .leadingDash),
    HostileTree(name: "--help.md", .leadingDash), HostileTree(name: "goal.md ", .trailingDotOrBlank),
    HostileTree(name: "goal.", .trailingDotOrBlank), HostileTree(name: "CON", .device),
    HostileTree(name: "nul.md", .device), HostileTree(name: "Com1.txt", .device), HostileTree(name: "LPT9", .device),
    HostileTree(name: "aux .md", .device), HostileTree(name: String(repeating: "a", count: 256), .length),
  ]

  static let shapes: [HostileTree] = [
    HostileTree("not UTF-8", [Entry(bytes: [0x61, 0xff])], at: "a\u{FFFD}", .name(.encoding)),
    HostileTree("overlong UTF-8 of '/'", [Entry(bytes: [0xc0, 0xaf])], at: "\u{FFFD}\u{FFFD}", .name(.encoding)),
    HostileTree(
      ".git in a folder",
      [.folder("goals", [.folder(".git", [Entry("config")])])],
      at: "goals/.git",
      .name(.gitFolder)
    ),
    HostileTree("a link to a file", [Entry("note.md", mode: "120000")], at: "note.md", .symbolicLink),
    HostileTree("a link for a folder", [Entry("goals", mode: "120000")], at: "goals", .symbolicLink),
    HostileTree("another repository", [Entry("other", mode: "160000", .commit)], at: "other", .submodule),
    HostileTree("the mode of a device", [Entry("a", mode: "60644")], at: "a", .mode("60644")),
    HostileTree("a setuid file", [Entry("a", mode: "104755")], at: "a", .mode("104755")),
    HostileTree("a mode with a zero before it", [Entry("a", mode: "0100644")], at: "a", .mode("0100644")),
    HostileTree("a folder's mode with a zero", [Entry("a", mode: "040000", .tree([]))], at: "a", .mode("040000")),
    HostileTree("a file twice", [Entry("a"), Entry("a")], at: "a", .duplicate),
    HostileTree("a file and a folder of one name", [Entry("a"), .folder("a", [Entry("b")])], at: "a", .duplicate),
    HostileTree("entries in no order", [Entry("b"), Entry("a")], at: "a", .order),
    HostileTree("a folder before its place", [.folder("a", [Entry("b")]), Entry("a.md")], at: "a.md", .order),
    HostileTree("a file that isn't there", [Entry("a", .missing)], at: "a", .wrongObject),
    HostileTree("a commit for a file", [Entry("a", .commit)], at: "a", .wrongObject),
    HostileTree("a folder for a file", [Entry("a", .tree([Entry("b")]))], at: "a", .wrongObject),
    HostileTree("a file for a folder", [Entry("a", mode: "40000")], at: "a", .wrongObject),
    HostileTree(
      "a folder that is cut off",
      [Entry("a", mode: "40000", .raw(Array("100644 b".utf8)))],
      at: "a",
      .damaged
    ),
    HostileTree(
      "a name without bytes",
      [Entry("a", mode: "40000", .raw(Array("100644 \0".utf8) + Array(repeating: 1, count: 20)))],
      at: "a",
      .damaged
    ),
    HostileTree(
      "folders without end",
      [deep(40)],
      at: Array(repeating: "d", count: 17).joined(separator: "/"),
      .tooDeep
    ),
    HostileTree("a huge file", [Entry("film.mov", .largeFile)], at: "film.mov", .fileTooLarge(bytes: 9 << 20)),
  ]

  private static func deep(_ levels: Int) -> Entry {
    levels == 0 ? Entry("d") : .folder("d", [deep(levels - 1)])
  }

  /// Puts the tree in a repository as a commit on top of another, as nobody but an attacker does.
  ///
  /// - Returns: the commit.
  func commit(in git: RealGit, onto parent: ObjectID) throws -> ObjectID {
    let tree = try write(entries, git, parent)
    let id = try git("commit-tree", "-p", parent.hex, "-m", "hostile", tree)
    return try objectID(id)
  }

  private func write(_ entries: [Entry], _ git: RealGit, _ commit: ObjectID) throws -> String {
    var bytes: [UInt8] = []
    for entry in entries {
      bytes += Array(entry.mode.utf8) + [0x20] + entry.name + [0]
      let hex: String =
        switch entry.object {
        case .file: try git("hash-object", "-w", "--stdin", input: Array("text\n".utf8))
        case .tree(let entries): try write(entries, git, commit)
        case .raw(let bytes): try git("hash-object", "-t", "tree", "--literally", "-w", "--stdin", input: bytes)
        case .missing: String(repeating: "12", count: 20)
        case .commit: commit.hex
        case .largeFile:
          try git("hash-object", "-w", "--stdin", input: Array(repeating: UInt8(ascii: "x"), count: 9 << 20))
        }
      let digits = Array(hex.prefix(40))
      bytes += stride(from: 0, to: 40, by: 2).compactMap { UInt8(String(digits[$0...$0 + 1]), radix: 16) }
    }
    let id = try git("hash-object", "-t", "tree", "--literally", "-w", "--stdin", input: bytes)
    return String(id.prefix(40))
  }
}

/// Reads the id that git printed.
func objectID(_ text: String) throws -> ObjectID {
  guard let id = ObjectID(hex: text.prefix(40)) else { throw GitError.notFound("an id in \(text)") }
  return id
}
