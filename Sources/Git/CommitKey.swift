/// What git says of the key with which a commit was signed.
package struct CommitKey: Sendable, Hashable {
  /// Git's verdict.
  package enum Verdict: Sendable, Hashable {
    /// Good, and by a key that is known here.
    case good
    /// Good, by a key of which nothing is known.
    case unknownKey
    /// The commit isn't what was signed.
    case bad
    /// The signature or its key has expired, or the key was revoked.
    case outdated
    /// It couldn't be checked: the key, the list of signers or the program is missing.
    case unchecked
  }

  package let verdict: Verdict
  /// Whose key it is, by git's word; nil where git names nobody.
  package let signer: String?

  package init(verdict: Verdict, signer: String?) {
    self.verdict = verdict
    self.signer = signer
  }
}

extension Repository {
  /// Has the user's git check the key of a commit; nil where the commit has no signature.
  ///
  /// The programs that check are the user's own choice, never the repository's.
  ///
  /// - Throws: `GitError.missingObject` or `.corrupt`.
  package func key(
    of commit: ObjectID,
    environment: [String: String],
    searchPaths: ConfigurationSearchPaths? = nil
  ) async throws(GitError) -> CommitKey? {
    guard try isSigned(commit) else { return nil }
    let unchecked = CommitKey(verdict: .unchecked, signer: nil)
    let configuration = UserConfiguration(searchPaths: searchPaths)
    var programs: [String] = []
    for (name, usual) in Self.checkingPrograms {
      programs += ["-c", "\(name)=\(try configuration.value(name) ?? usual)"]
    }
    let git = GitCommand(in: workTree ?? gitDirectory, environment: environment)
    let outcome: GitCommand.Outcome
    do {
      outcome = try await git.run(
        programs + ["--git-dir=\(gitDirectory)", "log", "-1", "--no-show-signature", "--format=%G?%n%GS", commit.hex]
      )
    } catch {
      return unchecked
    }
    let lines = String(decoding: outcome.standardOutput, as: UTF8.self).split(separator: "\n")
    guard outcome.exitCode == 0, let word = lines.first else { return unchecked }
    let signer = lines.dropFirst().first.map { GitCommand.shown(String($0)) }
    return CommitKey(verdict: Self.verdict(word), signer: signer)
  }

  private static let checkingPrograms = [
    ("gpg.program", "gpg"), ("gpg.openpgp.program", "gpg"), ("gpg.ssh.program", "ssh-keygen"),
    ("gpg.x509.program", "gpgsm"),
  ]

  /// Source: <https://git-scm.com/docs/git-log>, `%G?`.
  private static func verdict(_ word: Substring) -> CommitKey.Verdict {
    switch word {
    case "G": .good
    case "U": .unknownKey
    case "B": .bad
    case "X", "Y", "R": .outdated
    default: .unchecked
    }
  }
}
