package import Git
package import Space

/// Why what a remote holds is not taken in, and where.
package struct RefusedTree: Error, Sendable, Hashable {
  /// What is wrong with an entry of a tree.
  package enum Problem: Sendable, Hashable {
    /// The bytes of the folder are not what git writes.
    case damaged
    case name(NameProblem)
    /// The folder has two entries of that name.
    case duplicate
    /// The entries are not in git's order, so that programs read different things in them.
    case order
    case symbolicLink
    /// Another repository in this one.
    case submodule
    /// A mode that git doesn't write, in octal.
    case mode(String)
    /// The entry names no object, or one of another kind.
    case wrongObject
    /// A file has more bytes than rapport reads.
    case fileTooLarge(bytes: Int)
    /// Folders lie in each other deeper than any person makes them.
    case tooDeep
    /// There are more files than any space has, or a folder is larger than any.
    case tooLarge
  }

  /// The first commit found that holds it.
  package let commit: ObjectID

  /// The path from the root, for people to read: bytes that are no UTF-8 are replaced.
  package let path: String

  package let problem: Problem
}

/// Looks at everything that commits from elsewhere bring, before any of it is built upon or written to a folder.
package struct IncomingCheck {
  /// The deepest folder, the most files of one commit, and the most bytes of one folder.
  package static let deepest = 16
  package static let mostFiles = 100_000
  package static let largestTree = 8 << 20

  /// How many files more than a known commit a new one may have where that has nearly as many as is allowed, or more.
  private static let moreFiles = 10_000

  /// How deep the folders of known commits are looked into.
  private static let deepestKnown = 256

  /// How much lies below a folder.
  private struct Extent {
    var files = 0
    /// How many folders lie in each other, the folder itself not among them.
    var depth = 0

    mutating func add(_ folder: Extent) {
      // The same folder may lie in many places, and so may what holds it: the sum would outgrow any number.
      files = min(files + folder.files, Int(Int32.max))
      depth = max(depth, folder.depth + 1)
    }
  }

  private let repository: Repository
  private var passed: [ObjectID: Extent] = [:]
  private var knownFiles: Set<ObjectID> = []

  /// What a new commit may have at most; more than others may where a known one has.
  private var limit = Extent(files: mostFiles, depth: deepest)

  package init(in repository: Repository) {
    self.repository = repository
  }

  /// Checks all commits that a tip brings in addition to those that are known.
  ///
  /// - Parameter known: Commits that were checked before, or were made here.
  /// - Returns: The new commits, newest first.
  /// - Throws: `SyncError.refused` for the first thing that is wrong; `.git` if the repository can't be read.
  @discardableResult
  package mutating func check(_ tip: ObjectID, since known: [ObjectID]) throws(SyncError) -> [ObjectID] {
    do throws(GitError) {
      for commit in known {
        let extent = try remember(try repository.commitLinks(commit).tree, depth: 0)
        limit.files = max(limit.files, extent.files + Self.moreFiles)
        limit.depth = max(limit.depth, extent.depth)
      }
    } catch {
      throw .git(error)
    }
    var new: [WalkedCommit] = []
    do throws(GitError) {
      var walk = try CommitWalk(from: [tip], hiding: known, in: repository)
      while let commit = try walk.next() { new.append(commit) }
    } catch {
      throw .git(error)
    }
    for commit in new.reversed() {
      let extent = try check(commit.tree, path: [], depth: 0, of: commit.id)
      guard extent.files <= limit.files else { throw refusal(.tooLarge, at: [], of: commit.id) }
    }
    return new.map(\.id)
  }

  /// Notes the folders and files of a commit that is known, so that they aren't looked at again.
  private mutating func remember(_ tree: ObjectID, depth: Int) throws(GitError) -> Extent {
    if let known = passed[tree] { return known }
    var extent = Extent()
    guard depth <= Self.deepestKnown else { return extent }
    var reader = TreeReader(try repository.treeBytes(tree, limit: Self.largestTree))
    while let entry = reader.next() {
      if entry.isTree {
        extent.add(try remember(entry.id, depth: depth + 1))
      } else {
        knownFiles.insert(entry.id)
        extent.files += 1
      }
    }
    passed[tree] = extent
    return extent
  }

  private mutating func check(
    _ tree: ObjectID,
    path: [UInt8],
    depth: Int,
    of commit: ObjectID
  ) throws(SyncError) -> Extent {
    let known = passed[tree]
    guard depth + (known?.depth ?? 0) <= limit.depth else { throw refusal(.tooDeep, at: path, of: commit) }
    if let known { return known }
    var reader = TreeReader(try bytes(of: tree, at: path, of: commit))
    var extent = Extent()
    var names: Set<[UInt8]> = []
    var last: TreeReader.Entry?
    while let entry = reader.next() {
      let entryPath = path.isEmpty ? entry.name : path + [UInt8(ascii: "/")] + entry.name
      if let problem = NameProblem(inName: entry.name) { throw refusal(.name(problem), at: entryPath, of: commit) }
      guard names.insert(entry.name).inserted else { throw refusal(.duplicate, at: entryPath, of: commit) }
      if let last, !last.comes(before: entry) { throw refusal(.order, at: entryPath, of: commit) }
      last = entry
      switch entry.mode {
      case "40000": extent.add(try check(entry.id, path: entryPath, depth: depth + 1, of: commit))
      case "100644", "100755":
        try checkFile(entry.id, at: entryPath, of: commit)
        extent.files += 1
      case "120000": throw refusal(.symbolicLink, at: entryPath, of: commit)
      case "160000": throw refusal(.submodule, at: entryPath, of: commit)
      default: throw refusal(.mode(entry.mode), at: entryPath, of: commit)
      }
    }
    guard reader.isAtEnd else { throw refusal(.damaged, at: path, of: commit) }
    passed[tree] = extent
    return extent
  }

  private func bytes(of tree: ObjectID, at path: [UInt8], of commit: ObjectID) throws(SyncError) -> [UInt8] {
    do throws(GitError) {
      return try repository.treeBytes(tree, limit: Self.largestTree)
    } catch {
      switch error {
      case .objectTooLarge: throw refusal(.tooLarge, at: path, of: commit)
      case .missingObject, .corrupt: throw refusal(.wrongObject, at: path, of: commit)
      default: throw .git(error)
      }
    }
  }

  private mutating func checkFile(_ id: ObjectID, at path: [UInt8], of commit: ObjectID) throws(SyncError) {
    guard knownFiles.insert(id).inserted else { return }
    let size: Int
    do throws(GitError) {
      size = try repository.blobSize(id)
    } catch {
      switch error {
      case .missingObject, .corrupt: throw refusal(.wrongObject, at: path, of: commit)
      default: throw .git(error)
      }
    }
    guard size <= WorkTree.fileLimit else { throw refusal(.fileTooLarge(bytes: size), at: path, of: commit) }
  }

  private func refusal(_ problem: RefusedTree.Problem, at path: [UInt8], of commit: ObjectID) -> SyncError {
    .refused(RefusedTree(commit: commit, path: String(decoding: path, as: UTF8.self), problem: problem))
  }
}

