import Foundation

/// Everything in a folder at one moment: names, sorts, permissions, contents, and when what was changed.
package struct FolderSnapshot: Sendable, Equatable {
  /// One file, folder or link.
  package struct Entry: Sendable, Equatable {
    /// Sort and permission bits, as `stat` has them.
    let mode: UInt32
    let inode: UInt64
    let modifiedNanoseconds: Int64
    /// A file's bytes, a link's target; empty for everything else.
    package let content: [UInt8]
  }

  /// By path below the folder.
  package private(set) var entries: [String: Entry] = [:]

  /// Looks at a folder, following no links and opening nothing but regular files.
  ///
  /// - Throws: Whatever Foundation throws if something can't be read.
  package init(of folder: String) throws {
    try add(folder, under: "")
  }

  /// The entries that a test is about.
  package func filter(_ isIncluded: (String) -> Bool) -> FolderSnapshot {
    var result = self
    result.entries = entries.filter { isIncluded($0.key) }
    return result
  }

  /// The contents alone, without times and inodes.
  package var contents: [String: [UInt8]] { entries.mapValues(\.content) }

  /// Paths that are only in one of the two, or differ in anything.
  package func paths(differingFrom other: FolderSnapshot) -> [String] {
    Set(entries.keys).union(other.entries.keys).filter { entries[$0] != other.entries[$0] }.sorted()
  }

  private mutating func add(_ folder: String, under prefix: String) throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      let path = folder + "/" + name
      var status = stat()
      guard lstat(path, &status) == 0 else { continue }
      let sort = status.st_mode & S_IFMT
      let content: [UInt8] =
        switch sort {
        case S_IFREG: try readFile(at: path)
        case S_IFLNK: Array(try FileManager.default.destinationOfSymbolicLink(atPath: path).utf8)
        default: []
        }
      #if canImport(Darwin)
        let modified = status.st_mtimespec
      #else
        let modified = status.st_mtim
      #endif
      entries[prefix + name] = Entry(
        mode: UInt32(status.st_mode),
        inode: UInt64(status.st_ino),
        modifiedNanoseconds: Int64(modified.tv_sec) * 1_000_000_000 + Int64(modified.tv_nsec),
        content: content
      )
      if sort == S_IFDIR { try add(path, under: prefix + name + "/") }
    }
  }
}
