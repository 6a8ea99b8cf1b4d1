package import Git
package import Records

/// The records of a space at one moment, and what could not be read as one.
package struct RecordListing: Sendable {
  /// All records, by path in byte order; a record that can't be read is among them.
  package var files: [RecordFile] = []
  /// Links, pipes and the like where a record could stand, and names no terminal should see; as errors with a place.
  package var problems: [Diagnostic] = []
  /// Paths of committed records, and of the space's own templates, that are missing from the folder.
  package var missing: [String] = []

  package init(files: [RecordFile] = []) {
    self.files = files
  }

  /// The one record that a name stands for; the name of a missing one stands for no other.
  ///
  /// - Throws: As ``RecordName/find(_:among:missing:today:)``.
  package func find(_ name: String, today: CalendarDay) throws(SpaceError) -> RecordFile {
    try RecordName.find(name, among: files, missing: missing, today: today)
  }

  /// The path of a file in the place of a record that a name stands for, where it lacks the fields to be read as one.
  package func textWithoutFields(_ name: String) -> String? {
    guard !files.contains(where: { RecordName.isExact(name, of: $0.path) }) else { return nil }
    return problems.lazy.filter { $0.code == .frontMatterMissing }.compactMap(\.path)
      .first { RecordName.isExact(name, of: $0) }
  }

  /// The records of one kind.
  package func files(of kind: RecordKind) -> [RecordFile] {
    files.filter { $0.kind == kind }
  }
}

extension Space {
  /// Where records are read from.
  package enum Source: Sendable, Hashable {
    /// The files as they are now, saved or not; the last commit where the repository is bare.
    case present
    /// The files of one commit.
    case commit(ObjectID)
  }

  /// Reads records.
  ///
  /// - Parameter isWanted: Says by the path whether to read a file; the listing's `missing` doesn't ask it.
  package func records(
    in source: Source = .present,
    where isWanted: (_ path: String) -> Bool = { _ in true }
  ) throws(SpaceError) -> RecordListing {
    if source == .present, let workTree { return try records(in: workTree, where: isWanted) }
    guard let tree = try tree(of: source) else { return RecordListing() }
    return try records(ofTree: tree, where: isWanted)
  }

  /// The paths of files that may be records, in byte order; nothing is read.
  package func recordPaths(in source: Source = .present) throws(SpaceError) -> [String] {
    if source == .present, let workTree {
      return try workTree.markdownFiles().paths.filter(RecordPath.mayHoldRecord)
    }
    guard let tree = try tree(of: source) else { return [] }
    return try git { () throws(GitError) in
      try repository.files(in: tree, under: PathFilter(suffix: ".md")).map(\.path).filter(RecordPath.mayHoldRecord)
    }
  }

  /// The tree whose files are read; nil where there is no commit yet.
  private func tree(of source: Source) throws(SpaceError) -> ObjectID? {
    switch source {
    case .present: try headTree()
    case .commit(let id): try git { () throws(GitError) in try repository.commit(id).tree }
    }
  }

  private func records(ofTree tree: ObjectID, where isWanted: (String) -> Bool) throws(SpaceError) -> RecordListing {
    var listing = RecordListing()
    for file in try git({ () throws(GitError) in try repository.files(in: tree) }) {
      guard RecordPath.mayHoldRecord(file.path), isWanted(file.path), file.isRegular
      else { continue }
      do throws(GitError) {
        let bytes = try repository.blob(file.id, limit: WorkTree.fileLimit)
        guard Document.hasFrontMatter(bytes) else { continue }
        listing.files.append(RecordFile(path: file.path, bytes: bytes, standing: .saved))
      } catch {
        guard case .objectTooLarge(_, let bytes, _) = error else { throw .git(error) }
        listing.problems.append(.tooLarge(path: file.path, bytes: bytes))
      }
    }
    return listing
  }

