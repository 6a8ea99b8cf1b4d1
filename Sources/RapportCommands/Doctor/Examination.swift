import Git
import History
import Records
import Reports
import Space
import Sync

/// One run of `rapport doctor`: the space, and what several checks ask of it, each found out once.
final class Examination {
  /// What the remote answered.
  enum RemoteAnswer {
    /// The space has no remote.
    case notShared
    /// Nobody was asked, since the person said so.
    case offline(SharedRemote)
    case branches(SharedRemote, RemoteCommand.Branches)
    case failure(SharedRemote, RemoteFailure)
    /// It isn't clear which remote is meant.
    case unclear(RemoteProblem)
  }

  /// How long a remote may be silent, in seconds.
  private static let remoteSeconds = 10

  let space: Space
  let session: Session
  /// Whether no remote may be asked.
  private let isOffline: Bool
  private var knownListing: RecordListing?
  private var knownPeople: People?
  private var knownAnswer: RemoteAnswer?

  init(_ space: Space, in session: Session, isOffline: Bool) {
    self.space = space
    self.session = session
    self.isOffline = isOffline
  }

  /// The folder of the space.
  var root: String { space.workTree?.root ?? space.repository.gitDirectory }

  /// A path as a person in the space's folder would type it.
  func shown(_ path: String) -> String { path.hasPrefix(root + "/") ? String(path.dropFirst(root.count + 1)) : path }

  /// The records as they are now.
  func listing() throws -> RecordListing {
    if let knownListing { return knownListing }
    let listing = try space.records()
    knownListing = listing
    return listing
  }

  /// Those whom `relationship.md` names; empty in a private space.
  func partners() throws -> [(role: String, person: Person)] {
    let relationship = try listing().files(of: .relationship).first?.document
    return ["mentee", "mentor"].flatMap { role in
      (relationship?.texts(of: role) ?? []).compactMap(PersonText.parse).map { (role, $0) }
    }
  }

  /// Who made the commits.
  func people() async throws -> People {
    if let knownPeople { return knownPeople }
    let people = try await History(repository: space.repository).people()
    knownPeople = people
    return people
  }

  /// What the remote says of its branches; it is asked once, and given up when nothing is heard of it.
  func remote() async -> RemoteAnswer {
    if let knownAnswer { return knownAnswer }
    let answer = await askRemote()
    knownAnswer = answer
    return answer
  }

  /// The person's git, which asks nobody and is ended when nothing is heard of it.
  var unattendedCommand: RemoteCommand {
    RemoteCommand(
      in: root,
      environment: session.context.environment,
      manner: .unattended(idleSeconds: Self.remoteSeconds)
    )
  }

  private func askRemote() async -> RemoteAnswer {
    let remote: SharedRemote
    do throws(RemoteProblem) {
      remote = try SharedRemote(nil, of: space.repository)
    } catch {
      if case .none = error { return .notShared }
      return .unclear(error)
    }
    guard !isOffline else { return .offline(remote) }
    do throws(RemoteFailure) {
      return .branches(remote, try await unattendedCommand.branches(of: remote.name))
    } catch {
      // Only where a person can type a password or a passphrase is it worth asking them.
      guard session.canAsk, [.credentialsNeeded, .credentialsRefused].contains(error.reason) else {
        return .failure(remote, error)
      }
      let answer = try? await session.withRemoteCommand(in: root) { try await $0.branches(of: remote.name) }
      return answer.map { .branches(remote, $0) } ?? .failure(remote, error)
    }
  }
}
