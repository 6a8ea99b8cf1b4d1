import CLibgit2

extension Repository {
  /// Tells whether the ignore files say that a path, if it is untracked, is not to be committed.
  ///
  /// - Parameter path: Relative to the work tree; a folder's ends with "/".
  /// - Throws: `GitError.failed`.
  package func isIgnored(_ path: String) throws(GitError) -> Bool {
    var isIgnored: Int32 = 0
    try call("look up \(path) in the ignore files") { git_ignore_path_is_ignored(&isIgnored, handle, path) }
    return isIgnored != 0
  }

  /// The bytes that git would store for a file with these bytes: line endings as `text`, `eol` and `core.autocrlf` say.
  ///
  /// - Parameter path: Relative to the work tree.
  /// - Throws: `GitError.filteredPath` if git would also run a program or change the encoding; `.failed`.
  package func repositoryBytes(of workTreeBytes: [UInt8], path: String) throws(GitError) -> [UInt8] {
    try filtered(workTreeBytes, path: path, GIT_FILTER_TO_ODB)
  }

  /// The bytes that git would write to the work tree for these stored bytes.
  ///
  /// - Parameter path: Relative to the work tree.
  /// - Throws: `GitError.filteredPath` if git would also run a program or change the encoding; `.failed`.
  package func workTreeBytes(of repositoryBytes: [UInt8], path: String) throws(GitError) -> [UInt8] {
    try filtered(repositoryBytes, path: path, GIT_FILTER_TO_WORKTREE)
  }

  private func filtered(_ content: [UInt8], path: String, _ mode: git_filter_mode_t) throws(GitError) -> [UInt8] {
    // Attributes are read once and kept; the files may have changed since.
    try call("read the attributes") { git_attr_cache_flush(handle) }
    for attribute in ["filter", "working-tree-encoding"] {
      guard let value = try attributeValue(attribute, of: path) else { continue }
      if attribute == "working-tree-encoding", ["utf-8", "utf8"].contains(value.lowercased()) { continue }
      throw .filteredPath(path: path, attribute: attribute)
    }
    let operation = "convert the line endings of \(path)"
    var filters: OpaquePointer?
    // The round trip of mixed line endings is the caller's to judge.
    try namingForeignIndex { () throws(GitError) in
      try call(operation) {
        git_filter_list_load(&filters, handle, nil, path, mode, GIT_FILTER_ALLOW_UNSAFE.rawValue)
      }
    }
    defer { git_filter_list_free(filters) }
    guard let filters else { return content }
    var result = git_buf()
    defer { git_buf_dispose(&result) }
    try call(operation) {
      content.withUnsafeBytes {
        git_filter_list_apply_to_buffer(&result, filters, $0.bindMemory(to: CChar.self).baseAddress, $0.count)
      }
    }
    return bytes(of: result)
  }

  /// The value of an attribute; nil if it has none or is only switched on or off.
  private func attributeValue(_ name: String, of path: String) throws(GitError) -> String? {
    var value: UnsafePointer<CChar>?
    try namingForeignIndex { () throws(GitError) in
      try call("read the attributes of \(path)") {
        git_attr_get(&value, handle, UInt32(GIT_ATTR_CHECK_FILE_THEN_INDEX), path, name)
      }
    }
    guard git_attr_value(value) == GIT_ATTR_VALUE_STRING, let value else { return nil }
    return String(cString: value)
  }
}
