package import Git

/// The branch of a remote that a space is kept in step with.
package struct SharedRemote: Sendable, Hashable {
  /// The remote's name in git's configuration.
  package let name: String

  /// Where it is.
  package let address: RemoteAddress

  /// The branch on the remote, without `refs/heads/`.
  package let branch: String

  package init(name: String, address: RemoteAddress, branch: String) {
    self.name = name
    self.address = address
    self.branch = branch
  }

  /// Where what was fetched and not yet checked is kept.
  package var incomingReference: String { "refs/rapport/incoming/\(name)/\(branch)" }

  /// The remote's tip when it was seen last.
  package var seenReference: String { "refs/rapport/seen/\(name)/\(branch)" }

  /// What was sent last, as long as it isn't known whether the remote has it.
  package var sendingReference: String { "refs/rapport/sending/\(name)/\(branch)" }

  /// Git's own note of where the remote's branch is.
  package var trackingReference: String { "refs/remotes/\(name)/\(branch)" }
}

/// Why it isn't clear which remote is meant, or why it isn't one to use.
package enum RemoteProblem: Error, Sendable, Hashable {
  /// No remote is known.
  case none
  /// There is no remote of that name.
  case unknown(name: String, known: [String])
  /// Several are known, and none of them is the branch's or is called `origin`.
  case several([String])
  /// Its address is none that rapport uses.
  case address(name: String, RemoteAddressProblem)
  /// No branch is checked out.
  case detachedHead
  case git(GitError)
}

extension SharedRemote {
  /// The remote that a branch of a repository is kept in step with, as git's configuration has it.
  ///
  /// - Parameter name: The remote that the person names; nil for the branch's own, else `origin`, else the only one.
  /// - Throws: `RemoteProblem`.
  package init(_ name: String?, of repository: Repository) throws(RemoteProblem) {
    let (head, known) = try Self.reading { () throws(GitError) in (try repository.head(), try repository.remoteNames())
    }
    guard case .branch(let reference, _) = head, reference.hasPrefix("refs/heads/") else { throw .detachedHead }
    let branch = String(reference.dropFirst("refs/heads/".count))
    func setting(_ key: String) throws(RemoteProblem) -> String? {
      try Self.reading { () throws(GitError) in try repository.configuration("branch.\(branch).\(key)") }
    }
    let own = try setting("remote")
    guard let chosen = name ?? Self.usual(own: own, among: known) else {
      throw known.isEmpty ? .none : .several(known)
    }
    guard known.contains(chosen) else { throw .unknown(name: chosen, known: known) }
    let texts = try Self.reading { () throws(GitError) in try repository.remoteAddresses(chosen) }
    var addresses: [RemoteAddress] = []
    for text in texts {
      do throws(RemoteAddressProblem) {
        addresses.append(try RemoteAddress(text, relativeTo: repository.workTree ?? repository.gitDirectory))
      } catch {
        throw .address(name: chosen, error)
      }
    }
    guard let address = addresses.first else { throw .address(name: chosen, .empty) }
    let prefix = "refs/heads/"
    let merged =
      chosen == own ? try setting("merge").flatMap { $0.hasPrefix(prefix) ? $0.dropFirst(prefix.count) : nil } : nil
    self.init(name: chosen, address: address, branch: merged.map(String.init) ?? branch)
  }

  private static func usual(own: String?, among known: [String]) -> String? {
    if let own, known.contains(own) { return own }
    if known.contains("origin") { return "origin" }
    return known.count == 1 ? known.first : nil
  }

  private static func reading<Value>(_ body: () throws(GitError) -> Value) throws(RemoteProblem) -> Value {
    do throws(GitError) {
      return try body()
    } catch {
      throw .git(error)
    }
  }
}
