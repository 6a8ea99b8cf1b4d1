import Git

extension Space {
  /// Applies a plan and commits it, as a whole or not at all.
  ///
  /// A touched file that differs from the last commit holds the person's unsaved work; that is committed first, alone.
  /// A file whose `before` and `after` are equal is committed as it stands. Only the plan's paths are touched.
  ///
  /// - Throws: `.changedMeanwhile` when a file isn't what the plan was computed from; `.unfinished`, `.detachedHead`,
  ///   `.bareRepository`, `.halfStaged`, `.busy`, `.indexLocked` when git's state forbids writing; `.git` and
  ///   `.system` for the rest. After any error the files are as they were.
  package func write(_ plan: WritePlan, under terms: CommitTerms) async throws(SpaceError) -> WriteOutcome {
    let transaction = try WriteTransaction(self)
    return try await transaction.commit(plan, under: terms)
  }

  /// Applies a plan to the files and leaves index and commits alone.
  ///
  /// - Throws: as ``write(_:under:)``, without what concerns commits.
  package func writeFiles(_ plan: WritePlan) throws(SpaceError) {
    let transaction = try WriteTransaction(self, committing: false)
    try transaction.exchangeFiles(of: plan)
  }

  /// Undoes or concludes a write that was interrupted, if there is one.
  ///
  /// - Returns: what became of it; nil where nothing was interrupted.
  @discardableResult
  package func recover() throws(SpaceError) -> Recovery? {
    guard workTree != nil else { return nil }
    let folder = repository.gitDirectory + "/rapport"
    guard FileSystem.status(ofPath: Journal.path(in: folder)) != nil else { return nil }
    return try WriteTransaction(self, committing: false).recovery
  }

  /// What is in the way of committing here, told before a plan is made.
  package func requireWritable() throws(SpaceError) {
    guard workTree != nil else { throw .bareRepository }
    if let operation = repository.unfinishedOperation { throw .unfinished(operation) }
    if case .detached = try git({ () throws(GitError) in try repository.head() }) { throw .detachedHead }
  }
}
