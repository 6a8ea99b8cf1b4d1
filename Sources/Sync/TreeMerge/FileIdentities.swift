import Git

/// What tells files of one tree from each other.
struct FileIdentities {
  private var identities: [TreePath: FileIdentity] = [:]
  private var writtenIDs: [TreePath: String] = [:]

  /// Looks at files, which must be those of one tree.
  ///
  /// - Throws: `GitError`.
  init(of files: [TreeFile], store: inout FileStore) throws(GitError) {
    for file in files {
      let identity = try store.identity(of: file)
      identities[TreePath(file.path)] = identity
      writtenIDs[TreePath(file.path)] = identity.id
    }
  }

  /// What tells a file from the others.
  subscript(file: TreeFile) -> FileIdentity { identities[TreePath(file.path)] ?? FileIdentity() }

  /// The id that stands in a file, even if others share it.
  func written(_ file: TreeFile) -> String? { writtenIDs[TreePath(file.path)] }

  private var pathsByID: [String: [TreePath]] {
    writtenIDs.reduce(into: [:]) { $0[$1.value, default: []].append($1.key) }
  }

  /// The ids that are at more than one path.
  static func movingIDs(_ versions: [FileIdentities]) -> Set<String> {
    var paths: [String: Set<TreePath>] = [:]
    for version in versions {
      for (id, places) in version.pathsByID { paths[id, default: []].formUnion(places) }
    }
    return Set(paths.filter { $0.value.count > 1 }.keys)
  }

  /// Takes ids that several files have for none.
  ///
  /// - Parameter others: More files of the same tree.
  mutating func ignoreShared(besides others: FileIdentities) -> [MergeNotice] {
    let otherPaths = others.pathsByID
    var notices: [MergeNotice] = []
    for (id, paths) in pathsByID {
      let all = paths + (otherPaths[id] ?? [])
      guard all.count > 1 else { continue }
      for path in paths { identities[path]?.id = nil }
      notices.append(.sharedID(id, paths: all.sorted().map(\.text)))
    }
    return notices
  }
}
