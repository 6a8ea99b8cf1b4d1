package import Git
package import Records

/// What `save` would commit: the records changed or added by hand, as they stand.
package struct SavePlan: Sendable {
  /// One record to save.
  package struct Item: Sendable {
    package let path: String
    /// Bytes of the last commit; nil for a new record.
    package let committed: [UInt8]?
    /// Bytes of the file; nil for a removal.
    package let present: [UInt8]?

    /// What a record keeps where it is moved by hand.
    package enum Identity: Hashable {
      case id(String)
      /// All that a record without an id says but for the day that names its file.
      case content([UInt8])
    }

    /// What tells the record wherever it is; nil if it can't be read.
    package var identity: Identity? {
      guard let document = (present ?? committed).flatMap({ try? Document.parse($0) }) else { return nil }
      return document.text(of: "id").map(Identity.id)
        ?? .content(document.bytesWithoutDay(of: RecordKind(path: path)))
    }
  }

  package var items: [Item] = []
  /// Records left out because they can't be read, and what else was found on the way.
  package var problems: [Diagnostic] = []
  /// Committed records that are missing from the folder and stay in git.
  package var missing: [String] = []
}

extension Space {
  /// Collects what there is to save.
  ///
  /// A record of a private kind is left out of a space that two people read, and named; its removal is saved.
  /// A record that was moved by hand is saved as a move: its old path is missing and its id stands in a new file, or all
  /// that it says but for its day where it has none and only one pair fits.
  /// Other missing files stay in git unless `removingMissing` says otherwise, but for second copies that a merge kept: who deletes one is done with it.
  ///
  /// - Parameter selection: paths to save; empty for all.
  package func savePlan(
    selection: Set<String> = [],
    removingMissing: Bool = false
  ) throws(SpaceError) -> SavePlan {
    guard workTree != nil else { throw .bareRepository }
    let listing = try records()
    let committed = try committedFiles()
    func isSelected(_ path: String) -> Bool { selection.isEmpty || selection.contains(path) }
    var plan = SavePlan()
    plan.problems = listing.problems.filter { $0.severity == .error }
    for file in listing.files where file.standing != .saved && isSelected(file.path) {
      if case .unreadable(let problems) = file.content {
        plan.problems += problems
        continue
      }
      // What is in no commit yet has reached nobody, also where an earlier text has.
      if nature == .shared, RecordPath.isPrivate(file.path) {
        plan.problems.append(.privateRecord(at: file.path, severity: .error))
        continue
      }
      plan.items.append(
        SavePlan.Item(path: file.path, committed: try committedBytes(committed[file.path]), present: file.bytes)
      )
    }
    try addTemplates(to: &plan, where: isSelected)
    var missing: [SavePlan.Item] = []
    for path in listing.missing {
      let bytes = try committedBytes(committed[path])
      guard let bytes, Document.hasFrontMatter(bytes) else { continue }
      missing.append(SavePlan.Item(path: path, committed: bytes, present: nil))
    }
    let moved = Self.moved(missing, to: plan.items.filter { $0.committed == nil })
    for item in missing {
      if moved.contains(item.path) || (removingMissing && isSelected(item.path)) {
        plan.items.append(item)
      } else if isSelected(item.path) {
        plan.missing.append(item.path)
      }
    }
    for path in try unmergedVersions() where isSelected(path) {
      guard try workTree?.read(path) == nil else { continue }
      plan.items.append(SavePlan.Item(path: path, committed: try committedBytes(at: path), present: nil))
    }
    plan.items.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    return plan
  }

  /// The paths of the missing records that are among the new ones.
  private static func moved(_ missing: [SavePlan.Item], to new: [SavePlan.Item]) -> Set<String> {
    let gone = Dictionary(grouping: missing, by: \.identity)
    let arrived = Dictionary(grouping: new, by: \.identity)
    return gone.reduce(into: []) { paths, group in
      guard let identity = group.key, let places = arrived[identity] else { return }
      if case .content = identity, group.value.count > 1 || places.count > 1 { return }
      paths.formUnion(group.value.map(\.path))
    }
  }

  /// Adds the templates of a space that differ from the last commit, so that both write with the same.
  private func addTemplates(
    to plan: inout SavePlan,
    where isSelected: (String) -> Bool
  ) throws(SpaceError) {
    guard nature != .plainRepository, let workTree else { return }
    for path in try workTree.markdownFiles().paths where RecordPath.isTemplate(path) && isSelected(path) {
      let tree = try headTree()
      let committed = try tree.flatMap { tree throws(SpaceError) in
        try git { () throws(GitError) in try repository.file(at: path, in: tree) }
      }
      if committed == nil, try isIgnored(path) { continue }
      guard let bytes = try workTree.read(path)?.bytes else { continue }
      let file = RecordFile(path: path, bytes: bytes, standing: try standing(of: bytes, at: path, against: committed))
      if file.standing == .saved { continue }
      if case .unreadable(let problems) = file.content {
        plan.problems += problems
      } else {
        plan.items.append(SavePlan.Item(path: path, committed: try committedBytes(committed), present: bytes))
      }
    }
  }

  /// The second copies that merges kept, as of the last commit.
  private func unmergedVersions() throws(SpaceError) -> [String] {
    guard let tree = try headTree() else { return [] }
    return try git { () throws(GitError) in
      try repository.files(in: tree, under: PathFilter(suffix: ".md")).map(\.path).filter(RecordPath.isUnmerged)
    }
  }

  /// The committed bytes of a file as they would stand in the work tree.
  package func committedBytes(_ file: TreeFile?) throws(SpaceError) -> [UInt8]? {
    guard let file else { return nil }
    return try git { () throws(GitError) in
      let bytes = try repository.blob(file.id, limit: WorkTree.fileLimit)
      return try repository.workTreeBytes(of: bytes, path: file.path)
    }
  }

  /// The committed bytes of a path as they would stand in the work tree; nil where the last commit has none.
  package func committedBytes(at path: String) throws(SpaceError) -> [UInt8]? {
    guard let tree = try headTree() else { return nil }
    return try committedBytes(try git { () throws(GitError) in try repository.file(at: path, in: tree) })
  }
}
