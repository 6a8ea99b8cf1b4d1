import Git
import Records
import Space
import Sync

/// A folder in which a clone was begun and nothing has arrived, as when the program was stopped while it fetched.
struct BegunClone {
  /// The folder, and where what is to come into it comes from.
  let root: String
  let address: RemoteAddress

  /// Looks at a repository; nil for one that has a commit, a file of its own or no `origin`.
  init?(_ space: Space) throws {
    let repository = space.repository
    guard let root = space.workTree?.root, Space.holdsNothingButGit(root), try repository.head().tip == nil,
      try repository.referenceNames(startingWith: "refs/heads/").isEmpty,
      let remote = try? SharedRemote("origin", of: repository)
    else { return nil }
    (self.root, address) = (root, remote.address)
  }

  /// Looks for one in a folder; nil where there is none, or it comes from another place.
  init?(in folder: String, of address: RemoteAddress, _ context: Context) throws {
    guard Space.holdsNothingButGit(folder),
      let repository = try? Repository(opening: folder, searchPaths: context.configurationSearchPaths),
      let begun = try BegunClone(try Space(repository)), begun.address.text == address.text
    else { return nil }
    self = begun
  }

  func repository(_ context: Context) throws -> Repository {
    try Repository(opening: root, searchPaths: context.configurationSearchPaths)
  }

  /// What keeps a command from doing anything there.
  var failure: CommandFailure {
    CommandFailure(
      .notFound,
      "nothing has arrived here yet from \(address.text)",
      path: root,
      help: "rapport clone \(shell: address.text) \(shell: root) gets it; if nothing was ever sent there: rapport init"
    )
  }
}
