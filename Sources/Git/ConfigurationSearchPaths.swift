import CLibgit2

/// The folders in which git's configuration of the user and of the machine is looked for.
///
/// A folder that is nil has no configuration, so that a test depends on nothing outside its own folders.
package struct ConfigurationSearchPaths: Sendable, Hashable {
  /// The folder of `.gitconfig`, instead of the user's home.
  package var home: String?

  /// The folder of `config`, instead of `~/.config/git`.
  package var xdg: String?

  /// The folder of `gitconfig`, instead of `/etc`.
  package var system: String?

  package init(home: String? = nil, xdg: String? = nil, system: String? = nil) {
    self.home = home
    self.xdg = xdg
    self.system = system
  }

  /// No configuration but the repository's own.
  package static let isolated = ConfigurationSearchPaths()

  var folders: [(level: git_config_level_t, path: String?)] {
    [
      (GIT_CONFIG_LEVEL_PROGRAMDATA, nil),
      (GIT_CONFIG_LEVEL_SYSTEM, system),
      (GIT_CONFIG_LEVEL_XDG, xdg),
      (GIT_CONFIG_LEVEL_GLOBAL, home),
    ]
  }

  /// The files in which configuration may be, the weakest first.
  var files: [(level: git_config_level_t, path: String)] {
    [
      system.map { (GIT_CONFIG_LEVEL_SYSTEM, $0 + "/gitconfig") },
      xdg.map { (GIT_CONFIG_LEVEL_XDG, $0 + "/config") },
      home.map { (GIT_CONFIG_LEVEL_GLOBAL, $0 + "/.gitconfig") },
    ].compactMap { $0 }
  }
}
