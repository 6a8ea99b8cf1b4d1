import CLibgit2

/// The configuration of the person and of the machine, without any repository's.
///
/// What starts a program is read from here: a repository that came from somebody else must not choose it.
package struct UserConfiguration {
  private let searchPaths: ConfigurationSearchPaths?

  /// - Parameter searchPaths: where to look instead of the usual places.
  package init(searchPaths: ConfigurationSearchPaths? = nil) {
    self.searchPaths = searchPaths
  }

  /// The value that counts for a key such as `core.editor`; nil if it is not set.
  ///
  /// - Throws: `GitError.failed` if the key is not one or the configuration can't be read.
  package func value(_ key: String) throws(GitError) -> String? {
    try Repository.start(.reading)
    let configuration = try open()
    var value = git_buf()
    defer { git_buf_dispose(&value) }
    let code = callReturningCode { git_config_get_string_buf(&value, configuration.pointer, key) }
    if code == GIT_ENOTFOUND.rawValue { return nil }
    if code < 0 { throw GitError(operation: "read \(key)", code: code) }
    return string(of: value)
  }

  private func open() throws(GitError) -> OwnedPointer {
    guard let searchPaths else {
      return try OwnedPointer("read the configuration", freedBy: git_config_free) { git_config_open_default(&$0) }
    }
    let configuration = try OwnedPointer("read the configuration", freedBy: git_config_free) { git_config_new(&$0) }
    for (level, path) in searchPaths.files {
      try call("read \(path)") { git_config_add_file_ondisk(configuration.pointer, path, level, nil, 0) }
    }
    return configuration
  }
}
