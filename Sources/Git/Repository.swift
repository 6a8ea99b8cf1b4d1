import CLibgit2
import CStart

/// What a process is about to do with repositories.
package enum AccessMode: Sendable, Hashable {
  /// Objects are taken as git takes them: their bytes are not compared with their ids.
  case reading
  /// Every object that is read is verified, so that damage is never built upon.
  case writing
}

/// An open git repository.
///
/// Not Sendable: libgit2 allows one thread at a time in a handle, so each task opens its own.
package final class Repository {
  /// The absolute path of the git directory, without a trailing "/"; a linked work tree has its own.
  package let gitDirectory: String

  /// The absolute path of the directory that holds objects and references, without a trailing "/".
  package let commonDirectory: String

  /// The absolute path of the work tree, without a trailing "/"; nil in a bare repository.
  package let workTree: String?

  /// Where this handle finds the user's configuration; nil for where git finds it.
  let searchPaths: ConfigurationSearchPaths?

  /// The trees that were read last.
  var recentTrees = RecentObjects()

  private let repository: OwnedPointer
  private let database: OwnedPointer

  /// Opens the repository whose work tree or git directory is at the path; never searches, never creates.
  ///
  /// - Parameters:
  ///   - path: The work tree or git directory, absolute or relative to the current directory.
  ///   - searchPaths: Where to look for the user's and the system's configuration instead of the usual places.
  /// - Throws: `GitError.notARepository`, `.unsupported`, `.foreignOwner` or `.damagedPackIndex`; `.failed` for
  ///   anything else.
  package init(opening path: String, searchPaths: ConfigurationSearchPaths? = nil) throws(GitError) {
    try Self.start(.reading)
    let repository = try Self.open(path)
    let pointer = repository.pointer
    try Self.useConfiguration(searchPaths, of: pointer)
    guard let gitDirectory = git_repository_path(pointer), let commonDirectory = git_repository_commondir(pointer)
    else { throw GitError.notARepository(path: path) }
    self.gitDirectory = withoutTrailingSlash(String(cString: gitDirectory))
    self.commonDirectory = withoutTrailingSlash(String(cString: commonDirectory))
    self.workTree = git_repository_workdir(pointer).map { withoutTrailingSlash(String(cString: $0)) }
    self.searchPaths = searchPaths
    self.database = try OwnedPointer("open the object database", freedBy: git_odb_free) {
      git_repository_odb(&$0, pointer)
    }
    self.repository = repository
  }

  /// What it takes to open the repository once more, as another task must.
  package struct Location: Sendable, Hashable {
    fileprivate let path: String
    fileprivate let searchPaths: ConfigurationSearchPaths?
  }

  /// Where this repository is.
  package var location: Location { Location(path: workTree ?? gitDirectory, searchPaths: searchPaths) }

  /// Opens a repository that has been opened before.
  ///
  /// - Throws: As ``init(opening:searchPaths:)``.
  package convenience init(opening location: Location) throws(GitError) {
    try self.init(opening: location.path, searchPaths: location.searchPaths)
  }

  /// The libgit2 repository, for use within one call.
  var handle: OpaquePointer { repository.pointer }

  /// The libgit2 object database, for use within one call.
  var objects: OpaquePointer { database.pointer }

  /// Tells whether there is no work tree.
  package var isBare: Bool { workTree == nil }

  /// What git began here and did not finish; nil if nothing.
  package var unfinishedOperation: UnfinishedOperation? {
    switch git_repository_state_t(rawValue: git_repository_state_t.RawValue(git_repository_state(handle))) {
    case GIT_REPOSITORY_STATE_NONE: nil
    case GIT_REPOSITORY_STATE_MERGE: .merge
    case GIT_REPOSITORY_STATE_REVERT, GIT_REPOSITORY_STATE_REVERT_SEQUENCE: .revert
    case GIT_REPOSITORY_STATE_CHERRYPICK, GIT_REPOSITORY_STATE_CHERRYPICK_SEQUENCE: .cherryPick
    case GIT_REPOSITORY_STATE_BISECT: .bisect
    case GIT_REPOSITORY_STATE_APPLY_MAILBOX: .applyMailbox
    default: .rebase
    }
  }

  // libgit2 counts its starts and must be started once before anything else.
  private static let readingStart = rapport_git_start(0)
  private static let writingStart = rapport_git_start(1)

  /// Whether every object is verified that this process reads.
  package static var isVerifying: Bool { rapport_is_verifying() != 0 }

  /// Starts libgit2 for this process and sets its options; `.writing` holds from then on.
  ///
  /// - Parameters:
  ///   - mode: Whether objects are verified when they are read.
  ///   - searchPaths: Where the whole process looks for configuration, ignore and attribute files; for tests.
  /// - Throws: `GitError.failed`.
  package static func start(_ mode: AccessMode, searchPaths: ConfigurationSearchPaths? = nil) throws(GitError) {
    // Not by `call`, which needs a libgit2 that has been started.
    let code =
      switch mode {
      case .reading: readingStart
      case .writing: writingStart
      }
    if mode == .writing { rapport_note_verifying() }
    if code < 0 { throw GitError(operation: "start libgit2", code: code) }
    guard let searchPaths else { return }
    for (level, path) in searchPaths.folders {
      try call("set where configuration is found") { rapport_git_set_search_path(level, path ?? "") }
    }
  }
}

@available(*, unavailable, message: "libgit2 allows one thread at a time in a repository; open another one")
extension Repository: Sendable {}

/// The path without "/" at its end, except for the root.
func withoutTrailingSlash(_ path: String) -> String {
  var path = path[...]
  while path.count > 1, path.hasSuffix("/") { path.removeLast() }
  return String(path)
}
