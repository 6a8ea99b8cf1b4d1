import CLibgit2

extension Repository {
  /// The folder in which git looks for hooks, by its absolute path; it need not be there.
  ///
  /// - Throws: `GitError.failed` if the configuration can't be read.
  package func hooksFolder() throws(GitError) -> String {
    guard let path = try configuredPath("core.hooksPath") else { return commonDirectory + "/hooks" }
    return withoutTrailingSlash(path.hasPrefix("/") ? path : (workTree ?? gitDirectory) + "/" + path)
  }
}
