package import Git
package import Records

/// What the merge of two commits makes of their files, in memory; nothing is stored before ``write(to:)``.
package struct MergedTree: Sendable, Hashable {
  /// One of the two commits.
  package enum Side: Sendable, Hashable {
    case one, other
  }

  /// A path at which the merge hasn't what both sides have; nil stands for no file.
  package struct File: Sendable, Hashable {
    package let path: String
    package let one: TreeFile?
    package let other: TreeFile?
    package let merged: TreeFile?
  }

  /// The questions that are open in one record.
  package struct OpenRecord: Sendable, Hashable {
    package let path: String
    package let entries: [OpenEntry]
  }

  /// The paths at which the merge differs from at least one side, in the order of their bytes.
  package let files: [File]
  /// The records that hold open questions, of those that were merged, in the order of their paths' bytes.
  package let openRecords: [OpenRecord]
  /// What else to tell.
  package let notices: [MergeNotice]

  /// Contents that neither side has, by the ids they will have.
  let newBlobs: [ObjectID: [UInt8]]
  /// The root trees of the sides.
  let oneTree: ObjectID
  let otherTree: ObjectID
  /// The root tree of the merge where it is known to be a side's.
  let settledTree: ObjectID?

  /// What the merge changes of one side's files, in the order of their paths' bytes.
  package func changes(of side: Side) -> [FileChange] {
    files.compactMap { file in
      let old = side == .one ? file.one : file.other
      return old == file.merged ? nil : FileChange(path: file.path, old: old, new: file.merged)
    }
  }

  /// The content of one of the merged files.
  ///
  /// - Parameter limit: The most bytes to read; a larger file is not touched.
  /// - Throws: As `Repository.blob(_:limit:)`.
  package func content(of file: TreeFile, in repository: Repository, limit: Int) throws(GitError) -> [UInt8] {
    guard let bytes = newBlobs[file.id] else { return try repository.blob(file.id, limit: limit) }
    guard bytes.count <= limit else { throw .objectTooLarge(file.id, bytes: bytes.count, limit: limit) }
    return bytes
  }

  /// Stores the merged files and their tree; no commit is made and no reference moved.
  ///
  /// - Returns: The root tree.
  /// - Throws: `GitError.missingObject` or `.failed`.
  package func write(to repository: Repository) throws(GitError) -> ObjectID {
    if let settledTree { return settledTree }
    for bytes in newBlobs.values { _ = try repository.writeBlob(bytes) }
    let updates = changes(of: .one).map { change in
      change.new.map { TreeUpdate.put(path: change.path, mode: $0.mode, id: $0.id) } ?? .remove(path: change.path)
    }
    return try repository.writeTree(updating: oneTree, with: updates)
  }
}
