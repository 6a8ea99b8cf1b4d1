package import Git

/// What a commit made of a record's file, beside what one of the commit's parents had.
package struct RecordDifference: Sendable, Hashable {
  /// A version of the file.
  package struct Version: Sendable, Hashable {
    /// The path from the repository's root, separated by `/`.
    package var path: String

    /// The content; `nil` where the repository lacks it, or where it is larger than any record.
    package var bytes: [UInt8]?

    package init(path: String, bytes: [UInt8]?) {
      self.path = path
      self.bytes = bytes
    }
  }

  /// The parent that is compared with, where the commit is a merge.
  package var mergedParent: ObjectID?

  /// `nil` where the record wasn't there before.
  package var old: Version?

  /// `nil` where the record isn't there any more.
  package var new: Version?

  package init(mergedParent: ObjectID? = nil, old: Version?, new: Version?) {
    self.mergedParent = mergedParent
    self.old = old
    self.new = new
  }
}

extension History {
  /// Compares the file of an event's record with each parent of the event's commit, and leaves out those from which it doesn't differ.
  ///
  /// - Throws: `HistoryError.git`.
  package func differences(of event: Event) throws(HistoryError) -> [RecordDifference] {
    do throws(GitError) {
      let commit = try repository.commit(event.commit.id)
      let isGone = event.changes.contains(.removed)
      let file = isGone ? nil : try repository.file(at: event.record.path, in: commit.tree)
      // A shallow clone lacks the parents of its oldest commits; what it begins with is new to it.
      let parents = commit.parents.filter(repository.contains)
      guard !parents.isEmpty else {
        return [RecordDifference(old: nil, new: try file.map { file throws(GitError) in try version(of: file) })]
      }
      var differences: [RecordDifference] = []
      for parent in parents {
        let old = try earlierFile(of: event, in: repository.commitLinks(parent).tree)
        if old?.path == file?.path, old?.id == file?.id { continue }
        differences.append(
          RecordDifference(
            mergedParent: parents.count > 1 ? parent : nil,
            old: try old.map { file throws(GitError) in try version(of: file) },
            new: try file.map { file throws(GitError) in try version(of: file) }
          )
        )
      }
      return differences
    } catch {
      throw .git(error)
    }
  }

  /// The record's file in the tree of a parent, under the name it had there.
  private func earlierFile(of event: Event, in tree: ObjectID) throws(GitError) -> TreeFile? {
    if event.changes.contains(.created) { return nil }
    for case .renamed(let from, _, _) in event.changes {
      if let file = try repository.file(at: from, in: tree) { return file }
    }
    return try repository.file(at: event.record.path, in: tree)
  }

  private func version(of file: TreeFile) throws(GitError) -> RecordDifference.Version {
    switch try BlobContent(file.id, in: repository) {
    case .bytes(let bytes): RecordDifference.Version(path: file.path, bytes: bytes)
    case .missing, .tooLarge: RecordDifference.Version(path: file.path, bytes: nil)
    }
  }
}
