package import Git

extension RemoteCommand {
  /// Tells whether a stranger on this network can read a remote.
  ///
  /// - Parameters:
  ///   - address: Where the stranger looks, as `RemoteAddress.publicText` says.
  ///   - repository: Whose configuration tells how this computer reaches the network.
  /// - Throws: `GitError.failed` if the configuration can't be read.
  package func isPublic(_ address: String, from repository: Repository) async throws(GitError) -> Bool {
    var settings: [String: String] = [:]
    for key in ["http.proxy", "http.sslCAInfo"] { settings[key] = try repository.configuration(key) }
    return await isPublic(address, settings: settings)
  }
}
