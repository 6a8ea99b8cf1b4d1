import CLibgit2

extension Repository {
  /// The names of the remotes in the configuration, in byte order.
  ///
  /// - Throws: `GitError.failed` if the configuration can't be read.
  package func remoteNames() throws(GitError) -> [String] {
    var list = git_strarray()
    defer { git_strarray_dispose(&list) }
    try call("list the remotes") { git_remote_list(&list, handle) }
    let names = UnsafeBufferPointer(start: list.strings, count: list.count).compactMap { name in
      name.map { String(cString: $0) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// All addresses under which git would look for a remote or send to it; empty if there are none.
  ///
  /// - Throws: `GitError.failed` if the configuration can't be read.
  package func remoteAddresses(_ name: String) throws(GitError) -> [String] {
    try configurationValues("remote.\(name).url") + configurationValues("remote.\(name).pushurl")
  }

  /// Says whether git takes a text for the name of a remote.
  package static func isRemoteName(_ text: String) -> Bool {
    var isValid: Int32 = 0
    return git_remote_name_is_valid(&isValid, text) == 0 && isValid == 1
  }

  /// Makes a remote known, and has git keep a branch in step with it, as a clone does.
  ///
  /// Where the branch has a remote, or another one is known, that stays the one which the branch is kept in step with.
  ///
  /// - Parameters:
  ///   - address: Where it is.
  ///   - branch: The name of the branch here and there, without `refs/heads/`.
  /// - Throws: `GitError.failed`, `.locked`.
  package func addRemote(_ name: String, at address: RemoteAddress, for branch: String) throws(GitError) {
    let isOnly = try remoteNames().isEmpty
    let hasOwn = try configuration("branch.\(branch).remote") != nil
    try setConfiguration("remote.\(name).url", address.text, scope: .local)
    try setConfiguration("remote.\(name).fetch", "+refs/heads/*:refs/remotes/\(name)/*", scope: .local)
    guard isOnly, !hasOwn else { return }
    try setConfiguration("branch.\(branch).remote", name, scope: .local)
    try setConfiguration("branch.\(branch).merge", "refs/heads/\(branch)", scope: .local)
  }

  /// Takes a remote out of the configuration, with everything git knows of its branches.
  ///
  /// - Throws: `GitError.failed`, `.locked`.
  package func removeRemote(_ name: String) throws(GitError) {
    try callTakingLock("forget the remote \(name)") { git_remote_delete(handle, name) }
  }
}
