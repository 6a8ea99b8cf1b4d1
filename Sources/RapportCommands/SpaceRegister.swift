import Git

/// The person's spaces, as git's configuration lists them.
struct SpaceRegister {
  private let context: Context

  init(_ context: Context) {
    self.context = context
  }

  /// The folders of all spaces, shared ones first, each once.
  var roots: [String] {
    get throws {
      let configuration = UserConfiguration(searchPaths: context.configurationSearchPaths)
      var roots: [String] = []
      for key in ["rapport.space", "rapport.private"] {
        for root in try configuration.values(key) where !roots.contains(root) { roots.append(root) }
      }
      return roots
    }
  }
}