/// Reads the entries of a stored tree as strictly as git writes them.
struct TreeReader {
  /// One entry with its mode as it stands there.
  struct Entry {
    let mode: String
    let name: [UInt8]
    let id: ObjectID

    var isTree: Bool { mode == "40000" }

    /// Whether git writes this entry before another: by bytes, with the names of folders ended by "/".
    func comes(before other: Entry) -> Bool {
      (isTree ? name + [UInt8(ascii: "/")] : name).lexicographicallyPrecedes(
        other.isTree ? other.name + [UInt8(ascii: "/")] : other.name
      )
    }
  }

  private let bytes: [UInt8]
  private var offset = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Whether all bytes were entries.
  var isAtEnd: Bool { offset == bytes.count }

  /// The next entry; nil at the end and where the bytes are no entry.
  mutating func next() -> Entry? {
    let rest = bytes[offset...]
    guard let space = rest.firstIndex(of: UInt8(ascii: " ")), space > offset, space - offset <= 7,
      let end = rest[space...].firstIndex(of: 0), end > space + 1, end + ObjectID.byteCount < bytes.count,
      let id = ObjectID(bytes: bytes[(end + 1)...(end + ObjectID.byteCount)])
    else { return nil }
    let entry = Entry(
      mode: String(decoding: bytes[offset..<space], as: UTF8.self),
      name: Array(bytes[(space + 1)..<end]),
      id: id
    )
    offset = end + 1 + ObjectID.byteCount
    return entry
  }
}
