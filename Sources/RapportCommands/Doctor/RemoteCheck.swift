import Git
import Records
import Space
import Sync

/// Whether the remote answers, and keeps its records from strangers.
struct RemoteCheck: DoctorCheck {
  let name = "remote"
  let title = "the remote"

  func examine(_ examination: Examination) async throws -> Diagnosis {
    switch await examination.remote() {
    case .notShared: return .fine("This space isn't shared, so there is none.")
    case .offline(let remote): return .skipped("\(remote.name) wasn't asked.")
    case .unclear(let problem): return .finding(Finding(CommandFailure(problem)))
    case .failure(let remote, let failure) where failure.reason == .credentialsNeeded:
      return .fine("\(remote.name) asks for a password, so no stranger can read it; rapport sync asks you for yours.")
    case .failure(_, let failure): return .finding(Finding(CommandFailure(failure, isPush: false)))
    case .branches(let remote, _): return try await privacy(of: remote, examination)
    }
  }

  private func privacy(of remote: SharedRemote, _ examination: Examination) async throws -> Diagnosis {
    let (command, repository) = (examination.unattendedCommand, examination.space.repository)
    let places = try await RemotePlaces(of: remote, in: repository, by: command)
    let addresses = Set((places.fetched + places.sent).compactMap(\.publicText)).sorted()
    for address in addresses where try await command.isPublic(address, from: repository) {
      return .finding(
        "Anyone on the internet can read \(address), and with it all that the two of you write.",
        help: "make the repository private on its web page"
      )
    }
    guard addresses.isEmpty else { return .fine("\(remote.name) answers, and shows nothing to a stranger.") }
    guard let place = places.fetched.first, place.transport == .folder else {
      return .fine("\(remote.name) answers, and lets nobody in without a key.")
    }
    return try folderFinding(place.path, examination)
      ?? .fine("\(remote.name) answers; it is the folder \(place.path), and whoever may open that can read it.")
  }

  /// What keeps an account of this computer from writing in a folder that several share; nil where nothing does.
  private func folderFinding(_ folder: String, _ examination: Examination) throws -> Diagnosis? {
    let command =
      "git -C \(shell: folder) config core.sharedRepository group && chmod -R g+rX \(shell: folder) "
      + "&& find \(shell: folder) -type d -exec chmod g+ws {} +"
    let objects = folder + "/objects"
    if Space.isFolder(objects), !Space.mayWrite(inFolder: objects) {
      return .finding(
        "You may not write in \(folder), so what you write stays here.",
        help: "whoever it belongs to opens it to your group: \(command)"
      )
    }
    let parent = folder.split(separator: "/").dropLast().map { "/" + $0 }.joined()
    guard Space.isForGroup(folder) || Space.isForGroup(parent),
      let repository = try? Repository(
        opening: folder,
        searchPaths: examination.session.context.configurationSearchPaths
      ), try repository.configuration("core.sharedRepository") == nil
    else { return nil }
    return .finding(
      "\(folder) lies in a group's folder, but git doesn't let the group write in it, so not all of you could send.",
      help: command
    )
  }
}
