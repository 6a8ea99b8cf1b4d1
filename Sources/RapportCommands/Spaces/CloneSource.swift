import Git
import Sync

/// What is to be cloned: the address, and what the remote says of itself.
struct CloneSource {
  let address: RemoteAddress

  /// Understands what the person typed.
  ///
  /// - Throws: `RemoteAddressProblem`.
  init(_ text: String, _ context: Context) throws {
    let typed = try RemoteAddress(text, relativeTo: context.workingDirectory)
    address =
      typed.transport == .folder
      ? try RemoteAddress(Paths.absolute(typed.path, from: context.workingDirectory), relativeTo: "/") : typed
  }

  /// The folder's name where the person gives none: the last part of the address.
  var folderName: String {
    get throws {
      var name = address.path.split { "/:".contains($0) }.last ?? ""
      if name.hasSuffix(".git") { name.removeLast(4) }
      guard !name.isEmpty, name != ".", name != "..", name.first != "~" else {
        throw CommandFailure(
          .usage,
          "the address doesn't say what to call the folder",
          help: "rapport clone URL FOLDER"
        )
      }
      return String(name)
    }
  }

  /// The branch to begin with: the one that the remote names, else the usual ones, else its first.
  ///
  /// - Throws: ``CommandFailure`` where there is none yet; `SyncError.remote`.
  func branch(_ session: Session) async throws -> String {
    let branches = try await session.withRemoteCommand(in: "/") { command in
      do throws(RemoteFailure) {
        return try await command.branches(of: address.text)
      } catch {
        throw SyncError.remote(error, isPush: false)
      }
    }
    let names = [branches.initial, "main", "master"].compactMap { $0 } + branches.tips.keys.sorted()
    guard let branch = names.first(where: { branches.tips[$0] != nil }) else {
      throw CommandFailure(
        .notFound,
        "nothing has been sent to \(address.text) yet",
        help: "ask the other person to run rapport share, then try again"
      )
    }
    return branch
  }
}
