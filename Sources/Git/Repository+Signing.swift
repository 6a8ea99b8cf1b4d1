/// How the user's git is run to sign a commit.
package struct SigningCommand: Sendable, Hashable {
  package var environment: [String: String]

  /// How long it may take, in seconds, where nobody is there to type a passphrase; nil where somebody is.
  package var unattendedSeconds: Int?

  package init(environment: [String: String], unattendedSeconds: Int? = nil) {
    self.environment = environment
    self.unattendedSeconds = unattendedSeconds
  }
}

extension Repository {
  /// Has the user's git store and sign a commit.
  ///
  /// - Throws: `GitError.signingFailed`, after which there is no commit; `.missingIdentity`, `.missingObject`.
  func createSignedCommit(_ draft: CommitDraft, by command: SigningCommand) async throws(GitError) -> ObjectID {
    try check(draft)
    let id = try await sign(draft, by: command)
    guard try isSigned(id) else { throw .signingFailed(reason: "git made a commit without a signature") }
    return id
  }

  /// Has the user's git sign a commit without files, and store it in a folder outside the repository.
  ///
  /// - Parameters:
  ///   - signature: Who signs, and when.
  ///   - folder: An empty folder for objects, by its absolute path.
  /// - Throws: `GitError.signingFailed`, `.missingIdentity`.
  package func trySigning(
    as signature: Signature,
    storingIn folder: String,
    by command: SigningCommand
  ) async throws(GitError) {
    guard let tree = ObjectID(hex: Self.emptyTree) else { throw .corrupt("the empty tree") }
    let draft = CommitDraft(tree: tree, parents: [], author: signature, committer: signature, message: "trial\n")
    _ = try await sign(
      draft,
      by: command,
      adding: ["GIT_OBJECT_DIRECTORY": folder, "GIT_ALTERNATE_OBJECT_DIRECTORIES": commonDirectory + "/objects"]
    )
  }

  /// The tree without files, which git knows without storing it.
  private static let emptyTree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"

  /// - Parameter variables: Variables that say where the commit is stored, if not in this repository.
  private func sign(
    _ draft: CommitDraft,
    by command: SigningCommand,
    adding places: [String: String] = [:]
  ) async throws(GitError) -> ObjectID {
    let variables = try Self.variables("AUTHOR", draft.author).merging(
      try Self.variables("COMMITTER", draft.committer),
      uniquingKeysWith: { $1 }
    )
    let git = GitCommand(in: workTree ?? gitDirectory, environment: command.environment)
    let arguments = ["-c", "i18n.commitEncoding=UTF-8", "--git-dir=\(gitDirectory)", "commit-tree", "-S"]
    let outcome: GitCommand.Outcome
    do {
      outcome = try await git.run(
        arguments + draft.parents.flatMap { ["-p", $0.hex] } + ["-F", "-", draft.tree.hex],
        input: Array(draft.message.utf8),
        adding: variables.merging(places) { $1 },
        unattendedFor: command.unattendedSeconds
      )
    } catch .failed(_, _, let message) {
      throw .signingFailed(reason: message)
    }
    let answer = String(decoding: outcome.standardOutput, as: UTF8.self)
    guard outcome.exitCode == 0, let id = ObjectID(hex: answer.prefix { !$0.isNewline }) else {
      let reason = outcome.lastErrorLine
      throw .signingFailed(reason: reason.isEmpty ? "git exited with code \(outcome.exitCode)" : reason)
    }
    return id
  }

  /// Tells whether a commit carries a signature; not whether the signature is good.
  ///
  /// - Throws: `GitError.missingObject` or `.corrupt`.
  package func isSigned(_ id: ObjectID) throws(GitError) -> Bool {
    let object = try object(id, .commit)
    let header = String(decoding: object.bytes, as: UTF8.self).utf8
    for line in header.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      if line.isEmpty { return false }
      if line.starts(with: "gpgsig ".utf8) || line.starts(with: "gpgsig-sha256 ".utf8) { return true }
    }
    return false
  }

  private static func variables(_ role: String, _ signature: Signature) throws(GitError) -> [String: String] {
    let name = OwnedSignature.writable(signature.person.name)
    let email = OwnedSignature.writable(signature.person.email)
    guard !name.isEmpty, !email.isEmpty else { throw .missingIdentity }
    let offset = signature.time.offsetMinutes
    let zone = String(offset.magnitude / 60 * 100 + offset.magnitude % 60)
    let digits = String(repeating: "0", count: max(0, 4 - zone.count)) + zone
    return [
      "GIT_\(role)_NAME": name,
      "GIT_\(role)_EMAIL": email,
      "GIT_\(role)_DATE": "@\(signature.time.secondsSince1970) \(offset < 0 ? "-" : "+")\(digits)",
    ]
  }
}
