import Git
import Records

/// The person's spaces, as git's configuration lists them.
struct SpaceRegister {
  private let context: Context

  init(_ context: Context) {
    self.context = context
  }

  /// The folders of all spaces, shared ones first, each once.
  var roots: [String] {
    get throws { try roots(of: ["rapport.space", "rapport.private"]) }
  }

  /// The folders of the spaces that the person shares with somebody, each once.
  var sharedRoots: [String] {
    get throws { try roots(of: ["rapport.space"]) }
  }

  /// The folders of the spaces that only the person reads, each once.
  var privateRoots: [String] {
    get throws { try roots(of: ["rapport.private"]) }
  }

  /// The command that takes a folder off the list.
  ///
  /// - Parameter key: the list: `rapport.space`, or `rapport.private` for a space that only the person reads.
  static func forgetting(_ root: String, key: String) -> String {
    "git config --global --fixed-value --unset-all \(key) \(shell: root)"
  }

  private func roots(of keys: [String]) throws -> [String] {
    let configuration = UserConfiguration(searchPaths: context.configurationSearchPaths)
    var roots: [String] = []
    for key in keys {
      for root in try configuration.values(key) where !roots.contains(root) { roots.append(root) }
    }
    return roots
  }
}
