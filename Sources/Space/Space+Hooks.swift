import Git

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A program that git would run on an occasion.
package struct Hook: Sendable, Hashable {
  /// The occasion, such as `pre-push`.
  package let name: String
  /// The absolute path.
  package let path: String
  /// Whether this user may run it; git passes by one that it can't run.
  package let isExecutable: Bool
}

extension Space {
  /// The hooks that are there, by name; git's samples are none.
  ///
  /// - Throws: `.git` if the configuration can't be read.
  package func hooks() throws(SpaceError) -> [Hook] {
    let folder = try git { () throws(GitError) in try repository.hooksFolder() }
    return (FileSystem.names(inFolder: folder) ?? []).filter { !$0.contains(".") }.sorted().map { name in
      let path = folder + "/" + name
      return Hook(name: name, path: path, isExecutable: access(path, X_OK) == 0)
    }
  }
}
