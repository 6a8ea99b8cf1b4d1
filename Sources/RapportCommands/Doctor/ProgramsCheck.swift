import Git

/// Whether git and libgit2 are new enough for what rapport asks of them, and what they lack.
struct ProgramsCheck: DoctorCheck {
  let name = "programs"
  let title = "git and libgit2"

  /// The oldest git that knows all options that rapport gives it.
  static let oldestGit = (major: 2, minor: 31)

  func examine(_ examination: Examination) async throws -> Diagnosis {
    let context = examination.session.context
    let git = await GitCommand(in: examination.root, environment: context.environment).version()
    return Self.diagnosis(git: git, library: .inUse, builtFor: .builtFor)
  }

  /// What versions mean.
  static func diagnosis(
    git: (major: Int, minor: Int, text: String)?,
    library: LibraryVersion,
    builtFor: LibraryVersion
  ) -> Diagnosis {
    guard let git else {
      return .finding(
        "There is no git on this computer, so share and sync can't reach the other person.",
        help: "install git"
      )
    }
    guard (git.major, git.minor) >= oldestGit else {
      return .finding(
        "git \(git.text) is older than \(oldestGit.major).\(oldestGit.minor), so share and sync may fail.",
        help: "install a newer git"
      )
    }
    guard (library.major, library.minor) == (builtFor.major, builtFor.minor) else {
      return .finding(
        "rapport was built for libgit2 \(builtFor) and found \(library), so it may fail at any moment.",
        help: "build rapport anew: scripts/install"
      )
    }
    return .fine("git \(git.text), libgit2 \(library). \(lacks(library))")
  }

  /// What a library can't do, in words.
  private static func lacks(_ library: LibraryVersion) -> String {
    let unreadable = "It can't read repositories with SHA-256 names or reftables, nor parts of one."
    return isFixed(library)
      ? unreadable
      : unreadable + " It lacks fixes of 1.8.7 and 1.9.7, unless your system's updates have brought them."
  }

  /// Whether the version alone says that a damaged or hostile repository does no harm.
  private static func isFixed(_ library: LibraryVersion) -> Bool {
    switch (library.major, library.minor) {
    case (1, 8): library.revision >= 7
    case (1, 9): library.revision >= 7
    case (1, ..<8): false
    default: true
    }
  }
}
