import Git
import TestSupport

/// A small tree of records and other files that random edits change; every word in it is one of a kind.
struct RandomTree: Equatable {
  /// What is at a path.
  enum Content: Equatable {
    case record(Entry)
    /// A record that can't be read.
    case broken(Entry)
    case text([String])
    case binary(String)
    case link(String)
  }

  struct Entry: Equatable {
    var id: String?
    var fields: [String: String]
    var lines: [String]
  }

  var files: [String: Content] = [:]
  /// The executable files.
  var executable: Set<String> = []

  /// Few places, so that the sides meet: some differ in case alone, one is a file and a folder.
  private static let places = [
    "goals/a.md", "goals/b.md", "goals/A.md", "Goals/b.md", "meetings/c.md", "goals/d.md", "notes/e.md", "notes/f.txt",
    "README.md", "g.txt", "goals", "notes/e.md/h.txt",
  ]
  private static let fields = ["title", "status", "target"]

  enum Edit: Equatable {
    case setField(String, String, to: String)
    case addLine(String, Int, String)
    case removeLine(String, Int)
    case move(String, to: String)
    case copy(String, to: String)
    case exchange(String, String)
    case remove(String)
    case put(String, Content)
    case breakRecord(String)
    case setID(String, String?)
    case changeMode(String)
  }

  // MARK: Making

  /// - Parameter words: What the words begin with.
  static func random(words: String, using generator: inout SplitMix64) -> RandomTree {
    var tree = RandomTree()
    for place in places.shuffled(using: &generator).prefix(Int.random(in: 1...6, using: &generator)) {
      tree.apply(.put(place, content(at: place, words: words, using: &generator)))
    }
    return tree
  }

  private static func content(at path: String, words: String, using generator: inout SplitMix64) -> Content {
    func word() -> String { "\(words)\(UInt32.random(in: 0..<1 << 31, using: &generator))" }
    let lines = (0..<Int.random(in: 1...4, using: &generator)).map { _ in word() }
    guard path.hasSuffix(".md"), path != "README.md" else {
      switch Int.random(in: 0..<6, using: &generator) {
      case 0: return .binary(word())
      case 1: return .link(word())
      default: return .text(lines)
      }
    }
    let id = ["k1", "k2", "k3", "k4", nil, nil].randomElement(using: &generator) ?? nil
    return .record(Entry(id: id, fields: Dictionary(uniqueKeysWithValues: fields.map { ($0, word()) }), lines: lines))
  }

  func randomEdit(words: String, using generator: inout SplitMix64) -> Edit {
    let path = files.keys.sorted().randomElement(using: &generator) ?? "none"
    let target = Self.places.randomElement(using: &generator) ?? ""
    let word = "\(words)\(UInt32.random(in: 0..<1 << 31, using: &generator))"
    let line = Int.random(in: 0..<4, using: &generator)
    switch Int.random(in: 0..<20, using: &generator) {
    case 0...4: return .setField(path, Self.fields.randomElement(using: &generator) ?? "", to: word)
    case 5...8: return .addLine(path, line, word)
    case 9: return .removeLine(path, line)
    case 10, 11: return .move(path, to: target)
    case 12: return .copy(path, to: target)
    case 13: return .exchange(path, files.keys.sorted().randomElement(using: &generator) ?? path)
    case 14: return .remove(path)
    case 15, 16: return .put(target, Self.content(at: target, words: words, using: &generator))
    case 17: return .breakRecord(path)
    case 18: return .setID(path, ["k1", "k2", nil].randomElement(using: &generator) ?? nil)
    default: return .changeMode(path)
    }
  }

  /// Whether a file can be there beside the others.
  private func hasRoom(at path: String) -> Bool {
    files.keys.allSatisfy { $0 != path && !$0.hasPrefix(path + "/") && !path.hasPrefix($0 + "/") }
  }

  mutating func apply(_ edit: Edit) {
    switch edit {
    case .setField(let path, let field, let word): change(path) { $0.fields[field] = word }
    case .addLine(let path, let place, let word):
      change(path) { $0.lines.insert(word, at: min(place, $0.lines.count)) }
      if case .text(var lines) = files[path] {
        lines.insert(word, at: min(place, lines.count))
        files[path] = .text(lines)
      }
    case .removeLine(let path, let place):
      change(path) { if $0.lines.indices.contains(place) { $0.lines.remove(at: place) } }
    case .move(let path, let target):
      guard hasRoom(at: target), let content = files.removeValue(forKey: path) else { return }
      files[target] = content
    case .copy(let path, let target): if hasRoom(at: target), let content = files[path] { files[target] = content }
    case .exchange(let path, let other):
      let content = files[path]
      files[path] = files[other]
      files[other] = content
    case .remove(let path): files[path] = nil
    case .put(let path, let content): if hasRoom(at: path) { files[path] = content }
    case .breakRecord(let path): if case .record(let entry) = files[path] { files[path] = .broken(entry) }
    case .setID(let path, let id): change(path) { $0.id = id }
    case .changeMode(let path): if files[path] != nil { executable.formSymmetricDifference([path]) }
    }
  }

  private mutating func change(_ path: String, _ change: (inout Entry) -> Void) {
    switch files[path] {
    case .record(var entry):
      change(&entry)
      files[path] = .record(entry)
    case .broken(var entry):
      change(&entry)
      files[path] = .broken(entry)
    default: break
    }
  }

  // MARK: Writing

  /// Stores the tree.
  ///
  /// - Throws: `GitError`.
  func write(to repository: Repository) throws -> ObjectID {
    try repository.writeTree(
      updating: nil,
      with: files.map { path, content in
        let regular: FileMode = executable.contains(path) ? .executable : .regular
        let mode = if case .link = content { FileMode.symbolicLink } else { regular }
        return .put(path: path, mode: mode, id: try repository.writeBlob(content.bytes))
      }
    )
  }
}

extension RandomTree.Content {
  var bytes: [UInt8] {
    switch self {
    case .record(let entry): Array(entry.text.utf8)
    case .broken(let entry): Array(entry.text.replacing("title: ", with: "title: [", maxReplacements: 1).utf8)
    case .text(let lines): Array(lines.map { $0 + "\n" }.joined().utf8)
    case .binary(let word): Array("\0\(word)\n".utf8)
    case .link(let target): Array(target.utf8)
    }
  }
}

extension RandomTree.Entry {
  fileprivate var text: String {
    let fields = fields.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)\n" }.joined()
    return "---\n" + (id.map { "id: \($0)\n" } ?? "") + fields + "---\n" + lines.map { $0 + "\n" }.joined()
  }
}
