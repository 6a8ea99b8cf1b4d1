/// Which paths of a tree are wanted: those under some folders, with some ending, or both.
///
/// Paths that don't pass are never turned into values, and folders that can hold none are not read.
package struct PathFilter: Sendable, Hashable {
  /// Folders or single files, separated by "/" without one at either end; empty means everywhere.
  package var paths: [String]

  /// The bytes that a path must end with, such as ".md"; empty accepts every path.
  package var suffix: String

  package init(paths: [String] = [], suffix: String = "") {
    self.paths = paths
    self.suffix = suffix
  }

  /// Tells whether a file at this path passes.
  package func accepts(_ path: String) -> Bool {
    CompiledPathFilter(self).accepts(Array(path.utf8)[...])
  }
}

/// A path filter as bytes, for the comparison of raw trees.
struct CompiledPathFilter {
  private let paths: [[UInt8]]
  private let suffix: [UInt8]

  init(_ filter: PathFilter?) {
    paths = filter?.paths.map { Array($0.utf8) } ?? []
    suffix = Array(filter?.suffix.utf8 ?? "".utf8)
  }

  func accepts(_ path: ArraySlice<UInt8>) -> Bool {
    guard path.count >= suffix.count, path.suffix(suffix.count).elementsEqual(suffix) else { return false }
    return paths.isEmpty || paths.contains { Self.isSameOrInside(path, $0) }
  }

  /// Tells whether a folder, given without a trailing "/", may hold a path that passes.
  func mayAcceptInside(_ folder: ArraySlice<UInt8>) -> Bool {
    paths.isEmpty || paths.contains { Self.isSameOrInside(folder, $0) || Self.isSameOrInside($0[...], Array(folder)) }
  }

  private static func isSameOrInside(_ path: ArraySlice<UInt8>, _ folder: [UInt8]) -> Bool {
    guard path.starts(with: folder) else { return false }
    return path.count == folder.count || path[path.startIndex + folder.count] == UInt8(ascii: "/")
  }
}
