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

  /// All values of a key that may be set several times, the strongest last.
  ///
  /// - Throws: `GitError.failed` if the key is not one or the configuration can't be read.
  package func values(_ key: String) throws(GitError) -> [String] {
    try Repository.start(.reading)
    let configuration = try open()
    var made: OpaquePointer?
    let code = callReturningCode { git_config_multivar_iterator_new(&made, configuration.pointer, key, nil) }
    if code == GIT_ENOTFOUND.rawValue { return [] }
    if code < 0 { throw GitError(operation: "read \(key)", code: code) }
    guard let pointer = made else { return [] }
    let iterator = OwnedPointer(taking: pointer, freedBy: git_config_iterator_free)
    var values: [String] = []
    while let setting = try nextSetting(of: iterator) { values.append(setting.value) }
    return values
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
