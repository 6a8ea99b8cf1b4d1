import CLibgit2

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

extension Repository {
  /// Finds the first reason in the configuration for which the repository can't be worked in.
  ///
  /// Reads the files themselves, since this has to work for a repository that libgit2 won't open.
  static func unsupportedFormat(commonDirectory: String, gitDirectory: String) throws(GitError)
    -> UnsupportedRepository?
  {
    let settings = try settings(inFile: commonDirectory + "/config")
    if let version = settings.last(where: { $0.key == "core.repositoryformatversion" }).flatMap({ Int($0.value) }),
      version > 1
    {
      return .formatVersion(version)
    }
    if settings.contains(where: isPromisor) { return .partialClone }
    for (key, value) in settings where key.hasPrefix("extensions.") {
      switch key.dropFirst("extensions.".count) {
      case "objectformat" where value.lowercased() == "sha1": continue
      case "objectformat" where value.lowercased() == "sha256": return .sha256
      case "refstorage" where value.lowercased() == "files": continue
      case "refstorage" where value.lowercased() == "reftable": return .reftable
      case "partialclone": return .partialClone
      case "noop", "preciousobjects": continue
      case "worktreeconfig":
        if try movesWorkTree(gitDirectory + "/config.worktree") { return .formatExtension("worktreeconfig") }
      case let name: return .formatExtension(String(name))
      }
    }
    return nil
  }

  private static func isPromisor(_ setting: (key: String, value: String)) -> Bool {
    setting.key.hasPrefix("remote.") && setting.key.hasSuffix(".promisor")
      && !["false", "no", "off", "0"].contains(setting.value.lowercased())
  }

  /// Tells whether a work tree's own configuration, which libgit2 1.5 doesn't read, says where the work tree is.
  private static func movesWorkTree(_ file: String) throws(GitError) -> Bool {
    guard access(file, F_OK) == 0 else { return false }
    return try settings(inFile: file).contains {
      $0.key == "core.worktree" || ($0.key == "core.bare" && $0.value != "false")
    }
  }

  /// The settings of one file, in order, by their keys in lower case.
  private static func settings(inFile file: String) throws(GitError) -> [(key: String, value: String)] {
    let operation = "read \(file)"
    let configuration = try OwnedPointer(operation, freedBy: git_config_free) { git_config_open_ondisk(&$0, file) }
    let iterator = try OwnedPointer(operation, freedBy: git_config_iterator_free) {
      git_config_iterator_new(&$0, configuration.pointer)
    }
    var settings: [(key: String, value: String)] = []
    while let setting = try nextSetting(of: iterator) { settings.append((setting.key.lowercased(), setting.value)) }
    return settings
  }
}
