package import Git
import Records

extension Space {
  /// The line by which the message of a merge says that rapport made it.
  package static let mergeTrailer = "Rapport-Merge: 1"

  /// Tells whether the message of a merge says that rapport made it.
  package static func isOwnMerge(_ commit: Commit) -> Bool {
    commit.body.split(separator: "\n").contains(Substring(mergeTrailer))
  }

  /// Whether a commit is a merge that adds nothing to what it joins.
  ///
  /// - Throws: `.git` if the repository can't be read.
  func isMergeAlone(_ commit: Commit) throws(SpaceError) -> Bool {
    guard commit.parents.count == 2 else { return false }
    if Self.isOwnMerge(commit) { return true }
    return try git { () throws(GitError) in
      let bases = try repository.mergeBases(commit.parents)
      guard bases.count == 1 else { return false }
      var trees: [ObjectID] = []
      var paths: Set<String> = []
      for id in bases + commit.parents {
        let tree = try repository.commit(id).tree
        trees.append(tree)
        paths.formUnion(try repository.changes(from: tree, to: commit.tree).map(\.path))
      }
      for path in paths {
        var blobs: [ObjectID?] = []
        for tree in trees + [commit.tree] { blobs.append(try repository.file(at: path, in: tree)?.id) }
        guard try isMerge(blobs[3], of: blobs[1], blobs[2], base: blobs[0], at: path) else { return false }
      }
      return true
    }
  }

  /// Whether a file is what becomes of two others by itself.
  private func isMerge(
    _ merged: ObjectID?,
    of one: ObjectID?,
    _ other: ObjectID?,
    base: ObjectID?,
    at path: String
  ) throws(GitError) -> Bool {
    if one == base { return merged == other }
    if one == other || other == base { return merged == one }
    guard RecordPath.mayHoldRecord(path), let merged, let one, let other else { return false }
    func bytes(_ blob: ObjectID) throws(GitError) -> [UInt8] {
      try repository.blob(blob, limit: WorkTree.fileLimit)
    }
    let before: [UInt8]? = if let base { try bytes(base) } else { nil }
    let (ours, theirs) = (try bytes(one), try bytes(other))
    let merge = try? RecordMerge(base: before, one: ours, other: theirs, kind: RecordKind(path: path))
    return try merge?.bytes == bytes(merged)
  }
}
