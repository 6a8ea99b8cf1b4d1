package import Git
import Space

/// The places to which a remote's name leads git.
///
/// The person's configuration may send elsewhere than it fetches from, and either elsewhere than is written there:
/// `pushurl`, `insteadOf`, `pushInsteadOf`.
package struct RemotePlaces: Sendable, Hashable {
  /// Where what comes in is read; never empty.
  package let fetched: [RemoteAddress]

  /// Where what goes out is sent; never empty.
  package let sent: [RemoteAddress]

  /// Asks git for the places of a remote.
  ///
  /// - Throws: `SyncError.remote` if git doesn't tell them; `.address` if one is none that rapport uses.
  package init(of remote: SharedRemote, in repository: Repository, by command: RemoteCommand) async throws(SyncError) {
    let texts: (fetched: [String], sent: [String])
    do throws(RemoteFailure) {
      texts = try await command.addresses(of: remote.name)
    } catch {
      throw .remote(error, isPush: false)
    }
    func addresses(_ texts: [String]) throws(SyncError) -> [RemoteAddress] {
      var addresses: [RemoteAddress] = []
      for text in texts.isEmpty ? [""] : texts {
        do throws(RemoteAddressProblem) {
          addresses.append(try RemoteAddress(text, relativeTo: repository.workTree ?? repository.gitDirectory))
        } catch {
          throw .address(remote: remote.name, error)
        }
      }
      return addresses
    }
    fetched = try addresses(texts.fetched)
    sent = try addresses(texts.sent)
  }
}

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

extension Synchronizer {
  /// Refuses to send to a place that anyone can read, unless that is meant.
  ///
  /// Of a place that had the branch already this was asked when it got it; what a place has that is sent to and never
  /// fetched from, nobody knows.
  ///
  /// - Parameter isFirst: Whether the remote has no such branch yet.
  /// - Throws: `SyncError.publicRemote`; `.git` if the configuration can't be read.
  func requirePrivacy(of places: RemotePlaces, isFirst: Bool) async throws(SyncError) {
    guard !choices.allowsPublic else { return }
    let known = isFirst ? [] : places.fetched.map(\.publicText)
    for address in places.sent.map(\.publicText) where !known.contains(address) {
      guard let address else { continue }
      let isPublic: Bool
      do throws(GitError) {
        isPublic = try await command.isPublic(address, from: space.repository)
      } catch {
        throw .git(error)
      }
      if isPublic { throw .publicRemote(address: address) }
    }
  }
}
