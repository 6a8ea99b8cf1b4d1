import CLibgit2

/// Which configuration file a setting is written to.
package enum ConfigurationScope: Sendable, Hashable {
  /// The repository's own.
  case local
  /// The user's, for all repositories.
  case global
}

extension Repository {
  /// The value that counts for a key such as `user.name`; nil if it is not set.
  ///
  /// - Throws: `GitError.failed` if the key is not one or the configuration can't be read.
  package func configuration(_ key: String) throws(GitError) -> String? {
    let configuration = try openConfiguration()
    var value = git_buf()
    defer { git_buf_dispose(&value) }
    let code = callReturningCode { git_config_get_string_buf(&value, configuration.pointer, key) }
    return try found("read \(key)", code) ? string(of: value) : nil
  }

  /// The path that counts for a key such as `core.hooksPath`, with the home folder in the place of `~/`; nil if it is not set.
  ///
  /// - Throws: `GitError.failed` if the key is not one or the configuration can't be read.
  package func configuredPath(_ key: String) throws(GitError) -> String? {
    let configuration = try openConfiguration()
    var value = git_buf()
    defer { git_buf_dispose(&value) }
    let code = callReturningCode { git_config_get_path(&value, configuration.pointer, key) }
    return try found("read \(key)", code) ? string(of: value) : nil
  }

  /// The value that counts for a key that is on or off; nil if it is not set.
  ///
  /// - Throws: `GitError.failed` if the value means neither or the configuration can't be read.
  package func configurationFlag(_ key: String) throws(GitError) -> Bool? {
    let configuration = try openConfiguration()
    var value: Int32 = 0
    let code = callReturningCode { git_config_get_bool(&value, configuration.pointer, key) }
    return try found("read \(key)", code) ? value != 0 : nil
  }

  /// All values of a key that may be set several times, the strongest last.
  ///
  /// - Throws: `GitError.failed` if the key is not one or the configuration can't be read.
  package func configurationValues(_ key: String) throws(GitError) -> [String] {
    let configuration = try openConfiguration()
    var made: OpaquePointer?
    let code = callReturningCode {
      git_config_multivar_iterator_new(&made, configuration.pointer, key, nil)
    }
    guard try found("read \(key)", code), let pointer = made else { return [] }
    let iterator = OwnedPointer(taking: pointer, freedBy: git_config_iterator_free)
    var values: [String] = []
    while let setting = try nextSetting(of: iterator) { values.append(setting.value) }
    return values
  }

  /// Sets a key to one value in one configuration file, which is made if missing.
  ///
  /// - Throws: `GitError.failed`, also if the key has several values there; `.locked`.
  package func setConfiguration(_ key: String, _ value: String, scope: ConfigurationScope) throws(GitError) {
    let configuration = try openConfiguration(scope)
    try callTakingLock("set \(key)") { git_config_set_string(configuration.pointer, key, value) }
  }

  /// Adds one more value of a key to one configuration file, which is made if missing.
  ///
  /// - Throws: `GitError.failed`; `.locked`.
  package func addConfiguration(_ key: String, _ value: String, scope: ConfigurationScope) throws(GitError) {
    let configuration = try openConfiguration(scope)
    // No value matches the expression, so that none is replaced.
    try callTakingLock("add to \(key)") { git_config_set_multivar(configuration.pointer, key, "^$a", value) }
  }

  private func openConfiguration() throws(GitError) -> OwnedPointer {
    try OwnedPointer("read the configuration", freedBy: git_config_free) { git_repository_config(&$0, handle) }
  }

  private func openConfiguration(_ scope: ConfigurationScope) throws(GitError) -> OwnedPointer {
    switch scope {
    case .local:
      let all = try openConfiguration()
      return try OwnedPointer("open the repository's configuration", freedBy: git_config_free) {
        git_config_open_level(&$0, all.pointer, GIT_CONFIG_LEVEL_LOCAL)
      }
    case .global:
      let file = try globalConfigurationFile()
      return try OwnedPointer("open \(file)", freedBy: git_config_free) { git_config_open_ondisk(&$0, file) }
    }
  }

  private func globalConfigurationFile() throws(GitError) -> String {
    if let searchPaths {
      guard let home = searchPaths.home else { throw .notFound("a home folder for the configuration") }
      return home + "/.gitconfig"
    }
    var path = git_buf()
    defer { git_buf_dispose(&path) }
    if callReturningCode({ git_config_find_global(&path) }) == 0 { return string(of: path) }
    try call("find the home folder") { rapport_git_search_path(GIT_CONFIG_LEVEL_GLOBAL, &path) }
    guard let home = string(of: path).split(separator: ":").first else {
      throw .notFound("a home folder for the configuration")
    }
    return home + "/.gitconfig"
  }

  private func found(_ operation: String, _ code: Int32) throws(GitError) -> Bool {
    if code == GIT_ENOTFOUND.rawValue { return false }
    if code < 0 { throw GitError(operation: operation, code: code) }
    return true
  }

  /// Makes a handle read the given files instead of the user's and the system's.
  static func useConfiguration(_ searchPaths: ConfigurationSearchPaths?, of repository: OpaquePointer)
    throws(GitError)
  {
    guard let searchPaths, let commonDirectory = git_repository_commondir(repository) else { return }
    let configuration = try OwnedPointer("read the configuration", freedBy: git_config_free) { git_config_new(&$0) }
    let local = (GIT_CONFIG_LEVEL_LOCAL, String(cString: commonDirectory) + "config")
    for (level, path) in searchPaths.files + [local] {
      let code = callReturningCode {
        git_config_add_file_ondisk(configuration.pointer, path, level, repository, 0)
      }
      // A file that isn't there sets nothing.
      if code < 0, code != GIT_ENOTFOUND.rawValue { throw GitError(operation: "read \(path)", code: code) }
    }
    try call("use the configuration") { git_repository_set_config(repository, configuration.pointer) }
  }
}

/// The next setting of an iterator; nil at the end. A key without a value counts as `true`, as in git.
func nextSetting(of iterator: borrowing OwnedPointer) throws(GitError) -> (key: String, value: String)? {
  var entry: UnsafeMutablePointer<git_config_entry>?
  let pointer = iterator.pointer
  let code = callReturningCode { git_config_next(&entry, pointer) }
  if code == GIT_ITEROVER.rawValue { return nil }
  if code < 0 { throw GitError(operation: "read the configuration", code: code) }
  guard let entry, let name = entry.pointee.name else { return nil }
  return (String(cString: name), entry.pointee.value.map { String(cString: $0) } ?? "true")
}
