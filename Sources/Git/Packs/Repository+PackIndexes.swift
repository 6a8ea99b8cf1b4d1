#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

extension Repository {
  /// How many repositories may lend each other objects in a row; libgit2 follows as many.
  private static let deepestAlternate = 5

  /// Refuses indexes that place objects outside their packs.
  ///
  /// libgit2 1.5 reads where an index says that an object begins, without looking whether that is in the pack
  /// ([`git_packfile_unpack_header`](https://github.com/libgit2/libgit2/blob/v1.5.1/src/libgit2/pack.c#L447)): one flipped bit on the
  /// disk ends the process.
  ///
  /// - Parameter objects: The folder of the repository's objects; those that it borrows objects from are looked through, too.
  /// - Throws: `GitError.damagedPackIndex`.
  static func refuseDamagedPackIndexes(of objects: String, depth: Int = 0) throws(GitError) {
    let folder = objects + "/pack"
    for name in Pack.names(in: folder) {
      let path = "\(folder)/\(name).idx"
      // Git may be removing the pack, its index first.
      guard let size = fileSize("\(folder)/\(name).pack") else { continue }
      do {
        if let index = try PackIndex(at: path), !index.isWithin(packOf: size) {
          throw GitError.damagedPackIndex(path: path)
        }
      } catch { throw .damagedPackIndex(path: path) }
    }
    let path = folder + "/multi-pack-index"
    if let index = MultiPackIndex(at: path), !index.isWithin(packsOf: { fileSize("\(folder)/\($0)") }) {
      throw .damagedPackIndex(path: path)
    }
    guard depth < deepestAlternate, let list = try? readFile(objects + "/info/alternates") else { return }
    for line in String(decoding: list, as: UTF8.self).split(whereSeparator: \.isNewline) where !line.hasPrefix("#") {
      let other = line.hasPrefix("/") ? String(line) : "\(objects)/\(line)"
      try refuseDamagedPackIndexes(of: other, depth: depth + 1)
    }
  }

  /// The length of a file in bytes; nil if there is none.
  private static func fileSize(_ path: String) -> Int? {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : nil
  }
}
