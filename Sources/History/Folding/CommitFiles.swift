import Git
import Records

/// What a commit changed of the files that may hold records.
struct CommitFiles: Sendable {
  /// What differs from each parent, in their order; from nothing where there is none.
  var byParent: [[FileChange]]

  /// The object without which that can't be told.
  var missing: ObjectID?

  /// Takes what is known to be all that matters of what a commit with one parent, or none, changed.
  init(_ change: FileChange) {
    byParent = [[change]]
  }

  /// The one file that a commit with one parent, or none, wrote, if it did nothing else.
  var onlyWritten: FileChange? {
    guard missing == nil, byParent.count == 1, byParent[0].count == 1, byParent[0][0].new != nil else { return nil }
    return byParent[0][0]
  }

  /// Whether a commit with one parent, or none, wrote files of which none can have been another before: a single one, or new ones.
  var areApart: Bool {
    guard missing == nil, byParent.count == 1 else { return false }
    return byParent[0].count == 1 ? byParent[0][0].new != nil : byParent[0].allSatisfy { $0.old == nil }
  }

  /// Compares a commit's tree with its parents'.
  ///
  /// - Parameter followed: What makes it faster where commit after commit is compared.
  /// - Throws: `GitError` for anything but a missing object.
  init(
    from parents: [ObjectID?],
    to tree: ObjectID,
    in repository: Repository,
    following followed: FollowedTrees? = nil
  ) throws(GitError) {
    byParent = []
    do throws(GitError) {
      for parent in parents.isEmpty ? [nil] : parents {
        byParent.append(try Self.changes(from: parent, to: tree, in: repository, following: followed))
      }
    } catch {
      guard case .missingObject(let id) = error else { throw error }
      missing = id
    }
  }

  /// The files that may hold records and differ between two trees, sorted by path.
  static func changes(
    from old: ObjectID?,
    to new: ObjectID,
    in repository: Repository,
    following followed: FollowedTrees? = nil
  ) throws(GitError) -> [FileChange] {
    guard old != new else { return [] }
    return try repository.changes(from: old, to: new, under: PathFilter(suffix: ".md"), following: followed)
      .filter { RecordPath.mayHoldRecord($0.path) }
  }
}
