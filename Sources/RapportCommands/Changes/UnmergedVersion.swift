import Git
import Records
import Reports
import Space

/// A version of a record that a merge kept beside it, since one of the two couldn't be read then.
struct UnmergedVersion {
  /// The path of the file itself.
  let path: String
  /// The path of the record that it is a version of.
  let record: String

  /// - Returns: nil for the name of anything else.
  init?(named name: String) {
    path = name.hasPrefix("./") ? String(name.dropFirst(2)) : name
    guard let record = RecordPath.original(ofUnmerged: path) else { return nil }
    self.record = record
  }

  /// Brings the two together, as the merge would have done.
  ///
  /// - Throws: ``CommandFailure`` where one of them still can't be read.
  func merge(in space: Space, because: String?) throws -> WritePlan {
    let version = try bytes(in: space)
    guard let present = try space.workTree?.read(record)?.bytes else {
      throw CommandFailure(
        .notFound,
        "the record that this is a version of is gone",
        path: path,
        help: "have it back: mv \(shell: path) \(shell: record) && rapport save; or take this away, too: \(removal)"
      )
    }
    let merge = FileMerge(base: try base(in: space.repository) ?? [], one: present, other: version, path: record)
    guard case .record(let merged) = merge, let bytes = merged.bytes else {
      let problems = [(path, version), (record, present)].flatMap(Self.problems)
      let wayOut = "take over into \(record) what is missing there, then: \(removal)"
      throw CommandFailure(
        .findings,
        "the two versions can't be brought together",
        path: path,
        help: problems.isEmpty ? wayOut : "mend what is said above in an editor, and try again; or \(wayOut)",
        diagnostics: problems
      )
    }
    return plan([.init(path: record, before: present, after: bytes)], version, "versions brought together", because)
  }

  /// Takes the file away.
  func remove(in space: Space, because: String?) throws -> WritePlan {
    plan([], try bytes(in: space), "second version removed", because)
  }

  /// The command that takes the file away.
  var removal: String { "rapport resolve \(shell: path) done" }

  private func plan(_ files: [WritePlan.FileEdit], _ version: [UInt8], _ change: String, _ because: String?)
    -> WritePlan
  {
    WritePlan(
      files: files + [.init(path: path, before: version, after: nil)],
      message: .init(subject: "\(RecordFile.label(of: record)): \(change)", body: because)
    )
  }

  private func bytes(in space: Space) throws -> [UInt8] {
    guard let file = try space.workTree?.read(path) else { throw SpaceError.noSuchRecord(name: path, suggestions: []) }
    return file.bytes
  }

  private static func problems(at path: String, of bytes: [UInt8]) -> [Diagnostic] {
    guard case .unreadable(let problems) = RecordFile(path: path, bytes: bytes, standing: .saved).content else {
      return []
    }
    return problems
  }

  /// The record before each of the two changed it; nil where history doesn't tell.
  private func base(in repository: Repository) throws -> [UInt8]? {
    guard let tip = try repository.head().tip else { return nil }
    var walk = try CommitWalk(from: [tip], in: repository)
    while let commit = try walk.next() {
      guard try repository.file(at: path, in: commit.tree) != nil else { continue }
      let isOlder = try commit.parents.contains { parent in
        try repository.file(at: path, in: try repository.commit(parent).tree) != nil
      }
      if isOlder { continue }
      guard commit.parents.count > 1, let base = try repository.mergeBases(commit.parents).first,
        let file = try repository.file(at: record, in: try repository.commit(base).tree)
      else { return nil }
      return try repository.blob(file.id, limit: ParsingLimits.fileBytes)
    }
    return nil
  }
}

extension Session {
  /// Brings a version that a merge kept together with its record, or takes it away where that is said to be done.
  func settle(_ version: UnmergedVersion, by word: String?, _ write: WriteOptions, in space: Space) async throws {
    guard word == nil || word == "done" else {
      throw CommandFailure(
        .usage,
        "of a version beside the record only done can be said",
        path: version.path,
        help: "where nothing of it is missing in \(version.record): \(version.removal)"
      )
    }
    var questions = 0
    try await carryOut("resolve", write.mode, in: space) {
      guard word == nil else { return try version.remove(in: space, because: write.because) }
      let plan = try version.merge(in: space, because: write.because)
      let merged = plan.files.first?.after.flatMap { try? Document.parse($0) }
      questions = merged?.openEntries.count ?? 0
      return plan
    }
    guard questions > 0, !write.mode.dryRun else { return }
    say("The two of you differ in it; next: rapport resolve \(shell: RecordFile.stem(of: version.record))")
  }
}
