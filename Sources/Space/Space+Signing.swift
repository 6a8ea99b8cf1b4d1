package import Git

extension Space {
  /// Has a commit signed as a write would, and stores it nowhere but in a folder that is removed afterwards.
  ///
  /// - Parameters:
  ///   - signature: Who signs, and when.
  ///   - temporaryFolder: Where the folder is made, by its absolute path.
  ///   - command: How the user's git is run.
  /// - Throws: `.git(.signingFailed)` if it can't be signed.
  package func trySigning(
    as signature: Signature,
    in temporaryFolder: String,
    by command: SigningCommand
  ) async throws(SpaceError) {
    let scratch = try ScratchFolder(in: temporaryFolder)
    do throws(GitError) {
      try await repository.trySigning(as: signature, storingIn: scratch.path, by: command)
    } catch {
      throw .git(error)
    }
  }
}