  private func records(in workTree: WorkTree, where isWanted: (String) -> Bool) throws(SpaceError) -> RecordListing {
    var listing = RecordListing()
    let found = try workTree.markdownFiles()
    let committed = try committedFiles()
    var reader = WorkTreeReader(workTree)
    listing.problems = found.obstacles.map(Diagnostic.notRegularFile)
    for path in found.paths where RecordPath.mayHoldRecord(path) && isWanted(path) {
      let entry = committed[path]
      if entry == nil {
        guard nature != .plainRepository, RecordPath.isKnownPlace(path), !(try isIgnored(path)) else { continue }
      }
      if let problem = NameProblem(inPath: path) {
        listing.problems.append(.unsharableName(problem, path: path, isSaved: entry != nil))
        // What is saved under such a name is a record to all that read the history.
        if entry == nil || problem == .controlCharacter { continue }
      }
      do throws(SpaceError) {
        guard let file = try reader.read(path, isListed: true) else { continue }
        guard Document.hasFrontMatter(file.bytes) else {
          if let problem = try problem(ofTextAt: path, committed: entry) { listing.problems.append(problem) }
          continue
        }
        listing.files.append(
          RecordFile(path: path, bytes: file.bytes, standing: try standing(of: file.bytes, at: path, against: entry))
        )
      } catch {
        guard let problem = Diagnostic(reading: path, failedWith: error) else { throw error }
        listing.problems.append(problem)
      }
    }
    listing.problems += found.illegible.filter(RecordPath.isKnownPlace).map(Diagnostic.illegibleName)
    listing.problems += try miscasedRecords(among: found, in: workTree).filter { problem in
      problem.path.map(isWanted) ?? false
    }
    listing.problems += found.paths.filter { RecordPath.isUnmerged($0) && isWanted($0) }.map(Diagnostic.unmergedVersion)
    let closed = found.closedFolders.map { $0.path + "/" }
    listing.problems += found.closedFolders.map { folder in
      let holdsRecords =
        RecordPath.isKnownPlace(folder.path + "/x.md") || committed.keys.contains { $0.hasPrefix(folder.path + "/") }
      return .closedFolder(folder, holdsRecords: holdsRecords)
    }
    let present = Set(found.paths).union(found.obstacles.map(\.path))
    listing.missing = committed.keys.filter { path in
      !present.contains(path) && !closed.contains(where: path.hasPrefix)
    }.sorted()
    return listing
  }

  /// The files that would be records of a kind if their folder or their ending were written in small letters.
  private func miscasedRecords(
    among found: WorkTree.Listing,
    in workTree: WorkTree
  ) throws(SpaceError) -> [Diagnostic] {
    guard nature != .plainRepository else { return [] }
    var problems: [Diagnostic] = []
    for path in found.paths + found.miscased {
      guard let right = RecordPath.rightlyCased(path), !(try isIgnored(path)), let file = try? workTree.read(path),
        Document.hasFrontMatter(file.bytes)
      else { continue }
      let isSaved = try committedBytes(at: path) != nil
      if nature == .shared, RecordPath.isPrivate(path) {
        // One that git has is among the records, and told with them.
        if !isSaved { problems.append(.privateRecord(at: path, severity: .error)) }
      } else {
        problems.append(.miscased(path: path, as: right, isSaved: isSaved))
      }
    }
    return problems
  }

  /// What is wrong with a file without front matter in a record folder; nil where people keep a text of their own there.
  private func problem(ofTextAt path: String, committed entry: TreeFile?) throws(SpaceError) -> Diagnostic? {
    guard let entry else { return .noFrontMatter(path: path) }
    if nature == .plainRepository || !RecordPath.isKnownPlace(path) { return nil }
    if try committedBytes(entry).map(Document.hasFrontMatter) ?? false { return .frontMatterLost(path: path) }
    return RecordFile.stem(of: path).lowercased() == "readme" ? nil : .noFrontMatter(path: path)
  }

  /// The files of the last commit that may hold records, and the space's own templates, by path.
  func committedFiles() throws(SpaceError) -> [String: TreeFile] {
    guard let tree = try headTree() else { return [:] }
    let files = try git { () throws(GitError) in try repository.files(in: tree) }
    let hasTemplates = nature != .plainRepository
    let records = files.filter { file in
      file.isRegular
        && (RecordPath.mayHoldRecord(file.path) || (hasTemplates && RecordPath.isTemplate(file.path)))
    }
    return Dictionary(records.map { ($0.path, $0) }) { first, _ in first }
  }

  /// How a file's bytes stand to the committed version, as git compares them (line endings by attribute).
  func standing(
    of bytes: [UInt8],
    at path: String,
    against committed: TreeFile?
  ) throws(SpaceError) -> RecordFile.Standing {
    guard let committed else { return .new }
    if try Self.hash(of: bytes) == committed.id { return .saved }
    do throws(GitError) {
      return try ObjectID.blob(try repository.repositoryBytes(of: bytes, path: path)) == committed.id
        ? .saved : .changed
    } catch .filteredPath {
      return .changed
    } catch {
      throw .git(error)
    }
  }

  func isIgnored(_ path: String) throws(SpaceError) -> Bool {
    try git { () throws(GitError) in try repository.isIgnored(path) }
  }
}
