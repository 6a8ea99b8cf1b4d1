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
  /// A new record of a private kind is left out of a space that two people read, and named.
  /// A record that was moved by hand is saved as a move: its old path is missing and its id stands in a new file.
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
    var newIDs: Set<String> = []
    for file in listing.files where file.standing != .saved && isSelected(file.path) {
      if case .unreadable(let problems) = file.content {
        plan.problems += problems
        continue
      }
      // What is in no commit yet has reached nobody.
      if nature == .shared, file.standing == .new, KindDescription.of(file.kind).isPrivate {
        plan.problems.append(.privateRecord(at: file.path, severity: .error))
        continue
      }
      plan.items.append(
        SavePlan.Item(path: file.path, committed: try committedBytes(committed[file.path]), present: file.bytes)
      )
      if file.standing == .new, let id = file.id { newIDs.insert(id) }
    }
    try addTemplates(to: &plan, where: isSelected)
    for path in listing.missing {
      let bytes = try committedBytes(committed[path])
      guard let bytes, Document.hasFrontMatter(bytes) else { continue }
      let id = (try? Document.parse(bytes))?.text(of: "id")
      let isMoved = id.map(newIDs.contains) ?? false
      if isMoved || (removingMissing && isSelected(path)) {
        plan.items.append(SavePlan.Item(path: path, committed: bytes, present: nil))
      } else if isSelected(path) {
        plan.missing.append(path)
      }
    }
    for path in try unmergedVersions() where isSelected(path) {
      guard try workTree?.read(path) == nil else { continue }
      plan.items.append(SavePlan.Item(path: path, committed: try committedBytes(at: path), present: nil))
    }
    plan.items.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    return plan
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
