import CLibgit2

/// A version of libgit2, the library that reads and writes repositories here.
package struct LibraryVersion: Sendable, Hashable, CustomStringConvertible {
  package let major: Int
  package let minor: Int
  package let revision: Int

  package init(major: Int, minor: Int, revision: Int) {
    self.major = major
    self.minor = minor
    self.revision = revision
  }

  /// The version that this program was built for.
  package static let builtFor = LibraryVersion(
    major: Int(LIBGIT2_VER_MAJOR),
    minor: Int(LIBGIT2_VER_MINOR),
    revision: Int(LIBGIT2_VER_REVISION)
  )

  /// The version that this program found when it was started.
  package static var inUse: LibraryVersion {
    var (major, minor, revision): (Int32, Int32, Int32) = (0, 0, 0)
    git_libgit2_version(&major, &minor, &revision)
    return LibraryVersion(major: Int(major), minor: Int(minor), revision: Int(revision))
  }

  package var description: String { "\(major).\(minor).\(revision)" }
}
