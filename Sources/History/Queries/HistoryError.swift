package import Git

/// Why no history can be told.
package enum HistoryError: Error, Sendable, Hashable {
  /// The repository can't be read; holes in the history itself are among them.
  case git(GitError)
}
