import Git
import Records
import Space

/// Where a space is to be shared: an address, or a folder that may have to be made a repository first.
struct ShareTarget {
  let address: RemoteAddress

  /// The bare repository that was made for it, and whether its folder was, too; nil where the remote was there already.
  private let made: (path: String, isOwn: Bool)?

  /// Understands what the person typed.
  ///
  /// - Parameters:
  ///   - branch: The branch that a new repository begins with.
  /// - Throws: ``CommandFailure``, `RemoteAddressProblem`, `GitError`.
  init(_ text: String, for space: Space, branch: String, _ context: Context) throws {
    let typed = try RemoteAddress(text, relativeTo: context.workingDirectory)
    guard typed.transport == .folder else {
      address = typed
      made = nil
      return
    }
    let folder = Paths.absolute(typed.path, from: context.workingDirectory)
    guard let root = space.workTree?.root else { throw SpaceError.bareRepository }
    guard folder != root, !folder.hasPrefix(root + "/") else {
      throw CommandFailure(
        .refused,
        "this folder is in the space itself",
        path: folder,
        help: "share it in a folder elsewhere: on a USB stick, or one that both of you can reach"
      )
    }
    let (path, isThere) = try Self.place(in: folder, name: Paths.name(of: root), context)
    address = try RemoteAddress(path, relativeTo: "/")
    guard !isThere else {
      made = nil
      return
    }
    let nearest = Space.nearestFolder(to: path)
    guard nearest != path || Space.isEmptyFolder(path) else {
      throw CommandFailure(
        .refused,
        "something else is there already",
        path: path,
        help: "name another folder, or move away what is there"
      )
    }
    made = (path, isOwn: nearest != path)
    do {
      let repository = try Repository.create(
        at: path,
        bare: true,
        isForGroup: Space.isForGroup(nearest),
        initialBranch: branch,
        searchPaths: context.configurationSearchPaths
      )
      // Nobody, plain git included, may take back there what the other has seen.
      try repository.setConfiguration("receive.denyNonFastForwards", "true", scope: .local)
      try repository.setConfiguration("receive.denyDeletes", "true", scope: .local)
    } catch {
      discard()
      throw error
    }
  }

  /// Deletes the repository that was made, where nobody can have used it; does nothing where none was.
  ///
  /// - Returns: whether one was made.
  @discardableResult
  func discard() -> Bool {
    guard let made else { return false }
    Space.discardFolder(made.path, isOwn: made.isOwn)
    return true
  }

  /// Where the repository is or goes: at the folder itself, or in a folder with other things under the space's name.
  private static func place(in folder: String, name: String, _ context: Context) throws -> (path: String, isThere: Bool)
  {
    let nearest = Space.nearestFolder(to: folder)
    guard nearest == folder else {
      let above = folder.split(separator: "/").dropLast().map { "/" + $0 }.joined()
      guard nearest == above || above.isEmpty else {
        throw CommandFailure(
          .notFound,
          "there is no folder '\(above)'",
          help: "is the disk or the stick mounted? If the folder is right, make it first: mkdir -p \(shell: above)"
        )
      }
      return (folder, false)
    }
    if try isRepository(folder, context) { return (folder, true) }
    if Space.isEmptyFolder(folder) { return (folder, false) }
    let inside = folder + (folder == "/" ? "" : "/") + name + ".git"
    return (inside, try Space.nearestFolder(to: inside) == inside && isRepository(inside, context))
  }

  private static func isRepository(_ folder: String, _ context: Context) throws -> Bool {
    do {
      let repository = try Repository(opening: folder, searchPaths: context.configurationSearchPaths)
      guard repository.isBare else {
        throw CommandFailure(
          .refused,
          "this is a repository with files of its own, which sending to it would not change",
          path: folder,
          help: "name a folder for the exchange: rapport share \(shell: folder + ".git")"
        )
      }
      return true
    } catch GitError.notARepository {
      return false
    }
  }
}

extension Paths {
  /// The last component of a path.
  static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? "space"
  }
}
